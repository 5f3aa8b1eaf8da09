/** What changes between two versions of contracts or agreements, as data. */
import type { Language, Origin, Text } from "../ir/model.ts";

/**
 * How much a change matters to a client, most first: what a unit costs or how units are counted; what is charged, free or
 * forbidden; what else was agreed; the words of hand-written texts; what nobody is bound by (examples, comments, layout).
 */
export const severities = ["price", "scope", "term", "text", "editorial"] as const;
export type Severity = (typeof severities)[number];

/** One change of one element. */
export interface Change {
  /** Stable identifier of the rule that found it, such as "window-length". */
  readonly rule: string;
  readonly severity: Severity;
  /** The service or the agreement that the element belongs to, and which of the two it is. */
  readonly owner: { readonly kind: "service" | "agreement"; readonly name: string };
  /** Kind, name and title of the element; absent for the owner itself. */
  readonly element?: { readonly kind: string; readonly name: string; readonly title: Text };
  /** What changed, as a sentence. */
  readonly summary: Text;
  /** What held before and what holds now, in words; one of them is absent for what is new or gone. */
  readonly before?: Text;
  readonly after?: Text;
  /** Where it was written, and where it is written now. */
  readonly from?: Origin;
  readonly to?: Origin;
}

/** All changes: by severity, then by owner and element in the order of the contracts. */
export interface Difference {
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly languages: readonly Language[];
}
