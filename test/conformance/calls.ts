/** Peer cases about calls and single events: increments, connection fees, limits, prefixes, pre-paid credit. */
import { expect } from "vitest";
import { RateCard } from "../../runtime/index.ts";
import { billOf, CALLS, type Cases, called, minus, priced, same, sameAll, totalOf, used } from "./kit.ts";

const call = (price: string, ...seconds: readonly (number | string)[]): Promise<string> =>
  totalOf({ elements: CALLS, take: `CallTime at ${price}` }, ...seconds.map((s) => called(s)));

interface Slot {
  readonly rate: string;
  readonly increment_s: number;
}

/** "0.006 per 60s" and "1/s" as prices for a length of time. */
const per = (rate: string): string => {
  const [, amount, seconds = "1"] = /^([\d.]+)(?: per (\d+)s|\/s)$/.exec(rate)!;
  return `${amount} EUR per ${seconds} seconds`;
};
const inSlots = ([first, next]: readonly Slot[]): string =>
  `${per(first!.rate)}, first ${first!.increment_s} seconds, then each ${next!.increment_s} seconds`;

const AT_LEAST_ONE =
  "A call that is charged is at least one unit long; a contract that lets calls of no length go free says `where duration is above 0 seconds`. Both are tested.";

export const calls: Cases = {
  "cgr-rounding-order-01": {
    by: "contract",
    policy: "Nothing is rounded before the line: the exact figure, not the peer's own.",
    check: async ({ input, expected }) =>
      same(
        await call(
          `${per(input.rate)}, first ${input.increment_s} seconds, then each ${input.increment_s} seconds`,
          input.seconds,
        ),
        expected.exact_cost,
      ),
  },
  "cgr-60-1-01": {
    by: "contract",
    check: ({ input, expected }) => sameAll(input.seconds, expected.cost, (s: number) => call(inSlots(input.slots), s)),
  },
  "cgr-30-6-01": {
    by: "contract",
    check: async ({ input, expected }) => same(await call(inSlots(input.slots), input.seconds), expected.cost),
  },
  "cgr-30-6-03": {
    by: "contract",
    check: async ({ input, expected }) => same(await call(inSlots(input.slots), input.seconds), expected.cost),
  },
  "cgr-max-cost-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const increments = "first 1 second, then each 1 second";
      same(await call(`${per(input.rate)}, ${increments}, at most ${input.max_cost} EUR per call`, input.seconds), expected.cost);
    },
  },
  "cgr-sms-01": {
    by: "contract",
    check: async ({ input, expected }) => same(await priced("at 0.005 EUR", input.units), expected.cost),
  },
  "cgr-package-20s-01": {
    by: "contract",
    policy:
      "The package counts increments of its own length over the month; the connection fee is charged beside it, out of the pre-paid credit.",
    check: async ({ input, expected }) => {
      const step = input.included_increment_s;
      const elements = `${CALLS.replace("priced by", "in addition to Included priced by")} measure Steps { {T} commenced ${step} seconds of duration of Call }
        package Included of Steps { {T} monthly fee }`;
      const take = `CallTime at 0 EUR, plus ${input.connect_fee} EUR per call
        Included ${input.included_seconds / step} for 0 EUR`;
      const agreement = `charging model pre-pay credit ${input.money} EUR`;
      const { total, credit, measures } = await billOf({ elements, take, agreement }, [called(input.seconds)]);
      same(total, expected.charged_money);
      same(credit!.closing, expected.money_left);
      expect(input.included_seconds - Number(measures["S.Steps"]) * step).toBe(expected.included_left_s);
    },
  },
  "cgr-postpaid-negative-01": {
    by: "contract",
    policy: "Credit that does not suffice is carried as a negative balance: what is charged does not depend on it.",
    check: async ({ input, expected }) => {
      const how = {
        elements: CALLS,
        take: `CallTime at ${per(input.rate)}, first 1 second, then each 1 second`,
        agreement: `charging model pre-pay credit ${input.balance} EUR`,
      };
      for (const [index, balance] of expected.balance.entries()) {
        const bill = await billOf(
          how,
          input.calls_s.slice(0, index + 1).map((s: number) => called(s)),
        );
        same(bill.credit!.closing, balance);
      }
      same(await call(`${per(input.rate)}, first 1 second, then each 1 second`, input.calls_s[0]), expected.cost[0]);
    },
  },
  "cgr-rerate-01": {
    by: "contract",
    policy: "Rating changes nothing that is kept: the same usage under another price is another bill.",
    check: async ({ input, expected }) => {
      const how = (rate: string) => ({
        elements: CALLS,
        take: `CallTime at ${per(rate)}, first ${input.increment_s} second, then each ${input.increment_s} second`,
        agreement: "rounding up to 0.01 EUR",
      });
      same(await totalOf(how("0.6 per 60s"), called(input.usage_s)), input.old_price_result);
      same(await totalOf(how(input.new_rate), called(input.usage_s)), expected.cost_after_rerate);
    },
  },
  "or-60-60-01": {
    by: "contract",
    policy: AT_LEAST_ONE,
    check: async ({ input, expected }) => {
      const elements = CALLS.replace("of Call ", "of Call where duration is above 0 seconds ");
      const take = "CallTime at 1 EUR";
      await sameAll(input.seconds, expected.amounts, (s: number | string) => totalOf({ elements, take }, called(s)));
      same(await call("1 EUR", 0), "1");
    },
  },
  "or-60-30-01": {
    by: "contract",
    policy: "A continuation is the difference of the whole call and what was charged before.",
    check: async ({ input, expected }) => {
      const rated = (s: number) => call(inSlots(input.slots), s);
      await sameAll(input.seconds, expected.amounts, rated);
      const from = input.continuation_from_s;
      await sameAll(input.continuation_seconds, expected.continuation, async (s: number) =>
        minus(await rated(from + s), await rated(from)),
      );
    },
  },
  "or-threshold-01": {
    by: "contract",
    policy: "Tiers count the units of the month, so a band of single calls is compared with months of one call.",
    check: ({ input, expected }) => {
      const [low, high] = input.bands.map(({ rate }: { rate: string }) => rate.split(" ")[0]);
      const take = `CallTime by volume { up to ${input.bands[0].to_s / input.increment_s} at ${low} EUR beyond at ${high} EUR }`;
      return sameAll(input.seconds, expected.amounts, (s: number) => totalOf({ elements: CALLS, take }, called(s)));
    },
  },
  "or-prefix-01": {
    by: "runtime",
    policy: "Numbers of usage records begin with +; the peer's numbers with 00 are looked up in a rate card as they are.",
    check: ({ input, expected }) => {
      const zones = (map: readonly (readonly [string, string])[], numbers: readonly string[]) => {
        const rows = map.map(([key], line) => ({ key: [key], price: String(line), line }));
        const card = new RateCard({ kind: "rates", file: "zones.csv", by: ["number"], rows }, ["number"], ["prefix"], "UTC");
        return numbers.map((number) => map[Number(card.find([number], 0)?.amount ?? Number.NaN)]?.[1] ?? "NOMATCH");
      };
      expect(zones(input.map, input.numbers)).toEqual(expected.zone);
      expect(zones(input.map2, input.numbers2)).toEqual(expected.zone2);
    },
  },
  "jb-ratecard-01": {
    by: "contract",
    check: ({ input, expected }) => {
      const rows = Object.entries(input.rates).map(([prefix, price]) => `+${prefix},${price}`);
      const files = { "v.csv": ["number,price", ...rows].join("\n") };
      const how = { elements: CALLS, take: 'CallTime at rates "v.csv" by number', files };
      return sameAll(input.destinations, expected.amounts, (to: string) => totalOf(how, called(input.minutes * 60, `+${to}123`)));
    },
  },
  "om-dynamic-01": {
    by: "contract",
    check: async ({ input, expected }) => {
      const take = `Units at ${input.multiplier} EUR`;
      same(await totalOf({ take, agreement: "rounding half up" }, used(input.usage[0])), expected.amount);
      const capped = { take: `${take} at most ${input.max} EUR a month`, agreement: "rounding half up" };
      const before = await totalOf(capped, used(70));
      same(before, input.previously_billed);
      same(minus(await totalOf(capped, used(70), used(input.new_usage)), before), expected.capped_net);
    },
  },
};
