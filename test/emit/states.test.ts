import { describe, expect, it } from "vitest";
import { commencedTime, Intervals, KeySet, key, SeenValues, Sessions, StateError, Windows } from "../../runtime/index.ts";

const hour = 3_600_000;
const day = 24 * hour;
const january = { start: 0, end: 31 * day };
const february = { start: 31 * day, end: 59 * day };

describe("windows", () => {
  it("cover their first instant and not their last", () => {
    const windows = new Windows(day);
    windows.open("u", 1000);
    expect(windows.covers("u", 999)).toBe(false);
    expect(windows.covers("u", 1000)).toBe(true);
    expect(windows.covers("u", 1000 + day - 1)).toBe(true);
    expect(windows.covers("u", 1000 + day)).toBe(false);
    expect(windows.covers("other", 1000)).toBe(false);
    expect(windows.span("u", 2000)).toEqual({ opened: 1000, closes: 1000 + day });
    expect(windows.span("u", 1000 + day)).toEqual({ opened: 1000, closes: 1000 + day });
    expect(windows.span("u", 999)).toBeUndefined();
  });

  it("start anew with a later opening, not with an older one", () => {
    const windows = new Windows(day);
    windows.open("u", hour);
    windows.open("u", 5 * hour);
    windows.open("u", hour);
    expect(windows.covers("u", 5 * hour + day - 1)).toBe(true);
  });

  it("are saved only as long as they can matter", () => {
    const windows = new Windows(day);
    windows.open("closed", 0);
    windows.open("open", 1);
    const saved = windows.save(day);
    expect(saved).toEqual({ opened: [["open", 1]] });
    const again = new Windows(day);
    again.restore(JSON.parse(JSON.stringify(saved)));
    expect(again.covers("open", day)).toBe(true);
    expect(again.covers("closed", day - 1)).toBe(false);
  });
});

describe("sets", () => {
  it("keep the last change of a key, whatever comes again", () => {
    const set = new KeySet();
    set.add("a", 1);
    set.remove("a", 2);
    set.add("a", 1);
    expect(set.has("a")).toBe(false);
    const again = new KeySet();
    again.restore(JSON.parse(JSON.stringify(set.save())));
    again.add("a", 1);
    expect(again.has("a")).toBe(false);
    again.add("a", 2);
    again.remove("a", 2);
    expect(again.has("a")).toBe(true);
    expect(again.span("a")).toEqual({ opened: 2 });
  });
});

describe("intervals", () => {
  it("count what is open at once, changes of one instant together", () => {
    const seats = new Intervals(january.start);
    seats.start("a", 0, {});
    seats.start("b", hour, {});
    seats.end("b", 2 * hour);
    seats.start("c", 2 * hour, {});
    expect(seats.peak(january)).toBe(2);
    expect(seats.alive(january)).toBe(3);
    expect(seats.increases(january)).toEqual([
      { at: 0, quantity: 1 },
      { at: hour, quantity: 1 },
    ]);
  });

  it("do not care about a second start, an older end or an older start", () => {
    const seats = new Intervals(0);
    expect(seats.start("a", 10, {})).toBe(true);
    expect(seats.start("a", 11, {})).toBe(false);
    expect(seats.end("a", 10)).toBe(false);
    expect(seats.end("a", 20)).toBe(true);
    expect(seats.start("a", 15, {})).toBe(false);
    expect(seats.start("a", 20, {})).toBe(true);
    expect(seats.peak(january)).toBe(1);
    expect(seats.alive(january)).toBe(1);
  });

  it("cover any part of a span, clipped to it", () => {
    const seats = new Intervals(0);
    seats.start("before", 0, {});
    seats.end("before", february.start);
    seats.start("into", 1, {});
    seats.end("into", february.start + 1);
    seats.start("after", february.end, {});
    expect(seats.alive(february)).toBe(1);
    expect(seats.arrivals(february)).toEqual([{ at: february.start, quantity: 1 }]);
    expect(seats.alive({ start: 5, end: 5 })).toBe(0);
  });

  it("count 5 GB for 2 days as 10, each commenced step in the month in which it starts", () => {
    const steps = (intervals: Intervals, span: { start: number; end: number }) =>
      [...intervals.storage(span, day)].reduce((sum, piece) => sum + piece.steps, 0);
    const stored = new Intervals(0);
    stored.start("r", 3 * hour, { size: "5" });
    stored.end("r", 3 * hour + 2 * day);
    expect(steps(stored, january) * 5).toBe(10);

    const across = new Intervals(0);
    across.start("r", january.end - 36 * hour, { size: "5" });
    across.end("r", january.end + 13 * hour);
    const both = steps(across, { start: january.start, end: february.end });
    expect(both).toBe(3);
    expect(steps(across, january)).toBe(2);

    const first = new Intervals(january.start);
    first.start("r", january.end - 36 * hour, { size: "5" });
    const second = new Intervals(february.start);
    second.restore(JSON.parse(JSON.stringify(first.save())));
    second.end("r", january.end + 13 * hour);
    expect(steps(first, january) + steps(second, february)).toBe(both);
  });

  it("count a step that ends exactly with the interval once", () => {
    const stored = new Intervals(0);
    stored.start("r", 0, {});
    stored.end("r", day);
    expect([...stored.storage(january, day)].map(({ steps }) => steps)).toEqual([1]);
  });

  it("count groups, and give them back after a restore", () => {
    const sessions = new Intervals(0);
    sessions.start("d1", 1, {}, ["l"]);
    sessions.start("d2", 2, {}, ["l"]);
    expect(sessions.together("l")).toBe(2);
    const again = new Intervals(february.start);
    again.restore(JSON.parse(JSON.stringify(sessions.save())));
    again.end("d1", february.start);
    expect(again.together("l")).toBe(1);
  });

  it("know after a restore that a start of the last month is old", () => {
    const seats = new Intervals(january.start);
    seats.start("a", 1, {});
    seats.end("a", 2);
    const again = new Intervals(february.start);
    again.restore(JSON.parse(JSON.stringify(seats.save())));
    expect(again.start("a", 1, {})).toBe(false);
    expect(again.alive(february)).toBe(0);
    expect((again.save() as { ended: unknown[] }).ended).toEqual([]);
  });
});

