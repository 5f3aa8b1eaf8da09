/** Situations and statements as an author would write them: examples of events, conditions, free outcomes. */
import { written as writtenQuantity } from "../constructs/quantity.ts";
import type { Comparison, Field, QuantityOrTerm } from "../ir/model.ts";
import { quantityOfTerm } from "../ir/terms.ts";
import { type Decimal, text } from "./decimal.ts";
import type { Situation } from "./diagram.ts";
import { type Fact, quantitiesOf } from "./facts.ts";
import type { FieldValue, FieldVariable } from "./fields.ts";
import type { Space } from "./space.ts";
import type { Literal } from "./statement.ts";

const list = (words: readonly string[]): string =>
  words.length < 3 ? words.join(" and ") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** An event that lies in a situation, with what matters besides: "`Outbound { format template }` inside `CustomerSupportWindow`". */
export function exampleOf(space: Space, situation: Situation, matters: readonly Literal[]): string {
  const { event, fields } = space;
  const given = event.fields.flatMap((field) => {
    const variable = fields.all.find((v) => v.field.name === field.name);
    const value = variable === undefined ? fields.valuesOf(field)[0]! : variable.values[situation[variable.variable]!]!;
    if (value.kind === "absent" || (variable === undefined && field.optional)) return [];
    return [`${field.name} ${valueInWords(field, value, variable)}`];
  });
  const facts = matters.flatMap((l) => (l.about === "fact" ? [factInWords(l.fact, l.inside)] : []));
  const circumstances = matters.flatMap((l) => (l.about === "circumstance" ? [circumstanceInWords(l)] : []));
  const set = space.terms.settings(situation[space.choice]!, relevantTerms(matters));
  const agreement = [
    ...circumstances,
    ...set.map(({ term, number }) => `sets \`${term.name}\` to ${quantity(quantityOfTerm(term).kind, number)}`),
  ];
  return [
    `\`${event.name} { ${given.join(", ")} }\``,
    ...facts,
    ...(agreement.length === 0 ? [] : [`in an agreement that ${list(agreement)}`]),
  ].join(" ");
}

/** The conditions of a statement as they stand behind an event: " where format is template inside CustomerSupportWindow". */
export function conditionsOf(literals: readonly Literal[]): string {
  const fields = literals.flatMap((l) => {
    if (l.about === "field") return fieldCondition(l.variable, l.values);
    if (l.about !== "comparison") return [];
    const { field, operator, value } = l.comparison;
    return [comparisonCondition(field, operator, value, l.holds)];
  });
  const facts = literals.flatMap((l) => (l.about === "fact" ? [l] : []));
  const sets = facts
    .filter(({ fact }) => fact.kind === "set")
    .map(({ fact, inside }) => `${fact.key[0]} ${inside ? "on" : "not on"} ${fact.state.name}`);
  const states = facts
    .filter(({ fact }) => fact.kind !== "set")
    .map(({ fact, inside }) => `${inside ? "inside" : "outside"} ${fact.state.name}`);
  const where = [...fields, ...sets];
  return [...(where.length === 0 ? [] : [`where ${where.join(" and ")}`]), ...states].map((part) => ` ${part}`).join("");
}

/** The circumstances of a statement as they stand in a rule: "when not subscribed to Conversations"; undefined for those that no rule can name. */
export function circumstancesOf(literals: readonly Literal[]): string[] | undefined {
  const lines = literals.flatMap((l) => {
    if (l.about !== "circumstance") return [];
    if (l.circumstance.kind === "chosen") return [undefined];
    if (l.circumstance.kind === "set") return [`when ${l.circumstance.term} is ${l.circumstance.values[l.value]}`];
    return [`when ${l.value === 1 ? "" : "not "}subscribed to ${l.circumstance.name}`];
  });
  return lines.some((line) => line === undefined) ? undefined : (lines as string[]);
}

/** The opposite of one thing that is said, as a condition; undefined when the language has none for it. */
export function oppositeOf(literal: Literal): string | undefined {
  switch (literal.about) {
    case "fact":
      return conditionsOf([{ ...literal, inside: !literal.inside }]).trim();
    case "comparison":
      return conditionsOf([{ ...literal, holds: !literal.holds }]).trim();
    case "field": {
      const rest = literal.variable.values.flatMap(({ kind }, i) => (kind === "absent" || literal.values.includes(i) ? [] : [i]));
      return rest.length === 0 ? undefined : conditionsOf([{ ...literal, values: rest }]).trim();
    }
    case "circumstance":
      return undefined;
  }
}

function factInWords({ kind, state, key }: Fact, inside: boolean): string {
  if (kind !== "set") return `${inside ? "inside" : "outside"} \`${state.name}\``;
  return `with \`${key.join("`, `")}\` ${inside ? "on" : "not on"} \`${state.name}\``;
}

