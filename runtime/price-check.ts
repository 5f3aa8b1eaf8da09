/** What is wrong with a price that is given as data. The compiler says the same of prices written in SDL, and where. */
import type { DatedPrice, DecimalText, EachEvent, Price, Scale } from "./agreement.ts";
import { isDay, nextDay } from "./calendar.ts";
import { compareDecimals, isDecimal } from "./measure/decimal.ts";

/**
 * What a clause counts, which decides what its price may look like: one thing a month; a number of things; single events; units of a
 * field of single events, whose length the contract fixes or lets be agreed.
 */
export type Counted = "month" | "number" | "events" | "fixed units" | "agreed units";

/** What the contract says of the price of a clause. */
export interface PriceRule<By extends string = never> {
  /** Fields that the price may depend on. */
  readonly by?: readonly By[];
  readonly counts: Counted;
  /** Limits of increments, in the measure of the field. */
  readonly atLeast?: DecimalText;
  readonly atMost?: DecimalText;
}

/** The problem of a price of units, as the end of a sentence about its clause; undefined when there is none. */
export function priceProblem(price: Price, rule: PriceRule<string>): string | undefined {
  switch (price.kind) {
    case "package":
      return "takes a price per unit, not a package";
    case "flat":
      return decimalsProblem(price.amount) ?? eachProblem(price.each, rule);
    case "dated":
      return datesProblem(price) ?? eachProblem(price.each, rule);
    case "rates":
      return ratesProblem(price, rule) ?? eachProblem(price.each, rule);
    default:
      if (rule.counts === "month") return "is due once a month, so its price cannot depend on a number of units";
      return scaleProblem(price);
  }
}

/** The first text that is not a decimal, or is less than nothing. */
export function decimalsProblem(...amounts: readonly (DecimalText | undefined)[]): string | undefined {
  for (const amount of amounts) {
    if (amount === undefined) continue;
    if (!isDecimal(amount)) return `has a price that is not a decimal: "${amount.slice(0, 40)}"`;
    if (amount.startsWith("-")) return `has a price below zero: ${amount.slice(0, 40)}`;
  }
  return undefined;
}

function ratesProblem(price: Extract<Price, { kind: "rates" }>, { by = [] }: PriceRule<string>): string | undefined {
  const strange = price.by.find((name) => !by.includes(name));
  if (strange !== undefined) return `is not priced by ${strange}${by.length > 0 ? `, only by ${by.join(", ")}` : ""}`;
  for (const row of price.rows) {
    const problem = decimalsProblem(row.price);
    if (problem !== undefined) return problem;
    if (row.key.length !== price.by.length)
      return `has a row with ${row.key.length} keys for ${price.by.length} fields (${price.file}:${row.line})`;
  }
  return wrongDay(price.rows);
}

function wrongDay(periods: readonly { readonly from?: string; readonly until?: string }[]): string | undefined {
  const wrong = periods.flatMap(({ from, until }) => [from, until]).find((day) => day !== undefined && !isDay(day));
  return wrong === undefined ? undefined : `has a price for a day that does not exist: "${wrong.slice(0, 40)}"`;
}

/** Periods follow one another: each begins on the day after the one before ends. */
function datesProblem({ periods }: DatedPrice): string | undefined {
  if (periods.length === 0) return "has a price without any period";
  const wrong = wrongDay(periods);
  if (wrong !== undefined) return wrong;
  for (const [index, { amount, from, until }] of periods.entries()) {
    const problem = decimalsProblem(amount);
    if (problem !== undefined) return problem;
    if (from !== undefined && until !== undefined && until < from)
      return `has a price that ends (${until}) before it begins (${from})`;
    const before = periods[index - 1];
    if (before === undefined) continue;
    const due = before.until === undefined ? undefined : nextDay(before.until);
    if (from === undefined || due === undefined || from < due) return "has prices for periods that overlap";
    if (from > due) return `has no price from ${due} until the day before ${from}`;
  }
  return undefined;
}

function scaleProblem(scale: Scale): string | undefined {
  if (scale.kind === "blocks") {
    const { size, amount, free } = scale;
    return decimalsProblem(size, amount, free) ?? (isPositive(size) ? undefined : "has blocks of nothing");
  }
  const { tiers } = scale;
  if (tiers.length === 0) return "has a scale without tiers";
  for (const [index, { upTo, amount, plus }] of tiers.entries()) {
    const problem = decimalsProblem(amount, plus, upTo);
    if (problem !== undefined) return problem;
    if ((upTo === undefined) !== (index === tiers.length - 1))
      return upTo === undefined ? "has tiers behind the one without a bound" : "has no tier for what is beyond the last bound";
    if (upTo !== undefined && compareDecimals(upTo, tiers[index - 1]?.upTo ?? "0") <= 0)
      return `has tiers out of order: up to ${upTo} after up to ${tiers[index - 1]?.upTo ?? "0"}`;
  }
  return undefined;
}

function eachProblem(each: EachEvent | undefined, { counts, atLeast, atMost }: PriceRule<string>): string | undefined {
  if (each === undefined) return undefined;
  const { increments, per, plus } = each;
  const problem = decimalsProblem(increments?.first, increments?.next, per, plus, each.atLeast, each.atMost);
  if (problem !== undefined) return problem;
  const isOfUnits = counts === "fixed units" || counts === "agreed units";
  if (!isOfUnits && counts !== "events") return "does not charge single events, so nothing can be said of the amount of each";
  if ((increments ?? per) !== undefined && !isOfUnits) return "does not charge units of a field, so it has no increments";
  if (increments !== undefined && counts === "fixed units")
    return "is charged in units that the contract fixes, so the agreement cannot have increments of its own";
  for (const length of [increments?.first, increments?.next, per])
    if (length !== undefined && !isPositive(length)) return "has an increment of nothing";
  for (const length of [increments?.first, increments?.next]) {
    if (length !== undefined && atMost !== undefined && compareDecimals(length, atMost) > 0)
      return `may have increments of at most ${atMost}`;
    if (length !== undefined && atLeast !== undefined && compareDecimals(length, atLeast) < 0)
      return `must have increments of at least ${atLeast}`;
  }
  if (each.atLeast !== undefined && each.atMost !== undefined && compareDecimals(each.atMost, each.atLeast) < 0)
    return `has a most of ${each.atMost} for each event below its least of ${each.atLeast}`;
  return undefined;
}

const isPositive = (amount: DecimalText): boolean => compareDecimals(amount, "0") > 0;
