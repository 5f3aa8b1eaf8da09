/**
 * Where rows wait until everything has been read. The first ones are gathered as they come, and tell how much each agreement has; then
 * rows are kept in groups of agreements of about the same size, each of which is looked at by itself. What exceeds a stated amount of
 * memory goes to a spill, when there is one.
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
  /** Bytes of rows in memory before blocks are spilled; 32 MiB unless given. */
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

/**
 * Groups that agreements are spread over: few, so that the places where the next rows go stay in the caches; not too few, since one group
 * after the other is in memory: of a hundred million rows one takes less than 100 MB. There may be twice as many.
 */
const GROUPS = 128;
const MEMORY = 32 * 1024 * 1024;
/** Words of a block: of those that gather, and at most of those of groups, which fill an eighth of the memory. */
const LARGEST_BLOCK = 64 * 1024;
const SMALLEST_BLOCK = 1024;

interface Block {
  /** Undefined when they went to the spill. */
  readonly words: Uint32Array | undefined;
  readonly position: number;
  readonly length: number;
}

/** Rows of the agreements from `first` to before `next`. */
class Group {
  readonly first: number;
  next: number;
  current: Uint32Array = new Uint32Array(0);
  used = 0;
  blocks: Block[] = [];
  length = 0;

  constructor(first: number) {
    this.first = first;
    this.next = first;
  }
}

export class RowStore {
  /** By agreement: how many rows and words it has, and its group. */
  readonly #counts: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #groupOf: Uint16Array;
  readonly #spill: Spill | undefined;
  readonly #memory: number;
  readonly #block: number;
  /** Rows in the order added, until there are groups. */
  #gathered = new Group(0);
  #groups: readonly Group[] | undefined;
  #isSpilling = false;

  /** Agreements are numbered from 0 to less than `agreements`. */
  constructor(agreements: number, { spill, memory = MEMORY }: StoreOptions = {}) {
    this.#counts = new Uint32Array(agreements);
    this.#lengths = new Uint32Array(agreements);
    this.#groupOf = new Uint16Array(agreements);
    this.#spill = spill;
    this.#memory = memory;
    const share = memory / 4 / 8 / GROUPS;
    this.#block = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, 2 ** Math.floor(Math.log2(share))));
  }

  /** Keeps a row: `length` bytes from the word `from` on. */
  add(words: Uint32Array, length: number, from = 0): void {
    const agreement = words[from + AGREEMENT]!;
    const count = length >>> 2;
    this.#counts[agreement]! += 1;
    this.#lengths[agreement]! += count;
    if (this.#groups !== undefined) this.#put(this.#groups[this.#groupOf[agreement]!]!, words, count, from);
    else {
      this.#put(this.#gathered, words, count, from);
      if (this.#spill === undefined || this.#gathered.length * 4 < this.#memory) return;
      this.#isSpilling = true;
      this.#spread();
    }
  }

  #put(group: Group, words: Uint32Array, count: number, from: number): void {
    if (group.used + count > group.current.length) this.#turn(group, count);
    const { current, used } = group;
    for (let i = 0; i < count; i += 1) current[used + i] = words[from + i]!;
    group.used = used + count;
  }

  /** A full block is put away, and another one begun that holds the row for certain. */
  #turn(group: Group, least: number): void {
    const { current, used, blocks } = group;
    const size = Math.max(least, group === this.#gathered ? LARGEST_BLOCK : this.#block);
    const isSpilled = this.#isSpilling && used > 0;
    if (isSpilled) blocks.push({ words: undefined, position: this.#spill!.write(current.subarray(0, used)), length: used });
    else if (used > 0) blocks.push({ words: current, position: 0, length: used });
    group.length += used;
    group.used = 0;
    if (!isSpilled || current.length < size) group.current = new Uint32Array(size);
  }

  /** Makes groups, and gives them what was gathered. */
  #spread(): void {
    this.#groups = this.#balanced();
    const { blocks, current, used } = this.#gathered;
    this.#gathered = new Group(0);
    blocks.push({ words: current, position: 0, length: used });
    for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
      const words = block.words!;
      for (let row = 0; row < block.length; row += words[row + LENGTH]! >>> 2)
        this.#put(this.#groups[this.#groupOf[words[row + AGREEMENT]!]!]!, words, words[row + LENGTH]! >>> 2, row);
    }
  }

  /** Groups of about the same size, as far as is known by now. An agreement that has more than that is alone. */
  #balanced(): readonly Group[] {
    const total = this.#lengths.reduce((sum, length) => sum + length, 0);
    const groups: Group[] = [];
    let size = Number.POSITIVE_INFINITY;
    for (const [agreement, length] of this.#lengths.entries()) {
      if (size + length > total / GROUPS) {
        groups.push(new Group(agreement));
        size = 0;
      }
      size += length;
      this.#groupOf[agreement] = groups.length - 1;
      groups[groups.length - 1]!.next = agreement + 1;
    }
    return groups;
  }

  /**
   * The rows of the groups, in the order of their agreements. Given once: what was in memory is let go, and the words are overwritten
   * by the next group.
   */
  *groups(): Generator<StoredGroup> {
    if (this.#groups === undefined) this.#spread();
    const groups = this.#groups!;
    const room = new Uint32Array(groups.reduce((most, { length, used }) => Math.max(most, length + used), 0));
    const block = new Uint32Array(groups.reduce((most, { blocks }) => Math.max(most, longest(blocks)), 0));
    for (const group of groups) {
      const { first, next, current, used, blocks, length } = group;
      const begins = this.#begins(first, next);
      for (const { words, position, length: count } of blocks) {
        if (words === undefined) this.#spill!.read(position, block.subarray(0, count));
        scatter(words ?? block, count, room, begins, first);
      }
      scatter(current, used, room, begins, first);
      group.blocks = [];
      group.current = new Uint32Array(0);
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
}

/** Words of the longest block in the spill. */
function longest(blocks: readonly Block[]): number {
  return blocks.reduce((most, { words, length }) => (words === undefined ? Math.max(most, length) : most), 0);
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
