/** Exact arithmetic on decimals in text: what quantities are counted with. */
import { Big } from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commencedTime, inSeconds } from "../../runtime/measure/commenced.ts";
import {
  atMost,
  beyond,
  canonicalDecimal,
  commencedUnits,
  compareDecimals,
  DecimalSum,
  divideDecimal,
  isDecimal,
  minus,
  plus,
  timesDecimal,
} from "../../runtime/measure/decimal.ts";

const scaled = (digits: bigint, scale: number) => new Big(digits.toString()).div(new Big(10).pow(scale)).toFixed();
/** Small and large ones, whole ones and others, and often the same one twice. */
const decimal = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.tuple(fc.bigInt(-200n, 200n), fc.integer({ min: 0, max: 2 })).map(([digits, scale]) => scaled(digits, scale)),
  fc.tuple(fc.bigInt(-(10n ** 22n), 10n ** 22n), fc.integer({ min: 0, max: 9 })).map(([digits, scale]) => scaled(digits, scale)),
  fc.bigInt(-(10n ** 16n), 10n ** 16n).map(String),
);
const text = (value: Big) => (value.eq(0) ? "0" : value.toFixed());

describe("decimals in text", () => {
  test("are added, multiplied, compared and cut as fractions are", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [new Big(a), new Big(b)];
        expect(plus(a, b)).toBe(text(x.plus(y)));
        expect(minus(a, b)).toBe(text(x.minus(y)));
        expect(timesDecimal(a, b)).toBe(text(x.times(y)));
        expect(Math.sign(compareDecimals(a, b))).toBe(x.cmp(y));
        expect(beyond(a, b)).toBe(x.gt(y) ? text(x.minus(y)) : "0");
        expect(atMost(a, b)).toBe(text(x.gt(y) ? y : x));
        expect(canonicalDecimal(a)).toBe(text(x));
      }),
      { numRuns: 1500, seed: 11 },
    );
  });

  test("are written in one way", () => {
    expect(["007", "1.500", "-0", "-0.00", "0.50", "-00.5", "10.0", "100"].map(canonicalDecimal)).toEqual([
      "7",
      "1.5",
      "0",
      "0",
      "0.5",
      "-0.5",
      "10",
      "100",
    ]);
    expect([atMost("5.0", "6"), atMost("6.50", "6.5"), plus("0.5", "0.5"), minus("1", "1.0")]).toEqual(["5", "6.5", "1", "0"]);
  });

  test("are nothing else: no exponent, no bare point, no spaces", () => {
    for (const wrong of ["", "1e3", ".5", "5.", " 1", "1 ", "+1", "--1", "1.2.3", "x1", "1x", "0x1"]) {
      expect(isDecimal(wrong), wrong).toBe(false);
      expect(() => plus(wrong, "1"), wrong).toThrow(`"${wrong}" is not a decimal number.`);
    }
    for (const right of ["0", "-1", "12.50", "-0.5"]) expect(isDecimal(right), right).toBe(true);
    expect(() => plus("x".repeat(100), "1")).toThrow(`"${"x".repeat(60)}" is not a decimal number.`);
  });

  test("of more than 15 digits are compared to the last one", () => {
    expect(compareDecimals("9007199254740993", "9007199254740992")).toBe(1);
    expect(compareDecimals("9007199254740992", "9007199254740993")).toBe(-1);
    expect(compareDecimals("1.0", "1")).toBe(0);
    expect(compareDecimals("0.1", "0.09")).toBe(1);
    expect(compareDecimals("5", "2")).toBeGreaterThan(0);
  });
});

describe("quotients", () => {
  test("are exact where they come out even, and else stated to twelve digits, half up", () => {
    const exact: [string, string, string][] = [
      ["10", "4", "2.5"],
      ["1", "1073741824", "0.000000000931322574615478515625"],
      ["0.5", "0.25", "2"],
      ["-10", "4", "-2.5"],
      ["1", "3", "0.333333333333"],
      ["2", "3", "0.666666666667"],
      ["-2", "3", "-0.666666666667"],
      ["-1", "3", "-0.333333333333"],
      ["0", "7", "0"],
    ];
    for (const [amount, by, quotient] of exact) expect(divideDecimal(amount, by), `${amount} / ${by}`).toBe(quotient);
  });

  test("by nothing or less do not exist", () => {
    for (const by of ["0", "-1", "0.0"]) expect(() => divideDecimal("1", by)).toThrow("A unit must be greater than zero.");
  });
});

