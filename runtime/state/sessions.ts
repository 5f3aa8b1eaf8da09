/**
 * Sessions: opened by an event, kept alive by events, closed by an event, by silence, or some time after they opened, per key. Half-open:
 * an event exactly at the end of the time is no longer inside. At one and the same instant closing comes before opening.
 */
import type { Milliseconds } from "../agreement.ts";
import type { Journal } from "./journal.ts";
import { byKey } from "./key.ts";
import { Column, KeyNumbers } from "./key-numbers.ts";
import { savedInstant, savedRows, savedText } from "./saved.ts";
import type { OpenSpan, Span } from "./span.ts";

/** What closes a session besides events; without either only events do. */
export interface SessionEnds {
  /** Silence: so long after the last event that opened it or kept it alive. */
  readonly timeout?: Milliseconds;
  /** So long after it opened. */
  readonly life?: Milliseconds;
}

export class Sessions {
  readonly #timeout: Milliseconds;
  readonly #life: Milliseconds;
  readonly #since: Milliseconds;
  readonly #keys = new KeyNumbers();
  /** By number of a key, of its open session: when it opened (NaN when none is open), and its last event that opened it or kept it alive. */
  readonly #opened = new Column();
  readonly #last = new Column();
  /** By number of a key: when its last session closed. */
  readonly #lastClose = new Column();
  /** Of each closed session: when it opened and when it closed. */
  readonly #closed: Milliseconds[] = [];
  readonly #journal: Journal | undefined;

  /** What closed before `since` is forgotten. */
  constructor({ timeout = Infinity, life = Infinity }: SessionEnds, since: Milliseconds, journal?: Journal) {
    this.#timeout = timeout;
    this.#life = life;
    this.#since = since;
    this.#journal = journal;
  }

  /** Opens a session, or keeps the open one alive. True when it opened. */
  open(key: string, at: Milliseconds): boolean {
    const number = this.#keys.find(key);
    if (number < 0) this.#begin(this.#keys.add(key), at);
    else if (this.#keepAlive(number, at) || at < this.#lastClose.get(number)) return false;
    else this.#begin(number, at);
    return true;
  }

  #begin(number: number, at: Milliseconds): void {
    this.#journal?.keepNumber(this.#opened, number);
    this.#journal?.keepNumber(this.#last, number);
    this.#opened.set(number, at);
    this.#last.set(number, at);
  }

  /** Keeps an open session alive. True when there was one. */
  keepAlive(key: string, at: Milliseconds): boolean {
    const number = this.#keys.find(key);
    return number >= 0 && this.#keepAlive(number, at);
  }

  #keepAlive(number: number, at: Milliseconds): boolean {
    if (!this.#isOpen(number, at)) return false;
    if (at <= this.#last.get(number)) return true;
    this.#journal?.keepNumber(this.#last, number);
    this.#last.set(number, at);
    return true;
  }

  /** Closes an open session. True when there was one. */
  close(key: string, at: Milliseconds): boolean {
    const number = this.#keys.find(key);
    if (number < 0 || !this.#isOpen(number, at)) return false;
    if (at <= this.#opened.get(number) || at < this.#last.get(number)) return false;
    this.#end(number, at);
    return true;
  }

  covers(key: string, at: Milliseconds): boolean {
    const number = this.#keys.find(key);
    return number >= 0 && at >= this.#opened.get(number) && at < this.#closes(number);
  }

  /** The session that is open at an instant, and when time will close it. */
  span(key: string, at: Milliseconds): OpenSpan | undefined {
    if (!this.covers(key, at)) return undefined;
    const number = this.#keys.find(key);
    const opened = this.#opened.get(number);
    const closes = this.#closes(number);
    return closes === Infinity ? { opened } : { opened, closes };
  }

  /** How many sessions opened in the span. */
  opened(span: Span): number {
    return this.#count((opened) => span.start <= opened && opened < span.end);
  }

  /** How many sessions closed in the span. */
  closed(span: Span): number {
    return this.#count((_opened, closed) => span.start <= closed && closed < span.end);
  }

  /** How many sessions were open at any time in the span. */
  active(span: Span): number {
    return this.#count((opened, closed) => span.start < span.end && opened < span.end && closed > span.start);
  }

  #count(holds: (opened: Milliseconds, closed: Milliseconds) => boolean): number {
    let count = 0;
    for (let i = 0; i < this.#closed.length; i += 2) if (holds(this.#closed[i]!, this.#closed[i + 1]!)) count += 1;
    for (let number = 0; number < this.#keys.size; number += 1) {
      const opened = this.#opened.get(number);
      if (!Number.isNaN(opened) && holds(opened, this.#closes(number))) count += 1;
    }
    return count;
  }

  #closes(number: number): Milliseconds {
    return Math.min(this.#last.get(number) + this.#timeout, this.#opened.get(number) + this.#life);
  }

  /** Whether there is an open session, after time has closed it if it has. */
  #isOpen(number: number, at: Milliseconds): boolean {
    if (Number.isNaN(this.#opened.get(number))) return false;
    const closes = this.#closes(number);
    if (at < closes) return true;
    this.#end(number, closes);
    return false;
  }

  #end(number: number, closed: Milliseconds): void {
    this.#journal?.keepNumber(this.#opened, number);
    this.#journal?.keepNumber(this.#lastClose, number);
    if (closed >= this.#since) {
      this.#journal?.extend(this.#closed);
      this.#closed.push(this.#opened.get(number), closed);
    }
    this.#opened.set(number, Number.NaN);
    this.#lastClose.set(number, closed);
  }

  /** What is open at an instant or closes exactly then, and what closed in the time asked about (see Intervals.save). */
  save(at: Milliseconds): unknown {
    const open: [string, Milliseconds, Milliseconds][] = [];
    const closed: [string, Milliseconds][] = [];
    for (const [key, number] of this.#keys.entries()) {
      const opened = this.#opened.get(number);
      const closes = Number.isNaN(opened) ? this.#lastClose.get(number) : this.#closes(number);
      if (!Number.isNaN(opened) && closes >= at) open.push([key, opened, this.#last.get(number)]);
      else if (closes >= this.#since) closed.push([key, closes]);
    }
    return { open: open.sort(byKey), closed: closed.sort(byKey) };
  }

  restore(state: unknown): void {
    for (const [key, at] of savedRows(state, "closed")) this.#lastClose.set(this.#keys.number(savedText(key)), savedInstant(at));
    for (const [key, opened, last] of savedRows(state, "open")) {
      const number = this.#keys.number(savedText(key));
      this.#opened.set(number, savedInstant(opened));
      this.#last.set(number, savedInstant(last));
    }
  }
}
