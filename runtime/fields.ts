/**
 * What the fields of usage records may hold: one zod schema per kind of field. Numbers may stand in JSON as numbers or as
 * text; what comes out is canonical decimal text, so that no binary fraction ever reaches a price or a quantity. Each schema takes
 * what the reader of its kind takes (`field-readers.ts`) and gives the same value; it also says why it takes nothing else.
 */
import { z } from "zod";
import type { DecimalText } from "./agreement.ts";
import { countryPattern, type NumberRules, numberRules, phonePattern, readNumber } from "./field-readers.ts";

/** What a number may be in a usage record. */
export type NumberInput = number | string;

function numberField(rules: NumberRules): z.ZodType<DecimalText, NumberInput> {
  const schema = z.unknown().transform((value, context): DecimalText => {
    const read = readNumber(value, rules);
    if ("text" in read) return read.text;
    context.addIssue({ code: "custom", message: read.problem, input: value });
    return z.NEVER;
  });
  return schema as unknown as z.ZodType<DecimalText, NumberInput>;
}

const nonEmpty = z.string({ error: "must be text" }).min(1, { error: "must not be empty" });

/** Schemas by kind of field. */
export const field = {
  /** `+` and digits. */
  phone: z
    .string({ error: "must be a phone number in text" })
    .regex(phonePattern, { error: "must be + and digits, like +84901234567" }),
  /** ISO 3166 alpha-2. */
  country: z
    .string({ error: "must be a country code in text" })
    .regex(countryPattern, { error: "must be two upper-case letters, like VN" }),
  network: nonEmpty,
  text: nonEmpty,
  email: nonEmpty,
  /** Seconds. */
  duration: numberField(numberRules.duration),
  /** Bytes. */
  size: numberField(numberRules.size),
  /** A whole number of things. */
  count: numberField(numberRules.count),
  number: numberField(numberRules.number),
  flag: z.boolean({ error: "must be true or false" }),
  /** One of the values of an enumeration. */
  oneOf: <const Values extends readonly [string, ...string[]]>(...values: Values) =>
    z.enum(values, { error: `must be one of: ${values.join(", ")}` }),
};

/** For records with fields that every object inherits under the same name, such as `constructor`: only own fields count. */
export function ownFields<Schema extends z.ZodObject>(schema: Schema): z.ZodType<z.output<Schema>, z.input<Schema>> {
  const own = (value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value;
  return z.preprocess(own, schema) as unknown as z.ZodType<z.output<Schema>, z.input<Schema>>;
}

/** The value of an own property; never one that is inherited. */
export function own<Of extends object, Name extends keyof Of>(object: Of, name: Name): Of[Name] | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Whether a value is one of several. */
export function isOneOf<Value extends string>(value: Value | undefined, ...values: readonly NoInfer<Value>[]): boolean {
  return value !== undefined && (values as readonly string[]).includes(value);
}
