/** Peer cases about months: parts of months, what is there for some time, spending, rounding, time zones. */
import { expect } from "vitest";
import { firstMonth, localMonth, type ProrationPolicy, period } from "../../runtime/index.ts";
import { Decimal, Money } from "../../runtime/money.ts";
import type { Used } from "../pricing/kit.ts";
import { billOf, type Cases, cents, EXACTLY, minus, type PeerCase, same, sameAll, sum, totalOf, UNITS, used } from "./kit.ts";

const MONTH = "Every period is a calendar month; the peer's period of as many days is laid upon one.";
const PLAN = "fee Plan { {T} monthly first month prorated by day }";
const STEPS =
  "Days of something that is there are started steps of 24 hours, in the month in which each begins: a change of the clock makes none of them longer.";
const CENTS = "rounding half up";

/** What is there, counted for each started step of time. */
const there = (step: string) => `charge There { {T} for each 1 of amount of Item per commenced ${step} }`;
const added = (item: string, time: string, amount: number | string = 1): Used => [
  "Added",
  time,
  { item, amount: String(amount) },
];
const removed = (item: string, time: string): Used => ["Removed", time, { item }];
const UTC = { timeZone: "UTC", offset: "Z" } as const;

/** A part, as the peer states it. */
const roundedUp = (amount: string, by: number): string =>
  Decimal.parse(amount).dividedBy(Decimal.fromJson(by), 5, "up").toString();

async function thereTotal(step: string, period: string, usage: readonly Used[], agreement = EXACTLY): Promise<string> {
  return totalOf({ elements: there(step), take: "There at 1 EUR", period, agreement, ...UTC }, ...usage);
}

const partOf = (name: string, from: string, policy?: ProrationPolicy): string => {
  const { proration } = firstMonth(period("UTC", name), from, "UTC", undefined, policy)!;
  return new Money("EUR", "half up", "0.0000000000000001").amount("1", "1", proration);
};

/** A monthly price until a day or from a day on, for its part of a month. */
const fee = (price: string, days: string, proration: string, name = "2024-03"): Promise<string> =>
  totalOf({
    elements: PLAN,
    take: `Plan at ${price} EUR`,
    agreement: `${CENTS} proration by ${proration} ${days}`,
    period: name,
  });

const spend = (least: string, usedUp: string): Promise<string> =>
  totalOf({ take: `Units at 1 EUR at least ${least} EUR a month`, agreement: CENTS }, used(usedUp));

