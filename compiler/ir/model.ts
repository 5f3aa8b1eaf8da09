/**
 * The intermediate representation: what a contract says, as plain data.
 *
 * Invariants (checked by `verify.ts`):
 * - serialisable: JSON.parse(JSON.stringify(ir)) equals ir; no functions, no cycles, no `undefined` values that matter
 * - complete: a back-end needs nothing else, in particular no syntax tree
 * - resolved: every name in it is the name of an element of the same service, or a qualified reference
 * - neutral: nothing in it knows TypeScript, HTML or SQL
 * - every number that is money or a quantity is a string holding a decimal; durations are whole milliseconds
 */

import type { Price, ProrationPolicy, Spend } from "./prices.ts";

export type * from "./prices.ts";

export const IR_VERSION = 1;

/** A language tag such as "en" or "vi". */
export type Language = string;
/** One text in every language of the contract. */
export type Text = Readonly<Record<Language, string>>;
/** A decimal number as text, e.g. "0.045". */
export type DecimalText = string;
/** A whole number of milliseconds. */
export type Milliseconds = number;

/** Where in the workspace an element was written (for diagnostics, explain and documentation). Lines and columns count from 1. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What all named elements of a service have. */
export interface Named {
  /** The identifier in the contract, unique in its service. */
  readonly name: string;
  /** The title in each language; when the contract gives none, the name in words. */
  readonly title: Text;
  /** True when the contract wrote the title itself. */
  readonly titled: boolean;
  /** The short form of the term, e.g. "CSW". */
  readonly short?: string;
  /** The text of the `///` comment above, if any. */
  readonly doc?: string;
  /** The product of the service that the element belongs to, if it belongs to one. */
  readonly product?: string;
  readonly origin: Origin;
}

// ── Types and values ────────────────────────────────────────────────────────

/** The type of a field of an event. */
export type FieldType =
  | { readonly kind: "phone" | "country" | "network" | "text" | "email" }
  /** Seconds, a decimal. */
  | { readonly kind: "duration" }
  /** Bytes, a whole number. */
  | { readonly kind: "size" }
  /** A whole number of things. */
  | { readonly kind: "count" }
  /** A decimal number without a unit. */
  | { readonly kind: "number" }
  /** Yes or no; `adjective` is the word that says yes ("requested"), "yes" when none was given. */
  | { readonly kind: "flag"; readonly adjective: string }
  /** One of the values of an enumeration of the service (inline ones are named after event and field). */
  | { readonly kind: "enumeration"; readonly enumeration: string };

/** A quantity with its unit: the value of a term, or a constant in a comparison. */
export type Quantity =
  | { readonly kind: "duration"; readonly milliseconds: Milliseconds; readonly amount: DecimalText; readonly unit: DurationUnit }
  | { readonly kind: "size"; readonly bytes: DecimalText; readonly amount: DecimalText; readonly unit: SizeUnit }
  | { readonly kind: "money"; readonly amount: DecimalText; readonly currency: string }
  | { readonly kind: "count"; readonly amount: DecimalText }
  | { readonly kind: "percent"; readonly amount: DecimalText };

/** One of the choices of a term, by its name. */
export interface ChoiceValue {
  readonly kind: "choice";
  readonly value: string;
}

/** What a term can stand for. */
export type TermValue = Quantity | ChoiceValue;

export type DurationUnit = "millisecond" | "second" | "minute" | "hour" | "day" | "week";
export type SizeUnit = "byte" | "KB" | "MB" | "GB" | "TB" | "KiB" | "MiB" | "GiB" | "TiB";

/** A quantity written in place, or the name of a term of the service. */
export type QuantityOrTerm =
  | { readonly kind: "constant"; readonly value: Quantity }
  | { readonly kind: "term"; readonly term: string };

// ── Conditions ──────────────────────────────────────────────────────────────

