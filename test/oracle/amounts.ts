/** From what is counted at a price to the amounts of lines: scales, increments, what is said of each event. */
import type { EachEvent, Price, Tier } from "../../compiler/ir/model.ts";
import { type Part, quantityOf } from "./countings.ts";
import { type Found, isScale, type Scale } from "./prices.ts";
import {
  ceiling,
  compared,
  decimal,
  divided,
  exact,
  type Fraction,
  greater,
  isZero,
  lesser,
  minus,
  one,
  plus,
  times,
  total,
  zero,
} from "./rational.ts";

export interface PricedPart extends Part {
  readonly found: Found;
}

export interface Amount {
  readonly row: number;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly quantity: Fraction;
  readonly price: string;
  readonly per?: string;
  readonly part?: { readonly kind: string; readonly above?: string; readonly upTo?: string };
}

/** One amount per line. */
export function amountsOf(price: Price, parts: readonly PricedPart[]): Amount[] {
  if (price.kind === "package") throw new Error("A unit has no package price.");
  if (isScale(price)) {
    const units = quantityOf(parts);
    return scaled(price, zero, units, units);
  }
  const rows = [...new Set(parts.map(({ found }) => found.row))];
  return rows.flatMap((row) => {
    const same = parts.filter(({ found }) => found.row === row);
    return eventAmounts(same, price.each ?? {}).map((amount) => ({ row, dimensions: same[0]!.found.dimensions, ...amount }));
  });
}

/** The units above `from` up to `to`, of so many in the month. */
export function scaled(price: Scale, from: Fraction, to: Fraction, all: Fraction): Amount[] {
  const line = { row: 0, dimensions: {} };
  if (price.kind === "blocks") {
    const started = (units: Fraction) =>
      ceiling(divided(greater(zero, minus(units, exact(price.free ?? "0"))), exact(price.size)));
    const quantity = minus(started(to), started(from));
    return isZero(quantity) ? [] : [{ ...line, quantity, price: price.amount, part: { kind: "blocks" } }];
  }
  const lower = (index: number): Fraction => exact(price.tiers[index - 1]?.upTo ?? "0");
  const below = (x: Fraction, { upTo }: Tier): Fraction => (upTo === undefined ? x : lesser(x, exact(upTo)));
  const reached = price.tiers.findIndex(({ upTo }) => upTo === undefined || compared(all, exact(upTo)) <= 0);
  return price.tiers.flatMap((tier, index) => {
    const within = (x: Fraction) => greater(zero, minus(below(x, tier), lower(index)));
    const graduated = price.kind === "graduated";
    const quantity = graduated ? minus(within(to), within(from)) : index === reached ? minus(to, from) : zero;
    const isNew = graduated ? isZero(within(from)) : isZero(from);
    const { upTo, plus: fee } = tier;
    const part = { above: decimal(lower(index)), ...(upTo === undefined ? {} : { upTo }) };
    if (isZero(quantity)) return [];
    return [
      { ...line, quantity, price: tier.amount, part: { kind: "tier", ...part } },
      ...(fee === undefined || !isNew ? [] : [{ ...line, quantity: one, price: fee, part: { kind: "tierFee", ...part } }]),
    ];
  });
}

type Shape = Omit<Amount, "row" | "dimensions">;

function eventAmounts(parts: readonly PricedPart[], each: EachEvent): Shape[] {
  const { price } = parts[0]!.found;
  if (parts[0]!.totalUnit !== undefined) return [{ quantity: quantityOf(parts), price }];
  const units = parts[0]!.units;
  const inBase = units !== undefined && (each.increments ?? each.per) !== undefined;
  const per = inBase ? exact(each.per ?? decimal(units)) : one;
  const counted = (part: PricedPart) => (inBase ? incremented(part.value!, units, each) : part.quantity);
  const whole = (part: PricedPart) => plus(divided(times(counted(part), exact(price)), per), exact(each.plus ?? "0"));
  const least = parts.filter((part) => each.atLeast !== undefined && compared(whole(part), exact(each.atLeast)) < 0);
  const most = parts.filter(
    (part) => !least.includes(part) && each.atMost !== undefined && compared(whole(part), exact(each.atMost)) > 0,
  );
  const others = parts.filter((part) => !least.includes(part) && !most.includes(part));
  const byEvent = (kind: string, of: readonly PricedPart[], amount: string | undefined): Shape[] =>
    amount === undefined || of.length === 0 ? [] : [{ quantity: exact(of.length), price: amount, part: { kind } }];
  const quantity = total(others.map(counted));
  const isPer = compared(per, one) !== 0;
  return [
    ...(isZero(quantity) ? [] : [{ quantity, price, ...(isPer ? { per: decimal(per) } : {}) }]),
    ...byEvent("event", others, each.plus),
    ...byEvent("least", least, each.atLeast),
    ...byEvent("most", most, each.atMost),
  ];
}

/** The first increment, and as many next ones as the rest starts. */
function incremented(value: Fraction, units: Fraction, { increments }: EachEvent): Fraction {
  const first = increments === undefined ? units : exact(increments.first);
  const next = increments === undefined ? units : exact(increments.next);
  const rest = minus(value, first);
  return compared(rest, zero) <= 0 ? first : plus(first, times(next, ceiling(divided(rest, next))));
}
