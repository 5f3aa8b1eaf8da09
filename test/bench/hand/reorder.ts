/**
 * Events whose order matters, put in order. Usage is delivered no later than so long after its instant: whatever is older than that,
 * counted from the newest event, can be rated. An event that comes later is refused, and with it the run: it could change what was rated.
 */
import { LATENESS } from "../data/plan.ts";
import type { Batch } from "./batch.ts";

const STEPS = 4;
const TOO_LATE = "An event came later than any event may come.";

/** At one instant: what ends comes first, then what begins, then what is judged. */
export const RELEASE = 0;
export const OBSERVE = 1;
export const JUDGE = 2;

export class Reorder {
  /** Instant × 4 + step. */
  order = new Float64Array(1024);
  agreement = new Uint16Array(1024);
  key0 = new Uint32Array(1024);
  key1 = new Uint32Array(1024);
  code = new Uint8Array(1024);
  /** A rate key or a length, as the service likes. */
  value = new Uint32Array(1024);
  #first = 0;
  #end = 0;
  #done = -1;

  /** Takes rows of a batch. `steps` are by kind; `values` is the column that the service needs besides. */
  add(batch: Batch, rows: Uint16Array, steps: Uint8Array, values: Uint16Array | Uint32Array): void {
    if (this.#end + rows.length > this.order.length) this.#room(rows.length);
    const { order, agreement, key0, key1, code, value } = this;
    let end = this.#end;
    for (let n = 0; n < rows.length; n += 1) {
      const i = rows[n]!;
      const place = batch.at[i]! * STEPS + steps[batch.kind[i]!]!;
      let to = end;
      if (end > this.#first && place < order[end - 1]!) to = this.#makeWay(place, end);
      else if (place <= this.#done) throw new Error(TOO_LATE);
      order[to] = place;
      agreement[to] = batch.agreement[i]!;
      key0[to] = batch.key0[i]!;
      key1[to] = batch.key1[i]!;
      code[to] = batch.code[i]!;
      value[to] = values[i]!;
      end += 1;
    }
    this.#end = end;
  }

  /** Moves what belongs behind a late event; gives its place. */
  #makeWay(order: number, end: number): number {
    if (order <= this.#done) throw new Error(TOO_LATE);
    let low = this.#first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.order[middle]! <= order) low = middle + 1;
      else high = middle;
    }
    for (const column of [this.order, this.agreement, this.key0, this.key1, this.code, this.value])
      column.copyWithin(low + 1, low, end);
    return low;
  }

  /** Hands over all that no later event can come before: a range of rows, to be taken from the columns. */
  drain(newest: number, take: (first: number, end: number) => void): void {
    const last = newest === Infinity ? Infinity : (newest - LATENESS) * STEPS - 1;
    let end = this.#first;
    while (end < this.#end && this.order[end]! <= last) end += 1;
    take(this.#first, end);
    this.#first = end;
    this.#done = Math.max(this.#done, last);
  }

  #room(more: number): void {
    const count = this.#end - this.#first;
    let length = this.order.length;
    while (count + more > length / 2) length *= 2;
    const moved = <T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(column: T, fresh: T): T => {
      fresh.set(column.subarray(this.#first, this.#end));
      return fresh;
    };
    this.order = moved(this.order, new Float64Array(length));
    this.agreement = moved(this.agreement, new Uint16Array(length));
    this.key0 = moved(this.key0, new Uint32Array(length));
    this.key1 = moved(this.key1, new Uint32Array(length));
    this.code = moved(this.code, new Uint8Array(length));
    this.value = moved(this.value, new Uint32Array(length));
    this.#first = 0;
    this.#end = count;
  }
}

export const atOf = (order: number): number => Math.floor(order / STEPS);
export const isJudged = (order: number): boolean => order % STEPS === JUDGE;
