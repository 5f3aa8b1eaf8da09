/** Inlining: what a name stands for is written in all its places, and the declaration goes. */

import type { SourceFile } from "../../../../compiler/index.ts";
import { isWhole } from "../../../../compiler/ir/counted.ts";
import type { ClauseNode, Span, UseNode } from "../../../../grammar/index.ts";
import type { Occurrence, Snapshot } from "../../../snapshot.ts";
import type { Declared } from "../../../symbols.ts";
import { allParse, type FileEdit } from "../../edits.ts";
import { declarationAt, nodesIn, removed } from "../places.ts";
import type { Refactoring } from "./place.ts";

/** What the name at an offset is inlined as, if that can be done in all its places. */
export function inlinings(snapshot: Snapshot, source: SourceFile, offset: number): Refactoring[] {
  const at = snapshot.at(source.path, offset);
  const declared = at && snapshot.declared(at.id);
  if (declared === undefined) return [];
  const places = snapshot.occurrencesOf(declared.id).filter(({ declares }) => !declares);
  if (places.length === 0) return [];
  const put = writer(snapshot, declared, places);
  const edits: FileEdit[] = [];
  for (const place of places) {
    const edit = put?.(place);
    if (edit === undefined) return [];
    edits.push({ path: place.source.path, ...edit });
  }
  edits.push({ path: declared.source.path, ...removed(declared.source, declared.span) });
  const what = `${declared.kind} \`${declared.name.text}\``;
  return allParse(snapshot, edits) ? [{ title: `Inline the ${what}`, kind: "refactor.inline", edits }] : [];
}

type Edit = Omit<FileEdit, "path">;

/** What stands in a place instead of the name; undefined where nothing can. */
function writer(snapshot: Snapshot, { node, source, name, owner }: Declared, places: readonly Occurrence[]) {
  const written = ({ start, end }: Span) => source.text.slice(start, end);
  switch (node.kind) {
    case "term": {
      const { value } = node;
      // what agreements can change has to keep its name
      if (value === undefined || node.negotiable !== "no" || node.name !== name) return undefined;
      const edit = asIt(written(value));
      return (place: Occurrence) => (standsAs(place, (n) => n.kind === "name") ? edit(place) : undefined);
    }
    case "enumeration": {
      if (node.name !== name || places.length !== 1 || node.values.length < 2) return undefined;
      const values = node.values.map((v) => written(v)).join("\n| ");
      const [title] = node.titles.flatMap((t) => t.translations);
      const last = node.titles[0]?.translations.at(-1);
      return (place: Occurrence): Edit | undefined => {
        const field = nodeOf(place, (n) => isNamedType(n.type, place.span.start));
        if (field === undefined) return undefined;
        // a field without a title of its own has that of its enumeration
        const text =
          field.title === undefined && title !== undefined && last !== undefined
            ? `${values} ${written({ start: title.start, end: last.end })}`
            : values;
        return { ...bare(place), text };
      };
    }
    case "clause":
      return node.name === name ? (place: Occurrence) => included(place, node, written) : undefined;
    case "measure": {
      const { counts } = node;
      const service = snapshot.program.services.find((each) => each.name === owner?.name.text);
      const lowered = service?.measures.find((m) => m.name === name.text);
      if (counts === undefined || node.atMost.length > 0 || lowered === undefined || !isWhole(lowered.counts)) return undefined;
      const edit = asIt(written(counts));
      // only a charge for each of it, without a condition
      return (place: Occurrence) =>
        standsAs(
          place,
          (n) => n.kind === "charge" && (n.counts as { kind?: string; start?: number } | undefined)?.start === place.span.start,
        )
          ? edit(place)
          : undefined;
    }
    default:
      return undefined;
  }
}

const bare = ({ span: { start, end } }: Occurrence) => ({ start, end });

const asIt =
  (text: string) =>
  (place: Occurrence): Edit => ({ ...bare(place), text });

/** The node that a test picks: one that begins where the name does, or has the name. */
function nodeOf(place: Occurrence, is: (node: Record<string, unknown>) => boolean): Record<string, unknown> | undefined {
  for (const node of nodesIn(declarationAt(place.source, place.span.start))) if (is(node)) return node;
  return undefined;
}

const standsAs = (place: Occurrence, is: (node: Record<string, unknown>) => boolean): boolean =>
  nodeOf(place, (n) => is(n) && (n.kind === "charge" || n.start === place.span.start)) !== undefined;

const isNamedType = (type: unknown, start: number): boolean => {
  const named = type as { readonly kind?: string; readonly name?: Span } | undefined;
  return named?.kind === "named" && named.name?.start === start;
};

/** The words of a clause in the place of `includes` in a description that has no text of its own. */
function included({ source, span }: Occurrence, clause: ClauseNode, written: (span: Span) => string): Edit | undefined {
  const outer = declarationAt(source, span.start);
  const node = outer?.kind === "service" ? outer.descriptions.find((d) => d.start <= span.start && span.end <= d.end) : undefined;
  const use = node?.includes.find((u) => u.name.start === span.start);
  if (node === undefined || use === undefined || node.texts.length > 0) return undefined;
  const { tokens } = source.parsed;
  const word = tokens[tokens.findIndex((t) => t.startOffset === use.start) - 1];
  const behind = tokens.find((t) => t.startOffset >= use.end);
  if (word?.image !== "includes") return undefined;
  const texts = clause.texts
    .flatMap((t) => t.translations)
    .map((t) => `${t.language} ${filled(written(t.text), t.language, use, source)}`);
  // what else is included stays so
  return behind?.image === ","
    ? { start: word.startOffset, end: behind.startOffset + 1, text: `${texts.join(" ")} includes` }
    : { start: word.startOffset, end: use.end, text: texts.join(" ") };
}

/** A text in quotation marks with the arguments of a use in the place of its parameters. */
function filled(text: string, language: string, use: UseNode, source: SourceFile): string {
  return use.arguments.reduce((result, { parameter, value, localized }) => {
    const said = value ?? localized?.translations.find((t) => t.language === language)?.text;
    return said === undefined
      ? result
      : result.replaceAll(`{${parameter.text}}`, source.text.slice(said.start + 1, said.end - 1));
  }, text);
}
