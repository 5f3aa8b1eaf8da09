/** What a priced clause counts, which decides what its price may look like. */
import type { Charge, Counting, Event, Fee, Quantity, QuantityOrTerm, Service } from "./model.ts";

export type Counted =
  /** One thing a month. */
  | { readonly kind: "month" }
  /** A number of things, which no single events stand for. */
  | { readonly kind: "number" }
  /** Single events of one kind or several. */
  | { readonly kind: "events"; readonly events: readonly string[] }
  /** Units of a field of single events. */
  | { readonly kind: "units"; readonly event: string; readonly field: string; readonly unit: QuantityOrTerm };

type Measured = Pick<Service, "measures">;

export function countedByCharge(service: Measured, { counts, atMost }: Pick<Charge, "counts" | "atMost">): Counted {
  const basic = atMost === undefined ? resolved(service, counts) : undefined;
  switch (basic?.kind) {
    case "events":
      return { kind: "events", events: [...new Set(basic.of.map(({ event }) => event))] };
    case "sum":
      return { kind: "events", events: [basic.of.event] };
    case "commenced":
      return { kind: "units", event: basic.of.event, field: basic.field, unit: basic.unit };
    default:
      return { kind: "number" };
  }
}

/** Whether a charge is for the sum of a field that holds a number without a unit, which may be an amount of money. */
export function countsNumber(
  service: Measured & Pick<Service, "events">,
  { counts, atMost }: Pick<Charge, "counts" | "atMost">,
): boolean {
  const basic = atMost === undefined ? resolved(service, counts) : undefined;
  if (basic?.kind !== "sum") return false;
  const event = service.events.find(({ name }) => name === basic.of.event);
  return event?.fields.find(({ name }) => name === basic.field)?.type.kind === "number";
}

/** Whether a charge is for one number of the month, for which no events stand whose fields could decide its price. */
export function isOneNumber(service: Measured, { counts, atMost }: Pick<Charge, "counts" | "atMost">): boolean {
  const basic = atMost === undefined ? resolved(service, counts) : undefined;
  switch (basic?.kind) {
    case undefined:
    case "peak":
    case "alive":
      return true;
    case "sessions":
      return basic.which !== "opened";
    case "commencedTotal":
      return counts.kind === "measure";
    default:
      return false;
  }
}

export function countedByFee({ basis }: Pick<Fee, "basis">): Counted {
  if (basis.kind === "oncePerEvent") return { kind: "events", events: [basis.of.event] };
  return { kind: basis.kind === "monthlyFlat" ? "month" : "number" };
}

/** What is counted in the end, through named measures; undefined when one of them counts at most so many, which makes one number of it. */
function resolved({ measures }: Measured, counting: Counting): Exclude<Counting, { kind: "measure" }> | undefined {
  const path = new Set<string>();
  let counts: Counting | undefined = counting;
  while (counts?.kind === "measure") {
    const name: string = counts.measure;
    if (path.has(name)) return undefined;
    path.add(name);
    const measure = measures.find((each) => each.name === name);
    counts = measure?.atMost === undefined ? measure?.counts : undefined;
  }
  return counts;
}

/** Whether the number is one of the month as a whole, rather than added up from single events that each have a price. */
export function isWhole({ kind }: Counting): boolean {
  return kind === "distinct" || kind === "peak" || kind === "alive" || kind === "sessions" || kind === "measure";
}

/** The terms that are units of what is counted: nothing can be counted in units of nothing. */
export function unitTerms({ charges, measures }: Pick<Service, "charges" | "measures">): ReadonlySet<string> {
  const units = [...charges, ...measures].flatMap(({ counts }) => ("unit" in counts ? [counts.unit] : []));
  return new Set(units.flatMap((unit) => (unit.kind === "term" ? [unit.term] : [])));
}

/** A quantity in the measure of fields: seconds, bytes, or the number itself. */
export function fieldDecimal(quantity: Quantity): string {
  if (quantity.kind === "size") return quantity.bytes;
  if (quantity.kind !== "duration") return quantity.amount;
  const text = String(quantity.milliseconds).padStart(4, "0");
  return `${text.slice(0, -3)}.${text.slice(-3)}`.replace(/\.?0+$/, "");
}

/** The event whose fields a price depends on. */
export function pricedEvent(
  service: Pick<Service, "charges" | "fees" | "intervals" | "events">,
  clause: string,
): Event | undefined {
  const counts = service.charges.find((c) => c.name === clause)?.counts;
  const basis = service.fees.find((f) => f.name === clause)?.basis;
  const name =
    counts?.kind === "events"
      ? counts.of[0]?.event
      : counts !== undefined && "of" in counts && "event" in counts.of
        ? counts.of.event
        : basis?.kind === "oncePerEvent"
          ? basis.of.event
          : basis?.kind === "monthlyPerInterval"
            ? service.intervals.find((i) => i.name === basis.interval)?.from.event
            : undefined;
  return service.events.find((e) => e.name === name);
}
