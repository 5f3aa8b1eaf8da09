/** What a unit costs: one price or several by the day, rate cards, scales, and how the amount of each event is made. */
import type { PerEventNode, PriceNode, QuantityNode, TierNode, TiersNode } from "../../grammar/index.ts";
import { dayAfter, isDay } from "../calendar.ts";
import { D } from "../diagnostics/registry.ts";
import { type Counted, countedByCharge, countedByFee, countsNumber, fieldDecimal } from "../ir/counted.ts";
import type { EachEvent, Price, PricePeriod, Term, Tier } from "../ir/model.ts";
import { quantityOfTerm } from "../ir/terms.ts";
import { money, type PriceContext } from "./price-context.ts";
import { canonical, compareQuantities, lowerQuantity, written } from "./quantity.ts";
import { isBelow } from "./spend.ts";
import { outsideLimits } from "./term.ts";

/** What a clause that has a price per unit counts. */
export function countedBy({ service }: PriceContext, clause: string): Counted {
  const charge = service.charges.find((c) => c.name === clause);
  if (charge !== undefined) return countedByCharge(service, charge);
  return countedByFee(service.fees.find((f) => f.name === clause)!);
}

/** The price of one unit: an amount of money, or a percentage where the sum of a number is charged. */
function unitAmount(ctx: PriceContext, clause: string, node: QuantityNode | undefined): string | undefined {
  const charge = ctx.service.charges.find((c) => c.name === clause);
  if (node?.unit?.text !== "%" || charge === undefined || !countsNumber(ctx.service, charge))
    return money(ctx, node, `The price of ${clause}`);
  const percent = lowerQuantity(ctx.reporter, node, ["percent"]);
  return percent?.kind === "percent" ? hundredth(percent.amount) : undefined;
}

/** "1.3" → "0.013" */
function hundredth(amount: string): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  const digits = whole.padStart(3, "0");
  return canonical(`${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`);
}

const noEvents = "The contract does not charge single events here.";
const onceAMonth = "It is due once a month, whatever is used.";

/** A price that is one of a scale: it depends on the number of units of the month. */
export function lowerScale(ctx: PriceContext, node: PriceNode): Price | undefined {
  const clause = node.clause.text;
  const tiers = node.tiers;
  if (countedBy(ctx, clause).kind === "month") {
    const what = tiers === undefined ? "blocks" : "tiers";
    ctx.reporter.report(D.priceShape, { clause, what, why: onceAMonth }, tiers ?? node.block ?? node);
    return undefined;
  }
  if (tiers !== undefined) return lowerTiers(ctx, clause, tiers);
  for (const [what, part] of [...eachParts(node), ...laterPrices(node)])
    refuse(ctx, clause, what, "A block is charged as a whole, at one price.", part);
  const size = canonical(node.block!.value);
  if (isNothing(size)) ctx.reporter.report(D.nothingToCount, { what: "A block" }, node.block!);
  const amount = unitAmount(ctx, clause, node.flat);
  const free = lowerQuantity(ctx.reporter, node.free, ["count"]);
  if (amount === undefined || isNothing(size)) return undefined;
  return { kind: "blocks", size, amount, ...(free?.kind === "count" && { free: free.amount }) };
}

const isNothing = (amount: string): boolean => /^[0.]*$/.test(amount);

function refuse(ctx: PriceContext, clause: string, what: string, why: string, at: { start: number; end: number }): void {
  ctx.reporter.report(D.priceShape, { clause, what, why }, at);
}

function lowerTiers(ctx: PriceContext, clause: string, { mode, tiers, ...at }: TiersNode): Price | undefined {
  const lowered = tiers.flatMap((tier) => lowerTier(ctx, clause, tier) ?? []);
  let before = "0";
  for (const [index, tier] of tiers.entries()) {
    if (tier.upTo === undefined) {
      if (index < tiers.length - 1) ctx.reporter.report(D.openTiers, { last: false }, tiers[index + 1]!);
      continue;
    }
    const bound = canonical(tier.upTo.value || "0");
    const isAbove = compareQuantities({ kind: "count", amount: bound }, { kind: "count", amount: before }) > 0;
    if (!isAbove && tier.upTo.value !== "") ctx.reporter.report(D.tierOrder, { bound, before }, tier.upTo);
    before = bound;
  }
  if (!tiers.some(({ upTo }) => upTo === undefined)) ctx.reporter.report(D.openTiers, { last: true }, tiers.at(-1) ?? at);
  return lowered.length < tiers.length ? undefined : { kind: mode, tiers: lowered };
}