/** A condition on one event. Decidable on purpose: finite enumerations, flags, comparisons with constants, membership in states. */
export type Condition =
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  /** The field has one of the values of its enumeration (or none of them when negated). */
  | { readonly kind: "is"; readonly field: string; readonly values: readonly string[]; readonly negated: boolean }
  | { readonly kind: "flag"; readonly field: string; readonly negated: boolean }
  | { readonly kind: "compare"; readonly field: string; readonly operator: Comparison; readonly value: QuantityOrTerm }
  /** The instant of the event lies inside the window that is open for its key (outside when negated). */
  | { readonly kind: "window"; readonly window: string; readonly key: readonly string[]; readonly negated: boolean }
  /** The key of the event is on the set. */
  | { readonly kind: "set"; readonly set: string; readonly key: readonly string[]; readonly negated: boolean }
  /** A session is open for the key of the event. */
  | { readonly kind: "session"; readonly session: string; readonly key: readonly string[]; readonly negated: boolean };

export type Comparison = "above" | "below" | "atLeast" | "atMost";

/** Events of one kind that meet a condition; no condition means all of them. */
export interface EventFilter {
  readonly event: string;
  readonly where?: Condition;
}

// ── Elements ────────────────────────────────────────────────────────────────

export interface EnumerationValue {
  readonly name: string;
  readonly title: Text;
  readonly titled: boolean;
}

export interface Enumeration extends Named {
  readonly values: readonly EnumerationValue[];
}

export interface Field {
  readonly name: string;
  readonly title: Text;
  readonly titled: boolean;
  readonly type: FieldType;
  readonly optional: boolean;
}

export interface Event extends Named {
  /** CloudEvents type, e.g. "sdl.whatsapp.outbound.v1". */
  readonly type: string;
  readonly fields: readonly Field[];
}

/** A named value that rules refer to; an agreement may set it when `negotiable`. */
export interface Term extends Named {
  /** What kind of value it has. */
  readonly kind: TermValue["kind"];
  /** What holds unless the agreement says otherwise; absent where every agreement has to say ("as agreed"). */
  readonly value?: TermValue;
  /** For a term that is a choice: what can be chosen, the default first. */
  readonly choices: readonly EnumerationValue[];
  /** How an agreement may change it: not at all, by agreement ("unless otherwise agreed"), by configuration, or by the client's instruction. */
  readonly negotiable: "no" | "agreed" | "configured" | "instructed";
  readonly atMost?: Quantity;
  readonly atLeast?: Quantity;
}

/** Open from each opening event for a length of time; a later opening event starts it anew. Half-open: covers t ≤ x < t + length. */
export interface Window extends Named {
  readonly length: QuantityOrTerm;
  readonly opens: EventFilter;
  readonly per: readonly string[];
}

/** Keys that were added by an event and not removed since. */
export interface SetState extends Named {
  readonly of: readonly string[];
  readonly added: readonly EventFilter[];
  readonly removed: readonly EventFilter[];
}

/** From one event until another, per key. Half-open. */
export interface Interval extends Named {
  readonly per: readonly string[];
  readonly from: EventFilter;
  readonly until: EventFilter;
}

/** Opens with an event, closes by an event, after silence, or some time after it opened: whatever comes first. Half-open. */
export interface Session extends Named {
  readonly per: readonly string[];
  readonly opens: EventFilter;
  /** Any event of the opening kind of the same key keeps it alive, whether or not it could open one. */
  readonly timeout?: QuantityOrTerm;
  /** How long it lasts at most, from its opening on. */
  readonly life?: QuantityOrTerm;
  readonly closes: readonly EventFilter[];
}

/** One number per agreement and calendar month. */
export type Counting =
  /** How many events. */
  | { readonly kind: "events"; readonly of: readonly EventFilter[] }
  /** How many different values of a field (one union over several kinds of event). */
  | { readonly kind: "distinct"; readonly of: readonly (EventFilter & { readonly field: string })[] }
  /** The sum of a field. */
  | { readonly kind: "sum"; readonly of: EventFilter; readonly field: string }
  /** Started units of a field, per event: ceil(field / unit), at least one. */
  | { readonly kind: "commenced"; readonly of: EventFilter; readonly field: string; readonly unit: QuantityOrTerm }
  /** Started units of the sum of a field: ceil(sum / unit), at least one when there is any event; in a charge, of the sum at each price. */
  | { readonly kind: "commencedTotal"; readonly of: EventFilter; readonly field: string; readonly unit: QuantityOrTerm }
  /** The greatest number of intervals open at the same time. */
  | { readonly kind: "peak"; readonly interval: string }
  /** The number of different keys with an interval that covers any part of the month. */
  | { readonly kind: "alive"; readonly interval: string }
  /** A size, a length of time or a number in `unit` (whole started units when `commencedUnit`) × started steps of time of each interval. */
  | {
      readonly kind: "storage";
      readonly interval: string;
      readonly field: string;
      readonly unit: QuantityOrTerm;
      readonly commencedUnit: boolean;
      readonly per: QuantityOrTerm;
    }
  /** Sessions that opened, closed, or were open at any time in the month. */
  | { readonly kind: "sessions"; readonly session: string; readonly which: "opened" | "closed" | "active" }
  /** The number that a named measure of the service has. */
  | { readonly kind: "measure"; readonly measure: string };

