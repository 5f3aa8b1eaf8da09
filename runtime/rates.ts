/**
 * Rate cards: prices by fields of an event. Codes match exactly, numbers by their longest prefix that has a valid row.
 * Rows hold on calendar days of the agreement's time zone, first and last included; of several that hold, the one with the
 * latest first day counts. Instants and maps are made once per card and time zone, however many agreements have the card,
 * so that a lookup is a few map accesses.
 */
import type { EachEvent, Milliseconds, RateRow, RatesPrice } from "./agreement.ts";
import { startOfDay, startOfNextDay } from "./calendar.ts";
import type { KeyValue, PriceList, UnitRate } from "./price-list.ts";
import { key } from "./state/key.ts";

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
  readonly #match: readonly Match[];
  readonly #rows: RowIndex;

  /** `by` are the fields that the contract prices by, `match` how each of them is compared. */
  constructor(price: RatesPrice<string>, by: readonly string[], match: readonly Match[], timeZone: string) {
    if (price.each !== undefined) this.each = price.each;
    this.#positions = price.by.map((field) => by.indexOf(field));
    if (this.#positions.includes(-1))
      throw new Error(`${price.file} gives prices by ${price.by.join(", ")}, but the contract prices by ${by.join(", ")}.`);
    this.#match = this.#positions.map((position) => match[position] ?? "exact");
    this.#rows = indexed(price, this.#match, timeZone);
  }

  /** The row for the values of the fields at an instant; undefined when no row matches, or a value was left out. */
  find(values: readonly KeyValue[], at: Milliseconds): UnitRate | undefined {
    const parts: string[] = [];
    for (let i = 0; i < this.#match.length; i += 1) {
      const value = values[this.#positions[i]!];
      if (value === undefined) return undefined;
      parts.push(part(String(value), this.#match[i]!));
    }
    return this.#rows.find(parts, at);
  }
}

type SharedIndexes = Map<string, RowIndex>;

/** Indexes by the rows that they are of, and by what else they depend on. */
const known = new WeakMap<readonly RateRow[], SharedIndexes>();

function indexed(price: RatesPrice<string>, match: readonly Match[], timeZone: string): RowIndex {
  const indexes: SharedIndexes = known.get(price.rows) ?? new Map();
  known.set(price.rows, indexes);
  const { file, tariff, by } = price;
  const name = JSON.stringify([timeZone, match, file, by, tariff]);
  const index = indexes.get(name) ?? new RowIndex(price, match, timeZone);
  indexes.set(name, index);
  return index;
}

/** Rows by their keys, with days as instants of one time zone. */
class RowIndex {
  readonly #match: readonly Match[];
  /** Per field: lengths of the prefixes that occur, longest first; empty for exact fields. */
  readonly #lengths: readonly (readonly number[])[];
  /** By key: the rows, latest first day first. */
  readonly #rows = new Map<string, DatedRate[]>();

  constructor(price: RatesPrice<string>, match: readonly Match[], timeZone: string) {
    this.#match = match;
    const lengths = this.#match.map(() => new Set<number>());
    const instants = dayInstants(timeZone);
    for (const row of price.rows) {
      const parts = this.#match.map((mode, i) => part(row.key[i] ?? "", mode));
      for (const [i, mode] of this.#match.entries()) if (mode === "prefix") lengths[i]!.add(parts[i]!.length);
      const rates = this.#rows.get(joined(parts)) ?? [];
      this.#rows.set(joined(parts), rates);
      rates.push({
        amount: row.price,
        dimensions: Object.fromEntries(price.by.map((field, i) => [field, row.key[i] ?? ""])),
        source: `${price.tariff === undefined ? "" : `${price.tariff}, `}${price.file}:${row.line}`,
        ...instants(row),
      });
    }
    for (const rates of this.#rows.values()) rates.sort((a, b) => b.from - a.from);
    this.#lengths = lengths.map((of) => [...of].sort((a, b) => b - a));
  }

  /** The row for parts of a key at an instant. */
  find(parts: string[], at: Milliseconds): UnitRate | undefined {
    return this.#findFrom(0, parts, at);
  }

  /** Tries the prefixes of the field at `index`, longest first, then those of the fields after it. */
  #findFrom(index: number, parts: string[], at: Milliseconds): UnitRate | undefined {
    if (index === parts.length) return this.#rows.get(joined(parts))?.find(({ from, until }) => from <= at && at < until);
    if (this.#match[index] === "exact") return this.#findFrom(index + 1, parts, at);
    const value = parts[index]!;
    for (const length of this.#lengths[index]!) {
      if (length > value.length) continue;
      parts[index] = value.slice(0, length);
      const found = this.#findFrom(index + 1, parts, at);
      if (found !== undefined) return found;
    }
    parts[index] = value;
    return undefined;
  }
}

/** Numbers are written with or without `+`, in cards as in records. */
function part(text: string, mode: Match): string {
  return mode === "prefix" && text.startsWith("+") ? text.slice(1) : text;
}

function joined(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : key(...parts);
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
