/**
 * Rate cards: prices by fields of an event. Codes match exactly, numbers by their longest prefix that has a valid row.
 * Rows hold on calendar days of the agreement's time zone, first and last included; of several that hold, the one with the
 * latest first day counts. Instants and levels are made once per card and time zone, however many agreements have the card,
 * so that a lookup is a few steps and makes nothing.
 */
import type { EachEvent, Milliseconds, RateRow, RatesPrice } from "./agreement.ts";
import { startOfDay, startOfNextDay } from "./calendar.ts";
import type { KeyValue, PriceList, UnitRate } from "./price-list.ts";

interface DatedRate extends UnitRate {
  readonly from: Milliseconds;
  readonly until: Milliseconds;
}

type Match = "prefix" | "exact";

/** The card of one agreement. Agreements that share rows share what looking them up takes, so rows must not change. */
export class RateCard implements PriceList {
  readonly varies = true;
  readonly each?: EachEvent;
  /** Positions among the fields of `priced by` of the fields that this card distinguishes. */
  readonly #positions: readonly number[];
  readonly #rows: Level;

  /** `by` are the fields that the contract prices by, `match` how each of them is compared. */
  constructor(price: RatesPrice<string>, by: readonly string[], match: readonly Match[], timeZone: string) {
    if (price.each !== undefined) this.each = price.each;
    this.#positions = price.by.map((field) => by.indexOf(field));
    if (this.#positions.includes(-1))
      throw new Error(`${price.file} gives prices by ${price.by.join(", ")}, but the contract prices by ${by.join(", ")}.`);
    const own = this.#positions.map((position) => match[position] ?? "exact");
    this.#rows = indexed(price, own, timeZone);
  }

  /** The row for the values of the fields at an instant; undefined when no row matches, or a value was left out. */
  find(values: readonly KeyValue[], at: Milliseconds): UnitRate | undefined {
    const positions = this.#positions;
    for (let i = 0; i < positions.length; i += 1) if (values[positions[i]!] === undefined) return undefined;
    return this.#rows.find(values, positions, 0, at);
  }
}

type SharedIndexes = Map<string, Level>;

/** Indexes by the rows that they are of, and by what else they depend on. */
const known = new WeakMap<readonly RateRow[], SharedIndexes>();

function indexed(price: RatesPrice<string>, match: readonly Match[], timeZone: string): Level {
  const indexes: SharedIndexes = known.get(price.rows) ?? new Map();
  known.set(price.rows, indexes);
  const { file, tariff, by } = price;
  const name = JSON.stringify([timeZone, match, file, by, tariff]);
  const index = indexes.get(name) ?? levels(price, match, timeZone);
  indexes.set(name, index);
  return index;
}

/** Rows by the value of one field, and below it by those of the fields behind it. */
interface Level {
  /** The row that holds at an instant for the values at `positions[index]` and behind. */
  find(values: readonly KeyValue[], positions: readonly number[], index: number, at: Milliseconds): UnitRate | undefined;
  /** The level below for the key of a row; made if need be. */
  below(key: string, make: () => Level): Level;
}

/** The rows of one key. */
class Rows implements Level {
  readonly #rows: DatedRate[] = [];

  add(rate: DatedRate): void {
    this.#rows.push(rate);
    this.#rows.sort((a, b) => b.from - a.from);
  }

  find(_values: readonly KeyValue[], _positions: readonly number[], _index: number, at: Milliseconds): UnitRate | undefined {
    const rows = this.#rows;
    for (let i = 0; i < rows.length; i += 1) if (rows[i]!.from <= at && at < rows[i]!.until) return rows[i];
    return undefined;
  }

  below(): Level {
    return this;
  }
}

/** A field whose value is the key. */
class Exact implements Level {
  readonly #below = new Map<string, Level>();

  find(values: readonly KeyValue[], positions: readonly number[], index: number, at: Milliseconds): UnitRate | undefined {
    return this.#below.get(String(values[positions[index]!]))?.find(values, positions, index + 1, at);
  }

  below(key: string, make: () => Level): Level {
    const level = this.#below.get(key) ?? make();
    this.#below.set(key, level);
    return level;
  }
}

/** A step of a prefix: by the code of the next character. */
class Prefix {
  readonly next: (Prefix | undefined)[] = [];
  below: Level | undefined;
}

/** A field whose value begins with the key. Numbers are written with or without `+`, in cards as in records. */
class Prefixes implements Level {
  readonly #root = new Prefix();

  find(values: readonly KeyValue[], positions: readonly number[], index: number, at: Milliseconds): UnitRate | undefined {
    const value = String(values[positions[index]!]);
    return longest(this.#root, value, value.startsWith("+") ? 1 : 0, values, positions, index, at);
  }

  below(key: string, make: () => Level): Level {
    let prefix = this.#root;
    for (let i = key.startsWith("+") ? 1 : 0; i < key.length; i += 1) {
      const code = key.charCodeAt(i);
      prefix.next[code] ??= new Prefix();
      prefix = prefix.next[code];
    }
    prefix.below ??= make();
    return prefix.below;
  }
}

/** The row of the longest prefix that has one at the instant. */
function longest(
  prefix: Prefix,
  value: string,
  place: number,
  values: readonly KeyValue[],
  positions: readonly number[],
  index: number,
  at: Milliseconds,
): UnitRate | undefined {
  const next = place < value.length ? prefix.next[value.charCodeAt(place)] : undefined;
  const found = next === undefined ? undefined : longest(next, value, place + 1, values, positions, index, at);
  return found ?? prefix.below?.find(values, positions, index + 1, at);
}

function levels(price: RatesPrice<string>, match: readonly Match[], timeZone: string): Level {
  const instants = dayInstants(timeZone);
  const make = (index: number) =>
    index === match.length ? new Rows() : match[index] === "prefix" ? new Prefixes() : new Exact();
  const root = make(0);
  for (const row of price.rows) {
    const rows = match.reduce<Level>((level, _, i) => level.below(row.key[i] ?? "", () => make(i + 1)), root) as Rows;
    rows.add({
      amount: row.price,
      dimensions: Object.fromEntries(price.by.map((field, i) => [field, row.key[i] ?? ""])),
      source: `${price.tariff === undefined ? "" : `${price.tariff}, `}${price.file}:${row.line}`,
      ...instants(row),
    });
  }
  return root;
}

/** First and last days as instants; each different day is looked up in the calendar once. */
function dayInstants(timeZone: string): (row: RateRow) => { readonly from: Milliseconds; readonly until: Milliseconds } {
  const memo = (compute: (day: string, timeZone: string) => Milliseconds) => {
    const known = new Map<string, Milliseconds>();
    return (day: string): Milliseconds => {
      const instant = known.get(day) ?? compute(day, timeZone);
      known.set(day, instant);
      return instant;
    };
  };
  const start = memo(startOfDay);
  const next = memo(startOfNextDay);
  return ({ from, until }) => ({
    from: from === undefined ? -Infinity : start(from),
    until: until === undefined ? Infinity : next(until),
  });
}
