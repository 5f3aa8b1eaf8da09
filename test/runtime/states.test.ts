/** States say what the list of everything that happened says, in whatever order keys took turns, and go on after they were saved. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Intervals, KeySet, SeenValues, Sessions, StateError, Windows } from "../../runtime/index.ts";
import { duesOf } from "../../runtime/state/span.ts";

const END = 24;
const KEYS = ["c", "a", "b"] as const;
const GROUPS = ["h", "g"] as const;
/** Months end where things happen, and one begins where another ends. */
const SPANS = [0, 6, 7, 12, 18].flatMap((start) => [start + 1, 12, END].map((end) => ({ start, end })));
const instants = (start: number, end: number) => Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

interface Change<Act extends string> {
  readonly act: Act;
  readonly key: (typeof KEYS)[number];
  readonly at: number;
}

const changesOf = <Act extends string>(...acts: readonly Act[]): fc.Arbitrary<readonly Change<Act>[]> =>
  fc.array(fc.record({ act: fc.constantFrom(...acts), key: fc.constantFrom(...KEYS), at: fc.nat(END) }), { maxLength: 30 });

/** The same changes, key by key. */
const parted = <Act extends string>(changes: readonly Change<Act>[]) =>
  [...KEYS].sort().flatMap((key) => changes.filter((change) => change.key === key));

interface Stay {
  readonly key: string;
  readonly start: number;
  /** Infinity while it is open. */
  end: number;
  /** Of a session: its last sign of life. */
  last: number;
}

/** Keeps of changes in any order those that are no older than the last one of their key. */
function stays(changes: readonly Change<"start" | "end">[]): Stay[] {
  const all: Stay[] = [];
  for (const { act, key, at } of changes) {
    const ofKey = all.filter((stay) => stay.key === key);
    const open = ofKey.find(({ end }) => end === Infinity);
    if (act === "end") {
      if (open !== undefined && at > open.start) open.end = at;
    } else if (open === undefined && ofKey.every(({ end }) => end <= at)) all.push({ key, start: at, end: Infinity, last: at });
  }
  return all;
}

