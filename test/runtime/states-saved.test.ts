/** Keys and saved states: small things that all states stand on. */
import { describe, expect, test } from "vitest";
import { EventMarks } from "../../runtime/state/event-marks.ts";
import { byKey, key } from "../../runtime/state/key.ts";
import { StateError, savedInstant, savedRows, savedText } from "../../runtime/state/saved.ts";
import { duesOf } from "../../runtime/state/span.ts";

describe("keys", () => {
  test("of different parts differ, however the parts are divided", () => {
    expect(key("ab")).toBe("2:ab");
    expect(key("a", "b")).toBe("1:a|1:b");
    expect(key("a", true, "c")).toBe("1:a|4:true|1:c");
    expect([key("a", "b"), key("a", "c"), key("b", "c"), key("b", "c"), key("a", "b")]).toEqual([
      "1:a|1:b",
      "1:a|1:c",
      "1:b|1:c",
      "1:b|1:c",
      "1:a|1:b",
    ]);
    const parts = [["ab"], ["a", "b"], ["a|1:b"], ["a", "b", ""], ["", "ab"], ["ab", ""]] as const;
    expect(new Set(parts.map((each) => key(...(each as readonly [string])))).size).toBe(parts.length);
  });

  test("are put in one order", () => {
    expect([["b"], ["a"], ["B"], ["a"]].map(([name]) => [name!] as const).sort(byKey)).toEqual([["B"], ["a"], ["a"], ["b"]]);
    expect([byKey(["a"], ["b"]), byKey(["b"], ["a"]), byKey(["a"], ["a"])]).toEqual([-1, 1, 0]);
  });
});

test("events are marked for the instant at hand only, by source and id", () => {
  const marks = new EventMarks();
  const event = { source: "s", id: "i", at: 1 };
  expect(marks.has(event)).toBe(false);
  marks.mark(event);
  marks.mark({ ...event, id: "j" });
  expect([
    marks.has(event),
    marks.has({ ...event, id: "j" }),
    marks.has({ ...event, source: "t" }),
    marks.has({ ...event, at: 2 }),
  ]).toEqual([true, true, false, false]);
  marks.mark({ ...event, id: "k", at: 2 });
  expect([marks.has(event), marks.has({ ...event, at: 2 }), marks.has({ ...event, id: "k", at: 2 })]).toEqual([
    false,
    false,
    true,
  ]);
});

describe("saved states", () => {
  const refused = (read: () => unknown, message: string) => {
    expect(read).toThrow(StateError);
    expect(read).toThrow(message);
  };

  test("have lists of rows; one that is not there is empty", () => {
    expect(savedRows({ opened: [["a", 1], []] }, "opened")).toEqual([["a", 1], []]);
    for (const nothing of [undefined, null, {}, { other: [] }]) expect(savedRows(nothing, "opened")).toEqual([]);
    expect(savedRows({}, "constructor")).toEqual([]);
    for (const wrong of [1, "a", true]) refused(() => savedRows(wrong, "opened"), "The saved state is not an object.");
    for (const opened of [1, {}, [1], [["a"], "b"], null])
      refused(() => savedRows({ opened }, "opened"), 'The saved state has no list of rows "opened".');
  });

  test("hold texts and whole milliseconds", () => {
    expect([savedText(""), savedText("a"), savedInstant(0), savedInstant(-5)]).toEqual(["", "a", 0, -5]);
    for (const wrong of [1, null, undefined, []])
      refused(() => savedText(wrong), "The saved state has something else where a text should be.");
    for (const wrong of ["1", null, undefined, 0.5, 2 ** 53, Number.NaN])
      refused(() => savedInstant(wrong), "The saved state has something else where an instant (whole milliseconds) should be.");
  });
});

test("what falls due together counts together, in order of time", () => {
  expect(duesOf([30, 10, 200, 10])).toEqual([
    { at: 10, quantity: 2 },
    { at: 30, quantity: 1 },
    { at: 200, quantity: 1 },
  ]);
  expect(duesOf([])).toEqual([]);
});