describe("sessions", () => {
  const minute = 60_000;

  it("close exactly at the end of the time-out", () => {
    const sessions = new Sessions({ timeout: 30 * minute }, 0);
    expect(sessions.open("u", 0)).toBe(true);
    expect(sessions.keepAlive("u", 30 * minute - 1)).toBe(true);
    expect(sessions.covers("u", 60 * minute - 2)).toBe(true);
    expect(sessions.keepAlive("u", 60 * minute - 1)).toBe(false);
    expect(sessions.covers("u", 60 * minute - 1)).toBe(false);
    expect(sessions.open("u", 60 * minute - 1)).toBe(true);
    expect(sessions.opened(january)).toBe(2);
    expect(sessions.closed(january)).toBe(2);
  });

  it("close so long after they opened, however alive", () => {
    const sessions = new Sessions({ timeout: 30 * minute, life: 60 * minute }, 0);
    sessions.open("u", 0);
    sessions.keepAlive("u", 29 * minute);
    expect(sessions.span("u", 29 * minute)).toEqual({ opened: 0, closes: 59 * minute });
    sessions.keepAlive("u", 58 * minute);
    expect(sessions.span("u", 60 * minute - 1)).toEqual({ opened: 0, closes: 60 * minute });
    expect(sessions.open("u", 60 * minute)).toBe(true);
    expect([sessions.opened(january), sessions.closed(january)]).toEqual([2, 2]);
  });

  it("close by an event; at one instant closing comes before opening", () => {
    const sessions = new Sessions({}, 0);
    sessions.open("u", 0);
    expect(sessions.close("u", 10)).toBe(true);
    expect(sessions.covers("u", 10)).toBe(false);
    expect(sessions.open("u", 10)).toBe(true);
    expect(sessions.close("u", 10)).toBe(false);
    expect(sessions.open("u", 5)).toBe(false);
    expect([sessions.opened(january), sessions.closed(january), sessions.active(january)]).toEqual([2, 1, 2]);
  });

  it("are active in every month in which they are open, and closed in one", () => {
    const sessions = new Sessions({ timeout: 30 * minute }, january.start);
    sessions.open("across", january.end - minute);
    sessions.open("touching", january.end - 30 * minute);
    expect([sessions.active(january), sessions.closed(january)]).toEqual([2, 0]);
    const next = new Sessions({ timeout: 30 * minute }, february.start);
    next.restore(JSON.parse(JSON.stringify(sessions.save(january.end))));
    expect([next.opened(february), next.active(february), next.closed(february)]).toEqual([0, 1, 2]);
  });

  it("that timed out do not open again when their first event comes again", () => {
    const sessions = new Sessions({ timeout: 30 * minute }, january.start);
    sessions.open("u", 0);
    const next = new Sessions({ timeout: 30 * minute }, february.start);
    next.restore(JSON.parse(JSON.stringify(sessions.save(january.end))));
    expect(next.open("u", 0)).toBe(false);
  });
});

describe("keys and values", () => {
  it("of different parts are different", () => {
    expect(key("a", "b")).not.toBe(key("ab", ""));
    expect(key("1:a|1:b")).not.toBe(key("a", "b"));
    expect(key("a|1:b", "c")).not.toBe(key("a", "b|1:c"));
  });

  it("are counted once per group, also after a restore", () => {
    const seen = new SeenValues();
    expect([seen.add("l", "a"), seen.add("l", "a"), seen.add("l", "b"), seen.add("m", "b")]).toEqual([1, 0, 2, 1]);
    const again = new SeenValues();
    again.restore(JSON.parse(JSON.stringify(seen.save())));
    expect(again.add("l", "b")).toBe(0);
    expect(again.add("l", "c")).toBe(3);
  });

  it("of a state that is no state are refused", () => {
    expect(() => new Windows(1).restore({ opened: [["u", "yesterday"]] })).toThrow(StateError);
    expect(() => new KeySet().restore([1])).not.toThrow();
    expect(() => new KeySet().restore({ members: 1 })).toThrow(StateError);
  });
});

describe("commenced units", () => {
  it("are counted per event, at least one", () => {
    const seconds = ["0.5", "1", "59", "60", "61", "120", "121"];
    expect(seconds.map((text) => Number(commencedTime(text, 60_000)))).toEqual([1, 1, 1, 1, 2, 2, 3]);
    expect(Number(commencedTime("0", 60_000))).toBe(1);
  });

  it("are exact for the smallest fraction and the greatest number", () => {
    expect(Number(commencedTime("60.000000000000000001", 60_000))).toBe(2);
    expect(Number(commencedTime("0.001", 1))).toBe(1);
    expect(Number(commencedTime("0.0010000001", 1))).toBe(2);
    expect(String(commencedTime("600000000000000000000000001", 60_000))).toBe("10000000000000000000000001");
  });
});
