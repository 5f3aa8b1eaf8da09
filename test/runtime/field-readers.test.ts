/** Plain readers of fields take exactly what the schemas take, and give the same values. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { attribute, isObject, textProblem } from "../../runtime/attributes.ts";
import { canonicalJson } from "../../runtime/canonical.ts";
import { dataReader } from "../../runtime/data-reader.ts";
import { numberRules, type PlainKind, readField, readNumber } from "../../runtime/field-readers.ts";
import { field, isOneOf, own, ownFields } from "../../runtime/fields.ts";
import type { FieldKind } from "../../runtime/module.ts";
import { moduleOf } from "../kit/rated.ts";
import { allServices } from "../kit/services.ts";

const kinds: readonly PlainKind[] = [
  "phone",
  "country",
  "network",
  "text",
  "email",
  "duration",
  "size",
  "count",
  "number",
  "flag",
];

/** The same cases in every run. */
const runs = { seed: 20_260_301, numRuns: 2000 };

const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 62 });
const sign = fc.constantFrom("", "-", "+", " ");
/** What the fields of records hold, right and wrong. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  digits,
  fc.tuple(sign, digits, fc.constantFrom("", "."), fc.oneof(fc.constant(""), digits)).map((parts) => parts.join("")),
  digits.map((text) => `+${text.slice(0, 33)}`),
  fc.tuple(digits, fc.constantFrom(" ", "\n", "\t", "\u00a0", "\u2028", "e3", "_0", ",5")).map((parts) => parts.join("")),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 12 })).map(([n, e]) => n / 10 ** e),
  fc.constantFrom(0, -0, 2 ** 53, 2 ** 53 - 1, 1e-7, Number.NaN, Infinity, "", " ", "0", "-0", "00", "1.0", "Infinity", "0x1f"),
  fc.constantFrom("VN", "DE"),
  fc.constantFrom("vn", "VNM", "V", "ĐĐ", "VN\n", "delivered", "failed", "Delivered", "constructor", "__proto__"),
  fc.boolean(),
  fc.constantFrom("true", null, undefined, 5n),
  fc.string(),
  fc.constantFrom([], {}, ["+84"], { text: "x" }, new String("VN"), Symbol.iterator),
);

/** What a schema makes of a value; undefined when it refuses it. */
function parsed(schema: z.ZodType, of: unknown): { readonly value: unknown } | undefined {
  const result = schema.safeParse(of);
  return result.success ? { value: result.data } : undefined;
}

describe("what stands in a record", () => {
  test("counts only where it is its own: what every object inherits is no part of it", () => {
    const record = { a: 1, none: null };
    expect([
      own(record, "a"),
      own(record, "toString" as never),
      attribute(record, "a"),
      attribute(record, "constructor"),
    ]).toEqual([...[1, undefined], ...[1, undefined]]);
    const schema = ownFields(z.object({ a: z.number(), constructor: z.string().optional() }));
    expect(schema.parse({ a: 1 })).toEqual({ a: 1 });
    expect(schema.parse({ a: 1, constructor: "x" })).toEqual({ a: 1, constructor: "x" });
    for (const wrong of [null, undefined, 5, "a", [], [{ a: 1 }]]) expect(schema.safeParse(wrong).success).toBe(false);
    const list = ownFields(z.looseObject({}));
    for (const wrong of [null, undefined, 5, "a", []]) expect(list.safeParse(wrong).success).toBe(false);
  });

  test("is an object, or not", () => {
    expect([
      isObject({}),
      isObject(Object.create(null)),
      isObject([]),
      isObject(null),
      isObject("{}"),
      isObject(undefined),
    ]).toEqual([...[true, true], ...[false, false, false, false]]);
  });

  test("is one of several values, or none", () => {
    expect([
      isOneOf<string>("a", "b", "a"),
      isOneOf<string>("c", "a", "b"),
      isOneOf<string>(undefined, "a"),
      isOneOf<string>("a"),
    ]).toEqual([...[true, false], ...[false, false]]);
  });

  test("is refused in words, with a hint where there is one", () => {
    const issue = (schema: z.ZodType, given: unknown) => schema.safeParse(given).error?.issues[0];
    expect(issue(field.oneOf("ok", "failed", "late"), "x")).toMatchObject({ message: "must be one of: ok, failed, late" });
    expect(issue(field.number, "x")).toMatchObject({ code: "custom", message: expect.stringMatching(/number/), path: [] });
    expect(textProblem({ id: "a" }, "id", "hint")).toBeUndefined();
    for (const [record, code, reason] of [
      [{}, "attribute-missing", "id is missing"],
      [{ id: null }, "attribute-missing", "id is missing"],
      [{ id: 5 }, "attribute-invalid", "id must be text"],
      [{ id: "" }, "attribute-invalid", "id is empty"],
    ] as const) {
      expect(textProblem(record, "id")).toStrictEqual({ code, field: "id", reason });
      expect(textProblem(record, "id", "hint")).toStrictEqual({ code, field: "id", reason, hint: "hint" });
    }
  });

  test("is the same JSON whatever the order, without what is undefined", () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, B: "x" })).toBe('{"B":"x","b":[{"c":null,"d":1}]}');
    expect([canonicalJson(undefined), canonicalJson(null), canonicalJson([undefined])]).toEqual(["null", "null", "[null]"]);
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"z":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"z":1},"b":1}');
  });
});