describe("started units", () => {
  test("are the least whole number that holds the amount, and at least one", () => {
    fc.assert(
      fc.property(
        decimal,
        decimal.filter((unit) => new Big(unit).gt(0)),
        (amount, unit) => {
          const units = commencedUnits(amount, unit);
          expect(units).toMatch(/^[1-9]\d*$/);
          const [held, value] = [new Big(units).times(unit), new Big(amount)];
          expect(held.gte(value)).toBe(true);
          expect(units === "1" || held.minus(unit).lt(value)).toBe(true);
        },
      ),
      { numRuns: 800, seed: 12 },
    );
  });

  test("begin behind each full one", () => {
    const units = (amount: string, unit: string) => commencedUnits(amount, unit);
    expect([units("0", "60"), units("1", "60"), units("60", "60"), units("61", "60"), units("120", "60")]).toEqual([
      "1",
      "1",
      "1",
      "2",
      "2",
    ]);
    expect([units("60.0", "60"), units("60.1", "60"), units("0.5", "0.25"), units("0.51", "0.25"), units("-5", "2")]).toEqual([
      "1",
      "2",
      "2",
      "3",
      "1",
    ]);
    for (const unit of ["0", "-60", "0.0"]) expect(() => units("1", unit)).toThrow("A unit must be greater than zero.");
  });

  test("of time are counted in milliseconds, fractions of them too", () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.bigInt(0n, 10n ** 14n), fc.integer({ min: 0, max: 6 })).map(([digits, scale]) => scaled(digits, scale)),
        fc.constantFrom(1, 250, 1_000, 6_000, 60_000, 3_600_000),
        (seconds, unit) => {
          expect(String(commencedTime(seconds, unit))).toBe(commencedUnits(timesDecimal(seconds, "1000"), String(unit)));
        },
      ),
      { numRuns: 500, seed: 13 },
    );
    expect([commencedTime("0", 1000), commencedTime("60", 60_000), commencedTime("61", 60_000)]).toEqual([1, 1, 2]);
    expect([commencedTime("60.0001", 60_000), commencedTime("59.9999", 60_000), commencedTime("0.5", 250)]).toEqual([
      "2",
      "1",
      "2",
    ]);
    expect([commencedTime("999999999999", 1000), commencedTime("9999999999999", 1000)]).toEqual([
      999_999_999_999,
      "9999999999999",
    ]);
  });

  test("durations are seconds in text", () => {
    expect([0, 1, 10, 500, 1000, 1500, 90_000, 86_400_001].map(inSeconds)).toEqual([
      "0",
      "0.001",
      "0.01",
      "0.5",
      "1",
      "1.5",
      "90",
      "86400.001",
    ]);
  });
});

describe("sums", () => {
  test("are exact, whatever is added in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(decimal, fc.integer({ min: -1000, max: 1000 })), { maxLength: 8 }), (amounts) => {
        const expected = text(amounts.reduce<Big>((sum, each) => sum.plus(each), new Big(0)));
        for (const order of [amounts, amounts.toReversed()]) {
          const sum = new DecimalSum();
          for (const amount of order) sum.add(amount);
          expect(sum.total()).toBe(expected);
          expect(sum.isZero()).toBe(expected === "0");
        }
      }),
      { numRuns: 500, seed: 14 },
    );
  });

  test("go on exactly where numbers end", () => {
    const sum = new DecimalSum();
    expect(sum.isZero()).toBe(true);
    for (const amount of [Number.MAX_SAFE_INTEGER, 1, 1, "0.5", 0.25]) sum.add(amount);
    expect(sum.total()).toBe("9007199254740993.75");
    expect(sum.isZero()).toBe(false);
  });
});
