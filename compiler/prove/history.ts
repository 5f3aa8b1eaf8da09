/**
 * Which facts can be true of an event at once. Found by letting events happen in all ways that make a difference, from long ago until
 * the event itself: how long ago counts only as far as windows and time-outs tell it apart. Time is dense, and the past is without end.
 */
import { BeyondBound } from "./diagram.ts";
import type { Signature } from "./signatures.ts";

/** A fact as history changes it. */
export interface Lasting {
  readonly kind: "window" | "set" | "session";
  /** Milliseconds from the last event that opened it or kept it alive; infinite when there is no such end. */
  readonly length: number;
  /** Milliseconds from its opening on; infinite when there is no such end. */
  readonly life: number;
}

/** For each fact whether it is true: the n-th bit for the n-th one. */
export type Vector = number;

const MOST_STATES = 2 ** 14;

/** An open session: the spans of ages of the event that opened it and of the last one that kept it alive. */
interface Open {
  readonly opened: number;
  readonly alive: number;
}

/** A moment in the past: for each window and set whether the key is inside; for each session what is open. */
type Moment = readonly (boolean | Open)[];

const keyOf = (moment: Moment): string => moment.map((v) => (typeof v === "object" ? `${v.opened}:${v.alive}` : v)).join();

/** All combinations of facts to which events can lead. */
export function reachable(facts: readonly Lasting[], signatures: readonly Signature[]): Set<Vector> {
  // ages[i] ≤ age < ages[i + 1] is the i-th span: within it no window and no time-out ends
  const ages = [...new Set([0, ...facts.flatMap(({ length, life }) => [length, life]), Number.POSITIVE_INFINITY])].sort(
    (a, b) => a - b,
  );
  let moments = new Map<string, Moment>([["", facts.map(() => false)]]);
  for (let span = ages.length - 2; span >= 0; span -= 1) {
    const seen = new Map<string, Moment>();
    const waiting = [...moments.values()];
    for (let moment = waiting.pop(); moment !== undefined; moment = waiting.pop()) {
      const key = keyOf(moment);
      if (seen.has(key)) continue;
      seen.set(key, moment);
      if (seen.size > MOST_STATES) throw new BeyondBound("ways in which states can change");
      for (const signature of signatures) waiting.push(...after(facts, ages, span, moment, signature));
    }
    moments = seen;
  }
  return new Set([...moments.values()].map((moment) => vector(facts, ages, moment)));
}

/** What can be true at the instant itself. */
function vector(facts: readonly Lasting[], ages: readonly number[], moment: Moment): Vector {
  return facts.reduce((all, { length, life }, i) => {
    const value = moment[i]!;
    const holds = typeof value === "object" ? ages[value.alive + 1]! <= length && ages[value.opened + 1]! <= life : value;
    return holds ? all | (1 << i) : all;
  }, 0);
}

/** The moments to which events lead that happen at one instant in a span of ages: several, where the exact instant decides on the end of a session. */
function after(facts: readonly Lasting[], ages: readonly number[], span: number, moment: Moment, does: Signature): Moment[] {
  const next = [...moment];
  for (const i of [...does.remove, ...does.close]) next[i] = false;
  for (const i of does.add) next[i] = true;
  for (const i of does.open) if (facts[i]!.kind === "window" && ages[span + 1]! <= facts[i]!.length) next[i] = true;
  return does.keep.reduce<Moment[]>(
    (moments, i) =>
      moments.flatMap((one) =>
        kept(facts[i]!, ages, span, one[i]!, does.open.includes(i)).map((value) => one.map((v, k) => (k === i ? value : v))),
      ),
    [next],
  );
}

/** What becomes of a session with an event of its opening kind: it goes on, or time has ended it before. Whether either can be is a question of how far apart events of two spans can be. */
function kept(
  { length, life }: Lasting,
  ages: readonly number[],
  span: number,
  was: boolean | Open,
  opens: boolean,
): (boolean | Open)[] {
  const anew = opens && { opened: span, alive: span };
  if (typeof was !== "object") return [anew];
  const [youngest, oldest] = [ages[span]!, ages[span + 1]!];
  const goesOn = oldest > ages[was.alive]! - length && oldest > ages[was.opened]! - life;
  const ended = ages[was.alive + 1]! - youngest > length || ages[was.opened + 1]! - youngest > life;
  return [...(goesOn ? [{ opened: was.opened, alive: span }] : []), ...(ended ? [anew] : [])];
}

/** The bits of some facts. */
export const bits = (places: readonly number[]): Vector => places.reduce((all, i) => all | (1 << i), 0);

/**
 * What can be true when the event is judged that itself ends and begins something: with it, other events may happen at its instant.
 * What ends at that instant ends before anything begins.
 */
export function atJudgement(
  before: ReadonlySet<Vector>,
  signatures: readonly Signature[],
  ends: Vector,
  begins: Vector,
): Set<Vector> {
  const beside = [
    { ends, begins },
    ...signatures.map(({ remove, close, open, add }) => ({
      ends: ends | bits([...remove, ...close]),
      begins: begins | bits([...open, ...add]),
    })),
  ];
  return new Set([...before].flatMap((v) => beside.map((also) => (v & ~also.ends) | also.begins)));
}