describe("a number", () => {
  const read = (given: unknown, kind: keyof typeof numberRules = "number") => {
    const found = readNumber(given, numberRules[kind]);
    return "text" in found ? found.text : found.problem;
  };

  test.each<[unknown, string]>([
    [0, "0"],
    [-0, "0"],
    [12, "12"],
    [-12.5, "-12.5"],
    [0.1, "0.1"],
    [1e-7, "0.0000001"],
    [-1.5e-8, "-0.000000015"],
    [1.25e-10, "0.000000000125"],
    [123456789.25, "123456789.25"],
    [0.123456789012345, "0.123456789012345"],
    [0.00123456789012345, "0.00123456789012345"],
    [9007199254740991, "9007199254740991"],
    ["  007.50 ", "7.5"],
    ["-0.0", "0"],
    ["-5", "-5"],
    ["1".repeat(60), "1".repeat(60)],
  ])("%j is %s, exactly", (given, text) => {
    expect(read(given)).toBe(text);
    expect(readField("number", given)).toBe(text);
  });

  const inexact = (of: string) => `${of} is not a number that JSON carries exactly: write it as text, between quotation marks`;
  const shape = (what: string) => `must be ${what}: digits, perhaps with a decimal point (no exponent, no separators)`;
  test.each<[unknown, keyof typeof numberRules, string]>([
    [2 ** 53, "number", inexact("9007199254740992")],
    [0.1234567890123456, "number", inexact("0.1234567890123456")],
    [1234567.8901234567, "number", inexact("1234567.8901234567")],
    [Number.NaN, "number", inexact("NaN")],
    [Number.POSITIVE_INFINITY, "size", inexact("Infinity")],
    [null, "number", "must be a number: a number, or a decimal in text"],
    [true, "duration", "must be a duration in seconds: a number, or a decimal in text"],
    ["1".repeat(61), "number", "must have at most 60 digits"],
    ["1e3", "number", shape("a number")],
    ["", "size", shape("a size in bytes")],
    ["1,5", "duration", shape("a duration in seconds")],
    ["1.5", "size", "must be a size in bytes: a whole number"],
    [1.5, "count", "must be a count: a whole number"],
    ["-1", "count", "must be a count: not less than zero"],
    [-0.5, "duration", "must be a duration in seconds: not less than zero"],
  ])("%j is no %s", (given, kind, problem) => {
    expect(read(given, kind)).toBe(problem);
    expect(readField(kind, given)).toBeUndefined();
  });

  test.each<[unknown, keyof typeof numberRules, string]>([
    ["0", "size", "0"],
    ["10", "count", "10"],
    ["90", "count", "90"],
    ["00", "count", "0"],
    ["1.0", "count", "1"],
    [0, "count", "0"],
    ["0.5", "duration", "0.5"],
    ["-0", "duration", "0"],
  ])("%j is a %s of %s", (given, kind, text) => {
    expect([read(given, kind), readField(kind, given)]).toEqual([text, text]);
  });
});

