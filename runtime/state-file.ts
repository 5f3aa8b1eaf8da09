/**
 * The state of an agreement at the end of a month, as a document: what the next month is rated from.
 *
 *     { "agreement": "AcmeRetail", "crc32": "5d3f0a9c", "credit": "250.00", "currency": "EUR", "format": "sdl-state", "period": "2026-01",
 *       "services": { "WhatsApp": { "CustomerSupportWindow": … } }, "version": 2 }
 *
 * `period` is the month that was rated last. `services` holds the states by the names they have in the contract; what is inside
 * belongs to the service's module. `credit` and `currency` are there when the agreement is pre-paid; the balance may be negative.
 * `crc32` is the checksum of the canonical JSON of all the rest, so that a state that was changed since is refused, however it was laid
 * out in between. The next month must follow directly. A month without usage is rated too, for it may owe fees and minimums, so a gap
 * is an error.
 *
 * The states of several agreements are one JSON array, one state per line.
 */
import { z } from "zod";
import { isMonth, nextMonth } from "./calendar.ts";
import { canonicalJson } from "./canonical.ts";
import { crc32 } from "./checksum.ts";
import type { ServiceState } from "./module.ts";

/** A state document cannot be used. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
}

export interface StateFile {
  readonly format: "sdl-state";
  readonly version: 2;
  readonly agreement: string;
  /** The month that was rated last, "2026-01". */
  readonly period: string;
  readonly services: Readonly<Record<string, ServiceState>>;
  /** Of the credit. */
  readonly currency?: string;
  /** The pre-paid balance; negative when bills are outstanding. */
  readonly credit?: string;
}

const VERSION = 2;

/** A state as it is written. */
export const stateFileSchema = z
  .strictObject({
    format: z.literal("sdl-state"),
    version: z.literal(VERSION),
    crc32: z.string().regex(/^[0-9a-f]{8}$/, { error: "must be eight hexadecimal digits" }),
    agreement: z.string().min(1),
    period: z.string().refine(isMonth, { error: 'must be a month like "2026-01"' }),
    services: z.record(z.string(), z.record(z.string(), z.unknown())),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, { error: "must be a currency code like EUR" })
      .optional(),
    credit: z
      .string()
      .regex(/^-?\d+(?:\.\d+)?$/, { error: 'must be a decimal in text, like "250.00"' })
      .optional(),
  })
  .meta({ title: "State of an agreement", description: "What the next month of an agreement is rated from." });

/** What to do about a state that is not as it was written. */
const MEND = "Take an unchanged copy of it, or make it again: rate the month before with --state-out.";

/** Reads a state document from its text. Throws a StateFileError that says what is wrong with it. */
export function parseState(text: string): StateFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new StateFileError(`The state is not valid JSON; it was cut or changed. ${MEND}`, { cause: error });
  }
  return readState(value);
}

/** Checks a state document. Throws a StateFileError that says what is wrong with it. */
export function readState(value: unknown): StateFile {
  const { format, version } = (typeof value === "object" && value !== null ? value : {}) as {
    readonly format?: unknown;
    readonly version?: unknown;
  };
  if (format !== "sdl-state") throw new StateFileError('This is not a state of an agreement: it has no "format": "sdl-state".');
  if (version !== VERSION) {
    throw new StateFileError(
      `The state has version ${JSON.stringify(version) ?? "none"}; this program reads version ${VERSION}. Rate the month before again with --state-out.`,
    );
  }
  const parsed = stateFileSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new StateFileError(`The state is not valid: ${issue.path.join(".") || "the document"}: ${issue.message}.`);
  }
  const { crc32: written, ...state } = value as StateFile & { readonly crc32: string };
  const found = crc32(canonicalJson(state));
  if (found === written) return state;
  throw new StateFileError(
    `The state of ${state.agreement} was changed after it was written: its checksum is ${found}, not ${written}. ${MEND}`,
  );
}

/** Throws a StateFileError unless a state is that of the agreement at the end of the month before `period`. */
export function checkState(
  state: StateFile,
  agreement: { readonly name: string; readonly currency: string },
  period: string,
): void {
  if (state.agreement !== agreement.name)
    throw new StateFileError(`The state belongs to ${state.agreement}, not to ${agreement.name}.`);
  const expected = nextMonth(state.period);
  if (period !== expected) {
    throw new StateFileError(
      `The state is that of the end of ${state.period}: the month to rate next is ${expected}, not ${period}.`,
    );
  }
  if (state.credit !== undefined && state.currency !== undefined && state.currency !== agreement.currency) {
    throw new StateFileError(
      `The credit in the state is in ${state.currency}, but ${agreement.name} is in ${agreement.currency}.`,
    );
  }
}

/** Writes a state document on one line: names in code-unit order, the same bytes for the same state. */
export function stateText(state: StateFile): string {
  return `${canonicalJson({ ...state, crc32: crc32(canonicalJson(state)) })}\n`;
}

/** The piece that one of several states is of their list, which has `count` of them; a single state is a document of its own. */
export function statePiece(state: StateFile, index: number, count: number): string {
  return count === 1 ? stateText(state) : listPiece(stateText(state).trimEnd(), index, count);
}

function listPiece(text: string, index: number, count: number): string {
  return `${index === 0 ? "[\n" : ""}${text}${index === count - 1 ? "\n]\n" : ",\n"}`;
}

/** Writes one state as a document, several as a list, in pieces of one state each. */
export function* stateTexts(states: readonly StateFile[]): Generator<string> {
  if (states.length === 0) yield "[\n]\n";
  for (const [index, state] of states.entries()) yield statePiece(state, index, states.length);
}
