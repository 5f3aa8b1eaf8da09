import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  firstMonth,
  isTimeZone,
  localDay,
  localMonth,
  nextMonth,
  period,
  previousMonth,
  rfc3339,
  startOfDay,
  startOfNextDay,
} from "../../runtime/calendar.ts";
import { InstantError, instantProblem, parseInstant, readInstant } from "../../runtime/instant.ts";

const hour = 3_600_000;

describe("months and days", () => {
  test("a month in Vietnam begins at 17:00 UTC of the day before", () => {
    const march = period("Asia/Ho_Chi_Minh", "2026-03");
    expect(new Date(march.start).toISOString()).toBe("2026-02-28T17:00:00.000Z");
    expect(new Date(march.end).toISOString()).toBe("2026-03-31T17:00:00.000Z");
    expect(march.days).toBe(31);
  });

  test("the months in which clocks change are an hour shorter and longer in Zagreb", () => {
    const length = (name: string) => {
      const { start, end, days } = period("Europe/Zagreb", name);
      return (end - start) / hour - days * 24;
    };
    expect(["2026-02", "2026-03", "2026-04", "2026-10"].map(length)).toEqual([0, -1, 0, 1]);
  });

  test("months follow one another without gap or overlap, leap years and year ends included", () => {
    for (const zone of ["Europe/Zagreb", "Asia/Ho_Chi_Minh", "America/Sao_Paulo", "Pacific/Apia", "UTC"]) {
      let name = "2011-11";
      for (let i = 0; i < 60; i += 1) {
        expect(period(zone, name).end).toBe(period(zone, nextMonth(name)).start);
        expect(previousMonth(nextMonth(name))).toBe(name);
        name = nextMonth(name);
      }
    }
    expect(period("UTC", "2028-02").days).toBe(29);
  });

  test("a day begins at its first instant also where midnight is skipped", () => {
    // In Brazil clocks went from 00:00 to 01:00 on 4 November 2018.
    expect(rfc3339(startOfDay("2018-11-04", "America/Sao_Paulo"), "America/Sao_Paulo")).toBe("2018-11-04T01:00:00-02:00");
    expect(startOfNextDay("2026-03-29", "Europe/Zagreb") - startOfDay("2026-03-29", "Europe/Zagreb")).toBe(23 * hour);
    expect(startOfNextDay("2026-10-25", "Europe/Zagreb") - startOfDay("2026-10-25", "Europe/Zagreb")).toBe(25 * hour);
  });

  test("the local day and month of an instant are the zone's", () => {
    const at = parseInstant("2026-02-28T17:00:00Z");
    expect([localDay(at, "Asia/Ho_Chi_Minh"), localMonth(at, "Asia/Ho_Chi_Minh"), localDay(at, "Europe/Zagreb")]).toEqual([
      "2026-03-01",
      "2026-03",
      "2026-02-28",
    ]);
  });

  test("the first month is set only for a beginning inside the month", () => {
    const march = period("Asia/Ho_Chi_Minh", "2026-03");
    expect(firstMonth(march, "2026-03-11", "Asia/Ho_Chi_Minh")).toEqual({
      firstDay: 11,
      days: 31,
      start: parseInstant("2026-03-11T00:00:00+07:00"),
      endOfFirstDay: parseInstant("2026-03-12T00:00:00+07:00"),
      proration: { numerator: 21, denominator: 31 },
    });
    for (const day of [undefined, "2026-02-11", "2026-03-01", "2026-04-01"])
      expect(firstMonth(march, day, "Asia/Ho_Chi_Minh")).toBeUndefined();
  });

  test("wrong zones, months and days are refused with what to write", () => {
    expect(() => period("Asia/Hanoi2", "2026-03")).toThrow(/not a time zone of the IANA database/);
    for (const month of ["2026-13", "2026-3", "2026-00", "March", "2026-03-01", ""])
      expect(() => period("UTC", month), month).toThrow(/write it like "2026-03"/);
    for (const day of ["2026-02-29", "2026-04-31", "2026-4-1"])
      expect(() => startOfDay(day, "UTC"), day).toThrow(/not a calendar day/);
    expect([isTimeZone("+07:00"), isTimeZone(""), isTimeZone("Europe/Zagreb")]).toEqual([false, false, true]);
  });
});

