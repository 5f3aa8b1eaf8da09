/** What the thread of the command and those that help it say to one another. Everything is plain data. */
import type { Agreement, AgreementResult, ReadPart, ReadUsage, Rejection, StateFile, UsageEvent } from "../../runtime/index.ts";
import type { LinePart } from "../line-parts.ts";
import type { SharedFile } from "../spill.ts";

/** What a helper needs in order to rate as the command does. */
export interface HelperSetup {
  /** Scripts of modules, by name of the service. */
  readonly scripts: readonly (readonly [service: string, script: string])[];
  readonly agreements: readonly Agreement[];
  readonly knownAgreements: readonly Pick<Agreement, "name" | "accounts">[];
  readonly period: string;
  readonly openingStates: ReadonlyMap<string, StateFile>;
  readonly rated: ReadonlySet<string>;
  /** Whether states at the end of the month are asked for. */
  readonly withStates: boolean;
  /** Memory for rows, in bytes; the others go to the file. */
  readonly memory: number;
  readonly spill: SharedFile;
  /** Shared memory: how agreements are parted into groups. */
  readonly parting: Int32Array<SharedArrayBuffer>;
  readonly parts: readonly LinePart[];
  /** Shared memory: which part is next. */
  readonly reading: Int32Array<SharedArrayBuffer>;
}

/** How many parts of the usage, and groups of agreements, are done before those in front of them were told. */
export const PARTS_AHEAD = 64;
export const GROUPS_AHEAD = 16;

/** What came of reading a part of the usage. Lines count from 1 within it, and files have its number as name. */
export interface PartRead {
  readonly part: number;
  /** How many ends of lines there are. */
  readonly lines: number;
  readonly rejections: readonly (readonly [rejection: Rejection, agreement: string | undefined])[];
  /** Events that only the thread of the command can keep. */
  readonly long: readonly (readonly [event: UsageEvent, agreement: number])[];
}

export type Task =
  /** All parts are read: hand over what came of them. */
  | { readonly kind: "hand over" }
  /** Rate groups; shared memory tells which is next. */
  | { readonly kind: "rate"; readonly usage: ReadUsage; readonly groups: number; readonly rating: Int32Array<SharedArrayBuffer> };

/** A result; with the state at the end of the month if that was asked for. */
export type SentResult = Omit<AgreementResult, "closingState"> & Partial<Pick<AgreementResult, "closingState">>;

export type Answer =
  | { readonly kind: "read"; readonly read: PartRead }
  | { readonly kind: "handed over"; readonly part: ReadPart }
  | { readonly kind: "rated"; readonly group: number; readonly results: readonly SentResult[] }
  /** With what the user can do about it; without, it is a defect. */
  | { readonly kind: "failed"; readonly failure?: Failed; readonly defect?: string };

export interface Failed {
  readonly message: string;
  readonly hint: string | undefined;
  readonly exitCode: number;
}
