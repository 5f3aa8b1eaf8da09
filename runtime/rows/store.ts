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
  /** For a store whose rows are put together with those of others: then all of them go to the spill in the end. */
  readonly parting?: Parting;
}

/** Agrees with other stores how agreements are parted into groups: as the one says that asks first. */
export interface Parting {
  /** By agreement, the number of its group. */
  agreed(decide: () => Uint16Array): Uint16Array;
}

/** All rows of a store, as plain data. */
export interface StoredRows {
  /** By agreement: how many rows and words it has. */
  readonly counts: Uint32Array;
  readonly lengths: Uint32Array;
  readonly groups: readonly StoredBlocks[];
}

/** The rows of the agreements from `first` to before `next`, in the order added: first those in the spill, then those in memory. */
export interface StoredBlocks {
  readonly first: number;
  readonly next: number;
  /** Where blocks are in the spill, and how many words they have. */
  readonly positions: Float64Array;
  readonly lengths: Uint32Array;
  readonly inMemory: Uint32Array[];
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

/** Rows of the agreements from `first` to before `next`. */
class Group {
  readonly first: number;
  next: number;
  current: Uint32Array = new Uint32Array(0);
  used = 0;
  length = 0;
  readonly inMemory: Uint32Array[] = [];
  readonly positions: number[] = [];
  readonly lengths: number[] = [];

  constructor(first: number) {
    this.first = first;
    this.next = first;
  }

  stored(): StoredBlocks {
    const { first, next, inMemory, positions, lengths } = this;
    return { first, next, inMemory, positions: Float64Array.from(positions), lengths: Uint32Array.from(lengths) };
  }
}

export class RowStore {
  /** By agreement: how many rows and words it has, and its group. */
  readonly #counts: Uint32Array;
  readonly #lengths: Uint32Array;
  #groupOf: Uint16Array;
  readonly #spill: Spill | undefined;
  readonly #parting: Parting | undefined;
  readonly #memory: number;
  readonly #block: number;
  /** Rows in the order added, until there are groups. */
  #gathered = new Group(0);
  #groups: readonly Group[] | undefined;
  #isSpilling = false;

  /** Agreements are numbered from 0 to less than `agreements`. */
  constructor(agreements: number, { spill, memory = MEMORY, parting }: StoreOptions = {}) {
    this.#counts = new Uint32Array(agreements);
    this.#lengths = new Uint32Array(agreements);
    this.#groupOf = new Uint16Array(agreements);
    this.#spill = spill;
    this.#parting = parting;
    this.#memory = memory;
    const share = memory / 4 / 8 / GROUPS;
    this.#block = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, 2 ** Math.floor(Math.log2(share))));
  }

  /** Keeps a row: the first `length` bytes. */
  add(words: Uint32Array, length: number): void {
    const agreement = words[AGREEMENT]!;
    const count = length >>> 2;
    this.#counts[agreement]! += 1;
    this.#lengths[agreement]! += count;
    if (this.#groups !== undefined) this.#put(this.#groups[this.#groupOf[agreement]!]!, words, count, 0);
    else {
      this.#put(this.#gathered, words, count, 0);
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
    this.#putAway(group);
    const size = Math.max(least, group === this.#gathered ? LARGEST_BLOCK : this.#block);
    if (!this.#isSpilling || group.current.length < size) group.current = new Uint32Array(size);
  }

  #putAway(group: Group): void {
    const { current, used } = group;
    if (used === 0) return;
    const words = current.subarray(0, used);
    if (this.#isSpilling) {
      group.positions.push(this.#spill!.write(words));
      group.lengths.push(used);
    } else group.inMemory.push(words);
    group.length += used;
    group.used = 0;
  }

  /** Makes groups, and gives them what was gathered. */
  #spread(): void {
    const decide = () => this.#balanced();
    this.#groupOf = this.#parting === undefined ? decide() : this.#parting.agreed(decide);
    this.#groups = groupsOf(this.#groupOf);
    const { inMemory, current, used } = this.#gathered;
    this.#gathered = new Group(0);
    inMemory.push(current.subarray(0, used));
    for (let words = inMemory.shift(); words !== undefined; words = inMemory.shift()) {
      for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
        this.#put(this.#groups[this.#groupOf[words[row + AGREEMENT]!]!]!, words, words[row + LENGTH]! >>> 2, row);
    }
  }

  /** Groups of about the same size, as far as is known by now. An agreement that has more than that is alone. */
  #balanced(): Uint16Array {
    const total = this.#lengths.reduce((sum, length) => sum + length, 0);
    let group = -1;
    let size = Number.POSITIVE_INFINITY;
    return Uint16Array.from(this.#lengths, (length) => {
      if (size + length > total / GROUPS) {
        group += 1;
        size = 0;
      }
      size += length;
      return group;
    });
  }

  /** The rows that were added. Called once, when nothing is added any more. */
  stored(): StoredRows {
    this.#isSpilling = this.#parting !== undefined;
    if (this.#groups === undefined) this.#spread();
    const groups = this.#groups!.map((group) => {
      this.#putAway(group);
      return group.stored();
    });
    this.#groups = [];
    return { counts: this.#counts, lengths: this.#lengths, groups };
  }
}

function groupsOf(groupOf: Uint16Array): readonly Group[] {
  const groups: Group[] = [];
  for (const [agreement, number] of groupOf.entries()) {
    if (number === groups.length) groups.push(new Group(agreement));
    groups[number]!.next = agreement + 1;
  }
  return groups;
}
