/** The rows of a group of agreements, taken apart: copies recognised, by agreement and service, in the order in which events are rated. */

import type { UsageEvent } from "../envelope.ts";
import type { Ledger } from "../identity.ts";
import type { ServiceEvent } from "../module.ts";
import { compareText } from "../text.ts";
import { CopyFinder } from "./copies.ts";
import { correctionsIn } from "./corrected.ts";
import { ABSENT, AGREEMENT, LENGTH, SHAPE } from "./format.ts";
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
  readonly #pointer: RowPointer;
  readonly #words: Uint32Array;
  readonly #first: number;
  readonly #services: number;
  readonly #serviceOf: Uint16Array;
  /** By agreement, from the first one on: how many rows, copies included. */
  readonly #received: Uint32Array;
  /** Rows in the order of agreement and service; where each begins, by agreement × services + service. */
  readonly #rows: Uint32Array;
  readonly #begins: Uint32Array;

  /** Of the agreements from `first` to before `next`; `ledgerOf` gives where copies of the events of one are noted. */
  constructor(
    words: Uint32Array,
    [first, next]: readonly [first: number, next: number],
    { names, events, services, serviceOf }: RowContext,
    ledgerOf: (agreement: number) => Ledger,
  ) {
    this.#pointer = events.over(new RowReader(words, names));
    this.#words = words;
    this.#first = first;
    this.#services = services;
    this.#serviceOf = serviceOf;
    this.#received = new Uint32Array(next - first);
    const count = this.#countReceived();
    this.#dropCopies(count, ledgerOf);
    this.#dropCorrected(ledgerOf);
    this.#begins = this.#countByService();
    this.#rows = this.#byService();
  }

  #countReceived(): number {
    const words = this.#words;
    const received = this.#received;
    const first = this.#first;
    let count = 0;
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      received[words[row + AGREEMENT]! - first]! += 1;
      count += 1;
    }
    return count;
  }

  #dropCopies(count: number, ledgerOf: (agreement: number) => Ledger): void {
    const words = this.#words;
    const copies = new CopyFinder(this.#pointer, count, ledgerOf);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) copies.take(row);
  }

  /** Where the rows of a service belong. */
  #bucket(row: number): number {
    const words = this.#words;
    return (words[row + AGREEMENT]! - this.#first) * this.#services + this.#serviceOf[words[row + SHAPE]!]!;
  }

  #countByService(): Uint32Array {
    const words = this.#words;
    const begins = new Uint32Array(this.#received.length * this.#services + 1);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
      if (words[row + SHAPE] !== ABSENT) begins[this.#bucket(row) + 1]! += 1;
    for (let i = 1; i < begins.length; i += 1) begins[i]! += begins[i - 1]!;
    return begins;
  }

  #byService(): Uint32Array {
    const words = this.#words;
    const next = this.#begins.slice();
    const rows = new Uint32Array(next[next.length - 1]!);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
      if (words[row + SHAPE] !== ABSENT) {
        const bucket = this.#bucket(row);
        rows[next[bucket]!] = row;
        next[bucket]! += 1;
      }
    return rows;
  }

  /** Rows that others replace or void, and the voids themselves. */
  #dropCorrected(ledgerOf: (agreement: number) => Ledger): void {
    for (const [agreement, rows] of correctionsIn(this.#pointer.reader)) {
      const rowOf = new Map(rows.map((row) => [this.#pointer.whole(row), row]));
      for (const { event } of ledgerOf(agreement).correct([...rowOf.keys()])) this.#words[rowOf.get(event)! + SHAPE] = ABSENT;
    }
  }

  /** How many records of an agreement there are, copies included. */
  received(agreement: number): number {
    return this.#received[agreement - this.#first]!;
  }

  /** The events of a service, each once. */
  sequence(agreement: number, service: number): RowSequence {
    const bucket = (agreement - this.#first) * this.#services + service;
    const rows = this.#rows.subarray(this.#begins[bucket], this.#begins[bucket + 1]);
    this.#sort(rows);
    return new RowSequence(rows, this.#pointer);
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
