/**
 * A naive interpreter of the intermediate representation: an independent reading of the language reference, against which
 * generated modules are checked. It answers every question by looking through all events again, and shares nothing with the
 * back-end, nor with the states, measures and settlement of the runtime.
 */
import type { Agreement, Measure, Named, Service, Spend } from "../../compiler/ir/model.ts";
import { breachesOf } from "./breaches.ts";
import { chargeDrafts, type Draft, feeDrafts, leastOf, packageDrafts, partialMonth } from "./clauses.ts";
import { type Standing, standing } from "./corrections.ts";
import { countOf } from "./countings.ts";
import { activeSpan, type Facts, inOrder, isActive, isInMonth, named, type Usage } from "./facts.ts";
import {
  compared,
  decimal,
  divided,
  exact,
  type Fraction,
  fraction,
  isZero,
  minus,
  rounded,
  stated,
  times,
  total,
  zero,
} from "./rational.ts";

/** Usage of a service. */
export interface ServiceUsage extends Usage {
  /** Empty for a void and a top-up. */
  readonly service: string;
  /** Id of the record that it corrects. */
  readonly replaces?: string;
  readonly voids?: string;
}

export interface OracleLine {
  readonly clause: string;
  readonly kind: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly quantity: string;
  readonly unitPrice: string | null;
  readonly per?: string;
  readonly part?: Draft["part"];
  readonly proration?: string;
  readonly amount: string;
  /** Sorted. */
  readonly events: readonly string[];
}

export interface OracleBill {
  readonly lines: readonly OracleLine[];
  readonly total: string;
  readonly measures: Readonly<Record<string, string>>;
  readonly breaches: readonly { readonly clause: string; readonly event: string }[];
  /** How many events lie outside what is rated. */
  readonly context: number;
  readonly corrected: number;
  readonly conflict: number;
}

const MINOR_UNITS: Readonly<Record<string, number>> = { EUR: 2, VND: 0, KWD: 3 };

export function oracleBill(
  services: readonly Service[],
  agreement: Agreement,
  month: string,
  received: readonly ServiceUsage[],
): OracleBill {
  const { counted: usage, corrected, conflict } = standingOf(services, received);
  const all = factsOf(services, agreement, month, usage);
  const ofServices = all.flatMap((facts) => {
    const lines = linesOf(facts);
    const part = partialMonth(facts)?.part;
    return [...lines, ...(isActive(facts) ? spendLines(agreement, facts.service.name, facts.taken, part, lines) : [])];
  });
  const { start, end } = activeSpan(agreement, undefined, month);
  const whole =
    start < end ? spendLines(agreement, agreement.name, agreement, partialMonth({ agreement, month })?.part, ofServices) : [];
  const lines = [...ofServices, ...whole];
  return {
    lines,
    total: written(agreement, total(lines.map(({ amount }) => exact(amount)))),
    measures: Object.fromEntries(
      all.flatMap((facts) =>
        facts.service.measures
          .filter((measure) => isSaid(facts, measure))
          .map((measure) => [`${facts.service.name}.${measure.name}`, decimal(countOf(facts, measure))]),
      ),
    ),
    breaches: all.flatMap((facts) =>
      facts.service.prohibitions.flatMap((prohibition) =>
        breachesOf(facts, prohibition).map(({ id }) => ({ clause: `${facts.service.name}.${prohibition.name}`, event: id })),
      ),
    ),
    // top-ups only change the credit
    context:
      all.flatMap((facts) => facts.usage.filter(({ at }) => !isInMonth(facts, at))).length +
      usage.filter(({ service }) => service === "").length,
    corrected,
    conflict,
  };
}

/** The records that count. */
export function standingOf(services: readonly Service[], received: readonly ServiceUsage[]): Standing {
  const ofNoService = (name: string) => (name === "TopUp" ? "sdl.top-up.v1" : "sdl.void.v1");
  return standing(received, ({ service, name }) =>
    service === "" ? ofNoService(name) : named(named(services, service).events, name).type,
  );
}

/** What is known of each service that an agreement takes. */
export function factsOf(
  services: readonly Service[],
  agreement: Agreement,
  month: string,
  usage: readonly ServiceUsage[],
): Facts[] {
  return agreement.takes.map((taken) => {
    const service = named(services, taken.service);
    const own = inOrder(usage.filter((event) => event.service === taken.service));
    return { service, agreement, taken, month, active: activeSpan(agreement, taken, month), usage: own };
  });
}

/** Whether the agreement, or else the contract, gives a value to every term that a measure rests on. */
function isSaid({ service, taken }: Facts, measure: Measure): boolean {
  const elements: readonly Named[] = [
    ...[service.measures, service.windows, service.sets, service.intervals, service.sessions].flat(),
  ];
  const rests = new Set<Named>();
  const terms = new Set<string>();
  const look = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key === "term") terms.add(String(value));
      const element = ["measure", "window", "set", "interval", "session"].includes(key) && elements.find((e) => e.name === value);
      if (element && !rests.has(element)) {
        rests.add(element);
        look(element);
      }
      look(value);
    }
  };
  look(measure);
  return [...terms].every(
    (name) => taken.terms.some(({ term }) => term === name) || named(service.terms, name).value !== undefined,
  );
}

