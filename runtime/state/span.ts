/** Spans of time, half-open. */
import type { Milliseconds } from "../agreement.ts";

export interface Span {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
}

/** A state that was open at some instant; without `closes` nothing says yet when it ends. */
export interface OpenSpan {
  readonly opened: Milliseconds;
  readonly closes?: Milliseconds;
}

/** A quantity that falls due at an instant. */
export interface Due {
  readonly at: Milliseconds;
  readonly quantity: number;
}
