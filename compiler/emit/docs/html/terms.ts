/** Links from a defined term to the item that defines it. */
import { escapeHtml } from "../escape.ts";
import type { Document } from "../model.ts";

/** Text as HTML in which each defined term is a link where it first stands; `own` is the item that the text belongs to, which does not link to itself. */
export type Linker = (text: string, language: string, own?: string) => string;

/**
 * A term is recognised by its title: in quotation marks however it is written, and elsewhere with the capital that defined terms have.
 * The longest title wins: “Monthly Active User” hides “User”.
 */
export function termLinker(document: Document): Linker {
  const defined = document.sections
    .flatMap(({ items }) => items)
    .flatMap(({ anchor, defines }) => (defines ? [{ anchor, defines }] : []));
  const patterns = new Map<string, { readonly find: RegExp; readonly anchors: ReadonlyMap<string, string> } | undefined>();
  for (const { language } of document.languages) {
    const anchors = new Map<string, string>();
    for (const { anchor, defines } of defined) {
      const title = defines[language];
      if (title && !anchors.has(title)) anchors.set(title, anchor);
    }
    patterns.set(language, anchors.size === 0 ? undefined : { find: titlesPattern([...anchors.keys()]), anchors });
  }
  return (text, language, own) => {
    const known = patterns.get(language);
    if (known === undefined) return escapeHtml(text);
    let html = "";
    let done = 0;
    const linked = new Set<string>();
    for (const match of text.matchAll(known.find)) {
      const title = match[1] ?? match[2]!;
      const anchor = known.anchors.get(title)!;
      if (anchor === own || linked.has(anchor)) continue;
      linked.add(anchor);
      const at = match.index + match[0].indexOf(title);
      html += `${escapeHtml(text.slice(done, at))}<a class="term" href="#${escapeHtml(anchor)}">${escapeHtml(title)}</a>`;
      done = at + title.length;
    }
    return html + escapeHtml(text.slice(done));
  };
}

function titlesPattern(titles: readonly string[]): RegExp {
  const longestFirst = [...titles].sort((a, b) => b.length - a.length);
  const either = (all: readonly string[]) => all.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const capitalised = longestFirst.filter((title) => /^\p{Lu}/u.test(title));
  const quoted = `[“«„](${either(longestFirst)})[”»“]`;
  const bare = `(?<![\\p{L}\\p{M}\\d])(${either(capitalised)})(?![\\p{L}\\p{M}\\d])`;
  return new RegExp(capitalised.length === 0 ? quoted : `${quoted}|${bare}`, "gu");
}
