/** Rows that are taken out of stores, group by group: those of one store, or of several into which parts of the usage were read. */
import { AGREEMENT, FILE, LENGTH, LINE, SOURCE } from "./format.ts";
import type { Spill, StoredBlocks, StoredRows } from "./store.ts";

/** The rows of a few agreements, by number: from the first to the one before `next`. */
export interface RowGroup {
  readonly first: number;
  readonly next: number;
  /** Agreement by agreement, those of each in the order read. */
  readonly words: Uint32Array;
  /** By agreement, from the first one on: how many rows and how many words it has. */
  readonly counts: Uint32Array;
  readonly lengths: Uint32Array;
}

/** What has to be changed in the rows of one of several stores, where names and lines have numbers of their own. */
export interface RowNumbers {
  /** By number of a file in these rows: which part of the usage it is, in the order in which parts are put together; its number, and how many lines are before it. */
  readonly parts: Uint32Array;
  readonly files: Uint32Array;
  readonly lines: Float64Array;
  /** By number of a source in these rows: its number. */
  readonly sources: Uint32Array;
}

/** The rows of a store; with the numbers of what is to be changed unless it is the only one. */
export interface GatheredStore {
  readonly rows: StoredRows;
  readonly numbers?: RowNumbers;
}

export class GatheredRows {
  readonly #stores: readonly GatheredStore[];
  readonly #spill: Spill | undefined;
  readonly #counts: Uint32Array;
  readonly #lengths: Uint32Array;
  /** Used for one group after the other: for its rows, and by store for a block of the spill. */
  readonly #room: Uint32Array;
  readonly #blocks: readonly Uint32Array[];

  /** Of one store or several, which have the same groups. */
  constructor(stores: readonly GatheredStore[], spill: Spill | undefined) {
    this.#stores = stores;
    this.#spill = spill;
    this.#counts = sum(stores.map(({ rows }) => rows.counts));
    this.#lengths = sum(stores.map(({ rows }) => rows.lengths));
    this.#room = new Uint32Array(this.#groups.reduce((most, group) => Math.max(most, this.#size(group)), 0));
    this.#blocks = stores.map(({ rows }) => new Uint32Array(longest(rows.groups)));
  }

  get #groups(): readonly StoredBlocks[] {
    return this.#stores[0]!.rows.groups;
  }

  /** How many groups there are. */
  get count(): number {
    return this.#groups.length;
  }

  #size({ first, next }: StoredBlocks): number {
    return this.#lengths.subarray(first, next).reduce((total, length) => total + length, 0);
  }

  /** A group by its number. Each is given once; its words are overwritten by the next one. */
  group(number: number): RowGroup {
    const blocks = this.#groups[number]!;
    const { first, next } = blocks;
    const [counts, lengths] = [this.#counts.subarray(first, next), this.#lengths.subarray(first, next)];
    const places = begins(lengths);
    const [store, other] = this.#stores;
    if (other === undefined)
      for (const words of this.#rowsOf(store!, 0, number)) scatter(words, 0, words.length, this.#room, places, first);
    else this.#merge(number, places, first);
    return { first, next, counts, lengths, words: this.#room.subarray(0, this.#size(blocks)) };
  }

  /** The rows of a group in a store, in blocks; they are let go. */
  *#rowsOf({ rows }: GatheredStore, store: number, group: number): Generator<Uint32Array> {
    const { positions, lengths, inMemory } = rows.groups[group]!;
    for (const [i, position] of positions.entries()) {
      const words = this.#blocks[store]!.subarray(0, lengths[i]!);
      this.#spill!.read(position, words);
      yield words;
    }
    yield* inMemory.splice(0);
  }

  /** Part by part of the usage, so that rows that came in order are in order. */
  #merge(group: number, places: Uint32Array, first: number): void {
    const cursors = this.#stores.map((store, i) => new PartCursor(this.#rowsOf(store, i, group), store.numbers!));
    for (;;) {
      const cursor = cursors.reduce((least, each) => (each.part < least.part ? each : least));
      if (cursor.part === NO_PART) return;
      const end = cursor.renumber();
      scatter(cursor.words, cursor.row, end, this.#room, places, first);
      cursor.moveTo(end);
    }
  }
}

const NO_PART = Number.POSITIVE_INFINITY;

/** Goes through the rows of a store, as many at a time as are of one part of the usage and in one block. */
class PartCursor {
  readonly #blocks: Iterator<Uint32Array>;
  readonly #numbers: RowNumbers;
  words: Uint32Array = new Uint32Array(0);
  row = 0;
  /** The part of the usage that the next row is of. */
  part = NO_PART;

  constructor(blocks: Iterator<Uint32Array>, numbers: RowNumbers) {
    this.#blocks = blocks;
    this.#numbers = numbers;
    this.#turn();
  }

  #turn(): void {
    const next = this.#blocks.next();
    this.words = next.done === true ? new Uint32Array(0) : next.value;
    this.moveTo(0);
  }

  moveTo(row: number): void {
    this.row = row;
    if (row < this.words.length) this.part = this.#numbers.parts[this.words[row + FILE]!]!;
    else if (row > 0) this.#turn();
    else this.part = NO_PART;
  }

  /** Gives the next rows of one part the numbers that they have among all; returns where they end. */
  renumber(): number {
    const { words } = this;
    const { files, lines, sources } = this.#numbers;
    const number = words[this.row + FILE]!;
    const [file, before] = [files[number]!, lines[number]!];
    let row = this.row;
    for (; row < words.length && words[row + FILE] === number; row += words[row + LENGTH]! >>> 2) {
      words[row + FILE] = file;
      words[row + LINE]! += before;
      words[row + SOURCE] = sources[words[row + SOURCE]!]!;
    }
    return row;
  }
}

/** One array of sums. */
function sum(arrays: readonly Uint32Array[]): Uint32Array {
  if (arrays.length === 1) return arrays[0]!;
  return arrays[0]!.map((_, i) => arrays.reduce((total, array) => total + array[i]!, 0));
}

/** Where the rows of each agreement begin, when they stand agreement by agreement. */
function begins(lengths: Uint32Array): Uint32Array {
  const places = new Uint32Array(lengths.length);
  for (let i = 1; i < places.length; i += 1) places[i] = places[i - 1]! + lengths[i - 1]!;
  return places;
}

/** Words of the longest block in the spill. */
function longest(groups: readonly StoredBlocks[]): number {
  return groups.reduce((most, { lengths }) => lengths.reduce((a, b) => Math.max(a, b), most), 0);
}

/** Puts rows where those of their agreements go; `places` tells where, and goes on behind them. */
function scatter(words: Uint32Array, from: number, until: number, room: Uint32Array, places: Uint32Array, first: number): void {
  for (let row = from; row < until; ) {
    const agreement = words[row + AGREEMENT]! - first;
    const end = row + (words[row + LENGTH]! >>> 2);
    let to = places[agreement]!;
    for (; row < end; row += 1) {
      room[to] = words[row]!;
      to += 1;
    }
    places[agreement] = to;
  }
}
