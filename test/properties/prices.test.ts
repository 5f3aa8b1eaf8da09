/** Laws of prices that depend on the number of units, and of amounts that are made event by event. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EachEvent, Tier } from "../../runtime/agreement.ts";
import { EventSum, eventQuantity } from "../../runtime/measure/each-event.ts";
import { scaleAmounts, unitsOf } from "../../runtime/scale.ts";
import {
  compared,
  decimal,
  divided,
  exact,
  type Fraction,
  greater,
  lesser,
  minus,
  plus,
  times,
  total,
} from "../oracle/rational.ts";
import { runs } from "./arbitraries.ts";

const amount = fc.integer({ min: 0, max: 1_000_000 }).map((n) => decimal(divided(exact(n), exact(1000))));
const quantity = fc.integer({ min: 0, max: 10_000 }).map((n) => decimal(divided(exact(n), exact(4))));
const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 5 })
  .map((all) => all.sort((a, b) => a - b).map(String));
const tiered = (price: fc.Arbitrary<string>, order?: "falling"): fc.Arbitrary<readonly Tier[]> =>
  fc.tuple(bounds, fc.array(price, { minLength: 6, maxLength: 6 })).map(([all, prices]) => {
    const sorted = order === undefined ? prices : [...prices].sort((a, b) => compared(exact(b), exact(a)));
    return [...all, undefined].map((upTo, i) => ({ ...(upTo === undefined ? {} : { upTo }), amount: sorted[i]! }));
  });

const whole = (parts: readonly { readonly quantity: string; readonly unitPrice?: string; readonly per?: string }[]): Fraction =>
  total(parts.map((p) => divided(times(exact(p.quantity), exact(p.unitPrice!)), exact(p.per ?? "1"))));
const same = (a: Fraction, b: Fraction) => expect(decimal(minus(a, b))).toBe("0");

describe("tiers", () => {
  test("hold every unit exactly once", () => {
    fc.assert(
      fc.property(tiered(amount), quantity, fc.constantFrom("graduated" as const, "volume" as const), (tiers, n, kind) => {
        same(total(scaleAmounts({ kind, tiers }, unitsOf(n), {}).map((part) => exact(part.quantity))), exact(n));
      }),
      runs(300),
    );
  });

  test("that come in two parts cost what they cost at once", () => {
    fc.assert(
      fc.property(
        tiered(amount),
        quantity,
        quantity,
        fc.constantFrom("graduated" as const, "volume" as const),
        (tiers, a, b, kind) => {
          const all = decimal(plus(exact(a), exact(b)));
          const scale = { kind, tiers };
          const first = scaleAmounts(scale, { above: "0", upTo: a, total: all }, {});
          const second = scaleAmounts(scale, { above: a, upTo: all, total: all }, {});
          same(whole([...first, ...second]), whole(scaleAmounts(scale, unitsOf(all), {})));
        },
      ),
      runs(300),
    );
  });

  test("of falling prices: graduated costs at least as much as by volume, and more units never cost less", () => {
    fc.assert(
      fc.property(tiered(amount, "falling"), quantity, quantity, (tiers, n, more) => {
        const graduated = (units: string) => whole(scaleAmounts({ kind: "graduated", tiers }, unitsOf(units), {}));
        const volume = whole(scaleAmounts({ kind: "volume", tiers }, unitsOf(n), {}));
        expect(compared(graduated(n), volume)).toBeGreaterThanOrEqual(0);
        expect(compared(graduated(decimal(plus(exact(n), exact(more)))), graduated(n))).toBeGreaterThanOrEqual(0);
      }),
      runs(300),
    );
  });

  test("of one price cost what that price costs", () => {
    fc.assert(
      fc.property(tiered(amount), quantity, amount, (tiers, n, price) => {
        const flat = tiers.map((tier) => ({ ...tier, amount: price }));
        for (const kind of ["graduated", "volume"] as const)
          same(whole(scaleAmounts({ kind, tiers: flat }, unitsOf(n), {})), times(exact(n), exact(price)));
      }),
      runs(200),
    );
  });
});

test("blocks: the least whole number that holds all units beyond the free ones", () => {
  fc.assert(
    fc.property(quantity, fc.integer({ min: 1, max: 500 }).map(String), quantity, (n, size, free) => {
      const parts = scaleAmounts({ kind: "blocks", size, amount: "1", free }, unitsOf(n), {});
      const blocks = exact(parts[0]?.quantity ?? "0");
      const paid = greater(exact(0), minus(exact(n), exact(free)));
      expect(compared(times(blocks, exact(size)), paid)).toBeGreaterThanOrEqual(0);
      expect(compared(times(minus(blocks, exact(1)), exact(size)), paid)).toBeLessThan(0);
    }),
    runs(300),
  );
});

describe("events", () => {
  const limits = fc.record({ plus: amount, low: amount, high: amount }).map(({ plus: onTop, low, high }): EachEvent => {
    const [atLeast, atMost] = [lesser(exact(low), exact(high)), greater(exact(low), exact(high))].map(decimal);
    return { plus: onTop, atLeast: atLeast!, atMost: atMost! };
  });

  test("at their limits and within them: the lines are the sum of the amounts of all events, in any order", () => {
    const quantities = fc.array(quantity, { maxLength: 20 });
    fc.assert(
      fc.property(limits, amount, quantities, fc.constantFrom("1", "60", "7"), (each, price, all, per) => {
        const lines = (of: readonly string[]) => {
          const sum = new EventSum(each, price, per === "1" ? undefined : per);
          for (const q of of) sum.add(q);
          return whole(sum.amounts({}));
        };
        const event = (q: string) => plus(divided(times(exact(q), exact(price)), exact(per)), exact(each.plus!));
        const held = (q: string) => lesser(greater(event(q), exact(each.atLeast!)), exact(each.atMost!));
        same(lines(all), total(all.map(held)));
        same(lines([...all].reverse()), lines(all));
      }),
      runs(300),
    );
  });

  test("increments hold the whole of a call, by less than one of them too much", () => {
    const length = fc.integer({ min: 1, max: 900 }).map((n) => decimal(divided(exact(n), exact(10))));
    fc.assert(
      fc.property(quantity, length, length, (value, first, next) => {
        const units = { step: "60", base: {} };
        const counted = exact(eventQuantity({ increments: { first, next } }, units, value));
        expect(compared(counted, greater(exact(value), exact(first)))).toBeGreaterThanOrEqual(0);
        const spare = minus(counted, greater(exact(value), exact(first)));
        expect(compared(spare, exact(next))).toBeLessThan(0);
      }),
      runs(300),
    );
  });
});
