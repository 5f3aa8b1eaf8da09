/** Builds the intermediate representation by hand, with defaults for what a test does not care about. */
import type {
  Charge,
  Comparison,
  Condition,
  Counting,
  Enumeration,
  Event,
  EventFilter,
  Fee,
  Field,
  FieldType,
  FreeRule,
  Interval,
  Measure,
  Minimum,
  Named,
  Package,
  Prohibition,
  Quantity,
  QuantityOrTerm,
  Service,
  Session,
  SetState,
  Term,
  Text,
  Window,
} from "../../compiler/ir/model.ts";

let line = 0;

/** A text in both languages. */
export function text(en: string, vi = en): Text {
  return { en, vi };
}

/** What all named elements have; every element stands on a line of its own. */
export function named(name: string, more: Partial<Named> = {}): Named {
  line += 1;
  return { name, title: text(name), titled: false, origin: { file: "contracts/test.sdl", line, column: 1 }, ...more };
}

const durations = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

export function duration(amount: number, unit: keyof typeof durations): Quantity {
  return { kind: "duration", milliseconds: amount * durations[unit], amount: String(amount), unit };
}

export const gigabyte: Quantity = { kind: "size", bytes: "1000000000", amount: "1", unit: "GB" };

export function count(amount: number): Quantity {
  return { kind: "count", amount: String(amount) };
}

export function money(amount: string, currency = "EUR"): Quantity {
  return { kind: "money", amount, currency };
}

export function constant(value: Quantity): QuantityOrTerm {
  return { kind: "constant", value };
}

export function termed(term: string): QuantityOrTerm {
  return { kind: "term", term };
}

export function field(
  name: string,
  type: FieldType | Exclude<FieldType["kind"], "flag" | "enumeration">,
  optional = false,
): Field {
  return { name, title: text(name), titled: false, type: typeof type === "string" ? { kind: type } : type, optional };
}

export function flag(name: string, adjective = "yes", optional = false): Field {
  return field(name, { kind: "flag", adjective }, optional);
}

export function choice(name: string, enumeration: string, optional = false): Field {
  return field(name, { kind: "enumeration", enumeration }, optional);
}

export function enumeration(name: string, ...values: string[]): Enumeration {
  return { ...named(name), values: values.map((value) => ({ name: value, title: text(value), titled: false })) };
}

/** The type follows from the names of service and event, as `sdl.whatsapp.outbound.v1`. */
export function event(type: string, name: string, fields: readonly Field[], more: Partial<Named> = {}): Event {
  return { ...named(name, more), type, fields };
}

// ── Conditions ──

export function is(name: string, ...values: string[]): Condition {
  return { kind: "is", field: name, values, negated: false };
}

export function isNot(name: string, ...values: string[]): Condition {
  return { kind: "is", field: name, values, negated: true };
}

export function flagged(name: string, negated = false): Condition {
  return { kind: "flag", field: name, negated };
}

export function compare(name: string, operator: Comparison, value: QuantityOrTerm): Condition {
  return { kind: "compare", field: name, operator, value };
}

export function all(...of: Condition[]): Condition {
  return { kind: "all", of };
}

export function any(...of: Condition[]): Condition {
  return { kind: "any", of };
}

export function inWindow(window: string, key: string, negated = false): Condition {
  return { kind: "window", window, key: [key], negated };
}

export function onSet(set: string, key: string, negated = false): Condition {
  return { kind: "set", set, key: [key], negated };
}

export function inSession(session: string, key: string, negated = false): Condition {
  return { kind: "session", session, key: [key], negated };
}

export function of(name: string, where?: Condition): EventFilter {
  return where === undefined ? { event: name } : { event: name, where };
}

// ── Elements ──

export function term(name: string, value: Quantity, more: Partial<Term> = {}): Term {
  return { ...named(name), kind: value.kind, value, choices: [], negotiable: "agreed", ...more };
}

export function window(
  name: string,
  length: QuantityOrTerm,
  opens: EventFilter,
  per: readonly string[],
  more: Partial<Named> = {},
): Window {
  return { ...named(name, more), length, opens, per };
}

export function set(name: string, key: string, added: EventFilter, removed: EventFilter): SetState {
  return { ...named(name), of: [key], added: [added], removed: [removed] };
}

export function interval(name: string, per: string, from: EventFilter, until: EventFilter): Interval {
  return { ...named(name), per: [per], from, until };
}

export function session(name: string, per: string, more: Pick<Session, "opens" | "closes"> & Partial<Session>): Session {
  return { ...named(name), per: [per], ...more };
}

export function measure(name: string, counts: Counting, more: Partial<Named> = {}): Measure {
  return { ...named(name, more), counts };
}

export function events(...filters: EventFilter[]): Counting {
  return { kind: "events", of: filters };
}

export function charge(name: string, counts: Counting, more: Partial<Charge> = {}): Charge {
  return { ...named(name), addOn: false, counts, pricedBy: [], inAdditionTo: [], circumstances: [], ...more };
}

export function fee(name: string, basis: Fee["basis"], more: Partial<Fee> = {}): Fee {
  return {
    ...named(name),
    basis,
    pricedBy: [],
    inAdvance: false,
    firstMonthProrated: false,
    firstMonthIf: [],
    alternativeTo: [],
    circumstances: [],
    ...more,
  };
}

export function packageOf(name: string, of: string, more: Partial<Package> = {}): Package {
  return { ...named(name), measure: of, overage: true, overageIf: [], alternativeTo: [], circumstances: [], ...more };
}

export function minimum(name: string, amount: QuantityOrTerm, charges: readonly string[], more: Partial<Minimum> = {}): Minimum {
  return {
    ...named(name),
    amount,
    of: charges,
    postPay: { action: "invoice" },
    prePay: { action: "deduct", notify: true },
    firstMonthProrated: false,
    firstMonthIf: [],
    circumstances: [],
    ...more,
  };
}

export function prohibition(name: string, rule: Prohibition["rule"]): Prohibition {
  return { ...named(name), circumstances: [], rule };
}

export function free(name: string, filter: EventFilter): FreeRule {
  return { ...named(name), circumstances: [], of: filter };
}

export function service(name: string, more: Partial<Service> = {}): Service {
  return {
    ...named(name),
    irVersion: 1,
    category: "Channels",
    description: { includes: [], providerDuties: [], clientDuties: [] },
    products: [],
    mentioned: [],
    enumerations: [],
    events: [],
    terms: [],
    windows: [],
    sets: [],
    intervals: [],
    sessions: [],
    measures: [],
    charges: [],
    fees: [],
    packages: [],
    minimums: [],
    prohibitions: [],
    freeRules: [],
    definitions: [],
    interpretations: [],
    examples: [],
    ...more,
  };
}
