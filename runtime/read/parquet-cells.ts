/**
 * What the cells of Parquet columns say, exactly. The library is told nothing of decimals and times, so that it hands out whole
 * numbers and bytes as they are stored; they are put into words here, never by way of binary fractions.
 */
import type { ParquetParsers, SchemaElement } from "hyparquet";
import type { Problem } from "../record.ts";

/** A cell whose value is not taken, and why: what it says of the column. */
export class Unreadable {
  readonly code: Problem["code"];
  readonly reason: string;
  readonly hint: string | undefined;

  constructor(code: Problem["code"], reason: string, hint?: string) {
    this.code = code;
    this.reason = reason;
    this.hint = hint;
  }
}

/** The value of a cell that is not null as JSON has it: text, true and false; numbers as decimal text. */
export type CellReader = (stored: unknown) => unknown;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const notUtf8 = new Unreadable("not-utf8", "is not valid UTF-8");
const nulByte = new Unreadable("nul-byte", "holds a NUL byte");

function text(bytes: Uint8Array): string | Unreadable {
  try {
    const decoded = strict.decode(bytes);
    return decoded.includes("\0") ? nulByte : decoded;
  } catch {
    return notUtf8;
  }
}

/** Text that is no UTF-8 concerns its cell only; bytes stay bytes. */
export const rawParsers: Partial<ParquetParsers> = { stringFromBytes: text, uuidFromBytes: (bytes) => bytes };

/** What an element of the schema stands for: its annotation, in the newer form or the older one. */
function meaning({ logical_type, converted_type }: SchemaElement): string {
  return logical_type?.type ?? converted_type ?? "";
}

const texts = new Set(["STRING", "UTF8", "ENUM", ""]);

/** The element as the library is to see it: text is text, everything else is as it is stored. */
export function rawElement({ logical_type, converted_type, ...element }: SchemaElement): SchemaElement {
  if (element.type !== "BYTE_ARRAY") return element;
  if (texts.has(meaning({ logical_type, converted_type, ...element } as SchemaElement)))
    return { ...element, converted_type: "UTF8" };
  return { ...element, logical_type: { type: "UUID" } };
}

const MOST_DIGITS = 76;
const whole = /^U?INT/;

/** How the cells of a column are read, by its element of the schema. */
export function cellReader(element: SchemaElement): CellReader {
  const { type, num_children = 0, repetition_type, logical_type } = element;
  const means = meaning(element);
  if (type === undefined || num_children > 0 || repetition_type === "REPEATED")
    return refused("is a list or a structure", "A field is one value; only the column data may be a structure.");
  if (means === "DECIMAL") return decimalReader(element);
  if (logical_type?.type === "TIMESTAMP") {
    if (!logical_type.isAdjustedToUTC)
      return refused(
        "is stored as a local time without an offset from UTC",
        "Write it as an instant (adjusted to UTC), or as text with an offset.",
      );
    return instantReader({ MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n }[logical_type.unit]);
  }
  if (means === "TIMESTAMP_MILLIS") return instantReader(1n);
  if (means === "TIMESTAMP_MICROS") return instantReader(1000n);
  if (type === "BOOLEAN") return (stored) => stored === true;
  if ((type === "INT32" || type === "INT64") && (means === "" || whole.test(means))) return wholeReader(element);
  if (type === "DOUBLE") return (stored) => stored;
  if (type === "BYTE_ARRAY" && texts.has(means)) return (stored) => stored;
  if (type === "FIXED_LEN_BYTE_ARRAY" && means === "UUID" && element.type_length === 16)
    return (stored) => uuid(stored as Uint8Array);
  if (type === "FLOAT" || means === "FLOAT16")
    return refused("is stored as a binary number of few digits", "Write the column as whole numbers, DECIMAL, DOUBLE or text.");
  return refused(
    `is stored as ${means || type}`,
    "Write the column as text, whole numbers, DECIMAL or BOOLEAN; times as TIMESTAMP adjusted to UTC.",
  );
}

function refused(reason: string, hint: string): CellReader {
  const cell = new Unreadable("parquet-column", reason, hint);
  return () => cell;
}

function wholeReader({ type, logical_type, converted_type }: SchemaElement): CellReader {
  const signed = logical_type?.type === "INTEGER" ? logical_type.isSigned : !(converted_type?.startsWith("UINT") ?? false);
  if (signed) return (stored) => String(stored);
  const bits = type === "INT64" ? 64 : 32;
  return (stored) => BigInt.asUintN(bits, BigInt(stored as number | bigint)).toString();
}

function decimalReader({ scale, precision = 0, logical_type }: SchemaElement): CellReader {
  const digits = scale ?? (logical_type?.type === "DECIMAL" ? logical_type.scale : 0) ?? 0;
  if (!(Number.isInteger(digits) && digits >= 0 && digits <= MOST_DIGITS && precision <= MOST_DIGITS))
    return refused(`is stored as a DECIMAL with ${digits} digits behind the point`, `At most ${MOST_DIGITS} are read.`);
  return (stored) => {
    const unscaled = stored instanceof Uint8Array ? bigEndian(stored) : BigInt(stored as number | bigint);
    const negative = unscaled < 0n;
    const all = (negative ? -unscaled : unscaled).toString().padStart(digits + 1, "0");
    const point = all.length - digits;
    return `${negative ? "-" : ""}${all.slice(0, point)}${digits === 0 ? "" : `.${all.slice(point)}`}`;
  };
}

/** A number in two's complement, the most significant byte first. */
function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** Digits finer than a millisecond are cut, as in text. */
function instantReader(perMillisecond: bigint): CellReader {
  return (stored) => {
    const given = BigInt(stored as number | bigint);
    const rest = given % perMillisecond;
    const at = new Date(Number((given - rest) / perMillisecond - (rest < 0n ? 1n : 0n)));
    return Number.isNaN(at.getTime()) ? outOfTime : at.toISOString();
  };
}

const outOfTime = new Unreadable("time", "is outside the years that can be written", "Check the unit of the column.");

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
