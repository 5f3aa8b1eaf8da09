/**
 * A phrase book: one language. Every construct of the intermediate representation is a method or a key of it, so a
 * construct without a phrase does not compile, and a new language is one more object of this type.
 */
import type { DecimalText, Language, Quantity, WhenShort } from "../../../ir/model.ts";
import type { Form, SaidAgreed, SaidCondition, SaidExpectation, SaidField, SaidRule, SaidTerm } from "./said.ts";

/** One phrase for each kind of a construct. */
export type Phrases<Said extends { readonly kind: string }> = {
  readonly [Kind in Said["kind"]]: (said: Extract<Said, { readonly kind: Kind }>) => string;
};

/** The phrase for a construct. */
export function phrase<Said extends { readonly kind: string }>(phrases: Phrases<Said>, said: Said): string {
  const say = phrases[said.kind as Said["kind"]] as (said: Said) => string;
  return say(said);
}

/** Headings and fixed texts of a document. */
export interface Labels {
  readonly description: string;
  readonly includes: string;
  readonly providerDuties: string;
  readonly clientDuties: string;
  readonly products: string;
  readonly definitions: string;
  /** How periods, months and hours are to be read everywhere. */
  readonly definitionsNote: string;
  readonly charges: string;
  readonly prohibitions: string;
  readonly records: string;
  readonly interpretations: string;
  readonly examples: string;
  readonly agreed: string;
  readonly given: string;
  readonly time: string;
  /** A drawing of what was open when. */
  readonly timeline: string;
  readonly expected: string;
  readonly month: string;
  readonly question: string;
  readonly decision: string;
  readonly reason: string;
  readonly source: string;
  readonly category: string;
  readonly contents: string;
  readonly services: string;
  readonly search: string;
  readonly noResults: string;
  /** All languages side by side. */
  readonly sideBySide: string;
  readonly language: string;
  /** The way to the text that follows the head of a page. */
  readonly skip: string;
  /** The contract in which something is written. */
  readonly contract: string;
  readonly ratingCode: string;
  /** Nothing is given in an example. */
  readonly nothing: string;
}

export interface Book {
  readonly language: Language;
  /** The name of the language in itself. */
  readonly languageName: string;
  readonly labels: Labels;

  /** A term or title in quotation marks. */
  readonly quoted: (text: string) => string;
  readonly list: (items: readonly string[]) => string;
  readonly number: (value: DecimalText) => string;
  readonly money: (amount: DecimalText, currency: string) => string;
  /** A quantity in full: "24 hours", "300 EUR (three hundred euros)". */
  readonly quantity: Phrases<Quantity>;
  /** A quantity as the step of a count, where one is not said: "60 seconds", "GB". */
  readonly step: (value: Quantity) => string;
  /** A term in the middle of a rule, with its default: as an amount ("the increment (…)") or as the step of a count. */
  readonly term: (term: SaidTerm, place: "amount" | "step") => string;

  readonly condition: (form: Form) => Phrases<SaidCondition>;
  /** The whole sentence. */
  readonly rule: Phrases<SaidRule>;
  /** What one unit of a rule is, in a few words, as on a bill. */
  readonly unit: Phrases<SaidRule>;

  /** Restriction of the service, or of a product of it, to agreements that also take something of the category that is available by itself. */
  readonly onlyWithin: (category: string, product: string | undefined) => string;
  /** What becomes of events that pre-paid credit does not cover. */
  readonly shortCredit: Readonly<Record<WhenShort, string>>;
  readonly category: (name: string) => string;
  /** That another reading of an interpretation can be agreed, through a term. */
  readonly negotiable: (term: string) => string;
  /** An event and what its usage records hold. */
  readonly record: (title: string, fields: readonly SaidField[]) => string;
  readonly definition: (title: string, short: string | undefined, text: string) => string;
  readonly flagValue: (adjective: string, yes: boolean) => string;
  /** One event of an example: its title, its fields and values, and its client when it is another one. */
  readonly given: (title: string, fields: readonly (readonly [string, string])[], client: string | undefined) => string;
  readonly agreed: Phrases<SaidAgreed>;
  readonly expectation: Phrases<SaidExpectation>;
}