export const months: Cases = {
  "lago-weighted-sum-02": {
    by: "contract",
    policy: "A level is the sum of what is there, each for the started seconds of its time; the months' seconds divide it.",
    check: async ({ input, expected }) => {
      // 2 + 3 + 1 come, then 4 and 2 of them go; 10 come and go
      const usage = [
        added("before", "2023-07-01T00:00:00Z", input.carried_over_from_previous_period),
        ...[
          ["a", 0],
          ["b", 1],
          ["c", 2],
        ].map(([item, i]) => added(item as string, ...(input.deltas[i as number] as [string, number]))),
        ...["b", "c"].map((item) => removed(item, input.deltas[3][0])),
        removed("a", input.deltas[4][0]),
        added("d", input.deltas[5][0], input.deltas[5][1]),
        removed("d", input.deltas[6][0]),
      ];
      const seconds = await thereTotal("1 second", "2023-08", usage);
      const weighted = Decimal.parse(seconds).dividedBy(Decimal.fromJson(31 * 86_400), expected.decimals, "half up");
      same(weighted.toString(), expected.weighted);
    },
  },
  "lago-prorated-sum-01": {
    by: "contract",
    policy: "What is added is there for each started day of the month, the day on which it comes included.",
    check: async ({ input, expected }) => {
      const usage = [
        ...input.persisted_before.map((amount: string, i: number) => added(`before${i}`, "2023-04-01T00:00:00Z", amount)),
        ...input.added.map(({ at, units }: { at: string; units: number }, i: number) =>
          added(`new${i}`, `${at}T09:00:00Z`, units),
        ),
      ];
      same(roundedUp(await thereTotal("24 hours", "2023-05", usage), 31), expected.units);
    },
  },
  "lago-prorated-unique-01": {
    by: "contract",
    policy: MONTH,
    check: async ({ input, expected }) => {
      const usage = [added("before", "2022-06-01T00:00:00Z"), added("new", "2022-07-11T12:00:00Z")];
      same(roundedUp(await thereTotal("24 hours", "2022-07", usage), input.days), expected.units);
    },
  },
  "lago-prorated-unique-03": {
    by: "contract",
    policy: `${MONTH} The day of a change belongs to the agreement that is in force on it: to the old one when that ends on the day, to the new one when it ends on the day before. Both are tested.`,
    check: async ({ expected }) => {
      const until = (day: string) =>
        thereTotal("24 hours", "2022-07", [added("before", "2022-06-01T00:00:00Z")], `${EXACTLY} until ${day}`);
      const billed = await until("2022-07-15");
      same(billed, expected.billed_days);
      same(roundedUp(billed, 31), expected.units);
      same(await until("2022-07-16"), expected.billed_days + 1);
    },
  },
  "lago-unit-rounding-01": {
    by: "runtime",
    policy: "Quantities are never rounded on a bill; the functions for money round to any place.",
    check: ({ input, expected }) => {
      const modes = { round: "half up", ceil: "up", floor: "down" } as const;
      return sameAll(input.modes, expected.units, ([mode, digits]: [keyof typeof modes, number]) => {
        const place = digits > 0 ? `0.${"1".padStart(digits, "0")}` : `1${"0".repeat(-digits)}`;
        return new Money("EUR", modes[mode], place).round(input.units);
      });
    },
  },
  "lago-trueup-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const total = await spend(cents(input.min_cents), cents(input.used_cents));
      same(minus(total, cents(input.used_cents)), cents(expected.true_up_cents));
    },
  },
  "lago-trueup-03": {
    by: "contract",
    check: async ({ input, expected }) => {
      const total = await spend(cents(input.min_cents), cents(input.used_cents));
      same(minus(total, cents(input.used_cents)), cents(expected.true_up_cents));
    },
  },
  "lago-trueup-05": {
    by: "contract",
    policy: "One least amount for all prices of the service, prorated as agreed. Taxes and credit notes are outside.",
    check: async ({ input, expected }) => {
      const usage = input.usage_cents.map((n: number, i: number) => used(cents(n), `g${i}`));
      const take = `Units at 1 EUR at least ${cents(input.charge_min_cents)} EUR a month, first month prorated by day`;
      const agreement = `${CENTS} from 2023-02-${input.period_days - input.billed_days + 1}`.replace(/-(\d)$/, "-0$1");
      const inFebruary = usage.map(([name, , data]: Used): Used => [name, "2023-02-20 09:00", data]);
      const { lines, total } = await billOf({ take, agreement, period: "2023-02" }, inFebruary);
      same(lines.find(({ kind }) => kind === "minimum")!.amount, cents(expected.true_up_cents));
      same(total, cents(expected.subtotal_cents));
    },
  },
  "lago-commitment-monthly-calendar": {
    by: "contract",
    policy: "A first month counts as a whole unless the agreement says `first month prorated by day`; both are tested.",
    check: async ({ input, expected }) => {
      const fee = async (prorated: string) => {
        const take = `Plan at ${cents(input.plan_cents)} EUR at least ${cents(input.commitment_cents)} EUR a month${prorated}`;
        const agreement = `${CENTS} from ${input.subscribed}`;
        const { lines } = await billOf({ elements: PLAN, take, agreement, period: input.subscribed.slice(0, 7) }, []);
        return lines.find(({ kind }) => kind === "minimum")!.amount;
      };
      same(await fee(", first month prorated by day"), cents(expected.commitment_fee_cents));
      same(await fee(""), "9107.14");
    },
  },
  "lago-commitment-yearly-calendar": {
    by: "runtime",
    policy:
      "Each part is rounded before it is taken off, as every line is. A bill is that of a month, so only the functions for money are compared.",
    check: ({ input, expected }) => {
      const money = new Money("EUR");
      const part = { numerator: 334, denominator: 365 };
      const parts = [input.commitment_cents, input.plan_cents].map((n: number) => money.amount("1", cents(n), part));
      same(minus(parts[0]!, parts[1]!), cents(expected.commitment_fee_cents));
    },
  },
  "lago-commitment-coefficient-01": {
    by: "runtime",
    check: ({ input, expected }) => same(partOf("2024-01", input.from_), expected.coefficient),
  },
  "lago-commitment-example-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const take = `Plan at ${input.subscription_fee} EUR Units at ${input.unit_price} EUR at least ${input.monthly_minimum} EUR a month`;
      const { lines, total } = await billOf({ elements: `${UNITS} ${PLAN}`, take, agreement: CENTS }, [used(input.units)]);
      same(lines.find(({ kind }) => kind === "minimum")!.amount, expected.true_up);
      same(total, expected.total);
    },
  },
  "lago-wallet-rounding-01": {
    by: "contract",
    policy:
      "Each line is rounded first, and no more is deducted than the total. Taxes are outside: the figures without them are compared.",
    check: async ({ input, expected }) => {
      const cards = input.line_amounts_eur.map((price: string, i: number) => `g${i},${price}`);
      const { total, credit } = await billOf(
        {
          elements: "charge Units { {T} for the amount of Usage priced by group }",
          take: 'Units at rates "g.csv" by group',
          agreement: `${CENTS} charging model pre-pay credit ${input.wallet_eur} EUR`,
          files: { "g.csv": ["group,price", ...cards].join("\n") },
        },
        input.line_amounts_eur.map((_: string, i: number) => used(1, `g${i}`)),
      );
      same(total, cents(expected.fees_cents));
      same(credit!.deducted, total);
      same(credit!.closing, cents(expected.wallet_left_cents + expected.tax_cents));
    },
  },
  "lago-tz-days-01": { by: "contract", policy: STEPS, check: daysThere },
  "lago-tz-days-03": { by: "contract", policy: STEPS, check: daysThere },
  "lago-tz-billing-01": {
    by: "runtime",
    policy: "An instant belongs to the month of the agreement's time zone; a month that is over there is billed once.",
    check: ({ input, expected }) => {
      const billed = new Set<string>([input.subscribed.slice(0, 7)]);
      const created = input.run_times_utc.map((time: string) => {
        const month = localMonth(Date.parse(time), input.timezone);
        const isNew = !billed.has(month);
        billed.add(month);
        return isNew;
      });
      expect(created).toEqual(expected.invoice_created);
      expect(billed.size - 1).toBe(expected.invoices_total);
    },
  },
  "kb-proration-actual-01": {
    by: "runtime",
    policy: `${MONTH} The days of the month in which it begins divide.`,
    check: ({ input, expected }) =>
      sameAll(input.ranges, expected.factor, ([from, until]: [string, string]) => {
        const month = period("UTC", from.slice(0, 7));
        const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
        const day = `${month.name}-${String(month.days - days + 1).padStart(2, "0")}`;
        return Decimal.parse(partOf(month.name, day)).round(9, "half up").toString();
      }),
  },
  "kb-proration-30-02": {
    by: "contract",
    policy: `${MONTH} Months of 30 days are stated: \`proration by 30 days\`.`,
    check: ({ input, expected }) =>
      sameAll([0, 1], expected.amount, (i: number) => {
        const days = (input.bill_day[i] - Number(input.start[i].slice(8)) + 30) % 30;
        const from = `2023-05-${String(30 - days + 1).padStart(2, "0")}`;
        return fee(input.monthly_price, `from ${from}`, "30 days", "2023-05");
      }),
  },
  "om-max-spend-01": {
    by: "contract",
    policy: "A month is rated from all of its usage; what is still to be invoiced is the difference.",
    check: async ({ input, expected }) => {
      const price = `Units at ${input.package_price} EUR per block of ${input.package_size}`;
      const take = `${price} at most ${input.max} EUR a month`;
      const all = [used(input.already_units), used(input.new_units)];
      const gross = minus(await totalOf({ take: price }, ...all), await totalOf({ take: price }, all[0]!));
      same(await totalOf({ take }, all[0]!), input.already_billed);
      const net = minus(await totalOf({ take }, ...all), input.already_billed);
      same(gross, expected.gross);
      same(net, expected.net);
      same(minus(gross, net), expected.discount);
    },
  },
  "om-unit-max-01": {
    by: "contract",
    policy: "A month is rated from all of its usage; what is still to be invoiced is the difference.",
    check: async ({ input, expected }) => {
      const take = `Units at ${input.unit} EUR at most ${input.max} EUR a month`;
      const before = await totalOf({ take }, used(input.already_units));
      const net = minus(await totalOf({ take }, used(input.already_units), used(input.new_units)), before);
      same(net, expected.net);
      same(minus(expected.gross, net), expected.discount);
    },
  },
  "om-graduated-min-01": {
    by: "contract",
    check: async ({ input, expected }) =>
      same(minus(await spend(input.min, input.previously_billed), input.previously_billed), expected.true_up),
  },
  "fp-commitment-01": {
    by: "contract",
    policy: "A commitment of a quantity is its amount as the least of the month, and a dearer tier beyond it.",
    check: ({ input, expected }) =>
      sameAll(input.cases, expected.totals, ({ units, true_up }: { units: number; true_up: boolean }) => {
        const beyond = Number(input.unit) * Number(input.overage_factor);
        const price = `Units graduated { up to ${input.commit_units} at ${input.unit} EUR beyond at ${beyond} EUR }`;
        const least = true_up ? ` at least ${Number(input.unit) * input.commit_units} EUR a month` : "";
        return totalOf({ take: `${price}${least}` }, used(units));
      }),
  },
  "fp-commitment-amount-01": {
    by: "contract",
    policy: "The least amount of a charge, beside a fee that does not count towards it, is a minimum of the contract.",
    check: ({ input, expected }) => {
      const elements = `${UNITS} fee Base { {T} monthly } minimum Commitment { {T} ${input.commit} EUR per calendar month of Units when post-pay invoice the shortfall }`;
      const committed = Number(input.commit) / Number(input.unit);
      const beyond = Number(input.unit) * Number(input.overage_factor);
      const take = `Base at ${input.base_fee} EUR Units graduated { up to ${committed} at ${input.unit} EUR beyond at ${beyond} EUR }`;
      return sameAll(input.units, expected.totals, (n: number) => totalOf({ elements, take, agreement: CENTS }, used(n)));
    },
  },
  "fp-proration-01": {
    by: "contract",
    policy:
      "A month's fee has one price. A change inside a month is the end of one agreement and the beginning of another, each prorated when `last month too` is said.",
    check: async ({ input, expected }) => {
      await sameAll(input.changes, expected.net, async ({ old, new: now }: { old?: string; new?: string }) => {
        const credit =
          old === undefined ? "0" : minus(old, await fee(old, "until 2024-03-14", "days of the month, last month too"));
        const charge = now === undefined ? "0" : await fee(now, `from ${input.change}`, "days of the month");
        return minus(charge, credit);
      });
    },
  },
  "mt-seats-01": {
    by: "contract",
    policy: "As in fp-proration-01, by months of 30 days.",
    check: async ({ input, expected }) => {
      const [before, after] = input.seats.map((n: number) => String(n * Number(input.seat_price)));
      const credit = minus(await fee(before!, "until 2025-01-15", "30 days, last month too", "2025-01"), before!);
      const charge = await fee(after!, `from ${input.change}`, "30 days", "2025-01");
      same(credit, expected.credit);
      same(charge, expected.charge);
      same(sum(credit, charge), expected.net);
    },
  },
};

/** What is there from one instant until another, in started days of a month of its time zone. */
async function daysThere({ input, expected }: PeerCase): Promise<void> {
  const { from_utc, to_utc, timezone } = input;
  const days = await totalOf(
    {
      elements: there("24 hours"),
      take: "There at 1 EUR",
      period: localMonth(Date.parse(from_utc), timezone),
      timeZone: timezone,
    },
    added("a", from_utc),
    removed("a", to_utc),
  );
  same(days, expected.days);
}
