/**
 * The boundary between a generated module and the runtime: what the compiler emits for one service,
 * and what the engine asks of it. Everything on the generated side of it is plain code for one contract.
 */
import type { z } from "zod";
import type { ChargingModel, DecimalText, EachEvent, Milliseconds, Price, Scale, TermValue, Text } from "./agreement.ts";
import type { LineDraft, NoticeDraft } from "./bill.ts";
import type { PartOfMonth } from "./calendar.ts";
import type { Money } from "./money.ts";
import type { Journal } from "./state/journal.ts";

/** A calendar month of an agreement's time zone, as instants. Half-open. */
export interface Period {
  /** "2026-03" */
  readonly name: string;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** Number of calendar days. */
  readonly days: number;
}

/** What kind of thing a clause of the bill is. */
export type ClauseKind = "charge" | "fee" | "package" | "minimum" | "prohibition" | "free";

/** One rule of the contract, as bills and explanations cite it. */
export interface ClauseInfo {
  readonly name: string;
  readonly kind: ClauseKind;
  readonly title: Text;
  /** The rule as a sentence, generated from the contract. */
  readonly text: Text;
  /** What one unit is, e.g. "event", "60 seconds", "GB per 24 hours". */
  readonly unit: Text;
  /** How a price of the agreement is looked up: longest prefix for numbers, exact for codes; one per field of `priced by`. */
  readonly match: readonly ("prefix" | "exact")[];
  /** False for clauses that an agreement may leave unpriced (add-ons, alternatives, minimums). */
  readonly priceRequired: boolean;
}

/** How one kind of usage record of the service is read. */
export interface EventInfo {
  /** Name in the contract, e.g. "Outbound". */
  readonly name: string;
  /** CloudEvents type, e.g. "sdl.whatsapp.outbound.v1". */
  readonly type: string;
  readonly title: Text;
  /** Validates and normalises `data`. */
  readonly schema: z.ZodType;
  /** What `data` consists of, in the order of the contract. */
  readonly fields: Readonly<Record<string, FieldInfo>>;
}

export interface FieldInfo {
  readonly kind: FieldKind;
  readonly optional?: true;
  /** Of an enumeration. */
  readonly values?: readonly string[];
}

export type FieldKind =
  | "phone"
  | "country"
  | "network"
  | "text"
  | "email"
  | "duration"
  | "size"
  | "count"
  | "number"
  | "flag"
  | "enumeration";

