/**
 * Which facts can be true of an event at once. Found by letting events happen in all ways that make a difference, from long ago until
 * the event itself: how long ago counts only as far as windows and time-outs tell it apart. Time is dense, and the past is without end.
 */
import { BeyondBound } from "./diagram.ts";
import type { Signature } from "./signatures.ts";

/** A fact as history changes it. */
export interface Lasting {
  readonly kind: "window" | "set" | "session";
  /** Milliseconds; infinite when only events end it. */
  readonly length: number;
}

/** For each fact whether it is true: the n-th bit for the n-th one. */
export type Vector = number;

const MOST_STATES = 2 ** 14;
const CLOSED = -1;

/**
 * A moment in the past: for each window and set 1 or 0; for each session the span of ages of the last event that kept it open, or
 * CLOSED.
 */
type Moment = readonly number[];

/** All combinations of facts to which events can lead. */
export function reachable(facts: readonly Lasting[], signatures: readonly Signature[]): Set<Vector> {
  // ages[i] ≤ age < ages[i + 1] is the i-th span: within it no window and no time-out ends
  const ages = [...new Set([0, ...facts.map(({ length }) => length), Number.POSITIVE_INFINITY])].sort((a, b) => a - b);
  let moments = new Map<string, Moment>([["", facts.map(({ kind }) => (kind === "session" ? CLOSED : 0))]]);
  for (let span = ages.length - 2; span >= 0; span -= 1) {
    const seen = new Map<string, Moment>();
    const waiting = [...moments.values()];
    for (let moment = waiting.pop(); moment !== undefined; moment = waiting.pop()) {
      const key = moment.join();
      if (seen.has(key)) continue;
      seen.set(key, moment);
      if (seen.size > MOST_STATES) throw new BeyondBound("ways in which states can change");
      for (const signature of signatures) waiting.push(...after(facts, ages, span, moment, signature));
    }
    moments = seen;
  }
  return new Set([...moments.values()].map((moment) => vector(facts, ages, moment)));
}

/** What can be true at the instant itself. A session is open when its last event is younger than its time-out. */
function vector(facts: readonly Lasting[], ages: readonly number[], moment: Moment): Vector {
  return facts.reduce((bits, { kind, length }, i) => {
    const value = moment[i]!;
    const holds = kind === "session" ? value !== CLOSED && ages[value + 1]! <= length : value === 1;
    return holds ? bits | (1 << i) : bits;
  }, 0);
}

/** The moments to which an event leads that happens in a span of ages: several, where its exact instant decides on a time-out. */
function after(facts: readonly Lasting[], ages: readonly number[], span: number, moment: Moment, does: Signature): Moment[] {
  let moments: number[][] = [[...moment]];
  for (const next of moments) {
    for (const i of does.remove) next[i] = 0;
    for (const i of does.close) next[i] = CLOSED;
    for (const i of does.add) next[i] = 1;
    for (const i of does.open) if (facts[i]!.kind === "window" && ages[span + 1]! <= facts[i]!.length) next[i] = 1;
  }
  for (const i of does.keep) {
    const { length } = facts[i]!;
    moments = moments.flatMap((next) => {
      const last = next[i]!;
      const opened = does.open.includes(i) ? span : CLOSED;
      if (last === CLOSED) return [with_(next, i, opened)];
      return [
        ...(ages[span + 1]! > ages[last]! - length ? [with_(next, i, span)] : []),
        ...(ages[last + 1]! - ages[span]! > length ? [with_(next, i, opened)] : []),
      ];
    });
  }
  return moments;
}

const with_ = (moment: readonly number[], i: number, value: number): number[] => moment.map((v, k) => (k === i ? value : v));

/** The bits of some facts. */
export const bits = (places: readonly number[]): Vector => places.reduce((all, i) => all | (1 << i), 0);

/**
 * What can be true when the event is judged that itself ends and begins something: what ends at its instant ends first, then other
 * events of the instant may begin something, and what the event itself begins is certain.
 */
export function atJudgement(
  before: ReadonlySet<Vector>,
  signatures: readonly Signature[],
  ends: Vector,
  begins: Vector,
): Set<Vector> {
  const found = new Set<Vector>();
  const starts = [...new Set(signatures.map(({ open, add }) => bits([...open, ...add])))];
  const waiting = [...before].map((v) => (v & ~ends) | begins);
  for (let v = waiting.pop(); v !== undefined; v = waiting.pop()) {
    if (found.has(v)) continue;
    found.add(v);
    for (const start of starts) waiting.push(v | start);
  }
  return found;
}
