/**
 * Intervals: from one event until another, per key, half-open. A second start while the interval is open changes nothing;
 * at one and the same instant endings come before beginnings; changes older than the last one of a key do nothing.
 */
import type { Milliseconds } from "../agreement.ts";
import type { Journal } from "./journal.ts";
import { byKey } from "./key.ts";
import { StateError, savedInstant, savedRows, savedText } from "./saved.ts";
import { type Due, duesOf, type Span } from "./span.ts";

/** Values of the starting event that measures need later, decimals and texts. */
export type IntervalData = Readonly<Record<string, string | boolean | undefined>>;

interface Piece<Data> {
  readonly key: string;
  readonly start: Milliseconds;
  readonly data: Data;
  readonly groups: readonly string[];
}

interface EndedPiece<Data> extends Piece<Data> {
  readonly end: Milliseconds;
}

/** Steps of time of one interval that begin in a span: the first of them, and how many. */
export interface StorageSteps<Data = IntervalData> {
  readonly first: Milliseconds;
  readonly steps: number;
  readonly data: Data;
}

export class Intervals<Data extends IntervalData = IntervalData> {
  readonly #since: Milliseconds;
  readonly #open = new Map<string, Piece<Data>>();
  readonly #ended: EndedPiece<Data>[] = [];
  readonly #lastEnd = new Map<string, Milliseconds>();
  readonly #groups = new Map<string, number>();
  readonly #journal: Journal | undefined;

  /** What ended at or before `since` is forgotten: nobody asks about earlier spans. */
  constructor(since: Milliseconds, journal?: Journal) {
    this.#since = since;
    this.#journal = journal;
  }

  /** Begins the interval of a key, belonging to `groups`. True when it really began. */
  start(key: string, at: Milliseconds, data: Data, groups: readonly string[] = []): boolean {
    if (this.#open.has(key) || at < (this.#lastEnd.get(key) ?? at)) return false;
    this.#journal?.keep(this.#open, key);
    this.#open.set(key, { key, start: at, data, groups });
    for (const group of groups) {
      this.#journal?.keep(this.#groups, group);
      this.#groups.set(group, this.together(group) + 1);
    }
    return true;
  }

  /** Ends the interval of a key. True when it was open. */
  end(key: string, at: Milliseconds): boolean {
    const piece = this.#open.get(key);
    if (piece === undefined || at <= piece.start) return false;
    this.#journal?.keep(this.#open, key);
    this.#journal?.keep(this.#lastEnd, key);
    this.#open.delete(key);
    this.#lastEnd.set(key, at);
    if (at > this.#since) {
      this.#journal?.extend(this.#ended);
      this.#ended.push({ ...piece, end: at });
    }
    for (const group of piece.groups) {
      this.#journal?.keep(this.#groups, group);
      const left = this.together(group) - 1;
      if (left > 0) this.#groups.set(group, left);
      else this.#groups.delete(group);
    }
    return true;
  }

  /** How many intervals of a group are open now. */
  together(group: string): number {
    return this.#groups.get(group) ?? 0;
  }

  /** The number of different keys whose interval covers any part of the span. */
  alive(span: Span): number {
    return [...this.firsts(span)].length;
  }

  /** When each of the keys of `alive` is there for the first time. */
  arrivals(span: Span): Due[] {
    return duesOf([...this.firsts(span)].map(({ start }) => Math.max(start, span.start)));
  }

  /** The first interval of each of the keys of `alive`. */
  firsts(span: Span): Iterable<{ readonly start: Milliseconds; readonly data: Data }> {
    const first = new Map<string, EndedPiece<Data>>();
    for (const piece of this.#within(span)) {
      if (piece.start < (first.get(piece.key)?.start ?? Infinity)) first.set(piece.key, piece);
    }
    return first.values();
  }

  /** Whether the open interval of a key is the first one of the key that covers any time from an instant on. */
  isFirst(key: string, since: Milliseconds): boolean {
    return (this.#lastEnd.get(key) ?? -Infinity) <= since;
  }

  /** The greatest number of intervals open at the same time. */
  peak(span: Span): number {
    return this.increases(span).reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** The instants at which the greatest number so far was exceeded, and by how many; they add up to the peak. */
  increases(span: Span): Due[] {
    const changes = new Map<Milliseconds, number>();
    const change = (at: Milliseconds, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
    for (const piece of this.#within(span)) {
      change(Math.max(piece.start, span.start), 1);
      if (piece.end < span.end) change(piece.end, -1);
    }
    const increases: Due[] = [];
    let open = 0;
    let peak = 0;
    for (const [at, by] of [...changes].sort(([a], [b]) => a - b)) {
      open += by;
      if (open <= peak) continue;
      increases.push({ at, quantity: open - peak });
      peak = open;
    }
    return increases;
  }

  /** Started steps of time of each interval, counted from its own start; a step belongs to the span in which it starts. */
  *storage(span: Span, step: Milliseconds): Generator<StorageSteps<Data>> {
    for (const piece of this.#within(span)) {
      const before = Math.max(0, Math.ceil((span.start - piece.start) / step));
      const until = Math.ceil((Math.min(piece.end, span.end) - piece.start) / step);
      if (until > before) yield { first: piece.start + before * step, steps: until - before, data: piece.data };
    }
  }

  /** All pieces that cover any part of a span; what is still open ends never. */
  *#within(span: Span): Generator<EndedPiece<Data>> {
    if (span.start >= span.end) return;
    for (const piece of this.#ended) if (piece.start < span.end && piece.end > span.start) yield piece;
    for (const piece of this.#open.values()) if (piece.start < span.end) yield { ...piece, end: Infinity };
  }

  /** What is open, and what ended in the time asked about: so that a start delivered again in the next month is known to be old. */
  save(): unknown {
    const open = [...this.#open.values()].map(
      ({ key, start, data, groups }) => [key, start, data, groups] as [string, ...unknown[]],
    );
    const ended = [...this.#lastEnd].filter(([key, at]) => at >= this.#since && !this.#open.has(key));
    return { open: open.sort(byKey), ended: ended.sort(byKey) };
  }

  restore(state: unknown): void {
    for (const [key, at] of savedRows(state, "ended")) this.#lastEnd.set(savedText(key), savedInstant(at));
    for (const [key, start, data, groups] of savedRows(state, "open")) {
      if (typeof data !== "object" || data === null || !Array.isArray(groups))
        throw new StateError("The saved state of an interval is not complete.");
      this.start(savedText(key), savedInstant(start), data as Data, groups.map(savedText));
    }
  }
}