function minorUnits({ currency }: Agreement): number {
  const digits = MINOR_UNITS[currency];
  if (digits === undefined) throw new Error(`How many digits has ${currency}?`);
  return digits;
}

/** With at least the digits of the minor unit, or of the place that amounts are rounded to. */
export function written(agreement: Agreement, amount: Fraction): string {
  const digits = Math.max(minorUnits(agreement), agreement.roundingTo?.split(".")[1]?.length ?? 0);
  const isBelow = compared(amount, zero) < 0;
  return `${isBelow ? "-" : ""}${rounded(isBelow ? minus(zero, amount) : amount, digits, "down")}`;
}

/** The nearest multiple of the place that amounts are rounded to. */
export function roundedMoney(agreement: Agreement, amount: Fraction): string {
  const place = exact(agreement.roundingTo ?? decimal(fraction(1n, 10n ** BigInt(minorUnits(agreement)))));
  return written(agreement, times(exact(rounded(divided(amount, place), 0, agreement.rounding)), place));
}

/** What brings the lines of a month up to the least, or down to the most. */
function spendLines(
  agreement: Agreement,
  name: string,
  { atLeast, atMost }: Pick<Agreement, "atLeast" | "atMost">,
  part: { readonly left: number; readonly all: number } | undefined,
  lines: readonly OracleLine[],
): OracleLine[] {
  const spent = total(lines.map(({ amount }) => exact(amount)));
  const limit = ({ amount, prorated }: Spend) => {
    const { left, all } = prorated && part !== undefined ? part : { left: 1, all: 1 };
    return exact(roundedMoney(agreement, times(exact(amount), fraction(BigInt(left), BigInt(all)))));
  };
  const line = (kind: string, clause: string, amount: Fraction): OracleLine[] => {
    const text = written(agreement, amount);
    return [{ clause: `${name}.${clause}`, kind, dimensions: {}, quantity: "1", unitPrice: text, amount: text, events: [] }];
  };
  if (atLeast !== undefined && compared(spent, limit(atLeast)) < 0)
    return line("minimum", "minimum-spend", minus(limit(atLeast), spent));
  if (atMost !== undefined && compared(spent, limit(atMost)) > 0)
    return line("cap", "maximum-spend", minus(limit(atMost), spent));
  return [];
}

function linesOf(facts: Facts): OracleLine[] {
  const { service, agreement } = facts;
  const drafts = [
    ...service.charges.flatMap((charge) => chargeDrafts(facts, charge)),
    ...service.fees.flatMap((fee) => feeDrafts(facts, fee)),
    ...service.packages.flatMap((bundle) => packageDrafts(facts, bundle)),
  ];
  const lines = drafts.map((draft) => line(facts, draft));
  const shortfalls = service.minimums.flatMap((minimum) => {
    const least = leastOf(facts, minimum);
    if (least === undefined) return [];
    const counted = minimum.of.map((name) => `${service.name}.${name}`);
    const traffic = total(lines.filter(({ clause }) => counted.includes(clause)).map(({ amount }) => exact(amount)));
    const missing = minus(least.amount, traffic);
    if (compared(missing, zero) <= 0) return [];
    const amount = roundedMoney(agreement, missing);
    if (isZero(exact(amount))) return [];
    const clause = `${service.name}.${minimum.name}`;
    const proration = least.part && { proration: `${least.part.left}/${least.part.all}` };
    return [{ clause, kind: "minimum", dimensions: {}, quantity: "1", unitPrice: amount, ...proration, amount, events: [] }];
  });
  return [...lines, ...shortfalls];
}

/** Multiplied once, rounded once. */
function line({ service, agreement }: Facts, draft: Draft): OracleLine {
  const { left, all } = draft.proration ?? { left: 1, all: 1 };
  const quantity = stated(draft.quantity);
  const whole = divided(times(quantity, exact(draft.price)), exact(draft.per ?? "1"));
  const exactly = times(whole, fraction(BigInt(left), BigInt(all)));
  return {
    clause: `${service.name}.${draft.clause}`,
    kind: draft.kind,
    dimensions: draft.dimensions,
    quantity: decimal(quantity),
    unitPrice: draft.kind === "error" ? null : draft.price,
    ...(draft.per === undefined ? {} : { per: draft.per }),
    ...(draft.part === undefined ? {} : { part: draft.part }),
    ...(draft.proration === undefined ? {} : { proration: `${left}/${all}` }),
    amount: roundedMoney(agreement, exactly),
    events: [...draft.events].sort(),
  };
}
