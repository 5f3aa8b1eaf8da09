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
  /** Bytes of rows in memory before blocks are spilled. */
  readonly memory?: number;
  /** Groups of agreements: the number of agreement modulo this. */
  readonly groups?: number;
}

const GROUPS = 32;
const BLOCK_WORDS = 64 * 1024;
const MEMORY = 96 * 1024 * 1024;

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
  readonly #groups: readonly Group[];
  readonly #spill: Spill | undefined;
  readonly #memory: number;
  #kept = 0;
  /** Blocks whose content was spilled, to be used again. */
  readonly #free: Uint32Array[] = [];

  constructor({ spill, memory = MEMORY, groups = GROUPS }: StoreOptions = {}) {
    this.#groups = Array.from({ length: groups }, () => new Group());
    this.#spill = spill;
    this.#memory = memory;
  }

  /** Keeps a row that was written: `length` bytes from the beginning of `words`. */
  add(words: Uint32Array, length: number): void {
    const group = this.#groups[words[AGREEMENT]! % this.#groups.length]!;
    const count = length >>> 2;
    if (group.used + count > group.current.length) this.#turn(group);
    const { current, used } = group;
    for (let i = 0; i < count; i += 1) current[used + i] = words[i]!;
    group.used = used + count;
  }

  /** A full block is put away, and a new one begun. */
  #turn(group: Group): void {
    this.#putAway(group, this.#spill !== undefined && this.#kept >= this.#memory);
    // The first blocks are small: most runs have few records.
    const size = group.length === 0 ? BLOCK_WORDS / 4 : BLOCK_WORDS;
    group.current = (size === BLOCK_WORDS ? this.#free.pop() : undefined) ?? new Uint32Array(size);
    group.used = 0;
  }

  #putAway(group: Group, toSpill: boolean): void {
    const { current, used, blocks } = group;
    if (used === 0) return;
    group.length += used;
    if (toSpill) {
      blocks.push({ words: undefined, position: this.#spill!.write(current.subarray(0, used)), length: used });
      if (current.length === BLOCK_WORDS) this.#free.push(current);
    } else {
      this.#kept += current.byteLength;
      blocks.push({ words: current, position: 0, length: used });
    }
    group.used = 0;
  }

  /**
   * The rows of the groups, one group after another, each in the order added and given once: what was in memory is let go. The words
   * are overwritten by the next group.
   */
  *groups(): Generator<Uint32Array> {
    for (const group of this.#groups) this.#putAway(group, false);
    this.#free.length = 0;
    const longest = this.#groups.reduce((most, { length }) => Math.max(most, length), 0);
    const room = new Uint32Array(longest);
    for (const group of this.#groups) {
      let at = 0;
      for (const { words, position, length } of group.blocks.splice(0)) {
        if (words === undefined) this.#spill!.read(position, room.subarray(at, at + length));
        else room.set(words.subarray(0, length), at);
        at += length;
      }
      group.current = new Uint32Array(0);
      yield room.subarray(0, at);
    }
  }
}
