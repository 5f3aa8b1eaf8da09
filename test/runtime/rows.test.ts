/** How records wait to be rated: no row is lost, changed or moved to another agreement, whatever memory there is; texts come back as they were. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readText, writeText } from "../../runtime/rows/characters.ts";
import { fingerprint } from "../../runtime/rows/fingerprint.ts";
import { AGREEMENT, FILE, HEAD, LENGTH, LINE, SOURCE } from "../../runtime/rows/format.ts";
import { GatheredRows, type GatheredStore } from "../../runtime/rows/gathered.ts";
import { Names } from "../../runtime/rows/names.ts";
import { type Parting, RowStore, type Spill, type StoreOptions } from "../../runtime/rows/store.ts";
import { TextPool } from "../../runtime/rows/text-pool.ts";

/** A row of an agreement with so many words, the last of which tells it apart. */
function rowOf(agreement: number, words: number, id: number): Uint32Array {
  const row = new Uint32Array(words).fill(id);
  row[LENGTH] = words * 4;
  row[AGREEMENT] = agreement;
  return row;
}

/** A spill in memory that, like a file, hands out what was written and nothing else; it notes how much that was. */
function spillOf() {
  const pieces: Uint32Array[] = [];
  const read = new Set<number>();
  const spill: Spill = {
    write: (words) => {
      if (words.length === 0) throw new Error("Nothing is written.");
      return pieces.push(words.slice()) - 1;
    },
    read: (position, into) => {
      if (into.length !== pieces[position]!.length) throw new Error("More or less is read than was written.");
      if (read.has(position)) throw new Error("Read twice.");
      read.add(position);
      into.set(pieces[position]!);
    },
  };
  return { spill, pieces, read };
}

/** Words as text, which is quick to compare. */
const shown = (row: Uint32Array): string => Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString("base64");

/** What comes out of gathered rows: those of each agreement. */
function takenOut(rows: GatheredRows, agreements: number): string[][] {
  const all: string[][] = Array.from({ length: agreements }, () => []);
  let expected = 0;
  for (let group = 0; group < rows.count; group += 1) {
    const { first, next, words, counts, lengths } = rows.group(group);
    expect(first).toBe(expected);
    expect(next).toBeGreaterThan(first);
    expected = next;
    let at = 0;
    for (let agreement = first; agreement < next; agreement += 1) {
      const end = at + lengths[agreement - first]!;
      while (at < end) {
        const length = words[at + LENGTH]! / 4;
        all[agreement]!.push(shown(words.subarray(at, at + length)));
        at += length;
      }
      expect(at).toBe(end);
      expect(counts[agreement - first]).toBe(all[agreement]!.length);
    }
    expect(at).toBe(words.length);
  }
  expect(expected).toBe(agreements);
  return all;
}

/** What a store gives back. */
function stored(store: RowStore, agreements: number, spill?: Spill): string[][] {
  return takenOut(new GatheredRows([{ rows: store.stored() }], spill), agreements);
}

function filled(agreements: number, rows: readonly Uint32Array[], options: StoreOptions): RowStore {
  const store = new RowStore(agreements, options);
  // Rows come in a buffer that is used again.
  const buffer = new Uint32Array(200_000);
  for (const row of rows) {
    buffer.set(row);
    store.add(buffer, row.length * 4);
  }
  return store;
}

const MIB = 1024 * 1024;

