/** What counts: events, different values, started units, days, storage, single events held to limits. */
import { describe, expect, test } from "vitest";
import { period, startOfDay } from "../../runtime/calendar.ts";
import { CountsByDay } from "../../runtime/measure/by-day.ts";
import { DistinctCounter, EventCounter, StartedTotal } from "../../runtime/measure/counters.ts";
import { EventSum, eventQuantity, pricedUnit } from "../../runtime/measure/each-event.ts";
import { storageTotal } from "../../runtime/measure/storage.ts";

test("events are counted one by one", () => {
  const counter = new EventCounter();
  expect(counter.total()).toBe("0");
  counter.add();
  counter.add();
  expect(counter.total()).toBe("2");
});

test("a value counts once, and is new once", () => {
  const counter = new DistinctCounter();
  expect([counter.total(), counter.add("a"), counter.add("b"), counter.add("a"), counter.total()]).toEqual([
    "0",
    true,
    true,
    false,
    "2",
  ]);
});

test("started units are those of the whole total; nothing was started where nothing was added", () => {
  const counter = new StartedTotal("60");
  expect([counter.isZero(), counter.total()]).toEqual([true, "0"]);
  counter.add("0");
  expect([counter.isZero(), counter.total()]).toEqual([false, "1"]);
  for (const amount of [30, "30", "0.5"]) counter.add(amount);
  expect(counter.total()).toBe("2");
});

describe("days", () => {
  const zone = "Europe/Zagreb";
  const at = (day: string) => startOfDay(day, zone);

  test("each event counts on its local day, in whatever order", () => {
    const days = new CountsByDay(period(zone, "2026-03"), zone);
    // The 29th has 23 hours.
    for (const instant of [
      at("2026-03-01"),
      at("2026-03-02") - 1,
      at("2026-03-02"),
      at("2026-03-30") - 1,
      at("2026-03-30"),
      at("2026-04-01") - 1,
      at("2026-03-02") + 1,
    ])
      days.add(instant);
    const counted = days.values();
    expect(counted).toHaveLength(31);
    expect(counted.flatMap((count, index) => (count === 0 ? [] : [[index + 1, count]]))).toEqual([
      [1, 2],
      [2, 2],
      [29, 1],
      [30, 1],
      [31, 1],
    ]);
  });

  test("months of other lengths and other zones are not mixed up", () => {
    const lengths = [
      ["2026-02", "UTC"],
      ["2028-02", "UTC"],
      ["2026-02", "Asia/Ho_Chi_Minh"],
    ] as const;
    expect(lengths.map(([month, of]) => new CountsByDay(period(of, month), of).values().length)).toEqual([28, 29, 28]);
    const days = new CountsByDay(period("Asia/Ho_Chi_Minh", "2026-02"), "Asia/Ho_Chi_Minh");
    days.add(Date.parse("2026-02-01T17:00:00Z"));
    expect(days.values().slice(0, 3)).toEqual([0, 1, 0]);
  });
});

test("storage is size times started steps, in units; what has no size counts nothing", () => {
  const intervals = [
    { steps: 3, data: "2.5" },
    { steps: 10, data: undefined },
    { steps: 2, data: "100" },
  ] as unknown as Parameters<typeof storageTotal<string | undefined>>[0];
  expect(storageTotal(intervals, (size) => size, "1")).toBe("207.5");
  expect(storageTotal(intervals, (size) => size, "1000")).toBe("0.2075");
  expect(storageTotal([], (size: string) => size, "1000")).toBe("0");
});

describe("single events", () => {
  const units = { step: "60", base: { en: "second", vi: "giây" } };
  const increments = { first: "30", next: "6" };

  test("count for themselves, for started units, or for increments", () => {
    expect(eventQuantity({}, undefined, 7)).toBe(7);
    expect(eventQuantity(undefined, units, "61")).toBe("2");
    expect(eventQuantity({}, units, 60)).toBe("1");
    const counted = ["0", "30", "30.1", "36", "36.5", "42"].map((length) => eventQuantity({ increments }, units, length));
    expect(counted).toEqual(["30", "30", "36", "36", "42", "42"]);
    expect(["60", "61"].map((length) => eventQuantity({ per: "60" }, units, length))).toEqual(["60", "120"]);
  });

  test("have a price for so much: the unit of the contract unless another is agreed", () => {
    expect(pricedUnit({ increments }, undefined)).toBeUndefined();
    expect(pricedUnit(undefined, units)).toBeUndefined();
    expect(pricedUnit({ plus: "1" }, units)).toBeUndefined();
    expect(pricedUnit({ increments }, units)).toBe("60");
    expect(pricedUnit({ increments, per: "1" }, units)).toBeUndefined();
    expect(pricedUnit({ per: "10" }, units)).toBe("10");
  });

  const second = { en: "second", vi: "giây" };
  const event = { en: "event", vi: "sự kiện" };
  const sumOf = (
    each: ConstructorParameters<typeof EventSum>[0],
    per: string | undefined,
    ...quantities: (string | number)[]
  ) => {
    const sum = new EventSum(each, "0.06", per);
    for (const quantity of quantities) sum.add(quantity);
    return sum.amounts(second);
  };

  test("without limits are one line, and one for what each costs on top", () => {
    expect(sumOf({}, "60", "30", 90)).toEqual([{ quantity: "120", unit: second, unitPrice: "0.06", per: "60" }]);
    expect(sumOf({ plus: "0.01" }, undefined, 1, 1)).toEqual([
      { quantity: "2", unit: second, unitPrice: "0.06" },
      {
        quantity: "2",
        unit: event,
        unitPrice: "0.01",
        part: { kind: "event", text: { en: "for each event", vi: "cho mỗi sự kiện" } },
      },
    ]);
    expect(sumOf({ plus: "0.01" }, "60")).toEqual([]);
  });

  test("at a limit are counted instead, and an amount that meets a limit is within it", () => {
    const each = { plus: "0.01", atLeast: "0.07", atMost: "0.19" };
    // 0.06 a minute and 0.01 on top: 60 s come to 0.07, 180 s to 0.19.
    expect(sumOf(each, "60", "59", "60", "180", "181", "1000")).toEqual([
      { quantity: "240", unit: second, unitPrice: "0.06", per: "60" },
      {
        quantity: "2",
        unit: event,
        unitPrice: "0.01",
        part: { kind: "event", text: { en: "for each event", vi: "cho mỗi sự kiện" } },
      },
      {
        quantity: "1",
        unit: event,
        unitPrice: "0.07",
        part: { kind: "least", text: { en: "at least, for each event", vi: "mức tối thiểu cho mỗi sự kiện" } },
      },
      {
        quantity: "2",
        unit: event,
        unitPrice: "0.19",
        part: { kind: "most", text: { en: "at most, for each event", vi: "mức tối đa cho mỗi sự kiện" } },
      },
    ]);
    expect(sumOf({ atLeast: "0.12" }, undefined, 1).map(({ part }) => part?.kind)).toEqual(["least"]);
    expect(sumOf({ atMost: "0.05" }, undefined, 1).map(({ part }) => part?.kind)).toEqual(["most"]);
    expect(sumOf({ atMost: "0.06" }, undefined, 1).map(({ part }) => part?.kind)).toEqual([undefined]);
  });
});
