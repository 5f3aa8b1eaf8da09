/** What each kind of event is for, read from the contract: it decides how often it happens and to whom. */
import type { Event, EventFilter, Interval, Service } from "../../compiler/ir/model.ts";

/** Whom an event is about. */
export type Who =
  /** Anybody, some far more often than others. */
  | { readonly kind: "anyone" }
  /** Mostly somebody who met one of these kinds of event lately. */
  | { readonly kind: "recent"; readonly events: readonly string[]; readonly share: number }
  /** Somebody who has an open interval that is paid for, e.g. a seat. */
  | { readonly kind: "member"; readonly interval: string }
  /** The next one for whom the interval begins: someone new, or who is back. */
  | { readonly kind: "begins"; readonly interval: string }
  /** Somebody whose interval is open; it ends. */
  | { readonly kind: "ends"; readonly interval: string }
  /** Somebody on a set. */
  | { readonly kind: "listed"; readonly set: string };

export interface Role {
  readonly event: Event;
  readonly who: Who;
  /** How often, against the other kinds of event of the service. */
  readonly weight: number;
}

export type IntervalUse =
  /** Few, long: seats, numbers. Paid by the month. */
  | "stock"
  /** Many, each with its own key: recordings. Paid by size and time. */
  | "storage"
  /** Many, for those who are members of a stock or for anyone: signing in and out. */
  | "flow";

/** How an interval is used by the rules of the service. */
export function useOf(service: Service, interval: Interval): IntervalUse {
  const counts = [...service.measures, ...service.charges].map((element) => element.counts);
  if (counts.some((counting) => counting.kind === "storage" && counting.interval === interval.name)) return "storage";
  const paid = service.fees.some((fee) => fee.basis.kind === "monthlyPerInterval" && fee.basis.interval === interval.name);
  const measured = counts.some(
    (counting) => (counting.kind === "peak" || counting.kind === "alive") && counting.interval === interval.name,
  );
  return paid || measured ? "stock" : "flow";
}

/** The roles of the events of a service, without those of products that are not taken. */
export function rolesOf(service: Service, products: readonly string[]): Role[] {
  return service.events
    .filter((event) => event.product === undefined || products.length === 0 || products.includes(event.product))
    .map((event) => ({ event, ...roleOf(service, event) }));
}

function roleOf(service: Service, event: Event): { who: Who; weight: number } {
  const is = (filter: EventFilter) => filter.event === event.name;
  for (const interval of service.intervals) {
    const use = useOf(service, interval);
    if (is(interval.from)) return { who: { kind: "begins", interval: interval.name }, weight: use === "stock" ? 0.02 : 1 };
    if (is(interval.until)) return { who: { kind: "ends", interval: interval.name }, weight: use === "stock" ? 0.012 : 0.9 };
  }
  for (const set of service.sets) {
    if (set.added.some(is))
      return { who: { kind: "recent", events: carriers(service, set.of[0]!, event.name), share: 1 }, weight: 0.12 };
    if (set.removed.some(is)) return { who: { kind: "listed", set: set.name }, weight: 0.01 };
  }
  for (const session of service.sessions) {
    if (session.closes.some(is) && !is(session.opens))
      return { who: { kind: "recent", events: [session.opens.event], share: 1 }, weight: 0.5 };
    if (is(session.opens)) return { who: { kind: "recent", events: [event.name], share: 0.6 }, weight: 6 };
  }
  const stock = service.intervals.find((interval) => useOf(service, interval) === "stock" && sharesKey(event, interval));
  if (stock) return { who: { kind: "member", interval: stock.name }, weight: 2 };
  if (service.fees.some((fee) => fee.basis.kind === "oncePerEvent" && is(fee.basis.of)))
    return { who: { kind: "anyone" }, weight: 0.01 };

  const opensWindow = service.windows.some((window) => is(window.opens));
  const charged = isCounted(service, event.name);
  const openers = service.windows.map((window) => window.opens.event);
  if (openers.length > 0 && !opensWindow) return { who: { kind: "recent", events: openers, share: 0.55 }, weight: 6 };
  // What has an outcome (delivered, answered …) goes out, and more goes out than comes in.
  const hasOutcome = event.fields.some((field) => field.type.kind === "enumeration");
  return { who: { kind: "anyone" }, weight: charged && hasOutcome ? 6 : charged || opensWindow ? 2 : 1 };
}

/** Events that have the field, other than the one given. */
function carriers(service: Service, field: string, except: string): string[] {
  return service.events
    .filter((event) => event.name !== except && event.fields.some((own) => own.name === field))
    .map((event) => event.name);
}

function sharesKey(event: Event, interval: Interval): boolean {
  return interval.per.every((name) => event.fields.some((field) => field.name === name));
}

function isCounted(service: Service, event: string): boolean {
  return [...service.charges, ...service.measures].some(({ counts }) => {
    if (counts.kind === "events" || counts.kind === "distinct") return counts.of.some((filter) => filter.event === event);
    return (
      (counts.kind === "sum" || counts.kind === "commenced" || counts.kind === "commencedTotal") && counts.of.event === event
    );
  });
}
