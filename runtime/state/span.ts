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
export interface Due<Quantity = number> {
  readonly at: Milliseconds;
  readonly quantity: Quantity;
}

/** One of something at each of the instants; what falls due together is counted together, in order of time. */
export function duesOf(instants: readonly Milliseconds[]): Due[] {
  const quantities = new Map<Milliseconds, number>();
  for (const at of instants) quantities.set(at, (quantities.get(at) ?? 0) + 1);
  return [...quantities].sort(([a], [b]) => a - b).map(([at, quantity]) => ({ at, quantity }));
}
