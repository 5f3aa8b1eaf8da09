/** Fixes of diagnostics about types, values and units: 3xxx. */
import type { types } from "../../../../compiler/diagnostics/codes/types.ts";
import type { EventNode, FieldNode } from "../../../../grammar/index.ts";
import type { Edit } from "../compose.ts";
import type { Decisions, Finding, Fix } from "../finding.ts";
import { atEnd } from "../places.ts";
import { bilingual, declaration, words } from "../templates.ts";

export const typeFixes: Decisions<keyof typeof types> = {
  unknownType: (at, { name, suggestion }) => {
    const { service } = at;
    const text = declaration("enumeration", name, service);
    const create = service === undefined || text === undefined ? [] : atEnd(at.source, service, ["", text]);
    return [...at.meant(suggestion), ...at.fix(`Create the enumeration \`${name}\``, create)];
  },
  notAValue: (at, { name, suggestion, known, event, field }) => [
    ...at.meant(suggestion),
    ...(known ?? [])
      .filter((value) => value !== suggestion)
      .slice(0, 3)
      .flatMap((value) => at.replace(value)),
    ...addValue(at, name, event, field),
  ],
  wrongCondition: { none: "what the condition should say of the field is for the author to choose" },
  wrongUnit: (at, { example }) => at.replace(example),
  unknownCurrency: (at, { suggestion }) => at.meant(suggestion),
  badDate: (at, { text }) => {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
    if (day === undefined || Number(month) < 1 || Number(month) > 12 || Number(day) < 29) return [];
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    const start = at.source.text.indexOf(text, at.span.start);
    return at.replace(`${year}-${month}-${last}`, { start, end: start + text.length }, { preferred: true });
  },
  badTime: { none: "the time that is meant is for the author to say" },
  unknownZone: (at, { suggestion }) => at.meant(suggestion === undefined ? undefined : `"${suggestion}"`),
  skippedTime: { none: "the time that is meant is for the author to say" },
  keyMismatch: (at, { key, event }) => {
    const target = at.find(event);
    const model = eventsOf(at)
      .flatMap((e) => e.fields)
      .find((f) => f.name.text === key);
    if (target?.node.kind !== "event" || target.source !== at.source || model === undefined) return [];
    return at.fix(`Add the field \`${key}\` to \`${event}\``, atEnd(at.source, target.node, [at.textOf(model)]), {
      preferred: true,
    });
  },
  keyTypeMismatch: (at, { key, first, second }) => {
    const [one, other] = [first, second].map((event) => fieldOf(at, event, key));
    if (one?.type?.kind !== "named" || other?.type?.kind !== "named") return [];
    const change = (field: FieldNode, event: string, to: string): Fix[] => {
      const name = field.type?.kind === "named" ? field.type.name : field.name;
      return at.fix(`Let \`${key}\` of \`${event}\` be \`${to}\``, [{ start: name.start, end: name.end, text: to }]);
    };
    return [...change(other, second, one.type.name.text), ...change(one, first, other.type.name.text)];
  },
  zeroLength: { none: "the length that is meant is for the author to say" },
};

const eventsOf = (at: Finding): EventNode[] => (at.service?.elements ?? []).flatMap((e) => (e.kind === "event" ? [e] : []));

const fieldOf = (at: Finding, event: string, field: string): FieldNode | undefined =>
  eventsOf(at)
    .find((e) => e.name.text === event)
    ?.fields.find((f) => f.name.text === field);

/** A value more where the field, the enumeration or the term lists its values. */
function addValue(at: Finding, name: string, event: string | undefined, field: string | undefined): Fix[] {
  if (!/^[A-Za-z]\w*$/.test(name)) return [];
  const type = field === undefined || event === undefined ? undefined : fieldOf(at, event, field)?.type;
  const value = `${name} ${bilingual(words(name))}`;
  if (type?.kind === "choice") {
    const last = type.values.at(-1)!;
    const edits: Edit[] = [{ start: last.end, end: last.end, text: ` | ${value}` }];
    return at.fix(`Add the value \`${name}\` to \`${field}\``, edits);
  }
  const listed = type?.kind === "named" ? at.find(type.name.text) : undefined;
  if (listed?.node.kind !== "enumeration") return [];
  const { source, node } = listed;
  const edits = atEnd(source, node, [value]).map((edit) => ({ path: source.path, ...edit }));
  return [{ title: `Add the value \`${name}\` to \`${node.name.text}\``, edits }];
}
