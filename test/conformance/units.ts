/** Peer cases about numbers of units: tiers, blocks, packages, percentages. */
import { expect } from "vitest";
import { scaleAmounts } from "../../runtime/index.ts";
import { Decimal } from "../../runtime/money.ts";
import { billOf, type Cases, minus, priced, same, sameAll, sum, tiers, totalOf, UNITS, used } from "./kit.ts";

const blocks = (size: number, price: string): string => `at ${price} EUR per block of ${size}`;
const PLAN = `${UNITS} fee Plan { {T} monthly }`;

/** The price of the first tier's fee as a monthly fee: due without any use. */
const withPlan = (fee: string, price: string, units: string | number) =>
  totalOf({ elements: PLAN, take: `Units ${price} Plan at ${fee} EUR` }, used(units));

const ZERO_USE =
  "Without a unit no fee of a tier is due. Where a peer charges the first tier's fee all the same, it is a monthly fee here; both are tested.";

/** Graduated tiers by their widths, as some peers give them. */
const widths = (steps: readonly { readonly size?: number; readonly price: string }[]): string => {
  let to = 0;
  const all = steps.map(({ size, price }) => {
    to += size ?? 0;
    return { to: size === undefined ? null : to, unit: price };
  });
  return tiers("graduated", all);
};

/** A charge of its own for each name, and the events that it counts. */
const grouped = (names: readonly string[]): string =>
  names.map((name) => `event ${name}Used { {T} amount number } charge ${name} { {T} for the amount of ${name}Used }`).join(" ");
const usedOf = (amounts: Readonly<Record<string, number>>) =>
  Object.entries(amounts).map(([name, amount]) => [`${name}Used`, "2026-03-10 09:00", { amount: String(amount) }] as const);

