/** What a unit costs, whichever way the agreement says it. */
import type { DecimalText, Milliseconds, UnitPrice } from "./agreement.ts";
import { RateCard } from "./rates.ts";

/** The value of a field that a price depends on; undefined when the record left it out. */
export type KeyValue = string | boolean | undefined;

/** A price, and where it stands. One object per row, so that rows can be counted by identity. */
export interface UnitRate {
  readonly amount: DecimalText;
  /** Fields and matched keys of the row, `{}` for a flat price. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** "agreement", or "file:line" with the name of the tariff before it. */
  readonly source: string;
}

export interface PriceList {
  /** The price of one unit at an instant, for values in the order of `priced by`. */
  find(values: readonly KeyValue[], at: Milliseconds): UnitRate | undefined;
  /** True when the price may be another one at another instant or for other values. */
  readonly varies: boolean;
}

/** A price of an agreement, ready for looking up. `by` are the fields the contract prices by, `match` how each is compared. */
export function priceList(
  price: UnitPrice<string> | undefined,
  by: readonly string[],
  match: readonly ("prefix" | "exact")[],
  timeZone: string,
): PriceList | undefined {
  if (price === undefined) return undefined;
  if (price.kind === "rates") return new RateCard(price, by, match, timeZone);
  const rate: UnitRate = { amount: price.amount, dimensions: {}, source: "agreement" };
  return { find: () => rate, varies: false };
}
