/**
 * How the parts of an element are compared. Each kind of element has a table with an entry for every property of its type in
 * the intermediate representation, so that a property that nobody compares is a type error.
 */
import type { Named, Service, Text } from "../ir/model.ts";
import type { Severity } from "./model.ts";
import type { RuleId } from "./rules.ts";

/** A rule that applies, with the words before and after where it has its own. */
export interface Finding {
  readonly rule: RuleId;
  readonly before?: Text;
  readonly after?: Text;
  /** Where the case matters more or less than the rule does in general. */
  readonly severity?: Severity;
}

/** The element that is compared, and the services that it is from. */
export interface Sides {
  readonly name: string;
  readonly before: Service;
  readonly after: Service;
}

export type Compare<V, Within = unknown> = (before: V, after: V, within: Within) => readonly Finding[];

/** How one property is compared: by any difference, in its own way, or not at all because it only identifies or places the element. */
export type Facet<V, Within = Sides> = RuleId | Compare<V, Within> | typeof ignored;

/** A table that misses no property. */
export type Facets<E, Within = Sides> = { readonly [K in keyof E]-?: Facet<E[K], Within> };

export const ignored = Symbol("not compared");

/** A text: the change shows the words themselves. */
export function words(rule: RuleId): Compare<Text | string | undefined> {
  return (before, after) => (same(before, after) ? [] : [{ rule, ...beforeAfter(before, after) }]);
}

/** Texts before and after, where there are any; a plain text is the same in every language. */
export function beforeAfter(
  before: Text | string | undefined,
  after: Text | string | undefined,
): Pick<Finding, "before" | "after"> {
  const text = (value: Text | string): Text => (typeof value === "string" ? { en: value, vi: value } : value);
  return { ...(before !== undefined && { before: text(before) }), ...(after !== undefined && { after: text(after) }) };
}

/** What every named element has. */
export const named: Facets<Named, unknown> = {
  name: ignored,
  title: words("title"),
  titled: ignored,
  short: words("short-form"),
  doc: words("comment"),
  product: "product",
  origin: ignored,
};

/** All findings of one element, in the order of the table; a rule without words of its own is found once. */
export function compareFacets<E extends object, Within>(
  facets: Facets<E, Within>,
  before: E,
  after: E,
  within: Within,
): Finding[] {
  const findings = (Object.keys(facets) as (keyof E & string)[]).flatMap((key) => {
    const facet = facets[key] as Facet<unknown, Within>;
    if (facet === ignored) return [];
    if (typeof facet === "function") return facet(before[key], after[key], within);
    return same(before[key], after[key]) ? [] : [{ rule: facet }];
  });
  const worded = ({ before, after }: Finding) => before !== undefined || after !== undefined;
  return findings.filter((found, i) => worded(found) || findings.findIndex(({ rule }) => rule === found.rule) === i);
}

/** Whether two values say the same; where they were written does not count, nor does the order of properties. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (key, part: unknown) => {
      if (key === "origin") return undefined;
      if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)));
    }) ?? ""
  );
}

/** Items of two lists with the same key side by side, in the order of the new list, those that are gone at the end. */
export function paired<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): { was?: T; is?: T }[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const pairs: { was?: T; is?: T }[] = [];
  for (const item of after) {
    const was = old.get(keyOf(item));
    old.delete(keyOf(item));
    pairs.push(was === undefined ? { is: item } : { was, is: item });
  }
  for (const item of old.values()) pairs.push({ was: item });
  return pairs;
}