describe("a store of rows", () => {
  const cases: readonly (readonly [string, number, number, StoreOptions["memory"]])[] = [
    ["a few rows", 5, 40, undefined],
    ["one agreement", 1, 3000, undefined],
    ["more agreements than groups", 300, 3000, undefined],
    ["many rows in little memory", 40, 6000, MIB / 4],
    ["one agreement in little memory", 1, 8000, MIB / 4],
    ["more agreements than groups, in no memory", 500, 4000, 1],
  ];
  test.each(cases)("gives back what was added, agreement by agreement and in order: %s", (_, agreements, count, memory) => {
    let state = 7;
    const below = (limit: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return Math.floor((state / 0x8000_0000) * limit);
    };
    // The first agreement has more than its share, and one has none; some rows are long.
    const rows = Array.from({ length: count }, (_, id) =>
      rowOf(
        below(3) === 0 ? 0 : agreements > 4 ? below(agreements - 1) : below(agreements),
        HEAD + (below(100) === 0 ? below(900) : below(12)),
        id,
      ),
    );
    const expected: string[][] = Array.from({ length: agreements }, () => []);
    for (const row of rows) expected[row[AGREEMENT]!]!.push(shown(row));
    const { spill, pieces, read } = spillOf();
    const options = { ...(memory === undefined ? {} : { memory }), spill };
    expect(stored(filled(agreements, rows, options), agreements, spill)).toEqual(expected);
    expect(pieces.length > 0).toBe(memory !== undefined);
    expect(read.size).toBe(pieces.length);
    // Without a spill everything stays in memory, whatever was allowed.
    expect(stored(filled(agreements, rows, memory === undefined ? {} : { memory }), agreements)).toEqual(expected);
  });

  test("of nothing has no rows", () => {
    expect(stored(new RowStore(3), 3)).toEqual([[], [], []]);
    expect(stored(new RowStore(0), 0)).toEqual([]);
  });

  test("holds a row that is longer than a block", () => {
    const rows = [rowOf(0, 20, 1), rowOf(1, 100_000, 2), rowOf(0, 30, 3), rowOf(1, 150_000, 4)];
    for (const memory of [1, 64 * MIB]) {
      const { spill } = spillOf();
      expect(stored(filled(2, rows, { memory, spill }), 2, spill)).toEqual([
        [shown(rows[0]!), shown(rows[2]!)],
        [shown(rows[1]!), shown(rows[3]!)],
      ]);
    }
  });

  test("keeps about as much in memory as it may, the rest in the spill, in pieces that are worth a write", () => {
    const { spill, pieces } = spillOf();
    const rows = Array.from({ length: 40_000 }, (_, id) => rowOf(id % 64, 20, id));
    const store = filled(64, rows, { memory: MIB, spill });
    const written = pieces.reduce((sum, { length }) => sum + length * 4, 0);
    expect(written).toBeGreaterThan(40_000 * 80 - 1.5 * MIB);
    expect(Math.min(...pieces.map(({ length }) => length))).toBeGreaterThan(900);
    expect(stored(store, 64, spill).flat()).toHaveLength(40_000);
  });

  test("parts agreements into groups of about the same size; one with more than its share is alone", () => {
    const rows = Array.from({ length: 25_600 }, (_, id) => rowOf(id % 2 === 0 ? 50 : (id >> 1) % 400, 20, id));
    const gathered = new GatheredRows([{ rows: filled(400, rows, {}).stored() }], undefined);
    const groups = Array.from({ length: gathered.count }, (_, i) => {
      const { first, next, words } = gathered.group(i);
      return { first, next, words: words.length };
    });
    expect(groups.find(({ first }) => first === 50)).toMatchObject({ next: 51 });
    expect(groups.length).toBeGreaterThan(63);
    expect(groups.length).toBeLessThanOrEqual(256);
    for (const { first, words } of groups) if (first !== 50) expect(words).toBeLessThanOrEqual((25_600 * 20) / 128);
  });
});

