/**
 * How the fields of usage records are read: one zod schema per kind of field. Numbers may stand in JSON as numbers or as
 * text; what comes out is canonical decimal text, so that no binary fraction ever reaches a price or a quantity.
 */
import { z } from "zod";
import type { DecimalText } from "./agreement.ts";
import { canonicalDecimal, isDecimal } from "./measure/decimal.ts";

/** What a number may be in a usage record. */
export type NumberInput = number | string;

/** No real quantity is longer; a limit keeps a hostile record from costing time. */
const LONGEST_NUMBER = 60;
/** A JSON number with more digits than this may not be the number that was written. */
const EXACT_DIGITS = 15;

interface NumberRules {
  /** What the field is, for messages: "a duration in seconds". */
  readonly what: string;
  readonly whole: boolean;
  readonly negative: boolean;
}

/** Turns a number of a record into canonical decimal text, or says in plain words why it cannot. */
function readNumber(value: unknown, rules: NumberRules): { readonly text: DecimalText } | { readonly problem: string } {
  if (typeof value !== "number" && typeof value !== "string")
    return { problem: `must be ${rules.what}: a number, or a decimal in text` };
  const text = typeof value === "number" ? exactText(value) : value.trim();
  if (text === undefined)
    return { problem: `${value} is not a number that JSON carries exactly: write it as text, between quotation marks` };
  if (text.length > LONGEST_NUMBER) return { problem: `must have at most ${LONGEST_NUMBER} digits` };
  if (!isDecimal(text))
    return { problem: `must be ${rules.what}: digits, perhaps with a decimal point (no exponent, no separators)` };
  const canonical = canonicalDecimal(text);
  if (rules.whole && canonical.includes(".")) return { problem: `must be ${rules.what}: a whole number` };
  if (!rules.negative && canonical.startsWith("-")) return { problem: `must be ${rules.what}: not less than zero` };
  return { text: canonical };
}

/** A JSON number as decimal text; undefined when digits may have been lost on the way. */
function exactText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : undefined;
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const digits = mantissa.replace(/[-.]/g, "").replace(/^0+/, "");
  if (digits.length > EXACT_DIGITS) return undefined;
  return exponent === "0" ? mantissa : expanded(mantissa, Number(exponent));
}

/** "1.5" and -7 as "0.00000015"; only fractions reach this, so the exponent is negative. */
function expanded(mantissa: string, exponent: number): string {
  const negative = mantissa.startsWith("-");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  return `${negative ? "-" : ""}0.${(whole + fraction).padStart(whole.length + fraction.length - exponent - 1, "0")}`;
}

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
    .regex(/^\+\d{1,31}$/, { error: "must be + and digits, like +84901234567" }),
  /** ISO 3166 alpha-2. */
  country: z
    .string({ error: "must be a country code in text" })
    .regex(/^[A-Z]{2}$/, { error: "must be two upper-case letters, like VN" }),
  network: nonEmpty,
  text: nonEmpty,
  email: nonEmpty,
  /** Seconds. */
  duration: numberField({ what: "a duration in seconds", whole: false, negative: false }),
  /** Bytes. */
  size: numberField({ what: "a size in bytes", whole: true, negative: false }),
  /** A whole number of things. */
  count: numberField({ what: "a count", whole: true, negative: false }),
  number: numberField({ what: "a number", whole: false, negative: true }),
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
