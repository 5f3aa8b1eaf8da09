/** Who asks what of the events of a kind. */
import type { Counting, EventFilter, Named, Service } from "../ir/model.ts";
import type { Conditional } from "./circumstances.ts";

/** A place where a condition is written. */
export interface Written {
  /** What the element is called in messages: "the charge". */
  readonly what: string;
  readonly element: Conditional;
  readonly filter: EventFilter;
}

/** What a clause says of the events that meet its conditions. */
export interface Rule {
  readonly what: string;
  readonly element: Conditional;
  /**
   * - `charged`: each event is charged by itself
   * - `counted`: the events are behind a number that is charged: different users, users on the last day, sessions
   * - `free`: they are declared free
   */
  readonly says: "charged" | "counted" | "free";
  /** Events that meet one of them, and have the fields that are needed. */
  readonly filters: readonly Needing[];
  /** Clauses that may charge the same event. */
  readonly inAdditionTo: readonly string[];
}

export type Needing = EventFilter & { readonly needs: readonly string[] };

/** Every condition of a service, once. */
export function written(service: Service): Written[] {
  const of = (what: string, element: Conditional, filters: readonly EventFilter[]): Written[] =>
    filters.map((filter) => ({ what, element, filter }));
  return [
    ...service.windows.flatMap((w) => of("the window", w, [w.opens])),
    ...service.sets.flatMap((s) => of("the set", s, [...s.added, ...s.removed])),
    ...service.intervals.flatMap((i) => of("the interval", i, [i.from, i.until])),
    ...service.sessions.flatMap((s) => of("the session", s, [s.opens, ...s.closes])),
    ...service.measures.flatMap((m) => of("the measure", m, filtersOf(m.counts))),
    ...service.charges.flatMap((c) => of("the charge", c, filtersOf(c.counts))),
    ...service.fees.flatMap((f) => of("the fee", f, f.basis.kind === "oncePerEvent" ? [f.basis.of] : [])),
    ...service.prohibitions.flatMap((p) => of("the prohibition", p, p.rule.kind === "concurrent" ? [] : [p.rule.of])),
    ...service.freeRules.flatMap((f) => of("the free outcome", f, [f.of])),
  ];
}

/** The filters that a counting itself has. */
function filtersOf(counting: Counting): readonly EventFilter[] {
  return "of" in counting ? (Array.isArray(counting.of) ? counting.of : [counting.of as EventFilter]) : [];
}

/** What the clauses of a service say of events: charges, once-fees and packages, then what is free. */
export function rules(service: Service): Rule[] {
  const rule = (what: string, element: Conditional, counted: Counted, inAdditionTo: readonly string[] = []): Rule => ({
    what,
    element,
    ...counted,
    inAdditionTo,
  });
  const fees = service.fees.map((fee) => {
    const { basis } = fee;
    if (basis.kind === "oncePerEvent") return rule("fee", fee, { says: "charged", filters: [{ ...basis.of, needs: [] }] });
    return rule("fee", fee, {
      says: "counted",
      filters: basis.kind === "monthlyFlat" ? [] : intervalEvents(service, basis.interval),
    });
  });
  return [
    ...service.charges.map((c) => rule("charge", c, counted(service, c.counts), c.inAdditionTo)),
    ...fees,
    ...service.packages.map((p) => rule("package", p, counted(service, { kind: "measure", measure: p.measure }))),
    ...service.freeRules.map((f) => rule("free outcome", f, { says: "free", filters: [{ ...f.of, needs: [] }] })),
  ];
}

type Counted = Pick<Rule, "says" | "filters">;

/** The events behind a number, and whether each of them counts by itself. */
function counted(service: Service, counting: Counting): Counted {
  switch (counting.kind) {
    case "events":
      return { says: "charged", filters: counting.of.map((filter) => ({ ...filter, needs: [] })) };
    case "sum":
    case "commenced":
    case "commencedTotal":
      return { says: "charged", filters: [{ ...counting.of, needs: [counting.field] }] };
    case "distinct":
      return { says: "counted", filters: counting.of.map((filter) => ({ ...filter, needs: [filter.field] })) };
    case "peak":
    case "alive":
    case "storage":
      return { says: "counted", filters: intervalEvents(service, counting.interval) };
    case "sessions": {
      const session = named(service.sessions, counting.session);
      const { event } = session.opens;
      const inside = { kind: "session" as const, session: session.name, key: session.per, negated: false };
      // what opens a session, goes on in it or closes it belongs to it
      return { says: "counted", filters: [...session.closes, { event, where: inside }].map((f) => ({ ...f, needs: [] })) };
    }
    case "measure":
      return counted(service, named(service.measures, counting.measure).counts);
  }
}

/** The beginning and the end of what is charged as long as it lasts. */
function intervalEvents(service: Service, name: string): Needing[] {
  const { from, until } = named(service.intervals, name);
  return [from, until].map((filter) => ({ ...filter, needs: [] }));
}

function named<Element extends Named>(elements: readonly Element[], name: string): Element {
  return elements.find((element) => element.name === name)!;
}

/** The kinds of events of which every outcome must be spoken for: those that something charges or counts by themselves, not merely as changes of a state. */
export function judged(service: Service): ReadonlySet<string> {
  const { charges, fees, packages, measures } = service;
  const resolve = (counting: Counting): Counting =>
    counting.kind === "measure" ? resolve(named(measures, counting.measure).counts) : counting;
  const countings = [
    ...charges.map(({ counts }) => resolve(counts)),
    ...packages.map(({ measure }) => resolve({ kind: "measure", measure })),
  ];
  return new Set([
    ...countings.flatMap(filtersOf).map(({ event }) => event),
    ...fees.flatMap(({ basis }) => (basis.kind === "oncePerEvent" ? [basis.of.event] : [])),
  ]);
}
