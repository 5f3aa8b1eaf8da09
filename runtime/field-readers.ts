/**
 * What the fields of usage records say, in the one form that rating works with: text as it is, numbers as canonical decimal text,
 * true and false. These are plain functions, one per kind of field, because they run for every field of every record; `field`
 * makes the schemas from them, and puts into words what they refuse.
 */
import type { DecimalText } from "./agreement.ts";
import { canonicalDecimal, isDecimal } from "./measure/decimal.ts";
import type { FieldKind } from "./module.ts";

/** A field in its one form. */
export type FieldValue = string | boolean;

/** The value of a field in its one form; undefined when it is not of the kind. */
export type FieldReader = (value: unknown) => FieldValue | undefined;

/** Kinds that say by themselves what a field may hold; an enumeration has values of its own. */
export type PlainKind = Exclude<FieldKind, "enumeration">;

/** No real quantity is longer; a limit keeps a hostile record from costing time. */
const LONGEST_NUMBER = 60;
/** A JSON number with more digits than this may not be the number that was written. */
const EXACT_DIGITS = 15;

export interface NumberRules {
  /** What the field is, for messages: "a duration in seconds". */
  readonly what: string;
  readonly whole: boolean;
  readonly negative: boolean;
}

/** The kinds of fields that hold numbers. */
export const numberRules = {
  /** Seconds. */
  duration: { what: "a duration in seconds", whole: false, negative: false },
  /** Bytes. */
  size: { what: "a size in bytes", whole: true, negative: false },
  /** A whole number of things. */
  count: { what: "a count", whole: true, negative: false },
  number: { what: "a number", whole: false, negative: true },
} as const satisfies Record<string, NumberRules>;

/** Turns a number of a record into canonical decimal text, or says in plain words why it cannot. */
export function readNumber(value: unknown, rules: NumberRules): { readonly text: DecimalText } | { readonly problem: string } {
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

/** Whether a text is a whole number as it is always written: digits, no zero in front. Most numbers of records are. */
function isCanonicalWhole(text: string): boolean {
  if (text.length === 0 || text.length > LONGEST_NUMBER) return false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length === 1 || text.charCodeAt(0) !== 48;
}

function numberReader(rules: NumberRules): (value: unknown) => DecimalText | undefined {
  return (value) => {
    if (typeof value === "string" && isCanonicalWhole(value)) return value;
    if (typeof value === "number" && value >= 0 && Number.isSafeInteger(value)) return String(value);
    const read = readNumber(value, rules);
    return "text" in read ? read.text : undefined;
  };
}

export const phonePattern = /^\+\d{1,31}$/;
export const countryPattern = /^[A-Z]{2}$/;

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function matching(pattern: RegExp): (value: unknown) => string | undefined {
  return (value) => (typeof value === "string" && pattern.test(value) ? value : undefined);
}

/** Readers by kind of field. */
export const fieldReaders = {
  phone: matching(phonePattern),
  country: matching(countryPattern),
  network: text,
  text,
  email: text,
  duration: numberReader(numberRules.duration),
  size: numberReader(numberRules.size),
  count: numberReader(numberRules.count),
  number: numberReader(numberRules.number),
  flag: (value: unknown) => (typeof value === "boolean" ? value : undefined),
} as const satisfies Record<PlainKind, FieldReader>;

/** The value of a field of a kind in its one form; undefined when it is not of the kind. */
export function readField(kind: PlainKind, value: unknown): FieldValue | undefined {
  return fieldReaders[kind](value);
}

/** A reader of one of the values of an enumeration. */
export function oneOfReader(values: readonly string[]): (value: unknown) => string | undefined {
  const known = new Set(values);
  return (value) => (typeof value === "string" && known.has(value) ? value : undefined);
}
