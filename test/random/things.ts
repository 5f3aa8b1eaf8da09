/** What happens and what is fixed: events with fields of every type, enumerations, terms, choices, other services. */
import type { Chance } from "./chance.ts";
import { both, Names, written } from "./names.ts";
import type { Event, Field, QuantityKind, Scope, Type } from "./scope.ts";

const plain = ["phone", "country", "network", "text", "email", "duration", "size", "count", "number"] as const;
const adjectives = ["yes", "requested", "urgent"] as const;

function type(scope: Scope, kinds: readonly Type["kind"][], isKey = false): Type {
  const { chance } = scope;
  const kind = chance.pick(kinds);
  if (kind === "flag") return { kind, adjective: chance.pick(adjectives) };
  if (kind !== "enumeration") return { kind };
  const values = valuesOf(chance, chance.between(2, 4));
  // the values that an event lists itself are a type of its own
  if (!isKey && chance.percent(70)) return { kind, values };
  const named = scope.name("Kind");
  const text = scope.block(
    `enumeration ${named}`,
    values.map((value) => scope.value(value)),
  );
  if (chance.percent(30)) scope.shared.push(text);
  else scope.elements.push(text);
  return { kind, values, named };
}

function valuesOf(chance: Chance, count: number): string[] {
  const names = new Names(chance);
  return chance.times(count, () => written(names.next(chance.pick(["a", "b", "done", "failed"]))));
}

/** The type as it is written in an event. */
function typeText(scope: Scope, type: Type): string {
  if (type.kind === "flag") return type.adjective === "yes" ? "yes or no" : `${type.adjective} or not`;
  if (type.kind !== "enumeration") return type.kind;
  return type.named ?? type.values.map((value) => scope.value(value)).join(" | ");
}

/** Fields that several events have, and that states are kept by. */
export function declareKeys(scope: Scope): void {
  const { chance } = scope;
  const names = new Names(chance);
  const kinds = ["phone", "text", "country", "email", "network", "enumeration", "flag", "count", "number", "duration"] as const;
  const usual = ["phone", "text"] as const;
  chance.times(chance.between(1, 3), (index) => {
    const name = written(names.next(chance.pick(["user", "room", "line"])));
    scope.keys.push({ name, type: type(scope, index === 0 ? usual : kinds, true), optional: false });
  });
}

export function declareEvents(scope: Scope): void {
  const { chance } = scope;
  chance.times(chance.between(1, 4), (index) => declareEvent(scope, index === 0));
}

function declareEvent(scope: Scope, hasAll: boolean): void {
  const { chance } = scope;
  const names = new Names(chance);
  const keys = scope.keys
    .filter((_, index) => hasAll || index === 0 || chance.percent(50))
    .map((key) => ({ ...key, optional: !hasAll && chance.percent(12) }));
  const known = new Set(scope.keys.map(({ name }) => name.replaceAll("`", "").toLowerCase()));
  const own = chance.times(chance.between(0, 5), (): Field => {
    const name = names.next("field");
    const isFree = !known.has(name.toLowerCase());
    const kinds = [...plain, "duration", "count", "enumeration", "enumeration", "flag"] as const;
    return {
      name: isFree ? written(name) : `own${known.size}${written(name).replaceAll("`", "")}`,
      type: type(scope, kinds),
      optional: chance.percent(25),
    };
  });
  const fields = chance.shuffled([...keys, ...own]);
  const event: Event = { name: scope.name("Event"), fields, ...parted(chance, fields) };
  scope.events.push(event);
  scope.declare(
    `event ${event.name}`,
    fields.map((f) => `${f.name} ${typeText(scope, f.type)}${f.optional ? " optional" : ""} ${both(chance)}`),
  );
}

/** Parts the events of a kind by the values of an enumeration: one value is free, what is charged has others. */
function parted(chance: Chance, fields: readonly Field[]): Pick<Event, "parted"> {
  const field = fields.find(({ type: { kind } }) => kind === "enumeration");
  if (field?.type.kind !== "enumeration" || chance.percent(50)) return {};
  const [free, ...sides] = field.type.values;
  return { parted: { field: field.name, free: free!, sides } };
}

const constants: Readonly<Record<QuantityKind, readonly string[]>> = {
  duration: ["1 second", "7 seconds", "30 seconds", "1 minute", "119.5 seconds", "1 hour"],
  size: ["1 byte", "500 MB", "1 GB", "1 GiB", "1000 bytes"],
  count: ["1", "2", "3", "1.5", "0.125", "0"],
  money: ["0", "1", "25.55", "300"],
};
const lengths = ["1 hour", "90 minutes", "12 hours", "24 hours", "1 day", "25 hours", "2 days", "1 week"];

