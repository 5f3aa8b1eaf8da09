/** Months of which only a part is in force, by each way of dividing them; and the calendar's small questions. */
import { describe, expect, test } from "vitest";
import type { ProrationPolicy } from "../../runtime/agreement.ts";
import {
  CalendarError,
  daysInMonth,
  firstMonth,
  isDay,
  isMonth,
  isTimeZone,
  lastMonth,
  nextDay,
  nextMonth,
  period,
  previousMonth,
  startOfDay,
  startOfNextDay,
} from "../../runtime/calendar.ts";

const zone = "Asia/Ho_Chi_Minh";
const days = "days of the month";
const policy = (by: ProrationPolicy["by"], firstDayCounts: boolean, lastDayCounts?: boolean): ProrationPolicy => ({
  by,
  firstDayCounts,
  ...(lastDayCounts === undefined ? {} : { lastMonth: { lastDayCounts } }),
});

const fraction = (part: ReturnType<typeof firstMonth>) => part && `${part.proration.numerator}/${part.proration.denominator}`;
const first = (from: string, by: ProrationPolicy, until?: string) =>
  fraction(firstMonth(period(zone, from.slice(0, 7)), from, zone, until, by));
const last = (until: string, by: ProrationPolicy) => fraction(lastMonth(period(zone, until.slice(0, 7)), until, zone, by));

describe("the first month", () => {
  test("is charged from its first day on, or from the day after", () => {
    expect(["2026-03-02", "2026-03-11", "2026-03-31"].map((day) => first(day, policy(days, true)))).toEqual([
      "30/31",
      "21/31",
      "1/31",
    ]);
    expect(["2026-03-01", "2026-03-11", "2026-03-31"].map((day) => first(day, policy(days, false)))).toEqual([
      "30/31",
      "20/31",
      "0/31",
    ]);
    expect(first("2026-03-01", policy(days, true))).toBeUndefined();
  });

  test("has 30 days where that is agreed, whichever month it is", () => {
    expect(["2026-03-11", "2026-03-30", "2026-03-31"].map((day) => first(day, policy("30 days", true)))).toEqual([
      "20/30",
      "1/30",
      "1/30",
    ]);
    expect(["2026-02-11", "2026-02-28"].map((day) => first(day, policy("30 days", true)))).toEqual(["20/30", "3/30"]);
    expect(first("2026-02-01", policy("30 days", false))).toBe("29/30");
  });

  test("that is also the last one ends with it, where the last one is divided", () => {
    expect(first("2026-03-11", policy(days, true, true), "2026-03-20")).toBe("10/31");
    expect(first("2026-03-11", policy(days, true, false), "2026-03-20")).toBe("9/31");
    expect(first("2026-03-11", policy(days, false, false), "2026-03-11")).toBe("0/31");
    expect(first("2026-03-11", policy(days, true), "2026-03-20")).toBe("21/31");
    expect(first("2026-03-11", policy(days, true, false), "2026-04-20")).toBe("21/31");
    expect(first("2026-03-11", policy(days, true, false))).toBe("21/31");
    expect(first("2026-03-11", policy("30 days", true, true), "2026-03-31")).toBe("20/30");
  });

  test("is only the one in which it begins", () => {
    const march = period(zone, "2026-03");
    for (const from of [undefined, "2026-02-28", "2026-04-01"]) expect(firstMonth(march, from, zone)).toBeUndefined();
    expect(fraction(firstMonth(march, "2026-03-02", zone))).toBe("30/31");
  });
});