function lowerTier(ctx: PriceContext, clause: string, node: TierNode): Tier | undefined {
  const amount = unitAmount(ctx, clause, node.amount);
  const plus = node.plus && money(ctx, node.plus, `The fee of a tier of ${clause}`);
  if (amount === undefined || (node.plus !== undefined && plus === undefined)) return undefined;
  return {
    ...(node.upTo !== undefined && { upTo: canonical(node.upTo.value) }),
    amount,
    ...(plus !== undefined && { plus }),
  };
}

/** `X at 0.05 EUR, first 200 free`: two tiers, the first of which costs nothing. */
export function lowerFirstFree(ctx: PriceContext, node: PriceNode): Price | undefined {
  const clause = node.clause.text;
  for (const [what, part] of [...eachParts(node), ...laterPrices(node)])
    refuse(ctx, clause, what, "The first units of the month are free, whichever they are.", part);
  if (countedBy(ctx, clause).kind === "month") refuse(ctx, clause, "free units", onceAMonth, node.free!);
  const amount = unitAmount(ctx, clause, node.flat);
  const free = lowerQuantity(ctx.reporter, node.free, ["count"]);
  if (free?.kind === "count" && isNothing(free.amount))
    ctx.reporter.report(D.nothingToCount, { what: "What is free" }, node.free!);
  if (amount === undefined || free?.kind !== "count") return undefined;
  return { kind: "graduated", tiers: [{ upTo: free.amount, amount: "0" }, { amount }] };
}

const laterPrices = ({ later }: PriceNode) => later.slice(0, 1).map((at) => ["prices by the day", at] as const);

/** Several prices, each from a day on: without gaps, without overlaps. */
export function lowerPeriods(ctx: PriceContext, node: PriceNode): readonly PricePeriod[] | undefined {
  const all = [{ amount: node.flat, until: node.until, at: node.flat ?? node }, ...node.later.map((p) => ({ ...p, at: p }))];
  const periods: PricePeriod[] = [];
  for (const [index, period] of all.entries()) {
    const amount = unitAmount(ctx, node.clause.text, period.amount);
    const from = "from" in period ? day(ctx, period.from) : undefined;
    const until = day(ctx, period.until);
    if (amount === undefined) return undefined;
    const before = periods.at(-1)?.until;
    if (index > 0 && before === undefined && from !== undefined)
      ctx.reporter.report(D.periodOverlap, { from, until: "no day" }, period.at);
    else if (before !== undefined && from !== undefined) {
      const due = dayAfter(before);
      if (from < due) ctx.reporter.report(D.periodOverlap, { from, until: before }, period.at);
      else if (from > due) ctx.reporter.report(D.periodGap, { from: due, until: from }, period.at);
    }
    if (from !== undefined && until !== undefined && until < from) ctx.reporter.report(D.datesReversed, {}, period.until!);
    periods.push({ amount, ...(from && { from }), ...(until && { until }) });
  }
  return periods;
}

function day(ctx: PriceContext, date: PriceNode["until"]): string | undefined {
  if (date === undefined || date.value === "") return undefined;
  if (isDay(date.value)) return date.value;
  ctx.reporter.report(D.badDate, { text: date.value }, date);
  return undefined;
}

/** A rate card has its own prices by the day, and no scale. */
export function refuseBesideRates(ctx: PriceContext, node: PriceNode): void {
  const why = "A rate card gives one price for each key and day; say from which day in its `valid_from`.";
  const strange = [
    ["blocks", node.block],
    ["free units", node.free],
    ["prices by the day", node.until ?? node.later[0]],
  ] as const;
  for (const [what, at] of strange) if (at !== undefined) refuse(ctx, node.clause.text, what, why, at);
}

