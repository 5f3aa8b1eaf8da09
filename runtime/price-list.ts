/** What a unit costs, whichever way the agreement says it. */
import type { DatedPrice, DecimalText, EachEvent, Milliseconds, Scale, UnitPrice } from "./agreement.ts";
import { startOfDay, startOfNextDay } from "./calendar.ts";
import { RateCard } from "./rates.ts";

/** The value of a field that a price depends on; undefined when the record left it out. */
export type KeyValue = string | boolean | undefined;

/** A price, and where it stands. One object per row, so that rows can be counted by identity. */
export interface UnitRate {
  /** The price of one unit; of a scale, that of the first one. */
  readonly amount: DecimalText;
  /** Fields and matched keys of the row, `{}` for a flat price. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** "agreement", with the days on which the price holds; or "file:line" with the name of the tariff before it. */
  readonly source: string;
  /** When the price depends on the number of units of the month. */
  readonly scale?: Scale;
}

export interface PriceList {
  /** The price of one unit at an instant, for values in the order of `priced by`. */
  find(values: readonly KeyValue[], at: Milliseconds): UnitRate | undefined;
  /** True when the price may be another one at another instant or for other values. */
  readonly varies: boolean;
  /** How the amount of each single event is made. */
  readonly each?: EachEvent;
}

/** A price of an agreement, ready for looking up. `by` are the fields the contract prices by, `match` how each is compared. */
export function priceList(
  price: UnitPrice<string> | undefined,
  by: readonly string[],
  match: readonly ("prefix" | "exact")[],
  timeZone: string,
): PriceList | undefined {
  if (price === undefined) return undefined;
  switch (price.kind) {
    case "rates":
      return new RateCard(price, by, match, timeZone);
    case "dated":
      return datedPrices(price, timeZone);
    case "flat":
      return { ...single({ amount: price.amount, dimensions: {}, source: "agreement" }), ...eachOf(price) };
    case "blocks":
      return single({ amount: price.amount, dimensions: {}, source: "agreement", scale: price });
    default:
      return single({ amount: price.tiers[0]?.amount ?? "0", dimensions: {}, source: "agreement", scale: price });
  }
}

const single = (rate: UnitRate): PriceList => ({ find: () => rate, varies: false });

const eachOf = ({ each }: { readonly each?: EachEvent }) => (each === undefined ? {} : { each });

/** The price of the period in which the instant lies. */
function datedPrices(price: DatedPrice, timeZone: string): PriceList {
  const periods = price.periods.map(({ amount, from, until }) => {
    const days = [...(from === undefined ? [] : [`from ${from}`]), ...(until === undefined ? [] : [`until ${until}`])];
    const rate: UnitRate = { amount, dimensions: {}, source: ["agreement", ...days].join(" ") };
    return {
      rate,
      start: from === undefined ? -Infinity : startOfDay(from, timeZone),
      end: until === undefined ? Infinity : startOfNextDay(until, timeZone),
    };
  });
  return {
    find: (_, at) => periods.find(({ start, end }) => start <= at && at < end)?.rate,
    varies: true,
    ...eachOf(price),
  };
}
