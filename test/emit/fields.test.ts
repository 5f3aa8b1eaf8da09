import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  beyond,
  canonicalDecimal,
  compareDecimals,
  DecimalSum,
  divideDecimal,
  field,
  ownFields,
  timesDecimal,
} from "../../runtime/index.ts";

const problem = (schema: z.ZodType, value: unknown): string | undefined => schema.safeParse(value).error?.issues[0]?.message;

describe("fields", () => {
  it("give numbers as canonical decimal text", () => {
    expect(["1.50", "007", "-0", "0.0", 12, 0.1, 1.5e-7, 9007199254740991].map((value) => field.number.parse(value))).toEqual([
      "1.5",
      "7",
      "0",
      "0",
      "12",
      "0.1",
      "0.00000015",
      "9007199254740991",
    ]);
    expect(field.duration.parse("60.250")).toBe("60.25");
    expect(field.size.parse("123456789012345678901234567890")).toBe("123456789012345678901234567890");
    expect(field.number.parse(-2.5e-7)).toBe("-0.00000025");
  });

  it("refuse numbers that JSON may have changed, and say what to write", () => {
    expect(problem(field.size, Number("9007199254740993"))).toMatch(/write it as text/);
    expect(problem(field.number, 0.1 + 0.2)).toMatch(/write it as text/);
    for (const value of [Number.NaN, Infinity, -Infinity, 1e21]) expect(problem(field.number, value)).toMatch(/write it as text/);
  });

  it("refuse what is no number", () => {
    for (const value of [
      "1e3",
      "0x10",
      "1,5",
      "",
      " ",
      "NaN",
      "Infinity",
      "+1",
      ".5",
      "5.",
      null,
      true,
      {},
      [],
      undefined,
      "9".repeat(61),
    ]) {
      expect(problem(field.number, value)).toBeTypeOf("string");
    }
    expect(problem(field.duration, -1)).toMatch(/not less than zero/);
    expect(problem(field.size, 1.5)).toMatch(/whole/);
    expect(problem(field.count, "2.5")).toMatch(/whole/);
  });

  it("refuse what is no phone number, country, text, flag or value", () => {
    expect(problem(field.phone, "84901234567")).toMatch(/\+/);
    expect(field.phone.parse("+84901234567")).toBe("+84901234567");
    for (const value of ["vn", "VNM", "V1", ""]) expect(problem(field.country, value)).toMatch(/upper-case/);
    expect(problem(field.text, "")).toMatch(/empty/);
    expect(problem(field.flag, "true")).toMatch(/true or false/);
    expect(problem(field.oneOf("a", "b"), "c")).toBe("must be one of: a, b");
    expect(problem(field.oneOf("a", "b"), "constructor")).toBe("must be one of: a, b");
  });

  it("see only own fields where every object inherits the name", () => {
    const schema = ownFields(z.object({ constructor: field.text.optional(), toString: field.text }));
    expect(schema.safeParse({}).success).toBe(false);
    const parsed = schema.parse({ toString: "x" });
    expect(Object.hasOwn(parsed, "constructor")).toBe(false);
    expect(schema.safeParse(JSON.parse('{"__proto__": {"toString": "x"}}')).success).toBe(false);
  });

  it("keep a missing number apart from an optional one", () => {
    expect(z.object({ n: field.number }).safeParse({}).success).toBe(false);
    expect(z.object({ n: field.number.optional() }).parse({})).toEqual({});
  });
});

describe("exact decimals", () => {
  const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(12)).map(([digits, scale]) => {
    const padded = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
    return `${digits < 0n ? "-" : ""}${padded.slice(0, padded.length - scale)}${scale > 0 ? `.${padded.slice(-scale)}` : ""}`;
  });
  const scaled = (text: string): bigint => {
    const [whole = "", fraction = ""] = text.replace("-", "").split(".");
    return (text.startsWith("-") ? -1n : 1n) * BigInt(whole + fraction.padEnd(24, "0"));
  };

  it("sum and compare as big integers do", () => {
    fc.assert(
      fc.property(fc.array(decimal), (amounts) => {
        const sum = new DecimalSum();
        for (const amount of amounts) sum.add(amount);
        expect(scaled(sum.total())).toBe(amounts.reduce((total, amount) => total + scaled(amount), 0n));
        expect(canonicalDecimal(sum.total())).toBe(sum.total());
      }),
    );
    fc.assert(
      fc.property(
        decimal,
        decimal,
        (a, b) => Math.sign(compareDecimals(a, b)) === (scaled(a) < scaled(b) ? -1 : scaled(a) > scaled(b) ? 1 : 0),
      ),
    );
  });

  it("divide evenly when that is possible, else to 12 digits half up", () => {
    expect(divideDecimal("5500000000", "1000000000")).toBe("5.5");
    expect(divideDecimal("1", "1073741824")).toBe("0.000000000931322574615478515625");
    expect(divideDecimal("100", "60")).toBe("1.666666666667");
    expect(divideDecimal("2.5", "0.5")).toBe("5");
    expect(() => divideDecimal("1", "0")).toThrow();
  });

  it("multiply, and tell what is beyond", () => {
    expect(timesDecimal("0.1", 3)).toBe("0.3");
    expect(beyond("10", "10")).toBe("0");
    expect(beyond("10.5", "10")).toBe("0.5");
    expect(beyond("3", "10")).toBe("0");
  });

  it("stay exact beyond the safe integers", () => {
    const sum = new DecimalSum();
    sum.add(Number.MAX_SAFE_INTEGER);
    sum.add(Number.MAX_SAFE_INTEGER);
    sum.add("0.5");
    expect(sum.total()).toBe("18014398509481982.5");
  });
});