export interface Measure extends Named {
  readonly counts: Counting;
  /** A number: more of the month than that is not counted. */
  readonly atMost?: QuantityOrTerm;
}

/** A thing that is charged per unit of usage. */
export interface Charge extends Named {
  readonly addOn: boolean;
  readonly counts: Counting;
  /** A number: more of the month than that is not charged. Only for what is counted as a whole (see `isWhole`). */
  readonly atMost?: QuantityOrTerm;
  /** Fields of the event that the price depends on. */
  readonly pricedBy: readonly string[];
  /** Another charge whose price this one uses. */
  readonly pricedAs?: string;
  readonly externalTariff?: ExternalTariff;
  /** Charges, fees and packages that one and the same event may also meet. */
  readonly inAdditionTo: readonly string[];
  /** All must hold for the clause to apply. */
  readonly circumstances: readonly Circumstance[];
}

/** A price list that somebody else publishes and changes, with its own effective dates. */
export interface ExternalTariff {
  readonly name: string;
  readonly title: Text;
  readonly titled: boolean;
}

/** What must hold in an agreement for a clause, or a part of one, to apply. Decided once per agreement, not per event. */
export type Circumstance = Subscription | Chosen;

/** The agreement takes (or, negated, does not take) a service or a product of one. */
export interface Subscription {
  readonly kind: "subscription";
  readonly service: string;
  readonly product?: string;
  readonly negated: boolean;
  /** `included in …`: negated, because where it is taken its own fee covers the clause. */
  readonly included?: true;
}

/** A term that is a choice has (or, negated, has not) one of these values. */
export interface Chosen {
  readonly kind: "chosen";
  readonly term: string;
  readonly values: readonly string[];
  readonly negated: boolean;
}

/** A fee that recurs monthly or falls due once. */
export interface Fee extends Named {
  /** Fields that the price depends on: of the event, or of the event that begins the interval. */
  readonly pricedBy: readonly string[];
  readonly basis:
    | { readonly kind: "monthlyFlat" }
    | { readonly kind: "monthlyPerInterval"; readonly interval: string; readonly count: "alive" | "peak" }
    | { readonly kind: "oncePerEvent"; readonly of: EventFilter };
  /** A number: the first so many intervals of the month are due, and no more. Only where all have one price. */
  readonly atMost?: QuantityOrTerm;
  /** Billed on day 1 of the month for what is there, additions when they come and in full. */
  readonly inAdvance: boolean;
  /** The first month is charged for its remaining days, the first day included, over the days of the month. */
  readonly firstMonthProrated: boolean;
  /** Proration takes place only when all of these hold. */
  readonly firstMonthIf: readonly Circumstance[];
  readonly alternativeTo: readonly string[];
  /** All must hold for the clause to apply. */
  readonly circumstances: readonly Circumstance[];
}

/** A number of a measure for a monthly fee. */
export interface Package extends Named {
  readonly measure: string;
  /** True when the contract says that each unit beyond the package is charged. */
  readonly overage: boolean;
  /** It does so only when all of these hold. */
  readonly overageIf: readonly Circumstance[];
  readonly alternativeTo: readonly string[];
  /** All must hold for the clause to apply. */
  readonly circumstances: readonly Circumstance[];
}