export const units: Cases = {
  "lago-package-01": {
    by: "contract",
    check: async ({ input, expected }) =>
      same(await priced(blocks(input.package_size, input.package_price), input.units), expected.amount),
  },
  "lago-package-03": {
    by: "contract",
    check: async ({ input, expected }) =>
      same(
        await priced(`${blocks(input.package_size, input.package_price)}, first ${input.free_units} free`, input.units),
        expected.amount,
      ),
  },
  "lago-volume-prorated-01": {
    by: "runtime",
    policy: "The tier is chosen by all units of the month, the price applied to the part of them that is due.",
    check: ({ input, expected }) => {
      const scale = input.tiers.map((t: Record<string, string | number | null>) => ({
        ...(t.to === null ? {} : { upTo: String(t.to) }),
        amount: t.unit,
        ...(t.flat === "0" ? {} : { plus: t.flat }),
      }));
      const amounts = scaleAmounts(
        { kind: "volume", tiers: scale },
        { above: "0", upTo: input.prorated_units, total: String(input.full_units) },
        {},
      );
      same(multiplied(amounts), expected.amount);
    },
  },
  "lago-graduated-02": {
    by: "contract",
    check: ({ input, expected }) =>
      sameAll(input.units, expected.amounts, (n: string) => priced(tiers("graduated", input.tiers), n)),
  },
  "lago-graduated-prorated-02": {
    by: "runtime",
    policy:
      "Units take their places in the order in which they come; usage that is taken back has no record of its own, so only the function is compared.",
    check: ({ input, expected }) => {
      const scale = input.tiers.map((t: Record<string, string | number | null>) => ({
        ...(t.to === null ? {} : { upTo: String(t.to) }),
        amount: t.unit,
        plus: t.flat,
      }));
      let there = 0;
      let total = Decimal.zero;
      for (const [index, amount] of input.event_units.entries()) {
        const [low, high] = [Math.min(there, there + amount), Math.max(there, there + amount)];
        const parts = scaleAmounts(
          { kind: "graduated", tiers: scale },
          { above: String(low), upTo: String(high), total: String(high) },
          {},
        );
        const unitsOnly = multiplied(parts.filter(({ part }) => part.kind === "tier"));
        const part = Decimal.parse(unitsOnly).times(Decimal.parse(input.event_prorated_units[index]));
        total = total.plus(part.dividedBy(Decimal.fromJson(Math.abs(amount)), 9, "half up"));
        if (amount > 0) total = total.plus(Decimal.parse(multiplied(parts.filter(({ part: p }) => p.kind === "tierFee"))));
        there += amount;
      }
      same(total.round(2, "half up").toString(), expected.amount);
    },
  },
  "lago-percentage-minmax-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const usage = input.transactions.map((n: number) => used(n));
      const rate = `Units at ${input.rate_percent} %`;
      const limits = `, at least ${input.min} EUR and at most ${input.max} EUR per usage`;
      same(await totalOf({ take: rate + limits }, ...usage), expected.amount);
      same(await totalOf({ take: rate }, ...usage), expected.without_min_max);
    },
  },
  "lago-graduated-percentage-01": {
    by: "contract",
    policy: ZERO_USE,
    check: async ({ input, expected }) => {
      const [first, ...rest] = input.tiers;
      const { flat, ...plain } = first;
      await sameAll(input.totals, expected.amounts, (n: number) => withPlan(flat, tiers("graduated", [plain, ...rest]), n));
      await sameAll(input.totals.slice(1), expected.amounts.slice(1), (n: number) => priced(tiers("graduated", input.tiers), n));
      same(await priced(tiers("graduated", input.tiers), 0), "0");
    },
  },
  "om-package-01": {
    by: "contract",
    check: ({ input, expected }) =>
      sameAll(input.units, expected.amounts, (n: number) => priced(blocks(input.package_size, input.package_price), n)),
  },
  "om-graduated-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const { lines, total } = await billOf({ take: `Units ${tiers("graduated", input.tiers)}` }, [used(input.units)]);
      const parts = lines.map(({ amount }) => Decimal.parse(amount).toString()).filter((amount) => amount !== "0");
      expect(parts).toEqual(expected.parts.filter((amount: string) => amount !== "0"));
      same(total, expected.amount);
    },
  },
  "om-graduated-02": {
    by: "contract",
    policy: ZERO_USE,
    check: async ({ input, expected }) => {
      const [first, ...rest] = input.tiers;
      await sameAll(input.units, expected.amounts, (n: string) =>
        withPlan(first.flat, tiers("graduated", [{ to: first.to }, ...rest]), n),
      );
      await sameAll(input.units.slice(1), expected.amounts.slice(1), (n: string) => priced(tiers("graduated", input.tiers), n));
      same(await priced(tiers("graduated", input.tiers), 0), "0");
    },
  },
  "om-unit-conversion-02": {
    by: "contract",
    check: async ({ input, expected }) => {
      const elements = `charge Units { {T} for each commenced ${input.divide_by} of amount of Usage }`;
      const { lines, total } = await billOf({ elements, take: `Units ${tiers("graduated", input.tiers)}` }, [used(input.raw)]);
      same(sum(...lines.map(({ quantity }) => quantity)), expected.billed_units);
      same(total, expected.amount);
    },
  },
  "om-unit-conversion-split-01": {
    by: "contract",
    policy:
      "Blocks are counted on the month: what is billed in between starts no block twice. The peer's own figure is known to be too much.",
    check: async ({ input, expected }) => {
      const price = blocks(input.divide_by, input.unit_price);
      const first = await priced(price, input.first_raw);
      const both = await totalOf({ take: `Units ${price}` }, used(input.first_raw), used(input.second_raw));
      same(minus(both, first), expected.exact_cumulative_second_line);
    },
  },
  "kb-late-usage-01": {
    by: "contract",
    policy: "A month is rated from all of its usage; what is still to be invoiced is the difference.",
    check: async ({ input, expected }) => {
      const periods = [input.period1, input.period2];
      await sameAll(periods, expected.delta, async ({ units: all, already_invoiced }) =>
        minus(
          await totalOf({ take: `Units ${blocks(input.block, input.price)}` }, ...all.map((n: number) => used(n))),
          already_invoiced,
        ),
      );
    },
  },
  "kb-multi-tier-01": {
    by: "contract",
    policy: "Tiers are written by their bounds; a peer's widths are added up.",
    check: async ({ input, expected }) => {
      const take = `FOO ${widths(input.FOO)} BAR ${widths(input.BAR)}`;
      await sameAll(input.usage, expected.graduated, (usage: Record<string, number>) =>
        totalOf({ elements: grouped(["FOO", "BAR"]), take }, ...usedOf(usage)),
      );
    },
  },
  "kb-late-usage-02": {
    by: "contract",
    policy: "A month is rated from all of its usage; what is still to be invoiced is the difference.",
    check: async ({ input, expected }) => {
      // the tiers are those of kb-multi-tier-01
      const take = `FOO ${widths([{ size: 10, price: "1" }, { size: 50, price: "10" }, { price: "100" }])}
        BAR ${widths([{ size: 100, price: "2" }, { price: "20" }])}`;
      const { amount, ...before } = input.already_billed;
      const rated = (usage: Record<string, number>) => totalOf({ elements: grouped(["FOO", "BAR"]), take }, ...usedOf(usage));
      same(await rated(before), amount);
      same(minus(await rated(input.now), amount), expected.delta);
    },
  },
  "fp-bucketed-max-03": {
    by: "contract",
    policy: "Tiers count what one charge counts: per group with a charge for each, on the total with one; both are tested.",
    check: async ({ input, expected }) => {
      const groups = input.hour1 as Record<string, number>;
      const price = tiers("graduated", input.tiers);
      const names = Object.keys(groups);
      const take = names.map((name) => `${name} ${price}`).join(" ");
      same(await totalOf({ elements: grouped(names), take }, ...usedOf(groups)), expected.amount);
      const all = Object.values(groups).reduce((a, b) => a + b, 0);
      same(await priced(price, all), expected.wrong_if_pooled);
    },
  },
  "fp-tiers-doc-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const price = tiers("by volume", [
        { to: 10_000, unit: "0.001" },
        { to: 50_000, unit: "0.0008" },
        { unit: input.tier3_unit },
      ]);
      same(await priced(price, input.volume_units), expected.volume);
      const { units: count, size, price: each } = input.package;
      const { lines, total } = await billOf({ take: `Units ${blocks(size, each)}` }, [used(count)]);
      same(lines[0]!.quantity, expected.packages);
      same(total, expected.package_amount);
    },
  },
  "mt-package-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      same(await priced(blocks(input.package.size, input.package.price), input.package.units), expected.package);
      same(await priced(`at ${input.per_unit.price} EUR`, input.per_unit.units), expected.per_unit);
    },
  },
  "au-units-01": {
    by: "contract",
    check: ({ input, expected }) =>
      sameAll(input.usage, expected.amounts, (n: number) => priced(blocks(input.billing_units, input.unit_price), n)),
  },
  "jb-included-01": {
    by: "contract",
    check: ({ input, expected }) =>
      sameAll(input.units, expected.amounts, (n: number) => priced(`at ${input.unit} EUR, first ${input.included} free`, n)),
  },
  "jb-volume-01": {
    by: "contract",
    policy: "`up to 9` includes 9. A peer's tier that begins at 10 follows one up to 9.",
    check: async ({ input, expected }) => {
      const [, ...later] = input.tiers;
      const all = input.tiers.map(({ unit }: { unit: string }, i: number) => ({
        unit,
        to: later[i] === undefined ? null : later[i].from_ - 1,
      }));
      await sameAll(input.units, expected.amounts, (n: number) => priced(tiers("by volume", all), n));
    },
  },
  "chargebee-package-01": {
    by: "contract",
    check: ({ input, expected }) =>
      sameAll(input.units, expected.amounts, (n: number) => priced(blocks(input.size, input.price), n)),
  },
  "zuplo-tiers-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      same(await priced(tiers("graduated", input.tiers), input.units), expected.graduated);
      same(await priced(tiers("by volume", input.tiers), input.units), expected.volume);
    },
  },
};

function multiplied(amounts: readonly { readonly quantity: string; readonly unitPrice: string }[]): string {
  return sum(...amounts.map(({ quantity, unitPrice }) => Decimal.parse(quantity).times(Decimal.parse(unitPrice)).toString()));
}
