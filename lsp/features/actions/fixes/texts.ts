/** Fixes of diagnostics about translations: 50xx. */
import type { translations } from "../../../../compiler/diagnostics/codes/translations.ts";
import type { Edit } from "../compose.ts";
import { type Decisions, type Finding, type Fix, GAP } from "../finding.ts";
import { atEnd, atStart } from "../places.ts";
import { bilingual, titled, words } from "../templates.ts";

export const textFixes: Decisions<keyof typeof translations> = {
  missingLanguage: (at, { language }) => addLanguage(at, language),
  missingTitle: (at, { what, name }) => {
    if (what === "field" || what === "value" || what === "choice") {
      const end = what === "field" ? endOfField(at) : at.span.end;
      return at.fix("Add a title", [{ start: end, end, text: ` ${bilingual(words(name))}` }], { preferred: true });
    }
    return at.element === undefined
      ? []
      : at.fix("Add a title", atStart(at.source, at.element, [titled(name)]), { preferred: true });
  },
  repeatedLanguage: (at) => at.remove(),
  unknownParameter: (at, { name, suggestion }) => {
    const text = at.text;
    const changed = suggestion === undefined ? undefined : text.replaceAll(`{${name}}`, `{${suggestion}}`);
    return [
      ...(changed === undefined
        ? []
        : at.fix(`Change to \`{${suggestion}}\``, [{ ...at.span, text: changed }], { preferred: true })),
      ...addParameter(at, name),
    ];
  },
  missingArgument: (at, { parameter }) => {
    const { tokens } = at.source.parsed;
    const next = tokens.find((t) => t.startOffset >= at.span.end);
    const value = `${parameter}: ${bilingual(words(parameter))}`;
    if (next?.image !== "(")
      return at.fix(`Fill \`${parameter}\` in`, [{ start: at.span.end, end: at.span.end, text: `(${value})` }], {
        preferred: true,
      });
    const close = tokens.find((t) => t.startOffset > next.startOffset && t.image === ")");
    if (close === undefined) return [];
    const empty = tokens[tokens.indexOf(close) - 1] === next;
    const edit = { start: close.startOffset, end: close.startOffset, text: empty ? value : `, ${value}` };
    return at.fix(`Fill \`${parameter}\` in`, [edit], { preferred: true });
  },
  differentParameters: { none: "where the text speaks of the parameter is for the author to say" },
};

/** The other language's text, marked as one to be translated: its figures and parameters are there already. */
function addLanguage(at: Finding, language: string): Fix[] {
  const title = `Add the text in "${language}"`;
  const { tokens } = at.source.parsed;
  const inside = tokens.filter((t) => t.startOffset >= at.span.start && t.startOffset < at.span.end);
  const text = inside.find((t) => t.image.startsWith('"'));
  if (text === undefined) {
    const { element } = at;
    const body = `${language} "${GAP}"`;
    return element === undefined ? [] : at.fix(title, atEnd(at.source, element, [body]), { preferred: true });
  }
  const put = `${language} "${GAP} ${text.image.slice(1, -1)}"`;
  const before = inside[inside.indexOf(text) - 1];
  const edit: Edit =
    language === "en" && before !== undefined
      ? { start: before.startOffset, end: before.startOffset, text: `${put} ` }
      : { start: at.span.end, end: at.span.end, text: ` ${put}` };
  return at.fix(title, [edit], { preferred: true });
}

/** A field's title stands at its end. */
function endOfField(at: Finding): number {
  const { element } = at;
  const field = element?.kind === "event" ? element.fields.find((f) => f.name.start === at.span.start) : undefined;
  return field?.end ?? at.span.end;
}

function addParameter(at: Finding, name: string): Fix[] {
  const { element, service } = at;
  if (element === undefined || !("parameters" in element) || service !== undefined || !/^[A-Za-z]\w*$/.test(name)) return [];
  const last = element.parameters.at(-1);
  const put = last === undefined ? `(${name})` : `, ${name}`;
  const end = (last ?? element.name).end;
  return at.fix(`Add the parameter \`${name}\``, [{ start: end, end, text: put }]);
}