/** A least amount of traffic per calendar month. */
export interface Minimum extends Named {
  readonly amount: QuantityOrTerm;
  /** The charges whose amounts count as traffic. */
  readonly of: readonly string[];
  readonly postPay?: { readonly action: "invoice" };
  readonly prePay?: { readonly action: "deduct"; readonly notify: boolean };
  /** The first month has the part of the amount for its remaining days, the first day included, over the days of the month. */
  readonly firstMonthProrated: boolean;
  /** Proration takes place only when all of these hold. */
  readonly firstMonthIf: readonly Circumstance[];
  /** All must hold for the minimum to apply. */
  readonly circumstances: readonly Circumstance[];
}

/** Something the client must not do; a breach is reported, never billed. */
export interface Prohibition extends Named {
  /** All must hold for the prohibition to apply. */
  readonly circumstances: readonly Circumstance[];
  readonly rule:
    | { readonly kind: "event"; readonly of: EventFilter }
    /** More than `limit` intervals open at once with the same value of a field. */
    | { readonly kind: "concurrent"; readonly interval: string; readonly limit: QuantityOrTerm; readonly per: readonly string[] }
    /** More than `limit` different values of a field, ever, for the same value of `per`. */
    | {
        readonly kind: "distinct";
        readonly of: EventFilter;
        readonly field: string;
        readonly limit: QuantityOrTerm;
        readonly per: readonly string[];
      };
}

/** Outcomes that the contract declares free on purpose. */
export interface FreeRule extends Named {
  /** All must hold for the rule to apply. */
  readonly circumstances: readonly Circumstance[];
  readonly of: EventFilter;
}

// ── Prose ───────────────────────────────────────────────────────────────────

/** Hand-written text that computes nothing: a duty or a part of the description, with its parameters filled in. */
export interface Clause {
  readonly name: string;
  readonly title?: Text;
  readonly text: Text;
  readonly origin: Origin;
}

export interface Description {
  readonly text?: Text;
  readonly includes: readonly Clause[];
  readonly providerDuties: readonly Clause[];
  readonly clientDuties: readonly Clause[];
}

export interface Definition extends Named {
  readonly text: Text;
}

/** A place where the source is unclear: what was asked, what was decided and why. */
export interface Interpretation extends Named {
  readonly question: Text;
  readonly decision: Text;
  readonly reason: Text;
  readonly source?: string;
  /** The term through which the other reading can be agreed. */
  readonly negotiableAs?: string;
}

export interface Product extends Named {
  /** `only within SaaS`: as for services. */
  readonly onlyWithin?: string;
  readonly text?: Text;
}

// ── Examples ────────────────────────────────────────────────────────────────

/** A field's value in an example, as it would stand in the JSON of a usage record. */
export type PlainValue = string | number | boolean;

export interface ExampleEvent {
  /** Name of the event of the service. */
  readonly event: string;
  /** RFC 3339 instant with offset (local time of the example resolved in its time zone). */
  readonly time: string;
  /** As it was written: "2026-03-01 09:00". */
  readonly written: string;
  /** Identifier used in reports, "e1", "e2" … in the order written, unless the example gives one. */
  readonly id: string;
  /** Another client than the one of the example, when the example says `from client "…"`. */
  readonly client?: string;
  readonly data: Readonly<Record<string, PlainValue>>;
  readonly origin: Origin;
}

export interface Expectation {
  /** The calendar month it is about, "2026-03". */
  readonly period: string;
  readonly what: /** The quantity or the amount of the lines of a charge, fee, package or minimum. */
    | { readonly kind: "clause"; readonly name: string }
    | { readonly kind: "measure"; readonly name: string }
    | { readonly kind: "breach"; readonly name: string }
    | {
        readonly kind: "bucket";
        readonly name: "charged" | "free" | "context" | "duplicate" | "conflict" | "rejected" | "refused";
      }
    | { readonly kind: "total" }
    /** What is left of pre-paid credit at the end of the month. */
    | { readonly kind: "credit" }
    | { readonly kind: "notices" };
  /** Text of the line's dimension that is meant, if only one of several. */
  readonly value:
    | { readonly kind: "quantity"; readonly amount: DecimalText }
    | { readonly kind: "money"; readonly amount: DecimalText; readonly currency: string };
  readonly origin: Origin;
}