describe("instants", () => {
  test("every instant is read as the platform reads it", () => {
    const offset = fc.tuple(fc.constantFrom("+", "-"), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    const two = (n: number) => String(n).padStart(2, "0");
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-02T00:00:00Z"), max: new Date("9998-12-30T00:00:00Z"), noInvalidDate: true }),
        offset,
        (date, [sign, hours, minutes]) => {
          const local = date.toISOString().slice(0, -1);
          const text = `${local}${sign}${two(hours)}:${two(minutes)}`;
          expect(parseInstant(text)).toBe(date.getTime() - (sign === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000);
        },
      ),
    );
  });

  test("what is written in a zone is read back the same", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse("1980-01-01T00:00:00Z"), max: Date.parse("2100-01-01T00:00:00Z") }),
        fc.constantFrom("Europe/Zagreb", "Asia/Ho_Chi_Minh", "America/St_Johns"),
        (at, zone) => {
          expect(parseInstant(rfc3339(at, zone))).toBe(at);
        },
      ),
    );
  });

  test("digits finer than a millisecond are cut, so that a record never moves into the next month", () => {
    expect(parseInstant("2026-03-31T23:59:59.999999999+07:00")).toBe(period("Asia/Ho_Chi_Minh", "2026-03").end - 1);
    expect(parseInstant("2026-03-01T00:00:00.5Z") - parseInstant("2026-03-01T00:00:00Z")).toBe(500);
    expect(parseInstant("2026-03-01t00:00:00z")).toBe(parseInstant("2026-03-01 00:00:00+00:00"));
  });

  test("a text is an instant in one shape only: with any character exchanged, left out or doubled it is refused, or is another instant", () => {
    const shape = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-](\d\d):(\d\d))$/;
    const expected = (text: string): number | undefined => {
      const parts = shape.exec(text);
      if (parts === null) return undefined;
      const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const [, , , , , , , fraction = "", offset = "", hours = "0", minutes = "0"] = parts;
      const at = new Date(0);
      at.setUTCFullYear(year, month - 1, day);
      at.setUTCHours(hour, minute, second, Number(fraction.slice(1, 4).padEnd(3, "0")));
      const fields = [
        at.getUTCFullYear(),
        at.getUTCMonth() + 1,
        at.getUTCDate(),
        at.getUTCHours(),
        at.getUTCMinutes(),
        at.getUTCSeconds(),
      ];
      if (String(fields) !== String([year, month, day, hour, minute, second]) || Number(hours) > 23 || Number(minutes) > 59)
        return undefined;
      return at.getTime() - (offset.startsWith("-") ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    };
    for (const text of [
      "2026-03-05T09:07:08.250+07:30",
      "0000-12-31 23:59:59-12:59",
      "2024-02-29t00:00:00.5z",
      "2026-10-10T10:00:59Z",
    ]) {
      expect(readInstant(text)).toBe(expected(text));
      for (let i = 0; i < text.length; i += 1) {
        for (const other of ["", text[i]! + text[i]!, ..."x-+:. TtZz012356789/"]) {
          const changed = text.slice(0, i) + other + text.slice(i + 1);
          expect(readInstant(changed), changed).toBe(expected(changed));
        }
      }
    }
  });

  test.each([
    ["2026-00-01T00:00:00Z", "there is no month 00"],
    ["2026-01-00T00:00:00Z", "there is no day 2026-01-00"],
    ["2026-01-32T00:00:00Z", "there is no day 2026-01-32"],
    ["2026-12-31", "is a day, not an instant"],
    ["2026-01-31T23:59:59", "has no offset from UTC"],
    ["2026-01-31T23:59", "has no seconds"],
    [`2026-01-31T23:59:59${"x".repeat(30)}`, `"${"x".repeat(20)}" is not an offset from UTC`],
    ["y".repeat(50), `"${"y".repeat(40)}" is not an instant`],
  ])("of %s it is said what is wrong", (text, problem) => {
    expect(instantProblem(text).problem).toBe(problem);
  });

  test.each([
    ["2026-03-01T09:00:00", /no offset.*/, /Add Z for UTC, or the offset, like \+07:00/],
    ["2026-06-30T23:59:60Z", /leap second/, /second 59/],
    ["2026-03-01", /is a day, not an instant/, /offset/],
    ["2026-02-29T00:00:00Z", /no day 2026-02-29/, /./],
    ["2026-13-01T00:00:00Z", /no month 13/, /./],
    ["2026-03-01T24:00:00Z", /no hour 24/, /00:00 of the next day/],
    ["2026-03-01T09:60:00Z", /no minute 60/, /./],
    ["2026-03-01T09:00:61Z", /no second 61/, /./],
    ["2026-03-01T09:00Z", /"?.*(no seconds|not an instant)/, /./],
    ["2026-03-01T09:00:00.Z", /offset|instant/, /./],
    ["2026-03-01T09:00:00+0700", /not an offset/, /\+07:00/],
    ["2026-03-01T09:00:00+24:00", /not an offset/, /./],
    ["1772330400", /not an instant/, /2026-03-01T09:00:00/],
    ["", /not an instant/, /./],
    [`2026-03-01T09:00:00.${"1".repeat(100_000)}Z`, /not an instant/, /./],
  ])("%s is refused, and the message says what to write", (text, problem, hint) => {
    let caught: unknown;
    try {
      parseInstant(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InstantError);
    expect((caught as InstantError).message).toMatch(problem);
    expect((caught as InstantError).hint).toMatch(hint);
  });
});

describe("instants written in a time zone", () => {
  test("are those of Temporal, whatever was written before", () => {
    const zones = [
      "Asia/Ho_Chi_Minh",
      "Europe/Zagreb",
      "America/New_York",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Africa/Monrovia",
    ];
    const near = [
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 1),
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(1972, 0, 7, 0, 44, 30),
      Date.UTC(2026, 3, 4, 15),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.oneof(
          fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }),
          fc.tuple(fc.constantFrom(...near), fc.integer({ min: -7_200_000, max: 7_200_000 })).map(([at, by]) => at + by),
        ),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 4 }),
        (zone, first, steps) => {
          for (const at of [first, ...steps.map((step) => first + step)]) {
            const expected = Temporal.Instant.fromEpochMilliseconds(at)
              .toZonedDateTimeISO(zone)
              .toString({ timeZoneName: "never" });
            expect(rfc3339(at, zone)).toBe(expected);
          }
        },
      ),
      { numRuns: 1000, seed: 8 },
    );
  });
});
