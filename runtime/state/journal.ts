/**
 * What states do, step by step, so that it can be taken back: for those who answer before they know whether something earlier is still
 * to come. Steps are noted instant by instant, in the order of time.
 */
import type { Milliseconds } from "../agreement.ts";
import type { Column } from "./key-numbers.ts";

type Undo = () => void;

export class Journal {
  #undos: Undo[] = [];
  /** The instants of which there are steps, and where in `#undos` those of each begin. */
  #instants: Milliseconds[] = [];
  #begins: number[] = [];

  /** How many instants there are that can be taken back. */
  get size(): number {
    return this.#instants.length;
  }

  /** How many steps can be taken back. */
  get steps(): number {
    return this.#undos.length;
  }

  /** What follows happens at an instant that lies behind all others. */
  begin(at: Milliseconds): void {
    this.#instants.push(at);
    this.#begins.push(this.#undos.length);
  }

  /** Notes how to take back what is about to be done. Before the first instant nothing is noted: that stays. */
  note(undo: Undo): void {
    if (this.#instants.length > 0) this.#undos.push(undo);
  }

  /** Notes the entry of a key, which is about to change. */
  keep<Key, Value>(map: Map<Key, Value>, key: Key): void {
    const before = map.get(key);
    this.note(before === undefined ? () => map.delete(key) : () => map.set(key, before));
  }

  /** Notes the number of a key, which is about to change. */
  keepNumber(column: Column, number: number): void {
    const before = column.get(number);
    this.note(() => column.set(number, before));
  }

  /** Notes the length of a list to which something is about to be added. */
  extend(list: unknown[]): void {
    const { length } = list;
    this.note(() => {
      list.length = length;
    });
  }

  /** Notes that a value is about to be added to a set. */
  drop<Value>(set: Set<Value>, value: Value): void {
    this.note(() => set.delete(value));
  }

  /** Notes that values are about to be added to a set that only the instant at hand has. */
  clear(set: Set<unknown>): void {
    this.note(() => set.clear());
  }

  /** Takes back the last steps of the instant at hand, until there are so many as there were. */
  takeBack(steps: number): void {
    for (const undo of this.#undos.splice(steps).reverse()) undo();
  }

  /** Takes back everything from an instant on. */
  rewind(at: Milliseconds): void {
    let place = this.#instants.length;
    while (place > 0 && this.#instants[place - 1]! >= at) place -= 1;
    if (place === this.#instants.length) return;
    for (const undo of this.#undos.splice(this.#begins[place]!).reverse()) undo();
    this.#instants.length = place;
    this.#begins.length = place;
  }

  /** What was done before an instant stays done. */
  forget(before: Milliseconds): void {
    let place = 0;
    while (place < this.#instants.length && this.#instants[place]! < before) place += 1;
    // Moved only when it is worth it, so that each step is moved a few times at most.
    if (place * 2 < this.#instants.length) return;
    const first = this.#begins[place] ?? this.#undos.length;
    this.#undos = this.#undos.slice(first);
    this.#instants = this.#instants.slice(place);
    this.#begins = this.#begins.slice(place).map((begin) => begin - first);
  }
}
