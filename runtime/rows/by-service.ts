/** The rows of an agreement, taken apart: copies recognised, by service, in the order in which events are rated. */

import type { UsageEvent } from "../envelope.ts";
import type { Ledger } from "../identity.ts";
import type { ServiceEvent } from "../module.ts";
import { compareText } from "../text.ts";
import { CopyFinder } from "./copies.ts";
import { correctionsIn } from "./corrected.ts";
import { ABSENT, CORRECTS, LENGTH, SHAPE } from "./format.ts";
import type { Room } from "./room.ts";
import type { RowEvents, RowPointer } from "./row-events.ts";
import { RowReader } from "./row-events.ts";
import type { RowNames } from "./writer.ts";

/** What needs to be known of the store that rows came from. */
export interface RowContext {
  readonly names: RowNames;
  readonly events: RowEvents;
  /** By shape: number of the service. */
  readonly serviceOf: Uint16Array;
  readonly services: number;
  /** For the copies and for the order of the agreement at hand; of one agreement after another. */
  readonly roomForCopies: Room;
  readonly roomForOrder: Room;
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

export class RowsByService {
  readonly #pointer: RowPointer;
  readonly #words: Uint32Array;
  readonly #serviceOf: Uint16Array;
  /** Rows in the order of their services; where those of each begin. */
  readonly #rows: Uint32Array;
  readonly #begins: Uint32Array;

  /** Of `count` rows of an agreement; copies are noted in its ledger. */
  constructor(words: Uint32Array, count: number, context: RowContext, ledger: Ledger) {
    const { names, events, services, serviceOf, roomForCopies, roomForOrder } = context;
    this.#pointer = events.over(new RowReader(words, names));
    this.#words = words;
    this.#serviceOf = serviceOf;
    if (this.#dropCopies(count, ledger, roomForCopies)) this.#dropCorrected(ledger);
    this.#begins = this.#countByService(services);
    this.#rows = this.#byService(roomForOrder);
  }

  /** True when there are rows that correct others. */
  #dropCopies(count: number, ledger: Ledger, room: Room): boolean {
    const words = this.#words;
    const copies = new CopyFinder(this.#pointer, count, ledger, room);
    let isCorrected = false;
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      copies.take(row);
      if (words[row + CORRECTS] !== ABSENT) isCorrected = true;
    }
    return isCorrected;
  }

  /** Rows that others replace or void, and the voids themselves. */
  #dropCorrected(ledger: Ledger): void {
    const rows = correctionsIn(this.#pointer.reader);
    if (rows.length === 0) return;
    const rowOf = new Map(rows.map((row) => [this.#pointer.whole(row), row]));
    for (const { event } of ledger.correct([...rowOf.keys()])) this.#words[rowOf.get(event)! + SHAPE] = ABSENT;
  }

  #countByService(services: number): Uint32Array {
    const words = this.#words;
    const begins = new Uint32Array(services + 1);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      const shape = words[row + SHAPE]!;
      if (shape !== ABSENT) begins[this.#serviceOf[shape]! + 1]! += 1;
    }
    for (let i = 1; i < begins.length; i += 1) begins[i]! += begins[i - 1]!;
    return begins;
  }

  #byService(room: Room): Uint32Array {
    const words = this.#words;
    const next = this.#begins.slice();
    const rows = room.words(next[next.length - 1]!);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      const shape = words[row + SHAPE]!;
      if (shape === ABSENT) continue;
      const service = this.#serviceOf[shape]!;
      rows[next[service]!] = row;
      next[service]! += 1;
    }
    return rows;
  }

  /** The events of a service, each once. */
  sequence(service: number): RowSequence {
    const rows = this.#rows.subarray(this.#begins[service], this.#begins[service + 1]);
    this.#sort(rows);
    return new RowSequence(rows, this.#pointer);
  }

  /** By instant, then id, then source. Most producers write nearly in order: what comes late is sorted by itself, and merged. */
  #sort(rows: Uint32Array): void {
    const { reader } = this.#pointer;
    const compareNames = (a: number, b: number) =>
      compareText(reader.id(a), reader.id(b)) || compareText(reader.source(a), reader.source(b));
    const compare = (a: number, b: number) => reader.at(a) - reader.at(b) || compareNames(a, b);
    const late: number[] = [];
    let inOrder = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i]!;
      const at = reader.at(row);
      if (at < last || (at === last && compareNames(rows[inOrder - 1]!, row) > 0)) late.push(row);
      else {
        rows[inOrder] = row;
        inOrder += 1;
        last = at;
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
