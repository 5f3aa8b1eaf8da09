/** What the thread of the command and those that help it say to one another. Everything is plain data. */
import type { Agreement, AgreementResult, RatingGroup, RowNamesData, StateFile } from "../../runtime/index.ts";

/** What a helper needs in order to rate as the command does. */
export interface HelperSetup {
  /** Scripts of modules, by name of the service. */
  readonly scripts: readonly (readonly [service: string, script: string])[];
  readonly agreements: readonly Agreement[];
  readonly knownAgreements: readonly Pick<Agreement, "name" | "accounts">[];
  readonly period: string;
  readonly openingStates: ReadonlyMap<string, StateFile>;
  readonly rated: ReadonlySet<string>;
}

/** Whole lines of an input, from `start` to `until`; a few more bytes follow. The buffer goes from hand to hand. */
export interface Lines {
  readonly buffer: ArrayBuffer;
  readonly start: number;
  readonly until: number;
  /** In place of lines: the beginning of one that is longer than any may be. */
  readonly tooLong?: Uint8Array;
}

/** A line that was not taken: its number within the piece, from 1, and where it stands. */
export interface LeftLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** What came of lines. */
export interface ScannedLines {
  readonly lines: Lines;
  /** How many there are. */
  readonly count: number;
  /** Rows of those that were taken, in the first words of the buffer. */
  readonly rows: ArrayBuffer;
  readonly words: number;
  readonly sources: readonly string[];
  readonly taken: number;
  readonly elsewhere: number;
  readonly left: readonly LeftLine[];
}

export type Task =
  | { readonly kind: "scan"; readonly lines: Lines; readonly rows: ArrayBuffer }
  | { readonly kind: "names"; readonly names: RowNamesData }
  | { readonly kind: "rate"; readonly group: RatingGroup };

export type Answer =
  | { readonly kind: "scanned"; readonly scanned: ScannedLines }
  | { readonly kind: "rated"; readonly results: readonly AgreementResult[] };