describe("the last month", () => {
  test("is charged whole unless it is agreed otherwise", () => {
    expect(last("2026-03-10", policy(days, true))).toBeUndefined();
    expect(lastMonth(period(zone, "2026-03"), "2026-03-10", zone)).toBeUndefined();
    expect(lastMonth(period(zone, "2026-03"), undefined, zone, policy(days, true, true))).toBeUndefined();
    expect(lastMonth(period(zone, "2026-03"), "2026-04-10", zone, policy(days, true, true))).toBeUndefined();
  });

  test("is charged to its last day, or to the day before", () => {
    expect(["2026-03-01", "2026-03-10", "2026-03-30"].map((day) => last(day, policy(days, true, true)))).toEqual([
      "1/31",
      "10/31",
      "30/31",
    ]);
    expect(["2026-03-01", "2026-03-10", "2026-03-31"].map((day) => last(day, policy(days, true, false)))).toEqual([
      "0/31",
      "9/31",
      "30/31",
    ]);
    expect(last("2026-03-31", policy(days, true, true))).toBeUndefined();
    expect(
      ["2026-02-27", "2026-02-28", "2026-03-30", "2026-03-31"].map((day) => last(day, policy("30 days", true, false))),
    ).toEqual(["26/30", "29/30", "29/30", "29/30"]);
  });

  test("says from when it is in force", () => {
    expect(lastMonth(period(zone, "2026-03"), "2026-03-10", zone, policy(days, true, true))).toEqual({
      firstDay: 1,
      days: 31,
      start: startOfDay("2026-03-01", zone),
      endOfFirstDay: startOfDay("2026-03-02", zone),
      proration: { numerator: 10, denominator: 31 },
    });
  });
});

describe("the calendar", () => {
  test("months have their days, leap years by the Gregorian rule", () => {
    expect(Array.from({ length: 12 }, (_, month) => daysInMonth(2026, month + 1))).toEqual([
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]);
    expect([2024, 2025, 2000, 1900, 2100].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 29, 28, 28]);
  });

  test("days exist or not", () => {
    for (const day of ["2026-02-28", "2028-02-29", "2026-12-31", "2026-01-01"]) expect(isDay(day), day).toBe(true);
    for (const day of [
      "2026-02-29",
      "2026-00-01",
      "2026-13-01",
      "2026-01-00",
      "2026-01-32",
      "2026-1-01",
      "x2026-01-01",
      "2026-01-01x",
      "",
    ])
      expect(isDay(day), day).toBe(false);
    for (const month of ["2026-00", "2026-13", "2026-1", "x2026-01", "2026-01x"]) expect(isMonth(month), month).toBe(false);
    for (const month of ["2026-01", "2026-09", "2026-10", "2026-12"]) expect(isMonth(month), month).toBe(true);
  });

  test("days and months follow one another", () => {
    expect(["2026-02-28", "2028-02-28", "2026-12-31"].map(nextDay)).toEqual(["2026-03-01", "2028-02-29", "2027-01-01"]);
    expect([nextMonth("2026-12"), previousMonth("2027-01")]).toEqual(["2027-01", "2026-12"]);
    expect(startOfNextDay("2026-03-01", zone)).toBe(startOfDay("2026-03-02", zone));
  });

  test("a zone is a name of the IANA database", () => {
    expect(["Asia/Ho_Chi_Minh", "UTC", "Asia/Hanoi", "+07:00", "", "7"].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test("what is wrong is said with what to write, and cut where it is long", () => {
    const long = "x".repeat(100);
    const words = (ask: () => unknown): string => {
      try {
        ask();
      } catch (error) {
        expect(error).toBeInstanceOf(CalendarError);
        return (error as Error).message;
      }
      return "nothing";
    };
    const noZone = (name: string) => `"${name}" is not a time zone of the IANA database; a name looks like "Asia/Ho_Chi_Minh".`;
    const noDay = (name: string) => `"${name}" is not a calendar day; write it like "2026-03-01".`;
    expect(words(() => period(long, "2026-03"))).toBe(noZone("x".repeat(60)));
    expect(words(() => startOfDay("2026-03-01", "Asia/Hanoi"))).toBe(noZone("Asia/Hanoi"));
    expect(words(() => startOfNextDay("2026-03-01", "Asia/Hanoi"))).toBe(noZone("Asia/Hanoi"));
    expect(words(() => period(zone, long))).toBe(`"${"x".repeat(20)}" is not a calendar month; write it like "2026-03".`);
    expect(words(() => startOfDay(long, zone))).toBe(noDay("x".repeat(20)));
    expect(words(() => nextDay("2026-02-29"))).toBe(noDay("2026-02-29"));
  });
});
