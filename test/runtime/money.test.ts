import { Big } from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RoundingMode } from "../../runtime/agreement.ts";
import { Decimal, Money, MoneyError, minorDigits } from "../../runtime/money.ts";

/** A decimal as integer and scale, for a reference by big integers. */
const decimal = fc.record({ digits: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), scale: fc.integer({ min: 0, max: 9 }) });
const rounding = fc.constantFrom<RoundingMode>("half up", "half even", "up", "down");

function write(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return digits < 0n ? `-${whole}` : whole;
}

/** numerator / denominator to a whole number, as a clerk would do it. */
function roundRatio(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const negative = numerator < 0n;
  const n = negative ? -numerator : numerator;
  const quotient = n / denominator;
  const rest = n % denominator;
  const isHalf = rest * 2n === denominator;
  const up =
    mode === "up"
      ? rest > 0n
      : mode === "down"
        ? false
        : rest * 2n > denominator || (isHalf && (mode === "half up" || quotient % 2n === 1n));
  const size = quotient + (up ? 1n : 0n);
  return negative ? -size : size;
}

describe("money", () => {
  test("amounts are those of exact fractions, rounded once, in every mode and currency", () => {
    const currency = fc.constantFrom(["EUR", 2] as const, ["VND", 0] as const, ["BHD", 3] as const);
    fc.assert(
      fc.property(
        decimal,
        decimal,
        currency,
        rounding,
        fc.option(fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 28, max: 31 }))),
        (q, p, [code, digits], mode, part) => {
          const [numerator, denominator] = part ?? [1, 1];
          const expected = roundRatio(
            q.digits * p.digits * BigInt(numerator) * 10n ** BigInt(digits),
            10n ** BigInt(q.scale + p.scale) * BigInt(denominator),
            mode,
          );
          const amount = new Money(code, mode).amount(
            write(q.digits, q.scale),
            write(p.digits, p.scale),
            part === null ? undefined : { numerator, denominator },
          );
          expect(amount).toBe(write(expected, digits));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("sums are exact and do not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })), (cents) => {
        const money = new Money("EUR");
        const amounts = cents.map((each) => write(each, 2));
        expect(money.sum(amounts)).toBe(
          write(
            cents.reduce((a, b) => a + b, 0n),
            2,
          ),
        );
        expect(money.sum(amounts.toReversed())).toBe(money.sum(amounts));
      }),
    );
  });

  test("a price of 0.0450 for one event is 0.05 euros, and 0.05 dong is nothing", () => {
    expect(new Money("EUR").amount("1", "0.0450")).toBe("0.05");
    expect(new Money("EUR", "half even").amount("1", "0.0450")).toBe("0.04");
    expect(new Money("VND").amount("1", "0.05")).toBe("0");
    expect(new Money("VND").amount("2.5", "500")).toBe("1250");
  });

  test("21 of 31 days are divided once: 10 × 21/31 is 6.77, and 0.31 × 21/31 is exactly 0.21", () => {
    const money = new Money("EUR", "up");
    expect(new Money("EUR").amount("1", "10", { numerator: 21, denominator: 31 })).toBe("6.77");
    expect(money.amount("1", "0.31", { numerator: 21, denominator: 31 })).toBe("0.21");
    expect(money.amount("3", "3.10", { numerator: 21, denominator: 31 })).toBe("6.30");
  });

  test("amounts too small to see are never written as minus zero", () => {
    expect(new Money("EUR").amount("1", "-0.001")).toBe("0.00");
    expect(new Money("EUR", "up").amount("1", "-0.001")).toBe("-0.01");
    expect(Decimal.parse("-0.00").toString()).toBe("0");
  });

  test("a JSON number is taken by its shortest text, never by its binary value", () => {
    expect(Decimal.fromJson(0.1).plus(Decimal.fromJson(0.2)).toString()).toBe("0.3");
    expect(Decimal.fromJson(1e-7).toString()).toBe("0.0000001");
    expect(Decimal.fromJson(1e21).toString()).toBe("1000000000000000000000");
    expect(() => Decimal.fromJson(Number.NaN)).toThrow(MoneyError);
  });

  test("what is no plain decimal is refused", () => {
    for (const text of ["", "1e3", "1,5", " 1", "+1", ".5", "5.", "0x10", "١", "NaN", "1".repeat(1001)]) {
      expect(() => Decimal.parse(text), text).toThrow(MoneyError);
    }
  });

  test("minor units are those of ISO 4217, and a mistyped currency is named", () => {
    expect([minorDigits("EUR"), minorDigits("VND"), minorDigits("BHD"), minorDigits("JPY")]).toEqual([2, 0, 3, 0]);
    expect(() => minorDigits("EUE")).toThrow(/"EUE" is not a currency code of ISO 4217\. Did you mean "EUR"\?/);
    expect(() => minorDigits("eur")).toThrow(MoneyError);
  });

  test("formatting adds digits and never loses any", () => {
    const money = new Money("EUR");
    expect([money.format("300"), money.format("0.045"), money.format("-5.5")]).toEqual(["300.00", "0.045", "-5.50"]);
    expect(money.round("0.045")).toBe("0.05");
  });
});

