/** What each clause of a service comes to, before money. */
import type { Charge, Fee, Minimum, Package, PriceEntry } from "../../compiler/ir/model.ts";
import { type Amount, amountsOf, type PricedPart, scaled } from "./amounts.ts";
import { dayAfter, daysIn, overlaps, startOfDay } from "./calendar.ts";
import { applies, holds } from "./circumstances.ts";
import { matches } from "./conditions.ts";
import { aliveKeys, capped, cappedParts, countOf, eventsBehind, partsOf } from "./countings.ts";
import { type Facts, firstDay, isInMonth, named, termValue, type Usage } from "./facts.ts";
import { isScale, priceOf } from "./prices.ts";
import { compared, divided, exact, type Fraction, isZero, minus, one, times, zero } from "./rational.ts";
import { intervalsOf, peakOf } from "./states.ts";

export interface Draft {
  readonly clause: string;
  readonly kind: "charge" | "fee" | "package" | "overage" | "error";
  readonly dimensions: Readonly<Record<string, string>>;
  readonly quantity: Fraction;
  readonly price: string;
  readonly proration?: { readonly left: number; readonly all: number };
  readonly per?: string;
  readonly part?: Amount["part"];
  /** Ids of events that have no price. */
  readonly events: readonly string[];
}

export const priceEntry = ({ taken }: Facts, clause: string): PriceEntry | undefined =>
  taken.prices.find((entry) => entry.clause === clause);

/** One draft per price, and one that names the events for which there is none: no price is ever taken to be zero. */
export function chargeDrafts(facts: Facts, charge: Charge): Draft[] {
  if (!applies(facts, charge)) return [];
  const entry = priceEntry(facts, charge.pricedAs ?? charge.name);
  const priced: PricedPart[] = [];
  const unpriced = new Set<Usage>();
  for (const part of cappedParts(facts, partsOf(facts, charge.counts), charge.atMost)) {
    const found = entry === undefined ? undefined : priceOf(facts, entry.price, part);
    if (found !== undefined) priced.push({ ...part, found });
    else if (part.event !== undefined && entry !== undefined) unpriced.add(part.event);
  }
  // without any price the events are named on which the number rests, whatever its limit
  if (entry === undefined) for (const event of eventsBehind(facts, charge.counts)) unpriced.add(event);
  const error: Draft = {
    ...{ clause: charge.name, kind: "error", dimensions: {}, price: "0" },
    ...{ quantity: exact(unpriced.size), events: namedEvents(facts, charge, unpriced) },
  };
  const amounts = entry === undefined ? [] : amountsOf(entry.price, priced);
  const drafts = amounts.map((amount): Draft => ({ clause: charge.name, kind: "charge", ...amount, events: [] }));
  return [...drafts, error].filter(({ quantity }) => !isZero(quantity));
}

/** An error line names the events of the month. What began before, or lost its price later, is counted without a name. */
function namedEvents(facts: Facts, charge: Charge, unpriced: ReadonlySet<Usage>): string[] {
  const price = priceEntry(facts, charge.pricedAs ?? charge.name)?.price;
  return [...unpriced]
    .filter((event) => isInMonth(facts, event.at))
    .filter((event) => price === undefined || priceOf(facts, price, { quantity: one, at: event.at, event }) === undefined)
    .map(({ id }) => id);
}

/** A fee has one price in a month: that of the first day. What falls due for single events is priced at their instants. */
export function feeDrafts(facts: Facts, fee: Fee): Draft[] {
  if (fee.pricedBy.length > 0 || fee.basis.kind === "oncePerEvent") return feeDraftsBy(facts, fee);
  const price = priceEntry(facts, fee.name)?.price;
  if (price === undefined || !applies(facts, fee)) return [];
  const found = priceOf(facts, price, { quantity: one, at: facts.active.start });
  if (found === undefined) return [];
  const all = capped(facts, feeQuantity(facts, fee, facts.active), fee.atMost);
  const first = isProrated(facts, fee) ? partialMonth(facts) : undefined;
  const there = first === undefined ? zero : capped(facts, feeQuantity(facts, fee, first.day), fee.atMost);
  const due = (from: Fraction, to: Fraction, proration?: Draft["proration"]): Draft[] => {
    const amounts = isScale(price)
      ? scaled(price, from, to, all)
      : [{ row: found.row, dimensions: {}, quantity: minus(to, from), price: found.price }];
    const part = proration === undefined ? {} : { proration };
    return amounts.map((amount) => ({ clause: fee.name, kind: "fee", ...amount, ...part, events: [] }));
  };
  return [...due(zero, there, first?.part), ...due(there, all)].filter(({ quantity }) => !isZero(quantity));
}

/** A fee whose price depends on an event: the one it falls due for, or the one that began a key's first interval of the month. */
function feeDraftsBy(facts: Facts, fee: Fee): Draft[] {
  const price = priceEntry(facts, fee.name)?.price;
  if (price === undefined || !applies(facts, fee)) return [];
  const first = isProrated(facts, fee) && fee.basis.kind === "monthlyPerInterval" ? partialMonth(facts) : undefined;
  const dues = duesOf(facts, fee).map((due) => ({
    ...due,
    quantity: one,
    found: priceOf(facts, price, { quantity: one, ...due }),
  }));
  const priced = dues.filter((due): due is DueOnce & PricedPart => due.found !== undefined);
  const isThere = (due: DueOnce) => first !== undefined && due.isThere(first.day);
  const groups = [priced.filter(isThere), priced.filter((due) => !isThere(due))];
  const [there, all] = [exact(groups[0]!.length), exact(priced.length)];
  const drafts = groups.flatMap((parts, index) => {
    const ofScale = isScale(price) && scaled(price, index === 0 ? zero : there, index === 0 ? there : all, all);
    return (ofScale || amountsOf(price, parts)).map((amount): Draft => {
      const part = index === 0 && first !== undefined ? { proration: first.part } : {};
      return { clause: fee.name, kind: "fee", ...amount, ...part, events: [] };
    });
  });
  const unpriced = dues.filter(({ found }) => found === undefined);
  const named = unpriced.filter(({ event }) => isInMonth(facts, event.at)).map(({ event }) => event.id);
  const error = { quantity: exact(unpriced.length), events: named };
  const errors: Draft = { clause: fee.name, kind: "error", dimensions: {}, price: "0", ...error };
  return [...drafts, errors].filter(({ quantity }) => !isZero(quantity));
}

