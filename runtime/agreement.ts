/**
 * An agreement as the runtime takes it: plain data, the same whether it was written in SDL or given to the command as JSON.
 * Amounts and quantities are decimals in text; calendar days are those of the agreement's time zone.
 */

/** A decimal number as text, e.g. "0.045". */
export type DecimalText = string;
/** A whole number of milliseconds. */
export type Milliseconds = number;
/** One text in every language. */
export type Text = Readonly<Record<string, string>>;

export type ChargingModel = "post-pay" | "pre-pay";
export type RoundingMode = "half up" | "half even" | "up" | "down";

/**
 * How the amount of each single event is made before anything is added up. Increments, and what the price is for, are in the measure
 * of the field that is charged: seconds, bytes, or the number itself.
 */
export interface EachEvent {
  /** The first increment is charged whole, then each started next one; instead of the units of the contract. */
  readonly increments?: { readonly first: DecimalText; readonly next: DecimalText };
  /** What the price is for, e.g. "60" seconds; one unit of the contract unless given. */
  readonly per?: DecimalText;
  /** Charged for each event in addition. */
  readonly plus?: DecimalText;
  /** Limits of the amount of each event, all of it. */
  readonly atLeast?: DecimalText;
  readonly atMost?: DecimalText;
}

/** The same price for every unit. */
export interface FlatPrice {
  readonly kind: "flat";
  readonly amount: DecimalText;
  readonly each?: EachEvent;
}

/** A price on certain days of the agreement's time zone, first and last included. */
export interface PricePeriod {
  readonly amount: DecimalText;
  readonly from?: string;
  readonly until?: string;
}

/** A price that changes on certain days; the periods follow one another without a gap. */
export interface DatedPrice {
  readonly kind: "dated";
  readonly periods: readonly PricePeriod[];
  readonly each?: EachEvent;
}

/** A step of a scale: the units up to and including `upTo`; without it, all others. */
export interface Tier {
  readonly upTo?: DecimalText;
  readonly amount: DecimalText;
  /** Charged once in a month in which the tier is reached. */
  readonly plus?: DecimalText;
}

/** Graduated: each unit at the price of its tier. Volume: all units at the price of the tier that their number reaches. */
export interface TieredPrice {
  readonly kind: "graduated" | "volume";
  /** In the order of their bounds; the last one has none. */
  readonly tiers: readonly Tier[];
}

/** So much for each started block of units of the month; the first units may be free. */
export interface BlockPrice {
  readonly kind: "blocks";
  readonly size: DecimalText;
  readonly amount: DecimalText;
  readonly free?: DecimalText;
}

/** One line of a rate card; `until` is the last day on which the price holds; of several rows that hold, the latest `from` counts. */
export interface RateRow {
  readonly key: readonly string[];
  readonly price: DecimalText;
  readonly from?: string;
  readonly until?: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** A price by fields of the event, e.g. by destination; `tariff` names the external tariff that the card is an edition of. */
export interface RatesPrice<By extends string = string> {
  readonly kind: "rates";
  readonly file: string;
  readonly by: readonly By[];
  readonly tariff?: string;
  readonly rows: readonly RateRow[];
  readonly each?: EachEvent;
}

/** A package: so many units for a monthly fee, and perhaps a price for each unit beyond them. */
export interface PackagePrice {
  readonly kind: "package";
  readonly included: DecimalText;
  readonly fee: DecimalText;
  readonly overage?: DecimalText;
}

/** What the price of a unit depends on, when it is the number of units of the month. */
export type Scale = TieredPrice | BlockPrice;

/** What units cost: flat, by the named fields of the event, by the day, or by their number. */
export type UnitPrice<By extends string = never> = FlatPrice | RatesPrice<By> | DatedPrice | Scale;
export type Price = UnitPrice<string> | PackagePrice;

/** The value of a term: milliseconds of a duration, bytes of a size, an amount of money, a count, a percentage, or one of its choices. */
export type TermValue =
  | { readonly kind: "duration"; readonly milliseconds: Milliseconds }
  | { readonly kind: "size"; readonly bytes: DecimalText }
  | { readonly kind: "money"; readonly amount: DecimalText; readonly currency: string }
  | { readonly kind: "count"; readonly amount: DecimalText }
  | { readonly kind: "percent"; readonly amount: DecimalText }
  | { readonly kind: "choice"; readonly value: string };

/** What a client spends at least or at most in a month. */
export interface Spend {
  readonly amount: DecimalText;
  /** Whether a first or last month of which only a part is in force counts in part. */
  readonly prorated: boolean;
}

/** How a month is divided that is in force in part only. */
export interface ProrationPolicy {
  /** What divides: the days that the month has, or 30 days whichever month it is. */
  readonly by: "days of the month" | "30 days";
  /** Whether the first day itself is charged. */
  readonly firstDayCounts: boolean;
  /** Given when the month in which the agreement ends is divided too: whether its last day is charged. */
  readonly lastMonth?: { readonly lastDayCounts: boolean };
}

/** One service that an agreement takes, with its prices by clause and the terms it changes. */
export interface Taken {
  readonly service: string;
  /** Products of the service that are taken; empty when the service has none. */
  readonly products: readonly string[];
  /** First day, when it differs from the agreement's. */
  readonly from?: string;
  readonly prices: readonly { readonly clause: string; readonly price: Price }[];
  readonly terms: readonly { readonly term: string; readonly value: TermValue }[];
  /** What all lines of the service come to in a month. */
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
}

export interface Agreement {
  readonly name: string;
  readonly client: string;
  /** Other account ids whose usage belongs to this agreement. */
  readonly accounts: readonly string[];
  /** ISO 4217 code. */
  readonly currency: string;
  /** IANA time zone: whose months and days count. */
  readonly timeZone: string;
  readonly chargingModel: ChargingModel;
  /** First and last calendar day, both inclusive. */
  readonly from?: string;
  readonly until?: string;
  /** Pre-paid credit at the start, when no state carries one. */
  readonly credit?: DecimalText;
  readonly rounding: RoundingMode;
  /** Amounts are rounded to a multiple of this; to the minor unit of the currency unless given. */
  readonly roundingTo?: DecimalText;
  /** By the days of the month, the first day included, unless given. */
  readonly proration?: ProrationPolicy;
  /** What all lines of the bill come to in a month. */
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
  readonly takes: readonly Taken[];
}
