/** States, each found by looking through all events again. Spans are half-open; an end that never comes is infinity. */
import type { Span } from "./calendar.ts";
import { matches } from "./conditions.ts";
import { type Facts, keyOf, milliseconds, named, type Usage } from "./facts.ts";

/** Some opening event of the key has opened ≤ at < opened + length. */
export function isWindowOpen(facts: Facts, name: string, key: string, at: number): boolean {
  const window = named(facts.service.windows, name);
  const length = milliseconds(facts, window.length);
  return facts.usage.some(
    (event) =>
      event.at <= at && at < event.at + length && matches(facts, event, window.opens) && keyOf(event, window.per) === key,
  );
}

/** The last change of the key up to and including the instant added it; at one instant removals come before additions. */
export function isOnSet(facts: Facts, name: string, key: string, at: number): boolean {
  const set = named(facts.service.sets, name);
  const ofKey = facts.usage.filter((event) => event.at <= at && keyOf(event, set.of) === key);
  const lastOf = (filters: typeof set.added): number =>
    Math.max(
      Number.NEGATIVE_INFINITY,
      ...ofKey.filter((e) => filters.some((filter) => matches(facts, e, filter))).map((e) => e.at),
    );
  const added = lastOf(set.added);
  return added > Number.NEGATIVE_INFINITY && added >= lastOf(set.removed);
}

export interface Stay extends Span {
  readonly key: string;
  /** The event that began it. */
  readonly begun: Usage;
  /** The event that closed a session, unless time did. */
  readonly ended?: Usage;
}

/** All instants at which events happened, in order. */
function instants(usage: readonly Usage[]): number[] {
  return [...new Set(usage.map(({ at }) => at))].sort((a, b) => a - b);
}

const known = new WeakMap<Facts, Map<string, readonly Stay[]>>();

/** What was found by looking through all events is not looked for again. */
function once(facts: Facts, name: string, find: () => readonly Stay[]): readonly Stay[] {
  const found = known.get(facts) ?? new Map<string, readonly Stay[]>();
  known.set(facts, found);
  const stays = found.get(name) ?? find();
  found.set(name, stays);
  return stays;
}

/** All intervals of all keys: at each instant those that end do so first, then others begin. */
export function intervalsOf(facts: Facts, name: string): readonly Stay[] {
  return once(facts, name, () => allIntervals(facts, name));
}

function allIntervals(facts: Facts, name: string): Stay[] {
  const { per, from, until } = named(facts.service.intervals, name);
  const keys = new Set(facts.usage.map((event) => keyOf(event, per)).filter((key) => key !== undefined));
  return [...keys].flatMap((key) => {
    const ofKey = facts.usage.filter((event) => keyOf(event, per) === key);
    const stays: Stay[] = [];
    let open: Usage | undefined;
    for (const at of instants(ofKey)) {
      const now = ofKey.filter((event) => event.at === at);
      if (open !== undefined && now.some((event) => matches(facts, event, until))) {
        stays.push({ key, begun: open, start: open.at, end: at });
        open = undefined;
      }
      open ??= now.find((event) => matches(facts, event, from));
    }
    return open === undefined ? stays : [...stays, { key, begun: open, start: open.at, end: Number.POSITIVE_INFINITY }];
  });
}

/** All sessions of all keys: closed by an event, when the time-out has passed since the last event of the opening kind, or when its time is over. */
export function sessionsOf(facts: Facts, name: string): readonly Stay[] {
  return once(facts, name, () => allSessions(facts, name));
}

function allSessions(facts: Facts, name: string): Stay[] {
  const { per, opens, timeout, life, closes } = named(facts.service.sessions, name);
  const silence = timeout === undefined ? Number.POSITIVE_INFINITY : milliseconds(facts, timeout);
  const longest = life === undefined ? Number.POSITIVE_INFINITY : milliseconds(facts, life);
  const keys = new Set(facts.usage.map((event) => keyOf(event, per)).filter((key) => key !== undefined));
  return [...keys].flatMap((key) => {
    const ofKey = facts.usage.filter((event) => keyOf(event, per) === key);
    const stays: Stay[] = [];
    let open: Usage | undefined;
    let alive = 0;
    const endOfTime = (): number => Math.min(alive + silence, open!.at + longest);
    const close = (end: number, ended?: Usage): void => {
      stays.push({ key, begun: open!, start: open!.at, end, ...(ended && { ended }) });
      open = undefined;
    };
    for (const at of instants(ofKey)) {
      const now = ofKey.filter((event) => event.at === at);
      if (open !== undefined && endOfTime() <= at) close(endOfTime());
      const closing = now.find((event) => closes.some((filter) => matches(facts, event, filter)));
      if (open !== undefined && closing !== undefined) close(at, closing);
      open ??= now.find((event) => matches(facts, event, opens));
      if (open !== undefined && now.some((event) => event.name === opens.event)) alive = at;
    }
    if (open !== undefined) close(endOfTime());
    return stays;
  });
}

export function isSessionOpen(facts: Facts, name: string, key: string, at: number): boolean {
  return sessionsOf(facts, name).some((stay) => stay.key === key && stay.start <= at && at < stay.end);
}

/** How many of them are open at an instant. */
export function openAt(stays: readonly Span[], at: number): number {
  return stays.filter((stay) => stay.start <= at && at < stay.end).length;
}

/** The most that are open at once within a span: tried at its beginning and at every instant at which one begins. */
export function peakOf(stays: readonly Span[], within: Span): number {
  if (within.start >= within.end) return 0;
  const tried = [within.start, ...stays.map(({ start }) => start).filter((at) => within.start <= at && at < within.end)];
  return Math.max(...tried.map((at) => openAt(stays, at)));
}
