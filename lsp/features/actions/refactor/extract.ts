/** Extracting: what stands in a rule or a text becomes a declaration with a name. */
import type { CountingNode, QuantityNode, Span } from "../../../../grammar/index.ts";
import { allParse } from "../../edits.ts";
import { bilingual, titled, words } from "../templates.ts";
import { capital, freeName, homes, nodeAround, type Refactoring, type Selected } from "./place.ts";

/** Everything that can be extracted at a selection. */
export const extractions = (at: Selected): Refactoring[] =>
  [...term(at), ...enumeration(at), ...clause(at), ...measure(at)].filter(({ edits }) => allParse(at.snapshot, edits));

/** A declaration for a text, and its name in the place of the text; in the own service or in shared files. */
function extracted(at: Selected, what: string, text: string, from: Span, put: string): Refactoring[] {
  return homes(at, text).map(({ of, edit }) => ({
    title: `Extract into ${what}${of}`,
    kind: "refactor.extract",
    edits: [edit, { path: at.source.path, start: from.start, end: from.end, text: put }],
  }));
}

const roles: readonly (readonly [RegExp, string])[] = [
  [/^(bytes?|[KMGT]B)$/, "Size"],
  [/^[A-Z]{3}$/, "Amount"],
  [/^%$/, "Share"],
  [/^[a-z]/, "Time"],
];

/** `24 hours` → a term that is not negotiable. */
function term(at: Selected): Refactoring[] {
  const { element, source } = at;
  if (element === undefined || ["term", "example", "event", "enumeration"].includes(element.kind)) return [];
  const node = nodeAround<QuantityNode>(element, at.span, (n) => n.kind === "quantity");
  if (node === undefined) return [];
  const role = roles.find(([unit]) => unit.test(node.unit?.text ?? ""))?.[1] ?? "Number";
  const name = freeName(at, element.name.text + role);
  const text = `term ${name} {\n  ${titled(name)}\n  ${source.text.slice(node.start, node.end)}\n}`;
  return extracted(at, "a term", text, node, name);
}

/** `ok | failed` → an enumeration. */
function enumeration(at: Selected): Refactoring[] {
  const { element, source } = at;
  if (element?.kind !== "event") return [];
  const field = element.fields.find((f) => f.start <= at.span.start && at.span.end <= f.end);
  if (field?.type?.kind !== "choice") return [];
  const { values } = field.type;
  const name = freeName(at, element.name.text + capital(field.name.text));
  const title =
    field.title === undefined ? bilingual(words(field.name.text)) : source.text.slice(field.title.start, field.title.end);
  const lines = [`title ${title}`, ...values.map((v) => source.text.slice(v.start, v.end))];
  const text = `enumeration ${name} {\n  ${lines.join("\n  ")}\n}`;
  return extracted(at, "an enumeration", text, { start: values[0]!.start, end: values.at(-1)!.end }, name);
}

/** The text of a description → a clause that it includes. */
function clause(at: Selected): Refactoring[] {
  const { service, source } = at;
  const within = (n: Span) => n.start <= at.span.start && at.span.end <= n.end;
  const text = service.descriptions.find(within)?.texts.find(within);
  if (text === undefined) return [];
  const name = freeName(at, `${service.name.text}Description`);
  const declared = `clause ${name} {\n  ${source.text.slice(text.start, text.end)}\n}`;
  return extracted(at, "a clause", declared, text, `includes ${name}`);
}

/** `distinct user of Message` → a measure. */
function measure(at: Selected): Refactoring[] {
  const { element, source } = at;
  if (element?.kind !== "charge" || element.counts?.kind !== "distinct") return [];
  const counts: CountingNode = element.counts;
  if (at.span.start < counts.start || at.span.end > counts.end) return [];
  const name = freeName(at, `${element.name.text}Number`);
  const text = `measure ${name} {\n  ${titled(name)}\n  ${source.text.slice(counts.start, counts.end)}\n}`;
  return extracted(at, "a measure", text, counts, name).slice(0, 1);
}