/** The parts of a price that speak of each event, with their names. */
function eachParts(node: PriceNode): (readonly [what: string, at: { start: number; end: number }])[] {
  const parts = [
    ["increments", node.increments],
    ["a length of time or a size", node.per],
    ["a charge for each event", node.plus],
    ["a least for each event", node.atLeast],
    ["a most for each event", node.atMost],
  ] as const;
  return parts.flatMap(([what, at]) => (at === undefined ? [] : [[what, at] as const]));
}

/** How the amount of each event is made; undefined when the price says nothing of it. */
export function lowerEach(ctx: PriceContext, node: PriceNode): EachEvent | undefined {
  const parts = eachParts(node);
  if (parts.length === 0) return undefined;
  const clause = node.clause.text;
  const counted = countedBy(ctx, clause);
  if (counted.kind !== "events" && counted.kind !== "units") {
    for (const [what, at] of parts) refuse(ctx, clause, what, noEvents, at);
    return undefined;
  }
  const events = counted.kind === "units" ? [counted.event] : counted.events;
  const perEvent = (part: PerEventNode | undefined, what: string) => {
    const word = part?.event;
    const known = ["event", ...events.map((event) => event.toLowerCase())];
    if (word !== undefined && !word.missing && !known.includes(word.text.toLowerCase()))
      ctx.reporter.report(D.eventNoun, { word: word.text, known: known.toReversed() }, word);
    return part === undefined ? undefined : money(ctx, part.amount, what);
  };
  const plus = perEvent(node.plus, `The charge for each event of ${clause}`);
  const atLeast = perEvent(node.atLeast, `The least for each event of ${clause}`);
  const atMost = perEvent(node.atMost, `The most for each event of ${clause}`);
  if (atLeast !== undefined && atMost !== undefined && isBelow(atMost, atLeast))
    ctx.reporter.report(D.limitsReversed, { least: atLeast, most: atMost }, node.atMost!);
  return {
    ...increments(ctx, node, counted),
    ...(plus !== undefined && { plus }),
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  };
}

/** Increments that the agreement states, where the contract lets the length of its units be agreed; and what the price is for. */
function increments(ctx: PriceContext, node: PriceNode, counted: Counted): Pick<EachEvent, "increments" | "per"> {
  const stated = node.increments;
  if (stated === undefined && node.per === undefined) return {};
  const clause = node.clause.text;
  if (counted.kind !== "units") {
    const at = stated ?? node.per!;
    refuse(ctx, clause, stated ? "increments" : "a length of time or a size", "It charges events, not units of a field.", at);
    return {};
  }
  const { unit } = counted;
  const term = unit.kind === "term" ? ctx.service.terms.find(({ name }) => name === unit.term) : undefined;
  const value = unit.kind === "term" ? term && quantityOfTerm(term) : unit.value;
  if (value === undefined) return {};
  const length = (quantity: QuantityNode | undefined) => {
    const lowered = lowerQuantity(ctx.reporter, quantity, [value.kind]);
    const text = lowered && fieldDecimal(lowered);
    if (text !== undefined && isNothing(text)) ctx.reporter.report(D.nothingToCount, { what: "An increment" }, quantity!);
    return lowered && { lowered, text: text! };
  };
  const per = length(node.per);
  if (stated === undefined) return per === undefined ? {} : { per: per.text };
  if (term === undefined || term.negotiable === "no") {
    const name = term === undefined ? `The unit of ${clause}` : `\`${term.name}\``;
    ctx.reporter.report(D.notNegotiable, { term: name, value: written(value) }, stated);
    return {};
  }
  const [first, next] = [length(stated.first), length(stated.next)];
  if (first === undefined || next === undefined) return {};
  for (const [quantity, at] of [
    [first.lowered, stated.first],
    [next.lowered, stated.next],
  ] as const) {
    const limit = outsideLimits(term as Term, quantity);
    if (limit !== undefined) ctx.reporter.report(D.limitExceeded, { term: `\`${term.name}\``, limit }, at);
  }
  return { increments: { first: first.text, next: next.text }, ...(per && { per: per.text }) };
}