const isZero = (text: string): boolean => /^0(?![.\d])/.test(text);

/** A quantity of a kind, with its unit. */
export function constant(scope: Scope, kind: QuantityKind, isNothing: "may be nothing" | "more than nothing"): string {
  const some = constants[kind].filter((text) => isNothing === "may be nothing" || !isZero(text));
  const text = scope.chance.pick(some);
  return kind === "money" ? `${text} ${scope.currency}` : text;
}

export const lengthOfTime = (scope: Scope): string => scope.chance.pick(lengths);

/** A quantity in place, or the name of a term. */
export function quantity(scope: Scope, kind: QuantityKind, isNothing: "may be nothing" | "more than nothing"): string {
  const terms = scope.terms.filter((term) => term.kind === kind && (isNothing === "may be nothing" || kind !== "count"));
  if (terms.length > 0 && scope.chance.percent(40)) return scope.chance.pick(terms).name;
  return constant(scope, kind, isNothing);
}

/** A time as states last: long enough that a month of steps can be counted. */
export function length(scope: Scope): string {
  const terms = scope.terms.filter(({ long }) => long);
  return terms.length > 0 && scope.chance.percent(40) ? scope.chance.pick(terms).name : lengthOfTime(scope);
}

export function declareTerms(scope: Scope): void {
  const { chance } = scope;
  chance.times(chance.between(0, 4), () => {
    const kind = chance.pick(["duration", "duration", "duration", "size", "count", "count", "money"] as const);
    const long = kind === "duration" && chance.percent(60);
    const name = scope.name(long ? "Length" : "Term");
    const asAgreed = chance.percent(20);
    const words = { duration: "duration", size: "size", count: "number", money: "money" } as const;
    const value = long ? lengthOfTime(scope) : constant(scope, kind, "more than nothing");
    const manner = chance.pick([
      "",
      ", unless otherwise agreed",
      ", unless otherwise agreed",
      ", unless configured",
      ", unless instructed",
    ]);
    const most = kind === "duration" && chance.percent(30) ? ", at most 2 weeks" : "";
    const least = long ? ", at least 1 hour" : "";
    const head = asAgreed ? `${words[kind]} as agreed` : `${value}${manner}`;
    scope.terms.push({ name, kind, long, asAgreed });
    scope.declare(`term ${name}`, [`${head}${least}${most}`]);
  });
  chance.times(chance.between(0, 2), () => {
    const choice = { name: scope.name("Choice"), values: valuesOf(chance, chance.between(2, 3)) };
    const manner = chance.pick(["", ", unless otherwise agreed", ", unless otherwise agreed", ", unless instructed"]);
    scope.choices.push(choice);
    scope.declare(`term ${choice.name}`, [`${choice.values.map((value) => scope.value(value)).join(" or ")}${manner}`]);
  });
}

/** A service besides, that agreements may take or not. */
export function declareOther(scope: Scope): void {
  const { chance } = scope;
  if (!chance.percent(35)) return;
  const products = chance.percent(50) ? ["First", "Second"] : [];
  scope.others.push({ name: "Other", products });
  const named = products.map((name) => scope.block(`product ${name}`, [])).join("\n");
  scope.services.push(scope.block(`service Other in SaaS`, [named, scope.block("fee Base", ["monthly"])]));
}

/** Circumstances behind `when` or `if`: what was chosen, what else is taken. */
export function circumstance(scope: Scope, word: "when" | "if"): string | undefined {
  const { chance } = scope;
  const choice = scope.choices.length > 0 && (scope.others.length === 0 || chance.percent(60));
  if (choice) {
    const { name, values } = chance.pick(scope.choices);
    const some = chance.some(values, 1, values.length - 1);
    return `${word} ${name} is ${chance.pick(["", "not "])}${some.join(" or ")}`;
  }
  if (scope.others.length === 0) return undefined;
  const { name, products } = chance.pick(scope.others);
  const taken = products.length > 0 && chance.percent(50) ? `${name}.${chance.pick(products)}` : name;
  return `${word} ${chance.pick(["", "not "])}subscribed to ${taken}`;
}

/** `when …`, mostly none. */
export function circumstances(scope: Scope): string[] {
  const { chance } = scope;
  const count = chance.percent(25) ? chance.between(1, 2) : 0;
  return chance.times(count, () => circumstance(scope, "when")).filter((text) => text !== undefined);
}

/** ` if …`, sometimes. */
export function proviso(scope: Scope): string {
  const text = scope.chance.maybe(30, () => circumstance(scope, "if"));
  return text === undefined ? "" : ` ${text}`;
}