describe("a field", () => {
  test.each(kinds)("%s is read as its schema reads it", (kind) => {
    let taken = 0;
    fc.assert(
      fc.property(value, (given) => {
        const read = readField(kind, given);
        expect(read === undefined ? undefined : { value: read }).toEqual(parsed(field[kind], given));
        if (read !== undefined) taken += 1;
      }),
      runs,
    );
    expect(taken).toBeGreaterThan(10);
  });
});

const data = z.object({
  user: field.phone,
  country: field.country.optional(),
  length: field.duration.optional(),
  size: field.size,
  note: field.text.optional(),
  answered: field.flag,
  status: field.oneOf("delivered", "failed"),
});
const read = dataReader({
  fields: {
    user: { kind: "phone" },
    country: { kind: "country", optional: true },
    length: { kind: "duration", optional: true },
    size: { kind: "size" },
    note: { kind: "text", optional: true },
    answered: { kind: "flag" },
    status: { kind: "enumeration", values: ["delivered", "failed"] },
  },
});

/** Mostly right, so that a wrong field now and then is all that is wrong. */
const mostly = (right: fc.Arbitrary<unknown>) => fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: value });
const records = fc.record(
  {
    user: mostly(fc.constant("+84901234567")),
    country: mostly(fc.constantFrom("VN", "DE")),
    length: mostly(fc.constantFrom("60", 60, "60.50", 0.25)),
    size: mostly(fc.constantFrom("1024", 0, "007")),
    note: mostly(fc.string({ minLength: 1 })),
    answered: mostly(fc.boolean()),
    status: mostly(fc.constantFrom("delivered", "failed")),
  },
  { requiredKeys: ["user", "size", "answered"] },
);

describe("the data of an event", () => {
  test("is read as the schema reads it, to the byte of its JSON", () => {
    let taken = 0;
    fc.assert(
      fc.property(records, (given) => {
        const found = read(given);
        // What the reader leaves to the schema may still be right.
        if (found === undefined) return;
        taken += 1;
        const { value: wanted } = parsed(data, given) ?? {};
        expect(found).toStrictEqual(wanted);
        expect(JSON.stringify(found)).toBe(JSON.stringify(wanted));
      }),
      runs,
    );
    expect(taken).toBeGreaterThan(500);
  });

  test("leaves nothing to the schema that is right, but fields that are there without a value", () => {
    fc.assert(
      fc.property(records, (given) => {
        const open = Object.values(given).includes(undefined);
        expect(read(given) === undefined).toBe(open || parsed(data, given) === undefined);
      }),
      runs,
    );
  });

  test("is read in generated modules as their schemas read it", () => {
    const right: Readonly<Record<FieldKind, unknown>> = {
      ...{ phone: "+84901234567", country: "VN", network: "Viettel", text: "x", email: "a@b.vn", flag: true },
      ...{ duration: 60.5, size: "1024", count: 3, number: "-1.50", enumeration: undefined },
    };
    let tried = 0;
    for (const { schema, fields } of allServices.flatMap((service) => Object.values(moduleOf(service).events))) {
      const whole = Object.fromEntries(
        Object.entries(fields).map(([name, { kind, values }]) => [name, right[kind] ?? values![0]]),
      );
      const needed = Object.fromEntries(Object.entries(whole).filter(([name]) => fields[name]!.optional === undefined));
      for (const given of [whole, needed, ...Object.keys(whole).map((name) => ({ ...whole, [name]: {} }))]) {
        const found = dataReader({ fields })(given);
        expect(found).toEqual(parsed(schema, given)?.value);
        expect(JSON.stringify(found)).toBe(JSON.stringify(parsed(schema, given)?.value));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(50);
  });

  test("is left to the schema where fields may be inherited", () => {
    class Sent {
      get user() {
        return "+84901234567";
      }
    }
    const users = dataReader({ fields: { user: { kind: "phone" } } });
    expect(users(new Sent() as never)).toBeUndefined();
    expect(users(Object.assign(Object.create(null), { user: "+84901234567" }))).toEqual({ user: "+84901234567" });
    expect(dataReader({ fields: { ["constructor" as string]: { kind: "text" } } })({})).toBeUndefined();
  });
});
