/** Fixes of diagnostics about rules: 4xxx. */
import type { rules } from "../../../../compiler/diagnostics/codes/rules.ts";
import { type Decisions, type Finding, type Fix, short } from "../finding.ts";
import { atEnd, without } from "../places.ts";
import { bilingual } from "../templates.ts";

export const ruleFixes: Decisions<keyof typeof rules> = {
  missingPart: (at, { example }) => addPart(at, example),
  negotiableLimit: (at) => {
    const { element } = at;
    if (element?.kind !== "term") return [];
    const limits = [element.atMost, element.atLeast].flatMap((limit) => (limit === undefined ? [] : [at.textOf(limit)]));
    return limits.flatMap((limit) => at.replace(limit));
  },
  badPer: { none: "how the units are counted is for the author to choose" },
  badWhich: (at, { hint }) => (hint.startsWith("Remove") ? at.remove(at.span, { preferred: true }) : []),
  unpricedField: (at) => at.remove(),
  conditionOnState: (at) => at.remove(),
  optionalKey: (at, { field, event }) => {
    const found = at.find(event)?.node;
    const node = found?.kind === "event" ? found.fields.find((f) => f.name.text === field) : undefined;
    return node === undefined ? [] : withoutOptional(at, node);
  },
  membership: (at, { products }) => at.fix(`Remove it from \`${products.at(-1)}\``, without(at.source, at.span)),
  stateRestsOnState: (at) => at.remove(),
  badCap: (at) => at.remove(),
  notAChoice: (at) => {
    const { element } = at;
    const circumstances = element !== undefined && "circumstances" in element ? element.circumstances : [];
    const node = circumstances.find((c) => c.start <= at.span.start && at.span.end <= c.end);
    return node === undefined ? [] : at.remove(node);
  },
  oneChoice: (at) =>
    at.fix("Add another choice", [{ start: at.span.end, end: at.span.end, text: ` or other ${bilingual("other")}` }], {
      preferred: true,
    }),
  limitOfChoice: (at) => at.remove(at.span, { preferred: true }),
  interpretedNotNegotiable: (at) => makeNegotiable(at, at.text),
};

/** Takes the word `optional` out of a field. */
export function withoutOptional(at: Finding, field: { readonly start: number; readonly end: number }): Fix[] {
  const word = at.source.parsed.tokens.find(
    (t) => t.image === "optional" && t.startOffset >= field.start && t.startOffset < field.end,
  );
  if (word === undefined) return [];
  return at.fix("Remove `optional`", without(at.source, { start: word.startOffset, end: word.startOffset + 8 }), {
    preferred: true,
  });
}

/** Lets agreements give a term another value. */
export function makeNegotiable(at: Finding, name: string): Fix[] {
  const found = at.find(name);
  if (found?.node.kind !== "term" || found.node.negotiable !== "no") return [];
  const last = found.node.value ?? found.node.choices.at(-1);
  if (last === undefined) return [];
  const edit = { path: found.source.path, start: last.end, end: last.end, text: ", unless otherwise agreed" };
  return [{ title: `Let agreements give \`${name}\` another value`, edits: [edit] }];
}

/** What a declaration lacks, with words to begin with. */
function addPart(at: Finding, example: string): Fix[] {
  const { element, source } = at;
  if (element === undefined) return [];
  if (element.kind === "service")
    return at.fix("Put it into a category", [{ start: at.span.end, end: at.span.end, text: " in Channels" }]);
  const event = at.service?.elements.find((e) => e.kind === "event")?.name.text;
  // examples speak of events that another service has
  const text =
    event === undefined
      ? example
      : example.replace(/^(for each|number of|\d+ \w+ from the last|once for each) [A-Z]\w*.*/, `$1 ${event}`);
  return at.fix(`Add \`${short(text)}\``, atEnd(source, element, [text]));
}
