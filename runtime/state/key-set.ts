/** Sets of keys. The last change of a key wins; at one and the same instant, adding comes after removing. */
import type { Milliseconds } from "../agreement.ts";
import type { Journal } from "./journal.ts";
import { byKey } from "./key.ts";
import { Column, KeyNumbers } from "./key-numbers.ts";
import { savedInstant, savedRows, savedText } from "./saved.ts";

export class KeySet {
  readonly #keys = new KeyNumbers();
  /** By number of a key: when it was put on the set and taken off it last; the other one of the two is NaN. */
  readonly #added = new Column();
  readonly #removed = new Column();
  readonly #journal: Journal | undefined;

  constructor(journal?: Journal) {
    this.#journal = journal;
  }

  /** Puts a key on the set; a change older than the last one does nothing. */
  add(key: string, at: Milliseconds): void {
    const number = this.#keys.number(key);
    // NaN is neither before nor after.
    if (this.#added.get(number) > at || this.#removed.get(number) > at) return;
    this.#set(number, at, Number.NaN);
  }

  /** Takes a key off the set; remembered, so that an older `add` that comes again does nothing. */
  remove(key: string, at: Milliseconds): void {
    const number = this.#keys.number(key);
    if (this.#added.get(number) >= at || this.#removed.get(number) >= at) return;
    this.#set(number, Number.NaN, at);
  }

  #set(number: number, added: Milliseconds, removed: Milliseconds): void {
    this.#journal?.keepNumber(this.#added, number);
    this.#journal?.keepNumber(this.#removed, number);
    this.#added.set(number, added);
    this.#removed.set(number, removed);
  }

  has(key: string): boolean {
    const number = this.#keys.find(key);
    return number >= 0 && !Number.isNaN(this.#added.get(number));
  }

  /** Since when the key is on the set. */
  span(key: string): { readonly opened: Milliseconds } | undefined {
    return this.has(key) ? { opened: this.#added.get(this.#keys.find(key)) } : undefined;
  }

  save(): unknown {
    return { members: this.#rows(this.#added), removed: this.#rows(this.#removed) };
  }

  #rows(changes: Column): [string, Milliseconds][] {
    const rows: [string, Milliseconds][] = [];
    for (const [key, number] of this.#keys.entries()) {
      const at = changes.get(number);
      if (!Number.isNaN(at)) rows.push([key, at]);
    }
    return rows.sort(byKey);
  }

  restore(state: unknown): void {
    for (const [key, at] of savedRows(state, "removed")) this.remove(savedText(key), savedInstant(at));
    for (const [key, at] of savedRows(state, "members")) this.add(savedText(key), savedInstant(at));
  }
}