describe("intervals", () => {
  const groupOf = (key: string) => (key === "a" ? [GROUPS[0]] : [...GROUPS]);
  const intervalsOf = (changes: readonly Change<"start" | "end">[], since: number) => {
    const intervals = new Intervals(since);
    for (const { act, key, at } of changes) {
      if (act === "end") intervals.end(key, at);
      else intervals.start(key, at, { size: `${key}${at}` }, groupOf(key));
    }
    return intervals;
  };

  test("are counted in every span as they were there", () => {
    fc.assert(
      fc.property(changesOf("start", "end"), (changes) => {
        const all = stays(changes);
        const intervals = intervalsOf(changes, 0);
        const open = all.filter(({ end }) => end === Infinity);
        for (const group of GROUPS)
          expect(intervals.together(group)).toBe(open.filter(({ key }) => groupOf(key).includes(group)).length);
        for (const key of KEYS) {
          const ended = all.filter((stay) => stay.key === key && stay.end < Infinity);
          for (const since of [0, 6, 12]) expect(intervals.isFirst(key, since)).toBe(ended.every(({ end }) => end <= since));
        }
        for (const span of SPANS) {
          const here = span.start < span.end ? all.filter(({ start, end }) => start < span.end && end > span.start) : [];
          const firsts = KEYS.flatMap((key) => here.filter((stay) => stay.key === key).slice(0, 1));
          expect(intervals.alive(span)).toBe(firsts.length);
          expect(intervals.arrivals(span)).toEqual(duesOf(firsts.map(({ start }) => Math.max(start, span.start))));
          expect(new Set([...intervals.firsts(span)].map(({ data }) => data.size))).toEqual(
            new Set(firsts.map(({ key, start }) => `${key}${start}`)),
          );
          let peak = 0;
          const increases = instants(span.start, span.end).flatMap((at) => {
            const now = here.filter(({ start, end }) => start <= at && at < end).length;
            const more = { at, quantity: now - peak };
            peak = Math.max(peak, now);
            return more.quantity > 0 ? [more] : [];
          });
          expect(intervals.increases(span)).toEqual(increases);
          expect(intervals.peak(span)).toBe(peak);
          const steps = here.flatMap(({ key, start, end }) => {
            const begun = instants(0, END)
              .map((n) => start + 5 * n)
              .filter((at) => at < end && span.start <= at && at < span.end);
            return begun.length === 0 ? [] : [{ first: begun[0]!, steps: begun.length, data: { size: `${key}${start}` } }];
          });
          const byFirst = <Step extends { first: number; data: { size?: string | boolean | undefined } }>(some: Step[]) =>
            some.sort((a, b) => a.first - b.first || (String(a.data.size) < String(b.data.size) ? -1 : 1));
          expect(byFirst([...intervals.storage(span, 5)])).toEqual(byFirst(steps));
        }
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  test("are saved in one way, whatever keys took turns, and go on after that", () => {
    fc.assert(
      fc.property(changesOf("start", "end"), changesOf("start", "end"), (before, after) => {
        const late = after.map((change) => ({ ...change, at: change.at + END }));
        const early = before.map((change) => ({ ...change, at: Math.min(change.at, END - 1) }));
        const saved = intervalsOf(early, 6).save();
        expect(intervalsOf(parted(early), 6).save()).toEqual(saved);
        const all = stays(early);
        expect(saved).toEqual({
          open: [...KEYS].sort().flatMap((key) => {
            const open = all.find((stay) => stay.key === key && stay.end === Infinity);
            return open === undefined ? [] : [[key, open.start, { size: `${key}${open.start}` }, groupOf(key)]];
          }),
          ended: [...KEYS].sort().flatMap((key) => {
            const ofKey = all.filter((stay) => stay.key === key);
            const last = Math.max(-1, ...ofKey.map(({ end }) => end));
            return last >= 6 && last < Infinity ? [[key, last]] : [];
          }),
        });
        const [whole, next] = [intervalsOf([...early, ...late], END), new Intervals(END)];
        next.restore(JSON.parse(JSON.stringify(saved)));
        // Starts of the month before come again: nothing begins twice.
        for (const { key, start, end } of all) {
          const isKnown = all.some((stay) => stay.key === key && stay.end >= 6);
          if (isKnown && start < end) expect(next.start(key, start, {})).toBe(false);
        }
        for (const { act, key, at } of late) {
          if (act === "end") next.end(key, at);
          else next.start(key, at, { size: `${key}${at}` }, groupOf(key));
        }
        const span = { start: END, end: 2 * END };
        expect(next.increases(span)).toEqual(whole.increases(span));
        for (const group of GROUPS) expect(next.together(group)).toBe(whole.together(group));
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  test("that belong to no group are in none, and a group is not forgotten while one of it is open", () => {
    const intervals = new Intervals(0);
    intervals.start("k", 1, {});
    expect(intervals.together("Stryker was here")).toBe(0);
    expect(intervals.save()).toEqual({ open: [["k", 1, {}, []]], ended: [] });
    intervals.start("l", 1, {}, ["g"]);
    intervals.start("m", 1, {}, ["g"]);
    intervals.end("l", 2);
    expect(intervals.together("g")).toBe(1);
    intervals.end("m", 2);
    expect(intervals.together("g")).toBe(0);
    intervals.end("m", 3);
    expect(intervals.together("g")).toBe(0);
  });

  test("of a saved state that is not whole are refused", () => {
    const message = "The saved state of an interval is not complete.";
    for (const row of [
      ["k", 1, 7, []],
      ["k", 1, null, []],
      ["k", 1, undefined, []],
      ["k", 1, "text", []],
      ["k", 1, {}],
      ["k", 1, {}, "g"],
      ["k", 1, 7, "g"],
    ]) {
      expect(() => new Intervals(0).restore({ open: [row] })).toThrow(StateError);
      expect(() => new Intervals(0).restore({ open: [row] })).toThrow(message);
    }
    for (const row of [
      [1, 1, {}, []],
      ["k", "1", {}, []],
      ["k", 1, {}, [1]],
    ])
      expect(() => new Intervals(0).restore({ open: [row] })).toThrow(StateError);
    for (const row of [
      ["k", null],
      [1, 1],
    ])
      expect(() => new Intervals(0).restore({ ended: [row] })).toThrow(StateError);
  });
});

describe("sessions", () => {
  type Act = "open" | "alive" | "close";
  const act = (sessions: Sessions, { act: what, key, at }: Change<Act>) =>
    what === "open" ? sessions.open(key, at) : what === "alive" ? sessions.keepAlive(key, at) : sessions.close(key, at);

  /** In order of time, at one instant closings first: as events come to the states of a service. */
  const inOrder = (changes: readonly Change<Act>[]) =>
    [...changes].sort((a, b) => a.at - b.at || Number(b.act === "close") - Number(a.act === "close"));

  /** All sessions, and what was said of each change. */
  function model(changes: readonly Change<Act>[], timeout: number, life: number) {
    const all: Stay[] = [];
    const closes = ({ start, last, end }: Stay) => Math.min(end, last + timeout, start + life);
    const said = changes.map(({ act: what, key, at }) => {
      const open = all.find((stay) => stay.key === key && stay.start <= at && at < closes(stay));
      if (what === "close") {
        if (open === undefined || at <= open.start || at < open.last) return false;
        open.end = at;
        return true;
      }
      if (open !== undefined) open.last = at;
      else if (what === "open") all.push({ key, start: at, end: Infinity, last: at });
      return what === "open" ? open === undefined : open !== undefined;
    });
    return { all: all.map((stay) => ({ ...stay, closes: closes(stay) })), said };
  }

  const ends = fc.constantFrom({ timeout: 5 }, { timeout: 5, life: 9 }, { life: 7 }, {});

  test("open, live and close as their events and the time say", () => {
    fc.assert(
      fc.property(changesOf<Act>("open", "open", "alive", "close"), ends, (some, sessionEnds) => {
        const changes = inOrder(some);
        const { timeout = Infinity, life = Infinity } = sessionEnds as { timeout?: number; life?: number };
        const { all, said } = model(changes, timeout, life);
        const sessions = new Sessions(sessionEnds, 0);
        expect(changes.map((change) => act(sessions, change))).toEqual(said);
        for (const span of SPANS) {
          const isSpan = span.start < span.end;
          expect(sessions.opened(span)).toBe(all.filter(({ start }) => span.start <= start && start < span.end).length);
          expect(sessions.closed(span)).toBe(all.filter(({ closes }) => span.start <= closes && closes < span.end).length);
          expect(sessions.active(span)).toBe(
            all.filter(({ start, closes }) => isSpan && start < span.end && closes > span.start).length,
          );
        }
        for (const key of KEYS) {
          const last = all.filter((stay) => stay.key === key && stay.end === Infinity).at(-1);
          for (const at of instants(changes.at(-1)?.at ?? 0, END + 10)) {
            const open = last !== undefined && last.start <= at && at < last.closes ? last : undefined;
            expect(sessions.covers(key, at)).toBe(open !== undefined);
            const bounds = open && { opened: open.start, ...(open.closes === Infinity ? {} : { closes: open.closes }) };
            expect(sessions.span(key, at)).toEqual(bounds);
          }
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  test("are saved in one way, whatever keys took turns; what was open goes on in the next month, what closed does not open again", () => {
    fc.assert(
      fc.property(changesOf<Act>("open", "open", "alive", "close"), ends, (some, sessionEnds) => {
        const changes = inOrder(some.filter(({ at }) => at < END));
        const { timeout = Infinity, life = Infinity } = sessionEnds as { timeout?: number; life?: number };
        const { all } = model(changes, timeout, life);
        const [one, other, next] = [6, 6, END].map((since) => new Sessions(sessionEnds, since)) as [Sessions, Sessions, Sessions];
        for (const change of changes) act(one, change);
        for (const change of parted(changes)) act(other, change);
        const saved = one.save(END);
        const ofKeys = [...KEYS].sort().map((key) => all.filter((stay) => stay.key === key).at(-1));
        expect(saved).toEqual({
          open: ofKeys.flatMap((stay) =>
            stay !== undefined && stay.end === Infinity && stay.closes >= END ? [[stay.key, stay.start, stay.last]] : [],
          ),
          closed: ofKeys.flatMap((stay) =>
            stay !== undefined && stay.closes >= 6 && !(stay.end === Infinity && stay.closes >= END)
              ? [[stay.key, stay.closes]]
              : [],
          ),
        });
        expect(other.save(END)).toEqual(saved);
        next.restore(JSON.parse(JSON.stringify(saved)));
        // What opened it or kept it alive last comes again.
        for (const stay of ofKeys) if (stay !== undefined && stay.closes >= 6) expect(next.open(stay.key, stay.last)).toBe(false);
        const span = { start: END, end: 2 * END };
        expect([next.opened(span), next.active(span), next.closed(span)]).toEqual([0, one.active(span), one.closed(span)]);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test("do not close before their last sign of life, nor before they opened", () => {
    const sessions = new Sessions({}, 0);
    sessions.open("k", 5);
    sessions.keepAlive("k", 9);
    expect([sessions.close("k", 8), sessions.close("k", 5), sessions.close("k", 9)]).toEqual([false, false, true]);
    sessions.open("k", 12);
    expect([sessions.close("k", 12), sessions.covers("k", 11), sessions.covers("k", 12)]).toEqual([false, false, true]);
    sessions.keepAlive("k", 20);
    sessions.keepAlive("k", 15);
    expect(sessions.save(30)).toEqual({ open: [["k", 12, 20]], closed: [] });
  });

  test("of a saved state that is not whole are refused", () => {
    for (const state of [
      { open: [["k", 1, "2"]] },
      { open: [["k", null, 2]] },
      { open: [[1, 1, 2]] },
      { closed: [["k", 0.5]] },
      { closed: [[undefined, 1]] },
    ])
      expect(() => new Sessions({}, 0).restore(state)).toThrow(StateError);
  });
});

describe("windows, sets and values that were seen", () => {
  test("are saved in one way, whatever keys took turns", () => {
    fc.assert(
      fc.property(changesOf("add", "remove"), (some) => {
        const changes = [...some].sort((a, b) => a.at - b.at || Number(b.act === "remove") - Number(a.act === "remove"));
        const [one, other] = [changes, parted(changes)].map((all) => {
          const states = { windows: new Windows(10), set: new KeySet(), seen: new SeenValues() };
          for (const { act, key, at } of all) {
            if (act === "add") states.windows.open(key, at);
            states.set[act](key, at);
            states.seen.add(key, String(-at));
          }
          return states;
        });
        expect(other!.windows.save(20)).toEqual(one!.windows.save(20));
        expect(other!.set.save()).toEqual(one!.set.save());
        expect(other!.seen.save()).toEqual(one!.seen.save());
        for (const key of KEYS) {
          const last = changes.filter((change) => change.key === key).at(-1);
          const isOn = last?.act === "add";
          expect([one!.set.has(key), one!.set.span(key)]).toEqual([isOn, isOn ? { opened: expect.any(Number) } : undefined]);
          const opened = changes.filter((change) => change.key === key && change.act === "add").at(-1)?.at;
          for (const at of instants(opened ?? 0, END + 12)) {
            expect(one!.windows.covers(key, at)).toBe(opened !== undefined && at < opened + 10);
            expect(one!.windows.span(key, at)).toEqual(opened === undefined ? undefined : { opened, closes: opened + 10 });
          }
        }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test("a change older than the last one of its key does nothing; at one instant adding comes after removing", () => {
    const set = new KeySet();
    set.add("k", 5);
    set.remove("k", 4);
    expect(set.span("k")).toEqual({ opened: 5 });
    set.remove("k", 5);
    expect(set.span("k")).toEqual({ opened: 5 });
    set.add("k", 3);
    expect(set.span("k")).toEqual({ opened: 5 });
    set.remove("k", 6);
    set.add("k", 5);
    expect([set.has("k"), set.save()]).toEqual([false, { members: [], removed: [["k", 6]] }]);
    set.add("k", 6);
    expect(set.save()).toEqual({ members: [["k", 6]], removed: [] });
    set.remove("l", 8);
    set.remove("l", 7);
    expect([set.has("l"), set.span("l"), set.has("m"), set.span("m")]).toEqual([false, undefined, false, undefined]);
    expect(set.save()).toEqual({ members: [["k", 6]], removed: [["l", 8]] });
  });

  test("many keys are kept apart", () => {
    const [windows, set] = [new Windows(1000), new KeySet()];
    const keys = instants(0, 200).map(String);
    for (const name of keys) {
      windows.open(name, Number(name));
      if (Number(name) % 3 > 0) set.add(name, Number(name));
    }
    for (const name of keys) {
      expect(windows.span(name, 999)?.opened).toBe(Number(name));
      expect(set.has(name)).toBe(Number(name) % 3 > 0);
    }
  });
});
