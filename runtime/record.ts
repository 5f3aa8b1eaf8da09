/** A usage record on its way in: as it was read, and why it could not be taken. */
import { excerpt } from "./text.ts";

/** Why a record was rejected. Stable; reports and tests rely on them. */
export type RejectionCode =
  /** Reading: the bytes, the line, the array, the table. */
  | "not-utf8"
  | "nul-byte"
  | "too-long"
  | "not-json"
  | "array"
  | "truncated"
  | "csv-row"
  | "parquet-column"
  /** Envelope of CloudEvents 1.0. */
  | "not-an-object"
  | "attribute-missing"
  | "attribute-invalid"
  | "time"
  | "unknown-type"
  | "data"
  | "unknown-field"
  | "field-missing"
  | "field-invalid"
  /** Whose usage it is. */
  | "unknown-subject"
  | "service-not-taken"
  | "not-pre-paid";

/** A record that cannot be rated, with the place and the reason in plain words. */
export interface Rejection {
  /** Line of the input at which the record begins, from 1. */
  readonly line: number;
  /** Name of the input, when there are several. */
  readonly file?: string;
  readonly code: RejectionCode;
  /** The attribute of the envelope or the field of the data. */
  readonly field?: string;
  readonly reason: string;
  readonly hint?: string;
  /** The beginning of the record. */
  readonly raw: string;
}

/** What a reader gives for each record: a parsed value, not yet looked at, or a rejection. */
export type RawRecord =
  | { readonly line: number; readonly file?: string; readonly value: unknown; readonly error?: undefined }
  | { readonly line: number; readonly file?: string; readonly error: Rejection; readonly value?: undefined };

/** What is wrong with a record, before it is known where it stands. */
export interface Problem {
  readonly code: RejectionCode;
  readonly field?: string;
  readonly reason: string;
  readonly hint?: string;
}

/** A problem at its place. `raw` is a text, or the parsed record. */
export function reject(place: { readonly line: number; readonly file?: string }, problem: Problem, raw: unknown): Rejection {
  return {
    line: place.line,
    ...(place.file === undefined ? {} : { file: place.file }),
    code: problem.code,
    ...(problem.field === undefined ? {} : { field: problem.field }),
    reason: problem.reason,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    raw: excerpt(typeof raw === "string" ? raw : rawText(raw)),
  };
}

/** A rejected record, as readers give it. */
export function rejectedRecord(line: number, problem: Problem, raw: unknown): RawRecord {
  return { line, error: reject({ line }, problem, raw) };
}

/** A parsed record as text; values that JSON cannot write (a record need not come from JSON) are described. */
function rawText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "(a value that JSON cannot write)";
  }
}
