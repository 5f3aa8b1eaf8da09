/**
 * Where rows wait until everything has been read. They are kept by group of agreements; a group is then looked at by itself, so that
 * memory holds the rows of one group, not of all. What exceeds a stated amount of memory goes to a spill, when there is one.
 */
import { AGREEMENT } from "./format.ts";

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
  readonly words: Uint32Array;
}

/** Agreements have a group each, up to so many. */
const MOST_GROUPS = 4096;
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
  readonly #groups: readonly Group[];
  readonly #spill: Spill | undefined;
  readonly #memory: number;
  readonly #largest: number;
  #kept = 0;

  /** Agreements are numbered from 0 to less than `agreements`. */
  constructor(agreements: number, { spill, memory = MEMORY }: StoreOptions = {}) {
    this.#agreements = agreements;
    this.#groups = Array.from({ length: Math.min(agreements, MOST_GROUPS) }, () => new Group());
    this.#spill = spill;
    this.#memory = memory;
    // Blocks that are being filled take a quarter of the memory at most.
    const share = memory / 16 / Math.max(1, this.#groups.length);
    this.#largest = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, 2 ** Math.floor(Math.log2(share))));
  }

  /** Keeps a row: `length` bytes from the word `from` on. */
  add(words: Uint32Array, length: number, from = 0): void {
    const group = this.#groups[Math.floor((words[from + AGREEMENT]! * this.#groups.length) / this.#agreements)]!;
    const count = length >>> 2;
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
   * The rows of the groups, in the order of their agreements, each in the order added. Given once: what was in memory is let go, and
   * the words are overwritten by the next group.
   */
  *groups(): Generator<StoredGroup> {
    let room = new Uint32Array(0);
    for (const [i, group] of this.#groups.entries()) {
      const { current, used, blocks } = group;
      const length = group.length + used;
      if (length > room.length) room = new Uint32Array(length);
      let at = 0;
      for (const { words, position, length: count } of blocks.splice(0)) {
        if (words === undefined) this.#spill!.read(position, room.subarray(at, at + count));
        else room.set(words.subarray(0, count), at);
        at += count;
      }
      room.set(current.subarray(0, used), at);
      group.current = new Uint32Array(0);
      yield { first: this.#first(i), next: this.#first(i + 1), words: room.subarray(0, length) };
    }
  }

  /** The first agreement of a group. */
  #first(group: number): number {
    return Math.ceil((group * this.#agreements) / this.#groups.length);
  }
}
