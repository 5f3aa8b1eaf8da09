/** The rows of a group of agreements, taken apart: copies recognised, by agreement and service, in the order in which events are rated. */

import type { UsageEvent } from "../envelope.ts";
import type { Ledger } from "../identity.ts";
import type { ServiceEvent } from "../module.ts";
import { compareText } from "../text.ts";
import { ABSENT, AGREEMENT, HASH, ID, LENGTH, OUTSIDE, SHAPE, SOURCE } from "./format.ts";
import type { RowEvents, RowPointer } from "./row-events.ts";
import { RowReader } from "./row-events.ts";
import type { RowNames } from "./writer.ts";

/** What a group needs to know of the store that it came from. */
export interface RowContext {
  readonly names: RowNames;
  readonly events: RowEvents;
  /** By shape: number of the service. */
  readonly serviceOf: Uint16Array;
  readonly services: number;
}

/** The events of one service of one agreement, in the order in which they are rated. */
export class RowSequence {
  static readonly empty = new RowSequence(new Uint32Array(0), undefined);
  readonly #rows: Uint32Array;
  readonly #pointer: RowPointer | undefined;

  constructor(rows: Uint32Array, pointer: RowPointer | undefined) {
    this.#rows = rows;
    this.#pointer = pointer;
  }

  get length(): number {
    return this.#rows.length;
  }

  at(index: number): number {
    return this.#pointer!.reader.at(this.#rows[index]!);
  }

  /** The event at an index, until this is called again. */
  event(index: number): ServiceEvent {
    return this.#pointer!.event(this.#rows[index]!);
  }

  /** An event that may be kept. */
  whole(index: number): UsageEvent {
    return this.#pointer!.whole(this.#rows[index]!);
  }
}

export class RowGroup {
  readonly #context: RowContext;
  readonly #pointer: RowPointer;
  readonly #words: Uint32Array;
  /** Rows in the order of agreement and service; where each begins, by position of the agreement × services + service. */
  readonly #rows: Uint32Array;
  readonly #begins: Uint32Array;
  readonly #position = new Map<number, number>();
  readonly #received: number[] = [];

  /** `ledgerOf` gives where copies of the events of an agreement are noted. */
  constructor(words: Uint32Array, context: RowContext, ledgerOf: (agreement: number) => Ledger) {
    this.#context = context;
    this.#words = words;
    this.#pointer = context.events.over(new RowReader(words, context.names));
    const rows = this.#count();
    this.#dropCopies(rows, ledgerOf);
    const { services, serviceOf } = context;
    const begins = new Uint32Array(this.#received.length * services + 1);
    const bucketOf = (row: number) => this.#position.get(words[row + AGREEMENT]!)! * services + serviceOf[words[row + SHAPE]!]!;
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
      if (words[row + SHAPE] !== ABSENT) begins[bucketOf(row) + 1]! += 1;
    for (let i = 1; i < begins.length; i += 1) begins[i]! += begins[i - 1]!;
    const next = begins.slice();
    this.#rows = new Uint32Array(begins[begins.length - 1]!);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
      if (words[row + SHAPE] !== ABSENT) {
        const bucket = bucketOf(row);
        this.#rows[next[bucket]!] = row;
        next[bucket]! += 1;
      }
    this.#begins = begins;
  }

  /** The agreements of which there are rows. */
  agreements(): Iterable<number> {
    return this.#position.keys();
  }

  /** How many records of an agreement there are, copies included. */
  received(agreement: number): number {
    const position = this.#position.get(agreement);
    return position === undefined ? 0 : this.#received[position]!;
  }

  /** The events of a service, each once. */
  sequence(agreement: number, service: number): RowSequence {
    const position = this.#position.get(agreement);
    if (position === undefined) return RowSequence.empty;
    const bucket = position * this.#context.services + service;
    const rows = this.#rows.subarray(this.#begins[bucket], this.#begins[bucket + 1]);
    this.#sort(rows);
    return new RowSequence(rows, this.#pointer);
  }

  /** Counts the rows of each agreement; returns how many there are. */
  #count(): number {
    const words = this.#words;
    let count = 0;
    let last = -1;
    let position = -1;
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      const agreement = words[row + AGREEMENT]!;
      if (agreement !== last) {
        last = agreement;
        position = this.#position.get(agreement) ?? this.#enter(agreement);
      }
      this.#received[position]! += 1;
      count += 1;
    }
    return count;
  }

  #enter(agreement: number): number {
    const position = this.#received.push(0) - 1;
    this.#position.set(agreement, position);
    return position;
  }

  /** Of rows with the same agreement, source and id one is left: the one that the ledger keeps. */
  #dropCopies(rows: number, ledgerOf: (agreement: number) => Ledger): void {
    const words = this.#words;
    let size = 1024;
    while (size < rows * 1.5) size *= 2;
    const table = new Uint32Array(size);
    const mask = size - 1;
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      let i = Math.imul(words[row + HASH]! ^ words[row + AGREEMENT]!, 0x9e37_79b1) & mask;
      let entry = table[i]!;
      while (entry !== 0 && !this.#isSame(entry - 1, row)) {
        i = (i + 1) & mask;
        entry = table[i]!;
      }
      if (entry === 0) table[i] = row + 1;
      else if (ledgerOf(words[row + AGREEMENT]!).replaces(this.#pointer.whole(row), this.#pointer.whole(entry - 1))) {
        table[i] = row + 1;
        words[entry - 1 + SHAPE] = ABSENT;
      } else words[row + SHAPE] = ABSENT;
    }
  }

  #isSame(a: number, b: number): boolean {
    const words = this.#words;
    if (words[a + HASH] !== words[b + HASH] || words[a + AGREEMENT] !== words[b + AGREEMENT]) return false;
    if (words[a + SOURCE] !== words[b + SOURCE]) return false;
    const idA = words[a + ID]!;
    const idB = words[b + ID]!;
    const length = idA >>> 16;
    if (length !== idB >>> 16) return false;
    const { bytes } = this.#pointer.reader;
    const startA = a * 4 + (idA & 0xffff);
    const startB = b * 4 + (idB & 0xffff);
    for (let i = 0; i < (length === OUTSIDE ? 4 : length); i += 1) if (bytes[startA + i] !== bytes[startB + i]) return false;
    return true;
  }

  /** By instant, then id, then source. Most producers write nearly in order: what comes late is sorted by itself, and merged. */
  #sort(rows: Uint32Array): void {
    const { reader } = this.#pointer;
    const compare = (a: number, b: number) =>
      reader.at(a) - reader.at(b) || compareText(reader.id(a), reader.id(b)) || compareText(reader.source(a), reader.source(b));
    const late: number[] = [];
    let inOrder = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i]!;
      if (inOrder > 0 && compare(rows[inOrder - 1]!, row) > 0) late.push(row);
      else {
        rows[inOrder] = row;
        inOrder += 1;
      }
    }
    if (late.length === 0) return;
    late.sort(compare);
    let from = inOrder - 1;
    let to = rows.length - 1;
    for (let i = late.length - 1; i >= 0; to -= 1) {
      if (from >= 0 && compare(rows[from]!, late[i]!) > 0) {
        rows[to] = rows[from]!;
        from -= 1;
      } else {
        rows[to] = late[i]!;
        i -= 1;
      }
    }
  }
}