describe("exact decimals", () => {
  const decimal = fc
    .tuple(fc.bigInt(-(10n ** 24n), 10n ** 24n), fc.integer({ min: 0, max: 12 }))
    .map(([digits, scale]) => new Big(digits.toString()).times(new Big(10).pow(-scale)).toFixed());
  const modes = { down: 0, "half up": 1, "half even": 2, up: 3 } as const;
  const text = (value: Big) => (value.eq(0) ? "0" : value.toFixed());

  test("are those of big.js", () => {
    fc.assert(
      fc.property(
        decimal,
        decimal,
        fc.integer({ min: 0, max: 8 }),
        fc.constantFrom<RoundingMode>("down", "half up", "half even", "up"),
        (a, b, digits, mode) => {
          const [x, y] = [Decimal.parse(a), Decimal.parse(b)];
          expect(x.plus(y).toString()).toBe(text(new Big(a).plus(b)));
          expect(x.minus(y).toString()).toBe(text(new Big(a).minus(b)));
          expect(x.times(y).toString()).toBe(text(new Big(a).times(b)));
          expect(Math.sign(x.compare(y))).toBe(new Big(a).cmp(b));
          expect(x.round(digits, mode).toString()).toBe(text(new Big(a).round(digits, modes[mode])));
          if (y.isZero()) return;
          const library = Big();
          library.DP = digits;
          library.RM = modes[mode];
          expect(x.dividedBy(y, digits, mode).toString()).toBe(text(new library(a).div(b)));
        },
      ),
      { numRuns: 2000, seed: 7 },
    );
  });

  test("take numbers of JSON by their shortest text", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Decimal.fromJson(value).toString()).toBe(text(new Big(value)));
      }),
      { seed: 7 },
    );
    expect(() => Decimal.fromJson(Number.NaN)).toThrow(MoneyError);
    expect(() => Decimal.fromJson(Number.POSITIVE_INFINITY)).toThrow(MoneyError);
  });
});

describe("small questions of decimals and money", () => {
  const d = Decimal.parse;

  test("less, more, none", () => {
    expect(
      [d("1").min(d("2")), d("2").min(d("1")), d("1").max(d("2")), d("2").max(d("1"))].map((each) => each.toString()),
    ).toEqual(["1", "1", "2", "2"]);
    expect([d("1").compare(d("1.0")), d("1").compare(d("1.1")), d("-1").compare(d("-1.1"))]).toEqual([0, -1, 1]);
    expect([
      d("0.00").isZero(),
      d("0.01").isZero(),
      d("-0.00").isNegative(),
      d("-0.01").isNegative(),
      d("1").isNegative(),
    ]).toEqual([true, false, false, true, false]);
  });

  test("what is refused is said in words, and cut where it is long", () => {
    const refused = (what: () => unknown, words: string) => {
      expect(what).toThrow(MoneyError);
      expect(what).toThrow(words);
    };
    refused(() => d("x".repeat(90)), `"${"x".repeat(60)}" is not a decimal number.`);
    refused(() => Decimal.fromJson(Number.NaN), "NaN is not a decimal number.");
    refused(() => d("1").dividedBy(d("0.0"), 2, "half up"), "A number cannot be divided by zero.");
    refused(() => minorDigits("Q".repeat(30)), `"${"Q".repeat(20)}" is not a currency code of ISO 4217.`);
    for (const place of ["0", "-0.05", "0.00"])
      refused(() => new Money("EUR", "half up", place), "Amounts are rounded to a multiple of more than zero.");
    expect(d("1".repeat(1000)).toString()).toBe("1".repeat(1000));
    expect(new MoneyError("").name).toBe("MoneyError");
  });

  test("a price may be for more than one unit, and for a part of the month besides; it is rounded once", () => {
    const money = new Money("EUR");
    expect([money.amount("250", "1.5", undefined, "100"), money.amount("1", "0.5", undefined, "100")]).toEqual(["3.75", "0.01"]);
    expect(money.amount("310", "1", { numerator: 21, denominator: 31 }, "10")).toBe("21.00");
    expect(money.amount("310", "1", { numerator: 21, denominator: 31 })).toBe("210.00");
    expect(() => minorDigits("QQQQQQ")).toThrow(/^"QQQQQQ" is not a currency code of ISO 4217\.$/);
  });

  test("amounts are multiples of the place, written with as many digits as it has, and with those of the currency at least", () => {
    expect([new Money("EUR", "half up", "0.05").round("1.03"), new Money("EUR", "half up", "0.05").round("1.02")]).toEqual([
      "1.05",
      "1.00",
    ]);
    expect([new Money("EUR", "up", "10").round("11"), new Money("VND", "half even", "1000").round("1500")]).toEqual([
      "20.00",
      "2000",
    ]);
    expect([
      new Money("EUR", "half up", "0.0001").digits,
      new Money("EUR", "half up", "0.5").digits,
      new Money("VND").digits,
    ]).toEqual([4, 2, 0]);
    expect(new Money("EUR", "half up", "0.0001").round("1.23456")).toBe("1.2346");
  });
});