export interface Example extends Named {
  readonly agreement: ExampleAgreement;
  readonly events: readonly ExampleEvent[];
  readonly expect: readonly Expectation[];
}

/** What the example's agreement says; whatever is not said is the default (EUR, post-pay, every unit at 1). */
export interface ExampleAgreement {
  readonly currency: string;
  readonly timeZone: string;
  readonly chargingModel: "post-pay" | "pre-pay";
  readonly from?: string;
  readonly credit?: DecimalText;
  readonly prices: readonly PriceEntry[];
  readonly terms: readonly TermEntry[];
  /** Names of other services (or Service.Product) that the example's client also takes. */
  readonly subscriptions: readonly { readonly service: string; readonly product?: string }[];
}

// ── Service ─────────────────────────────────────────────────────────────────

/** Events that pre-paid credit does not cover are refused; charged; charged, and the client is notified with which event it got short. */
export type WhenShort = "refuse" | "allow" | "notify";

export interface Service extends Named {
  readonly irVersion: typeof IR_VERSION;
  readonly category: string;
  /** Heading of the section of the source document. */
  readonly source?: string;
  /** `only within SaaS`: an agreement that takes it must also take a service of that category that is available by itself. */
  readonly onlyWithin?: string;
  readonly description: Description;
  /** What becomes of events that pre-paid credit does not cover; absent when the contract says nothing: they are charged. */
  readonly whenShort?: WhenShort;
  readonly products: readonly Product[];
  readonly enumerations: readonly Enumeration[];
  readonly events: readonly Event[];
  readonly terms: readonly Term[];
  readonly windows: readonly Window[];
  readonly sets: readonly SetState[];
  readonly intervals: readonly Interval[];
  readonly sessions: readonly Session[];
  readonly measures: readonly Measure[];
  readonly charges: readonly Charge[];
  readonly fees: readonly Fee[];
  readonly packages: readonly Package[];
  readonly minimums: readonly Minimum[];
  readonly prohibitions: readonly Prohibition[];
  readonly freeRules: readonly FreeRule[];
  readonly definitions: readonly Definition[];
  readonly interpretations: readonly Interpretation[];
  readonly examples: readonly Example[];
  /** What other services, and products of them (`Service.Product`), are called of which circumstances and examples speak. */
  readonly mentioned: readonly { readonly name: string; readonly title: Text }[];
}

// ── Agreements ──────────────────────────────────────────────────────────────

/** The price that an agreement gives to one clause. */
export interface PriceEntry {
  readonly clause: string;
  readonly price: Price;
  readonly origin: Origin;
}

export interface TermEntry {
  readonly term: string;
  readonly value: TermValue;
  readonly origin: Origin;
}

/** One service (or products of it) that an agreement takes. */
export interface Taken {
  readonly service: string;
  /** Products taken; empty when the service has none. */
  readonly products: readonly string[];
  /** First day, when it differs from the agreement's. */
  readonly from?: string;
  readonly prices: readonly PriceEntry[];
  readonly terms: readonly TermEntry[];
  /** What all lines of the service come to in a month. */
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
  readonly origin: Origin;
}

export type RoundingMode = "half up" | "half even" | "up" | "down";

export interface Agreement {
  readonly irVersion: typeof IR_VERSION;
  readonly name: string;
  readonly client: string;
  /** Other account ids whose usage belongs to this agreement. */
  readonly accounts: readonly string[];
  readonly currency: string;
  readonly timeZone: string;
  readonly chargingModel: "post-pay" | "pre-pay";
  /** First and last calendar day, inclusive. */
  readonly from?: string;
  readonly until?: string;
  /** Pre-paid credit at the start, when no state carries one. */
  readonly credit?: DecimalText;
  readonly rounding: RoundingMode;
  /** Amounts are rounded to a multiple of this; to the minor unit of the currency unless given. */
  readonly roundingTo?: DecimalText;
  /** By the days of the month, the first day included, unless given. */
  readonly proration?: ProrationPolicy;
  /** What all lines of a bill come to. */
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
  readonly takes: readonly Taken[];
  readonly doc?: string;
  readonly origin: Origin;
}

/** Everything that a workspace says. */
export interface Workspace {
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
}