interface DueOnce {
  readonly event: Usage;
  /** The instant whose price holds. */
  readonly at: number;
  readonly isThere: (within: Facts["active"]) => boolean;
}

function duesOf(facts: Facts, { basis }: Fee): DueOnce[] {
  if (basis.kind === "monthlyFlat") return [];
  if (basis.kind === "oncePerEvent") {
    const events = facts.usage.filter((event) => isInMonth(facts, event.at) && matches(facts, event, basis.of));
    return events.map((event) => ({ event, at: event.at, isThere: () => false }));
  }
  const stays = intervalsOf(facts, basis.interval).filter((stay) => overlaps(stay, facts.active));
  return [...new Set(stays.map(({ key }) => key))].map((key) => {
    const [first] = stays.filter((stay) => stay.key === key).sort((a, b) => a.start - b.start);
    return { event: first!.begun, at: facts.active.start, isThere: (within) => overlaps(first!, within) };
  });
}

/** What a fee is due for within a span. */
function feeQuantity(facts: Facts, { basis }: Fee, within: Facts["active"]): Fraction {
  switch (basis.kind) {
    case "monthlyFlat":
      return one;
    case "monthlyPerInterval":
      return exact(
        basis.count === "alive"
          ? aliveKeys(facts, basis.interval, within).size
          : peakOf(intervalsOf(facts, basis.interval), within),
      );
    case "oncePerEvent":
      throw new Error("What falls due for single events is priced one by one.");
  }
}

/** A month that is charged in part: the day with which it begins, and its part; undefined when it is in force as a whole, or not divided. */
export function partialMonth({
  agreement,
  taken,
  month,
}: Pick<Facts, "agreement" | "month"> & { readonly taken?: Facts["taken"] }) {
  const { by, firstDayCounts, lastMonth } = agreement.proration ?? { by: "days of the month", firstDayCounts: true };
  const first = `${month}-01`;
  const all = daysIn(month);
  const begun = firstDay(agreement, taken);
  const from = begun?.startsWith(month) ? begun : undefined;
  const until = lastMonth !== undefined && agreement.until?.startsWith(month) ? agreement.until : undefined;
  const day = from ?? (until === undefined ? undefined : first);
  if (day === undefined) return undefined;
  const number = (text: string) => Number(text.slice(8));
  const place = (text: string) =>
    by === "days of the month" ? number(text) : number(text) === all ? 30 : Math.min(30, number(text));
  const start = by === "30 days" ? Math.min(30, number(day)) : number(day);
  const dropped = (from !== undefined && !firstDayCounts ? 1 : 0) + (until !== undefined && !lastMonth!.lastDayCounts ? 1 : 0);
  const end = place(until ?? `${month}-${all}`);
  const whole = by === "30 days" ? 30 : all;
  if (dropped === 0 && number(day) === 1 && end === whole) return undefined;
  if (from !== undefined && number(from) === 1 && firstDayCounts && until === undefined) return undefined;
  const span = { start: startOfDay(day, agreement.timeZone), end: startOfDay(dayAfter(day), agreement.timeZone) };
  return { day: span, part: { left: Math.max(0, end - start + 1 - dropped), all: whole } };
}

export function packageDrafts(facts: Facts, bundle: Package): Draft[] {
  const price = priceEntry(facts, bundle.name)?.price;
  if (price?.kind !== "package" || !applies(facts, bundle)) return [];
  const used = countOf(facts, named(facts.service.measures, bundle.measure));
  const beyond = minus(used, exact(price.included));
  const draft = { clause: bundle.name, dimensions: {}, events: [] };
  const fee: Draft = { ...draft, kind: "package", quantity: one, price: price.fee };
  const charged = bundle.overageIf.every((each) => holds(facts, each));
  if (price.overage === undefined || !charged || compared(beyond, zero) <= 0) return [fee];
  return [fee, { ...draft, kind: "overage", quantity: beyond, price: price.overage }];
}

export interface Least {
  readonly amount: Fraction;
  /** The part of the month that the amount is for, when that is not all of it. */
  readonly part?: { readonly left: number; readonly all: number };
}

/** The least amount of traffic, when the charging model of the agreement is held to it. */
export function leastOf(facts: Facts, minimum: Minimum): Least | undefined {
  const rule = facts.agreement.chargingModel === "post-pay" ? minimum.postPay : minimum.prePay;
  if (rule === undefined || !applies(facts, minimum)) return undefined;
  const value = minimum.amount.kind === "constant" ? minimum.amount.value : termValue(facts, minimum.amount.term);
  if (value.kind !== "money") throw new Error("A minimum is an amount of money.");
  const amount = exact(value.amount);
  const first = isProrated(facts, minimum) ? partialMonth(facts) : undefined;
  if (first === undefined) return { amount };
  const { part } = first;
  return { amount: divided(times(amount, exact(part.left)), exact(part.all)), part };
}

const isProrated = (facts: Facts, { firstMonthProrated, firstMonthIf }: Fee | Minimum): boolean =>
  firstMonthProrated && firstMonthIf.every((each) => holds(facts, each));