function circumstanceInWords({ circumstance, value }: Extract<Literal, { about: "circumstance" }>): string {
  if (circumstance.kind === "taken") return `${value === 1 ? "takes" : "does not take"} \`${circumstance.name}\``;
  if (circumstance.kind === "set") return `has \`${circumstance.term}\` as \`${circumstance.values[value]}\``;
  const name = circumstance.members[value];
  return name === undefined ? `prices none of \`${circumstance.members.join("`, `")}\`` : `prices \`${name}\``;
}

/** No condition at all when any value will do. */
function fieldCondition({ field, values: all }: FieldVariable, values: readonly number[]): string[] {
  const chosen = values.map((i) => all[i]!);
  const rest = all.filter((value, i) => value.kind !== "absent" && !values.includes(i));
  if (rest.length === 0) return [];
  if (field.type.kind === "flag")
    return [
      flagCondition(
        field,
        field.type.adjective,
        chosen.some((v) => v.kind === "flag" && v.yes),
      ),
    ];
  const words = (of: readonly FieldValue[]) => of.flatMap((v) => (v.kind === "word" ? [v.word] : []));
  // the shorter way to say it; what is beside the named countries can only be said by what it is not
  const negated =
    words(chosen).length < chosen.length ||
    (rest.length > 0 && rest.length < chosen.length && words(rest).length === rest.length);
  return [`${field.name} is ${negated ? `not ${words(rest).join(" or ")}` : words(chosen).join(" or ")}`];
}

const flagCondition = (field: Field, adjective: string, yes: boolean): string => {
  if (adjective === "yes") return `${field.name} is ${yes ? "yes" : "no"}`;
  return `${field.name} ${yes ? "" : "not "}${adjective}`;
};

const operators: Readonly<Record<Comparison, readonly [string, opposite: Comparison]>> = {
  above: ["above", "atMost"],
  below: ["below", "atLeast"],
  atLeast: ["at least", "below"],
  atMost: ["at most", "above"],
};

function comparisonCondition(field: string, operator: Comparison, value: QuantityOrTerm, holds: boolean): string {
  const [word] = operators[holds ? operator : operators[operator][1]];
  return `${field} is ${word} ${value.kind === "term" ? value.term : writtenQuantity(value.value)}`;
}

/** A value of a field in an example. */
function valueInWords(field: Field, value: FieldValue, variable: FieldVariable | undefined): string {
  if (value.kind === "word") return value.word;
  if (value.kind === "flag") {
    const adjective = field.type.kind === "flag" ? field.type.adjective : "yes";
    return adjective === "yes" ? (value.yes ? "yes" : "no") : `${value.yes ? "" : "not "}${adjective}`;
  }
  if (value.kind === "number") return quantity(field.type.kind, value.number);
  switch (field.type.kind) {
    case "country": {
      const named = (variable?.values ?? []).flatMap((v) => (v.kind === "word" ? [v.word] : []));
      return ["VN", "SG", "DE", "FR"].find((country) => !named.includes(country)) ?? unnamed(named);
    }
    case "phone":
      return "+84901234567";
    case "email":
      return '"an@example.com"';
    case "network":
      return '"452-01"';
    case "duration":
      return "1 second";
    case "size":
      return "1 GB";
    case "count":
    case "number":
      return "1";
    case "flag":
      return field.type.adjective;
    default:
      return '"a"';
  }
}

/** The first country code in the order of letters that is not among those. */
function unnamed(named: readonly string[]): string {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((a) => letters.map((b) => a + b)).find((code) => !named.includes(code)) ?? "ZZ";
}

const sizes = ["TB", "GB", "MB", "KB"] as const;

/** A number of a field with its unit: seconds, bytes in the greatest unit that leaves it whole, things. */
function quantity(kind: string, number: Decimal): string {
  const amount = text(number);
  if (kind === "duration") return `${amount} second${amount === "1" ? "" : "s"}`;
  if (kind !== "size") return amount;
  const unit = sizes.findIndex((_, i) => amount.length > 1 && new RegExp(`^[1-9]\\d*0{${3 * (sizes.length - i)}}$`).test(amount));
  return unit === -1
    ? `${amount} byte${amount === "1" ? "" : "s"}`
    : `${amount.slice(0, -3 * (sizes.length - unit))} ${sizes[unit]}`;
}

/** Terms that a statement rests on. */
const relevantTerms = (literals: readonly Literal[]): ReadonlySet<string> =>
  new Set(
    literals
      .flatMap((l) => (l.about === "comparison" ? [l.comparison.value] : l.about === "fact" ? quantitiesOf(l.fact) : []))
      .flatMap((value) => (value.kind === "term" ? [value.term] : [])),
  );
