/** Prices of agreements in the intermediate representation: the same shapes as the runtime takes them as data. */
import type { DecimalText } from "./model.ts";

/** How the amount of each single event is made. Increments and `per` are in the measure of the field: seconds, bytes, the number itself. */
export interface EachEvent {
  /** The first increment is charged whole, then each started next one; instead of the units of the contract. */
  readonly increments?: { readonly first: DecimalText; readonly next: DecimalText };
  /** What the price is for; one unit of the contract unless given. */
  readonly per?: DecimalText;
  /** Charged for each event in addition. */
  readonly plus?: DecimalText;
  /** Limits of the amount of each event, all of it. */
  readonly atLeast?: DecimalText;
  readonly atMost?: DecimalText;
}

/** A price on certain days of the agreement's time zone, first and last included. */
export interface PricePeriod {
  readonly amount: DecimalText;
  readonly from?: string;
  readonly until?: string;
}

/** A step of a scale: the units up to and including `upTo`; without it, all others. `plus` is due once a month when the tier is reached. */
export interface Tier {
  readonly upTo?: DecimalText;
  readonly amount: DecimalText;
  readonly plus?: DecimalText;
}

/** One line of a rate card. Days are calendar days in the agreement's time zone; `until` is the last day on which the price holds; of several rows that hold, the one with the latest `from` counts. */
export interface RateRow {
  readonly key: readonly string[];
  readonly price: DecimalText;
  readonly from?: string;
  readonly until?: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

export type Price =
  | { readonly kind: "flat"; readonly amount: DecimalText; readonly each?: EachEvent }
  /** Periods follow one another without a gap. */
  | { readonly kind: "dated"; readonly periods: readonly PricePeriod[]; readonly each?: EachEvent }
  /** A rate card; `rows` are read from the file when the agreement is loaded. */
  | {
      readonly kind: "rates";
      readonly file: string;
      readonly by: readonly string[];
      readonly tariff?: string;
      readonly rows: readonly RateRow[];
      readonly each?: EachEvent;
    }
  /** Graduated: each unit at the price of its tier. Volume: all units at the price of the tier that their number reaches. */
  | { readonly kind: "graduated" | "volume"; readonly tiers: readonly Tier[] }
  /** So much for each started block of units of the month; the first units may be free. */
  | { readonly kind: "blocks"; readonly size: DecimalText; readonly amount: DecimalText; readonly free?: DecimalText }
  | { readonly kind: "package"; readonly included: DecimalText; readonly fee: DecimalText; readonly overage?: DecimalText };

/** What a client spends at least or at most in a month; `prorated`: a month that is in force in part counts in part. */
export interface Spend {
  readonly amount: DecimalText;
  readonly prorated: boolean;
}

/** How a month is divided that is in force in part only. */
export interface ProrationPolicy {
  /** The days that the month has, or 30 days whichever month it is. */
  readonly by: "days of the month" | "30 days";
  readonly firstDayCounts: boolean;
  /** Given when the month in which the agreement ends is divided too. */
  readonly lastMonth?: { readonly lastDayCounts: boolean };
}
