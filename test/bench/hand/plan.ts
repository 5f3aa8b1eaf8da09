/** The plan as flat tables: agreements by index, rate rows by card and key. Written for this one set of contracts. */

export const SMS = 0;
export const WHATSAPP = 1;
export const VOICE = 2;
const CARDS = ["sms", "whatsapp", "voice"];

export interface PackagePrice {
  readonly included: number;
  readonly fee: string;
  readonly overage: string;
}

/** All rows of one kind of card. A row holds from `from` until before `until`; rows of one card and key follow one another by `next`. */
export interface Rates {
  /** Distinct keys, by index. */
  readonly keys: readonly string[];
  readonly price: readonly string[];
  readonly key: readonly number[];
  readonly from: Float64Array;
  readonly until: Float64Array;
  readonly next: Int32Array;
  /** The first row of a card and key, or −1: at card × keys.length + key. */
  readonly first: Int32Array;
}

export interface Plan {
  readonly names: readonly string[];
  /** Milliseconds since the beginning of the data. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly digits: Uint8Array;
  /** Card of each service, by agreement × 3 + service. */
  readonly card: Uint16Array;
  readonly originated: readonly string[];
  readonly activeUsers: readonly PackagePrice[];
  readonly increment: Uint32Array;
  readonly detection: readonly string[];
  readonly email: readonly string[];
  readonly sessions: readonly PackagePrice[];
  readonly storage: readonly string[];
  readonly rates: readonly Rates[];
}

/** Reads `plan.txt`; its columns are described where it is written. */
export function readPlan(text: string): Plan {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" "));
  const agreements = lines.filter(([kind]) => kind === "agreement");
  const rows = lines.filter(([kind]) => kind === "row");
  const column = (index: number) => agreements.map((cells) => cells[index]!);
  const bundle = (index: number) =>
    agreements.map((cells) => ({ included: Number(cells[index]), fee: cells[index + 1]!, overage: cells[index + 2]! }));
  return {
    names: column(1),
    start: Float64Array.from(column(2), Number),
    end: Float64Array.from(column(3), Number),
    digits: Uint8Array.from(column(4), Number),
    card: Uint16Array.from(agreements.flatMap((cells) => cells.slice(5, 8)).map(Number)),
    originated: column(8),
    activeUsers: bundle(9),
    increment: Uint32Array.from(column(12), Number),
    detection: column(13),
    email: column(14),
    sessions: bundle(15),
    storage: column(18),
    rates: CARDS.map((name) => ratesOf(rows.filter((cells) => cells[1] === name))),
  };
}

function ratesOf(rows: readonly (readonly string[])[]): Rates {
  const keys = [...new Set(rows.map((cells) => cells[3]!))].sort();
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const cards = Math.max(...rows.map((cells) => Number(cells[2]))) + 1;
  const first = new Int32Array(cards * keys.length).fill(-1);
  const next = new Int32Array(rows.length).fill(-1);
  for (const [row, cells] of rows.entries()) {
    const at = Number(cells[2]) * keys.length + indexOf.get(cells[3]!)!;
    next[row] = first[at]!;
    first[at] = row;
  }
  return {
    keys,
    price: rows.map((cells) => cells[4]!),
    key: rows.map((cells) => indexOf.get(cells[3]!)!),
    from: Float64Array.from(rows, (cells) => Number(cells[5])),
    until: Float64Array.from(rows, (cells) => Number(cells[6])),
    next,
    first,
  };
}
