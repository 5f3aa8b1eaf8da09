/** What is compared in each kind of element of a service. */
import type {
  Charge,
  Counting,
  Definition,
  Enumeration,
  EnumerationValue,
  Event,
  EventFilter,
  Example,
  Fee,
  FreeRule,
  Interpretation,
  Interval,
  Measure,
  Minimum,
  Package,
  Product,
  Prohibition,
  Session,
  SetState,
  Term,
  TermValue,
  Window,
} from "../ir/model.ts";
import {
  beforeAfter,
  type Compare,
  type Facets,
  type Finding,
  ignored,
  named,
  paired,
  type Sides,
  same,
  words,
} from "./facets.ts";
import type { RuleId } from "./rules.ts";
import { severityOfTerm } from "./term-use.ts";

// ── Events that rules choose ────────────────────────────────────────────────

/** Which events are meant, apart from how they are counted: the kinds of event, and the conditions on them. */
function choices(before: readonly EventFilter[], after: readonly EventFilter[]): Finding[] {
  const kinds = (list: readonly EventFilter[]) => list.map(({ event }) => event);
  const conditions = (list: readonly EventFilter[]) => list.map(({ where }) => where ?? null);
  if (!same(kinds(before), kinds(after))) return [{ rule: "events" }];
  return same(conditions(before), conditions(after)) ? [] : [{ rule: "condition" }];
}

const choice: Compare<EventFilter> = (before, after) => choices([before], [after]);

/** The events of something that may rest on events, and everything else that it says. */
function divided(value: Counting | Fee["basis"] | Prohibition["rule"]): { events: readonly EventFilter[]; rest: object } {
  if (!("of" in value)) return { events: [], rest: value };
  const { of, ...rest } = value;
  const events: readonly (EventFilter & { readonly field?: string })[] = "event" in of ? [of] : of;
  return { events, rest: { ...rest, fields: events.map(({ field }) => field ?? null) } };
}

/** Events and conditions by their own rules, everything else by the one that is named. */
function resting<V extends Counting | Fee["basis"] | Prohibition["rule"]>(rule: RuleId): Compare<V> {
  return (before, after) => {
    const [was, is] = [divided(before), divided(after)];
    const both = was.events.length > 0 && is.events.length > 0;
    return [...(both ? choices(was.events, is.events) : []), ...(same(was.rest, is.rest) ? [] : [{ rule }])];
  };
}

// ── Rules that bill ─────────────────────────────────────────────────────────

export const charge: Facets<Charge> = {
  ...named,
  addOn: "add-on",
  counts: resting("counting"),
  atMost: "most-counted",
  pricedBy: "priced-by",
  pricedAs: "priced-as",
  externalTariff: "external-tariff",
  inAdditionTo: "in-addition",
  circumstances: "circumstances",
};

export const fee: Facets<Fee> = {
  ...named,
  basis: resting("fee-basis"),
  atMost: "most-counted",
  pricedBy: "priced-by",
  inAdvance: "in-advance",
  firstMonthProrated: "first-month",
  firstMonthIf: "first-month",
  alternativeTo: "alternative",
  circumstances: "circumstances",
};

export const pack: Facets<Package> = {
  ...named,
  measure: "package-measure",
  overage: "overage",
  overageIf: "overage",
  alternativeTo: "alternative",
  circumstances: "circumstances",
};

export const minimum: Facets<Minimum> = {
  ...named,
  amount: "minimum-amount",
  of: "minimum-traffic",
  postPay: "minimum-shortfall",
  prePay: "minimum-shortfall",
  firstMonthProrated: "first-month",
  firstMonthIf: "first-month",
  circumstances: "circumstances",
};

export const prohibition: Facets<Prohibition> = {
  ...named,
  rule: resting("what-is-forbidden"),
  circumstances: "circumstances",
};

export const free: Facets<FreeRule> = { ...named, of: choice, circumstances: "circumstances" };

// ── States, measures, terms ─────────────────────────────────────────────────

export const window: Facets<Window> = { ...named, length: "window-length", opens: choice, per: "key" };

export const set: Facets<SetState> = { ...named, of: "key", added: choices, removed: "set-removal" };

export const interval: Facets<Interval> = { ...named, per: "key", from: choice, until: "ending" };

export const session: Facets<Session> = {
  ...named,
  per: "key",
  opens: choice,
  timeout: "session-timeout",
  life: "session-life",
  closes: "ending",
};

export const measure: Facets<Measure> = { ...named, counts: resting("counting"), atMost: "most-counted" };

/** Values of an enumeration, or choices of a term. */
const values: Compare<readonly EnumerationValue[]> = (before, after) =>
  paired(before, after, ({ name }) => name).flatMap(({ was, is }) => {
    if (was === undefined) return [{ rule: "value-added" as const, ...beforeAfter(undefined, is!.title) }];
    if (is === undefined) return [{ rule: "value-removed" as const, ...beforeAfter(was.title, undefined) }];
    return words("value-title")(was.title, is.title, undefined);
  });

const termValue: Compare<TermValue | undefined, Sides> = (before, after, sides) =>
  same(before, after) ? [] : [{ rule: "term-value", severity: severityOfTerm(sides) }];

export const term: Facets<Term> = {
  ...named,
  kind: ignored,
  value: termValue,
  choices: values,
  negotiable: "negotiable",
  atMost: "upper-limit",
  atLeast: "lower-limit",
};

// ── Usage records ───────────────────────────────────────────────────────────

export const enumeration: Facets<Enumeration> = { ...named, values };

export const event: Facets<Event> = {
  ...named,
  type: words("record-type"),
  fields: (before, after) =>
    paired(before, after, ({ name }) => name).flatMap(({ was, is }): readonly Finding[] => {
      if (was === undefined) return [{ rule: "field-added", ...beforeAfter(undefined, is!.title) }];
      if (is === undefined) return [{ rule: "field-removed", ...beforeAfter(was.title, undefined) }];
      const typed = same([was.type, was.optional], [is.type, is.optional]);
      return [
        ...words("field-title")(was.title, is.title, undefined),
        ...(typed ? [] : [{ rule: "field-type" as const, ...beforeAfter(was.title, is.title) }]),
      ];
    }),
};

// ── Prose ───────────────────────────────────────────────────────────────────

export const product: Facets<Product> = { ...named, text: words("description"), onlyWithin: "only-within" };

export const definition: Facets<Definition> = { ...named, text: words("meaning") };

export const interpretation: Facets<Interpretation> = {
  ...named,
  question: words("question"),
  decision: words("decision"),
  reason: words("reason"),
  negotiableAs: "negotiable",
  source: words("source-place"),
};

export const example: Facets<Example> = {
  ...named,
  title: "example",
  agreement: "example",
  events: "example",
  expect: "example",
};