describe("stores of several threads", () => {
  /** A part of the usage: who reads it, and its rows, by agreement and how many words more than needed they have. */
  const part = fc.record({
    reader: fc.nat(2),
    rows: fc.array(fc.tuple(fc.nat(8), fc.nat(20)), { maxLength: 60 }),
    lines: fc.integer({ min: 0, max: 3_000_000_000 }),
  });

  test("give back together what one would have been given, in the order of the parts, with names and lines as of one", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, MIB), (parts, memory) => {
        const { spill } = spillOf();
        // The first one that asks decides.
        let decided: Uint16Array | undefined;
        const parting: Parting = {
          agreed: (decide) => {
            decided ??= decide();
            return decided;
          },
        };
        const readers = Array.from({ length: 3 }, () => ({
          store: new RowStore(9, { memory, spill, parting }),
          files: new Names(),
          sources: new Names(),
        }));
        const alone = new RowStore(9);
        const buffer = new Uint32Array(64);
        const sources = new Names();
        let id = 0;
        for (const [number, { reader, rows, lines }] of parts.entries()) {
          const { store, files, sources: own } = readers[reader]!;
          for (const [i, [agreement, more]] of rows.entries()) {
            const source = `source ${(id * 7) % 4}`;
            const row = rowOf(agreement, HEAD + more + 1, id);
            Object.assign(row, { [FILE]: files.number(`part ${number}`), [LINE]: i, [SOURCE]: own.number(source) });
            buffer.set(row);
            store.add(buffer, row.length * 4);
            Object.assign(row, { [FILE]: number % 3, [LINE]: lines + i, [SOURCE]: sources.number(source) });
            buffer.set(row);
            alone.add(buffer, row.length * 4);
            id += 1;
          }
        }
        const stores = readers.map((each): GatheredStore => {
          const own = each.files.all().map((name) => Number(name.slice(5)));
          const numbers = {
            parts: Uint32Array.from(own),
            files: Uint32Array.from(own, (number) => number % 3),
            lines: Float64Array.from(own, (number) => parts[number]!.lines),
            sources: Uint32Array.from(each.sources.all(), (source) => sources.number(source)),
          };
          return { rows: each.store.stored(), numbers };
        });
        expect(stores.flatMap(({ rows }) => rows.groups.flatMap(({ inMemory }) => inMemory))).toEqual([]);
        expect(takenOut(new GatheredRows(stores, spill), 9)).toEqual(stored(alone, 9));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe("texts of rows", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
    fc.constantFrom("", "x".repeat(31), "x".repeat(32), "x".repeat(33), "é".repeat(600), "\ud800", "\u07ff\u0800\u007f\u0080"),
    fc.nat(400).map((length) => "aé世".repeat(length)),
  );

  test("come back as they were, half surrogates too, and well-formed ones as UTF-8", () => {
    fc.assert(
      fc.property(text, fc.nat(5), (one, at) => {
        const bytes = new Uint8Array(at + one.length * 3 + 2).fill(255);
        const end = writeText(one, bytes, at);
        expect(readText(bytes, at, end)).toBe(one);
        expect(bytes[end]).toBe(255);
        if (at > 0) expect(bytes[at - 1]).toBe(255);
        if (!/[\ud800-\udfff]/.test(one))
          expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, end))).toBe(one);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("come back also when they are very long", () => {
    for (const character of ["x", "é", "世"]) {
      const one = character.repeat(300_000);
      const bytes = new Uint8Array(one.length * 3);
      expect(readText(bytes, 0, writeText(one, bytes, 0)) === one).toBe(true);
    }
  });

  test("are each made once, and never another one", () => {
    const texts = Array.from({ length: 3000 }, (_, i) =>
      i % 3 === 0 ? `${i}` : i % 3 === 1 ? `aéb${i}` : `long ${"x".repeat(i % 50)} ${i}`,
    );
    const words = new Uint32Array(100_000);
    const bytes = new Uint8Array(words.buffer);
    let end = 0;
    const spans = [...texts, ...texts].map((one) => {
      // Texts fill whole words.
      const start = (end + 3) & ~3;
      end = writeText(one, bytes, start);
      return { start, length: end - start, one };
    });
    const pool = new TextPool(words, bytes);
    expect(pool.text(0, 0)).toBe("");
    for (const { start, length, one } of spans) {
      expect(pool.text(start, length)).toBe(one);
      expect(pool.text(start, length)).toBe(one);
    }
    for (const { start, length, one } of spans.toReversed()) expect(pool.text(start, length)).toBe(one);
  });

  test("have fingerprints that rest on every byte and on the length, not on the place", () => {
    const bytes = Uint8Array.from({ length: 64 }, (_, i) => i * 37);
    const at = (some: Uint8Array, start: number, end: number) =>
      fingerprint(new DataView(some.buffer, some.byteOffset, some.byteLength), some, start, end);
    for (let length = 0; length < 20; length += 1) {
      const own = at(bytes, 8, 8 + length);
      const moved = new Uint8Array(40);
      moved.set(bytes.subarray(8, 8 + length), 3);
      expect(at(moved, 3, 3 + length)).toBe(own);
      expect([Number.isInteger(own), own >= 0, own < 2 ** 32]).toEqual([true, true, true]);
      moved.fill(0);
      expect(at(moved, 3, 3 + length) === at(moved, 3, 4 + length)).toBe(false);
      for (let i = 0; i < length; i += 1) {
        const changed = bytes.slice();
        changed[8 + i]! ^= 1;
        expect(at(changed, 8, 8 + length)).not.toBe(own);
      }
    }
  });

  test("of which there are few are numbered in the order in which they come", () => {
    const names = new Names(["a", "b", "a"]);
    expect([names.number("b"), names.number("c"), names.number("a"), names.number("")]).toEqual([1, 2, 0, 3]);
    expect([names.name(0), names.name(2), names.name(3)]).toEqual(["a", "c", ""]);
    expect([names.all(), names.all(2), new Names().all()]).toEqual([["a", "b", "c", ""], ["c", ""], []]);
  });
});
