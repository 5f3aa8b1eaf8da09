/** Windows: open from an event for an exact length of time, per key. A later opening starts the time anew. */
import type { Milliseconds } from "../agreement.ts";
import { byKey } from "./key.ts";
import { savedInstant, savedRows, savedText } from "./saved.ts";

export class Windows {
  readonly #opened = new Map<string, Milliseconds>();
  readonly #length: Milliseconds;

  constructor(length: Milliseconds) {
    this.#length = length;
  }

  /** Opens the window of a key; an opening older than the last one changes nothing. */
  open(key: string, at: Milliseconds): void {
    const last = this.#opened.get(key);
    if (last === undefined || last < at) this.#opened.set(key, at);
  }

  /** Whether the window is open: the first instant is inside, the last is outside. */
  covers(key: string, at: Milliseconds): boolean {
    const opened = this.#opened.get(key);
    return opened !== undefined && opened <= at && at < opened + this.#length;
  }

  /** The last window opened until an instant, whether or not it is still open then: what an explanation shows. */
  span(key: string, at: Milliseconds): { readonly opened: Milliseconds; readonly closes: Milliseconds } | undefined {
    const opened = this.#opened.get(key);
    if (opened === undefined || opened > at) return undefined;
    return { opened, closes: opened + this.#length };
  }

  /** Windows that are still open at an instant; no other can matter later. */
  save(at: Milliseconds): unknown {
    return { opened: [...this.#opened].filter(([, opened]) => opened + this.#length > at).sort(byKey) };
  }

  restore(state: unknown): void {
    for (const [key, opened] of savedRows(state, "opened")) this.open(savedText(key), savedInstant(opened));
  }
}
