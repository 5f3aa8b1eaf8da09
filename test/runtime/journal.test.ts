/** What states did can be taken back, instant by instant. */
import { describe, expect, it } from "vitest";
import { EventMarks, Intervals, Journal, KeySet, SeenValues, Sessions, Windows } from "../../runtime/index.ts";

const end = 1_000_000;

/** A state, what is done to it at an instant, and what it says of itself. */
interface Tried {
  readonly act: (at: number) => void;
  readonly said: () => unknown;
}

const states: readonly (readonly [string, (journal?: Journal) => Tried])[] = [
  [
    "windows",
    (journal) => {
      const windows = new Windows(50, journal);
      return {
        act: (at) => windows.open(at % 20 === 0 ? "even" : "odd", at),
        said: () => [windows.save(0), windows.covers("odd", 35), windows.span("odd", 35), windows.covers("even", 45)],
      };
    },
  ],
  [
    "sets",
    (journal) => {
      const set = new KeySet(journal);
      return {
        act: (at) => (at % 20 === 0 ? set.remove("k", at) : set.add(at === 30 ? "other" : "k", at)),
        said: () => [set.save(), set.has("k"), set.span("k"), set.has("other")],
      };
    },
  ],
  [
    "intervals",
    (journal) => {
      const intervals = new Intervals(0, journal);
      return {
        act: (at) => (at % 20 === 0 ? intervals.end("k", at) : intervals.start("k", at, { size: String(at) }, ["group"])),
        said: () => {
          const span = { start: 0, end };
          return [
            intervals.save(),
            intervals.together("group"),
            [...intervals.storage(span, 7)],
            intervals.increases(span),
            intervals.isFirst("k", 5),
          ];
        },
      };
    },
  ],
  [
    "sessions",
    (journal) => {
      const sessions = new Sessions({ timeout: 15 }, 0, journal);
      return {
        act: (at) => (at === 40 ? sessions.close("k", at) : at === 20 ? sessions.keepAlive("k", at) : sessions.open("k", at)),
        said: () => {
          const span = { start: 0, end };
          return [sessions.save(0), sessions.opened(span), sessions.closed(span), sessions.active(span), sessions.span("k", 35)];
        },
      };
    },
  ],
  [
    "values that were seen",
    (journal) => {
      const seen = new SeenValues(journal);
      return {
        act: (at) => void seen.add("group", at === 40 ? "v20" : `v${at}`),
        said: () => (seen.save() as { values: unknown[][] }).values.filter(({ length }) => length > 1),
      };
    },
  ],
];

const instants = [10, 20, 30, 40, 50];

function without(make: (journal?: Journal) => Tried, until: number): unknown {
  const plain = make();
  for (const at of instants) if (at < until) plain.act(at);
  return plain.said();
}

describe("a journal", () => {
  it.each(states)("takes back what %s did from any instant on, and lets it be done again", (_, make) => {
    for (const from of instants) {
      const journal = new Journal();
      const state = make(journal);
      const goOn = (first: number) => {
        for (const at of instants) {
          if (at < first) continue;
          journal.begin(at);
          state.act(at);
        }
      };
      goOn(0);
      const all = state.said();
      expect(all).toEqual(without(make, 60));
      journal.rewind(from);
      expect(state.said()).toEqual(without(make, from));
      goOn(from);
      expect(state.said()).toEqual(all);
    }
  });

  it("takes back marks, which are of their instant alone", () => {
    const journal = new Journal();
    const marks = new EventMarks(journal);
    const event = { source: "s", id: "e", at: 10 };
    journal.begin(10);
    marks.mark(event);
    expect(marks.has(event)).toBe(true);
    journal.rewind(10);
    expect(marks.has(event)).toBe(false);
    journal.begin(10);
    marks.mark({ ...event, id: "other" });
    expect(marks.has(event)).toBe(false);
  });

  it("leaves what was done before the first instant, as states that were restored", () => {
    const journal = new Journal();
    const windows = new Windows(50, journal);
    windows.restore({ opened: [["k", 5]] });
    journal.begin(10);
    windows.open("k", 10);
    journal.rewind(0);
    expect(windows.span("k", 20)).toEqual({ opened: 5, closes: 55 });
  });

  it("says how much it could take back: nothing of what was before the first instant, and nothing twice", () => {
    const journal = new Journal();
    const windows = new Windows(50, journal);
    windows.open("k", 5);
    expect([journal.size, journal.steps]).toEqual([0, 0]);
    for (const at of [10, 20, 30]) {
      journal.begin(at);
      windows.open("k", at);
    }
    expect([journal.size, journal.steps]).toEqual([3, 3]);
    journal.rewind(40);
    expect([journal.size, journal.steps]).toEqual([3, 3]);
    journal.rewind(20);
    expect([journal.size, journal.steps]).toEqual([1, 1]);
    journal.forget(20);
    expect([journal.size, journal.steps]).toEqual([0, 0]);
    journal.rewind(0);
    expect(windows.span("k", 20)).toEqual({ opened: 10, closes: 60 });
  });

  it("keeps what is forgotten done, however much was noted behind it", () => {
    const journal = new Journal();
    const set = new KeySet(journal);
    for (let at = 1; at <= 10; at += 1) {
      journal.begin(at);
      set.add(`k${at}`, at);
    }
    // Less than half: kept, since moving the others is not worth it yet.
    journal.forget(3);
    expect(journal.size).toBe(10);
    journal.forget(8);
    expect(journal.size).toBe(3);
    journal.rewind(9);
    expect(set.has("k8")).toBe(true);
    expect(set.has("k9")).toBe(false);
    journal.rewind(0);
    expect(set.has("k7")).toBe(true);
    expect(set.has("k8")).toBe(false);
  });
});