/** A usage record that passed validation, of a service's own event type. */
export interface ServiceEvent<Name extends string = string, Data = unknown> {
  readonly name: Name;
  readonly id: string;
  readonly source: string;
  /** The instant, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: Milliseconds;
  readonly data: Data;
}

/** What the engine gives a module to rate one agreement for one period. */
export interface RatingSetup<Prices, Terms> {
  readonly period: Period;
  /** The part of the period in which the service is taken. Half-open; empty when start ≥ end. */
  readonly active: { readonly start: Milliseconds; readonly end: Milliseconds };
  /** The month in which the service was first taken, when it began after the month's first instant. */
  readonly firstMonth: PartOfMonth | undefined;
  /** The month in which the agreement ends, when the agreement divides it. */
  readonly lastMonth?: PartOfMonth | undefined;
  readonly timeZone: string;
  readonly chargingModel: ChargingModel;
  readonly money: Money;
  readonly prices: Prices;
  readonly terms: Terms;
  /** Products of the service that the agreement takes; all of them when the service has none. */
  readonly takesProduct: (product: string) => boolean;
  readonly subscribed: (service: string, product?: string) => boolean;
  /** Where states note how to take back what they do; absent when nothing is ever taken back. */
  readonly journal?: Journal;
}

/** Something that is counted event by event. */
export interface Metered {
  /** The price at which something was counted last, and what all that was counted at it comes to: what lines multiply. */
  latest(): { readonly price: object; readonly amounts: readonly Pick<LineDraft, "quantity" | "unitPrice" | "per">[] };
  /** Takes back something that was counted at a price. */
  takeBack(price: object, value: DecimalText | number): void;
}

/** What a judged event met; the engine turns it into one of the buckets. */
export interface Verdict {
  /** The event is charged under the clause; `counted` is where it was counted, and `value` as what, when a price was counted for it alone. */
  charged(clause: string, counted?: Metered, value?: DecimalText | number): void;
  /** The event is chargeable under the clause, but the agreement has no price for it. */
  unpriced(clause: string, dimensions: Readonly<Record<string, string>>): void;
  /** The event breaks a prohibition. */
  breach(prohibition: string): void;
}

/**
 * The rating of one service for one agreement and period. For each instant the engine calls `release` for all its
 * events, then `observe` for all, then `judge` for those inside the period: at equal instants state comes first.
 */
export interface ServiceRating {
  /** Ends states: intervals that end, keys leaving a set, sessions closing. */
  release(event: ServiceEvent): void;
  /** Begins states: windows opening, intervals, keys joining a set, sessions. */
  observe(event: ServiceEvent): void;
  /**
   * Takes note of what limits count over all time, e.g. different users of a licence; after the states of the instant, which the
   * limit may ask about. Also called for events before the period, which are not judged.
   */
  note?(event: ServiceEvent): void;
  /** Counts the event where the contract says so. Called once per event of the period, after the states of its instant. */
  judge(event: ServiceEvent, verdict: Verdict): void;
  /** Why `judge` does what it does with this event, clause by clause. Changes nothing; call it in place of or just before `judge`. */
  trace(event: ServiceEvent): readonly ClauseTrace[];
  /** The lines, measures and notices of the period. Called once, after the last event. */
  settle(): Settlement;
  /** The states at the end of the period, as plain data; and the way back. */
  save(): ServiceState;
  restore(state: ServiceState): void;
}

export interface Settlement {
  readonly lines: readonly LineDraft[];
  /** By name of the measure, decimals. */
  readonly measures: Readonly<Record<string, string>>;
  /** Minimums whose shortfall depends on the rounded lines; settled by the engine. */
  readonly minimums: readonly MinimumDraft[];
  readonly notices: readonly NoticeDraft[];
}

export interface MinimumDraft {
  readonly clause: string;
  readonly amount: string;
  readonly currency: string;
  readonly of: readonly string[];
  readonly notify: boolean;
  /** The part of the amount that a first month is held to. */
  readonly proration?: { readonly numerator: number; readonly denominator: number };
}

/** States by the name they have in the contract. */
export type ServiceState = Readonly<Record<string, unknown>>;

/** One clause tried on one event. */
export interface ClauseTrace {
  readonly clause: string;
  /** Whether all conditions hold: the clause applies to the event. */
  readonly holds: boolean;
  readonly conditions: readonly ConditionTrace[];
  /** Units that the event counts for, when it counts. */
  readonly quantity?: string;
  readonly price?: PriceTrace;
}

export interface ConditionTrace {
  readonly text: Text;
  readonly holds: boolean;
  /** The value that the event had. */
  readonly actual?: string;
  /** The window, session or interval that was open, as instants. */
  readonly span?: { readonly name: string; readonly opened: Milliseconds; readonly closes?: Milliseconds };
  /** Parts of an "and" or "or". */
  readonly of?: readonly ConditionTrace[];
}

export interface PriceTrace {
  /** Absent when there is none, or when it depends on the number of units of the month. */
  readonly amount?: string;
  /** How many units the amount is for, when not one. */
  readonly per?: string;
  readonly scale?: Scale;
  readonly each?: EachEvent;
  /** What a unit is, where the agreement decides it. */
  readonly unit?: Text;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Where the price stands: "agreement", or file and line of a rate card. */
  readonly source: string;
}

/** What becomes of events that pre-paid credit does not cover: refused, or charged all the same and the client is notified with which event it got short. */
export type WhenShort = "refuse" | "notify";

/** What `sdl build` writes for one service, and what the engine rates with. */
export interface ServiceModule<Prices = unknown, Terms = unknown> {
  readonly apiVersion: 1;
  readonly service: string;
  readonly title: Text;
  /** In the order of the contract; lines of a bill follow it. */
  readonly clauses: readonly ClauseInfo[];
  /** By CloudEvents type. */
  readonly events: Readonly<Record<string, EventInfo>>;
  readonly products: readonly string[];
  /** What the contract says of events that pre-paid credit does not cover; they are charged unless it says something. */
  readonly whenShort?: WhenShort;
  readonly defaultTerms: Terms;
  /** Turns an agreement's entries into the module's typed prices and terms; throws on what the compiler would have refused. */
  readonly bind: (
    prices: Readonly<Record<string, Price>>,
    terms: Readonly<Record<string, TermValue>>,
  ) => { prices: Prices; terms: Terms };
  readonly create: (setup: RatingSetup<Prices, Terms>) => ServiceRating;
}

/** A module of any service, as the engine holds it. */
// biome-ignore lint/suspicious/noExplicitAny: prices and terms differ per module and meet only inside it
export type AnyServiceModule = ServiceModule<any, any>;
