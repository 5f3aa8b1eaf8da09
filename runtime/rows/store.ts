/**
 * Where rows wait until everything has been read. They are kept by group of agreements; a group is then looked at by itself, so that
 * memory holds the rows of one group, not of all. What exceeds a stated amount of memory goes to a spill, when there is one.
 */
import { AGREEMENT, LENGTH } from "./format.ts";

/** Where blocks go when there are too many for memory. Calls come in order; nothing is read before everything is written. */
export interface Spill {
  /** Keeps the words; returns where. */
  write(words: Uint32Array): number;
  /** Fills `into` with what was written at a place. */
  read(position: number, into: Uint32Array): void;
}

export interface StoreOptions {
  readonly spill?: Spill;
  /** Bytes of rows in memory before blocks are spilled; 96 MiB unless given. */
  readonly memory?: number;
}

/** The rows of a few agreements, by number: from the first to the one before `next`. */
export interface StoredGroup {
  readonly first: number;
  readonly next: number;
  /** Agreement by agreement, those of each in the order added. */
  readonly words: Uint32Array;
  /** By agreement, from the first one on: how many rows and how many words it has. */
  readonly counts: Uint32Array;
  readonly lengths: Uint32Array;
}

/** Groups that agreements are spread over. Few of them, so that where the next rows go stays in the caches. */
const MOST_GROUPS = 64;
const MEMORY = 96 * 1024 * 1024;
/** Words of a block. The first ones of a group are small: most agreements have few records. */
const SMALLEST_BLOCK = 1024;
const LARGEST_BLOCK = 64 * 1024;

interface Block {
  readonly words: Uint32Array | undefined;
  readonly position: number;
  readonly length: number;
}

class Group {
  current: Uint32Array = new Uint32Array(0);
  used = 0;
  readonly blocks: Block[] = [];
  length = 0;
}

export class RowStore {
  readonly #agreements: number;
  /** By agreement: its group, and how many rows and words it has. */
  readonly #groupOf: Uint16Array;
  readonly #counts: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #groups: readonly Group[];
  readonly #spill: Spill | undefined;
  readonly #memory: number;
  readonly #largest: number;
  #kept = 0;

  /** Agreements are numbered from 0 to less than `agreements`. */
  constructor(agreements: number, { spill, memory = MEMORY }: StoreOptions = {}) {
    this.#agreements = agreements;
    this.#groups = Array.from({ length: Math.min(agreements, MOST_GROUPS) }, () => new Group());
    const groups = this.#groups.length;
    this.#groupOf = Uint16Array.from({ length: agreements }, (_, agreement) => Math.floor((agreement * groups) / agreements));
    this.#counts = new Uint32Array(agreements);
    this.#lengths = new Uint32Array(agreements);
    this.#spill = spill;
    this.#memory = memory;
    // Blocks that are being filled take a quarter of the memory at most.
    const share = memory / 16 / Math.max(1, this.#groups.length);
    this.#largest = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, 2 ** Math.floor(Math.log2(share))));
  }

  /** Keeps a row: `length` bytes from the word `from` on. */
  add(words: Uint32Array, length: number, from = 0): void {
    const agreement = words[from + AGREEMENT]!;
    const group = this.#groups[this.#groupOf[agreement]!]!;
    const count = length >>> 2;
    this.#counts[agreement]! += 1;
    this.#lengths[agreement]! += count;
    if (group.used + count > group.current.length) this.#turn(group, count);
    const { current, used } = group;
    for (let i = 0; i < count; i += 1) current[used + i] = words[from + i]!;
    group.used = used + count;
  }

  /** A full block is put away, and another one begun that holds the row for certain. */
  #turn(group: Group, least: number): void {
    const size = Math.max(least, Math.min(this.#largest, Math.max(SMALLEST_BLOCK, group.current.length * 2)));
    const isSpilled = this.#putAway(group);
    if (!isSpilled || group.current.length < size) group.current = new Uint32Array(size);
  }

  /** Returns whether the block can be used again. */
  #putAway(group: Group): boolean {
    const { current, used, blocks } = group;
    group.used = 0;
    if (used === 0) return false;
    group.length += used;
    if (this.#spill !== undefined && this.#kept >= this.#memory) {
      blocks.push({ words: undefined, position: this.#spill.write(current.subarray(0, used)), length: used });
      return true;
    }
    this.#kept += current.byteLength;
    blocks.push({ words: current, position: 0, length: used });
    return false;
  }

  /**
   * The rows of the groups, in the order of their agreements. Given once: what was in memory is let go, and the words are overwritten
   * by the next group.
   */
  *groups(): Generator<StoredGroup> {
    let room = new Uint32Array(0);
    let block = new Uint32Array(0);
    for (const [i, { current, used, blocks, length }] of this.#groups.entries()) {
      const [first, next] = [this.#first(i), this.#first(i + 1)];
      if (length + used > room.length) room = new Uint32Array(length + used);
      const begins = this.#begins(first, next);
      for (const { words, position, length: count } of blocks.splice(0)) {
        if (words === undefined && block.length < count) block = new Uint32Array(count);
        if (words === undefined) this.#spill!.read(position, block.subarray(0, count));
        scatter(words ?? block, count, room, begins, first);
      }
      scatter(current, used, room, begins, first);
      this.#groups[i]!.current = new Uint32Array(0);
      const [counts, lengths] = [this.#counts.subarray(first, next), this.#lengths.subarray(first, next)];
      yield { first, next, counts, lengths, words: room.subarray(0, length + used) };
    }
  }

  /** Where the rows of each agreement begin, when they stand agreement by agreement. */
  #begins(first: number, next: number): Uint32Array {
    const begins = new Uint32Array(next - first);
    for (let i = 1; i < begins.length; i += 1) begins[i] = begins[i - 1]! + this.#lengths[first + i - 1]!;
    return begins;
  }

  /** The first agreement of a group. */
  #first(group: number): number {
    return Math.ceil((group * this.#agreements) / this.#groups.length);
  }
}

/** Puts rows where those of their agreements go; `places` tells where, and goes on behind them. */
function scatter(words: Uint32Array, count: number, room: Uint32Array, places: Uint32Array, first: number): void {
  for (let row = 0; row < count; ) {
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
