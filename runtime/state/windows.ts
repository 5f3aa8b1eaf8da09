/** Windows: open from an event for an exact length of time, per key. A later opening starts the time anew. */
import type { Milliseconds } from "../agreement.ts";
import type { Journal } from "./journal.ts";
import { byKey } from "./key.ts";
import { Column, KeyNumbers } from "./key-numbers.ts";
import { savedInstant, savedRows, savedText } from "./saved.ts";

export class Windows {
  readonly #keys = new KeyNumbers();
  readonly #opened = new Column();
  readonly #length: Milliseconds;
  readonly #journal: Journal | undefined;

  constructor(length: Milliseconds, journal?: Journal) {
    this.#length = length;
    this.#journal = journal;
  }

  /** Opens the window of a key; an opening older than the last one changes nothing. */
  open(key: string, at: Milliseconds): void {
    const number = this.#keys.find(key);
    if (number < 0) this.#set(this.#keys.add(key), at);
    // NaN, for an opening that was taken back, is not after it either.
    else if (!(this.#opened.get(number) >= at)) this.#set(number, at);
  }

  #set(number: number, at: Milliseconds): void {
    this.#journal?.keepNumber(this.#opened, number);
    this.#opened.set(number, at);
  }

  /** Whether the window is open: the first instant is inside, the last is outside. */
  covers(key: string, at: Milliseconds): boolean {
    const number = this.#keys.find(key);
    if (number < 0) return false;
    const opened = this.#opened.get(number);
    return opened <= at && at < opened + this.#length;
  }

  /** The last window opened until an instant, whether or not it is still open then: what an explanation shows. */
  span(key: string, at: Milliseconds): { readonly opened: Milliseconds; readonly closes: Milliseconds } | undefined {
    const number = this.#keys.find(key);
    const opened = number < 0 ? Number.NaN : this.#opened.get(number);
    return opened <= at ? { opened, closes: opened + this.#length } : undefined;
  }

  /** Windows that are still open at an instant; no other can matter later. */
  save(at: Milliseconds): unknown {
    const opened: [string, Milliseconds][] = [];
    for (const [key, number] of this.#keys.entries()) {
      const last = this.#opened.get(number);
      if (last + this.#length > at) opened.push([key, last]);
    }
    return { opened: opened.sort(byKey) };
  }

  restore(state: unknown): void {
    for (const [key, opened] of savedRows(state, "opened")) this.open(savedText(key), savedInstant(opened));
  }
}
