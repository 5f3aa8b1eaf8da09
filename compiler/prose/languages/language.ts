/** What the checks of prose know of a language. One file per language; a further language is one more file in this folder. */

/** How sure a word is a number: "always", only directly before a unit of measurement, or "never" (it may be an article or an ordinal). */
export type Sureness = "always" | "beforeUnit" | "never";

export interface NumberWord {
  readonly value: number;
  /** Multiplies what stands before it, as "hundred" does. */
  readonly times?: true;
  readonly sure: Sureness;
}

/** Kinds of unit that both languages must say alike. Money has its ISO 4217 code instead. */
export type UnitKind =
  | "millisecond"
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "working day"
  | "week"
  | "month"
  | "quarter"
  | "year"
  | "percent"
  | "byte"
  | "KB"
  | "MB"
  | "GB"
  | "TB";

export interface ProseLanguage {
  readonly tag: string;
  /** The name of the language in messages. */
  readonly name: string;
  /** How numbers are written: 10,000.5 or 10.000,5. */
  readonly decimalMark: "." | ",";
  /** Words of numbers, in lower case; several of them make one number ("twenty-four"). */
  readonly numbers: Readonly<Record<string, NumberWord>>;
  /** Words that stand between the words of one number: "and". */
  readonly joins: readonly string[];
  /** Words before which a number word is an ordinal, a month or a weekday. */
  readonly notBefore: readonly string[];
  /** How units and currencies are written, the longer before the shorter; matched directly behind a number, whatever the case. */
  readonly units: readonly (readonly [pattern: string, kind: UnitKind | (string & {})])[];
  /** The singular of a word, for terms in the plural. */
  singular(word: string): string;
  /** True where capitals mark defined terms within a sentence word by word ("End User"), as in English. */
  readonly capitalised: boolean;
  /** Words with a capital that are no defined term: days, months, and words that begin sentences. In lower case. */
  readonly plainWords: ReadonlySet<string>;
  /** Words for things of which two cannot both be meant; the groups are in `concepts.ts`. */
  readonly concepts: Readonly<Record<string, RegExp>>;
  /** Acronyms that the language writes out. */
  readonly writtenOut: Readonly<Record<string, readonly string[]>>;
}
