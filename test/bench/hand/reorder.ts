/**
 * Events whose order matters, put in order. Usage is delivered no later than so long after its instant: whatever is older than that,
 * counted from the newest event, can be rated. An event that comes later is refused, and with it the run: it could change what was rated.
 */
import { LATENESS } from "../data/plan.ts";

const STEPS = 4;

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

  add(at: number, step: number, agreement: number, key0: number, key1: number, code: number, value: number): void {
    const order = at * STEPS + step;
    if (order <= this.#done) throw new Error("An event came later than any event may come.");
    if (this.#end === this.order.length) this.#room();
    let place = this.#end;
    if (place > this.#first && order < this.order[place - 1]!) {
      let low = this.#first;
      while (low < place) {
        const middle = (low + place) >>> 1;
        if (this.order[middle]! <= order) low = middle + 1;
        else place = middle;
      }
      for (const column of [this.order, this.agreement, this.key0, this.key1, this.code, this.value])
        column.copyWithin(place + 1, place, this.#end);
    }
    this.order[place] = order;
    this.agreement[place] = agreement;
    this.key0[place] = key0;
    this.key1[place] = key1;
    this.code[place] = code;
    this.value[place] = value;
    this.#end += 1;
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

  #room(): void {
    const count = this.#end - this.#first;
    const length = count > this.order.length / 2 ? this.order.length * 2 : this.order.length;
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
