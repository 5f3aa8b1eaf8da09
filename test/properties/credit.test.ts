/** Pre-paid credit: top-ups and what events cost, in the order of time; as the interpreter says, in any order, and as usage happens. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import { type AnyServiceModule, type Bill, type Decision, OnlineRating } from "../../runtime/index.ts";
import { moduleOf } from "../kit/rated.ts";
import * as fixtures from "../kit/services.ts";
import type { ServiceUsage } from "../oracle/bill.ts";
import { oracleBill } from "../oracle/bill.ts";
import { monthSpan } from "../oracle/calendar.ts";
import { oracleAdmission, oracleCredit } from "../oracle/credit.ts";
import { exact, minus, total } from "../oracle/rational.ts";
import { instant, runs, type Scenario, scenario } from "./arbitraries.ts";
import { chosen } from "./chosen.ts";
import { withCorrections } from "./corrections.ts";
import { counted } from "./counted.ts";
import { layered } from "./fixtures.ts";
import { asOracle, inAnyOrder, rateMonth, recordsOf, shipped, shippedService } from "./rating.ts";

/** Usage of a pre-paid agreement with top-ups among it; in one case of two some records correct others. */
function prepaid(
  services: readonly Service[],
  amounts = ["1000", "12.5", "3"],
  credits = ["0", "5", "60"],
): fc.Arbitrary<Scenario> {
  return scenario(services).chain(({ month, agreement: { chargingModel: _, ...agreement }, usage }) => {
    const smallest = agreement.currency === "VND" ? "1" : "0.01";
    const own = (amount: string) => (agreement.currency === "VND" ? String(Math.ceil(Number(amount) * 1000)) : amount);
    const topUp = fc.record({
      service: fc.constant(""),
      name: fc.constant("TopUp"),
      at: instant(month, agreement.timeZone),
      source: fc.constantFrom("/one", "/bank"),
      data: fc.record({ amount: fc.constantFrom(smallest, ...amounts.map(own)) }, { noNullPrototype: true }),
    });
    const numbers = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
    return fc
      .tuple(fc.array(topUp, { maxLength: 6 }), fc.constantFrom(...credits.map(own)), numbers)
      .map(([topUps, credit, chance]) => {
        const all: ServiceUsage[] = [...usage, ...topUps.map((each, i) => ({ ...each, id: `t${i}` }))];
        const corrected = chance[0]! % 2 === 0 ? all : withCorrections(all, chance);
        return { month, agreement: { ...agreement, chargingModel: "pre-pay" as const, credit }, usage: corrected };
      });
  });
}

function oracleOf({ credit, total }: Bill) {
  const { deducted, outstanding, topUps, short, refused, ...rest } = credit!;
  return {
    ...rest,
    short: short.map(({ from, until, by }) => ({
      from: Date.parse(from),
      ...(until === undefined ? {} : { until: Date.parse(until) }),
      by,
    })),
    total,
  };
}

/** The bill of a month whose records are pushed one by one, and what was refused by then. */
function pushed(services: readonly Service[], { month, agreement, usage }: Scenario, modules = services.map(moduleOf)) {
  let now = 0;
  const buckets = new Map<string, string>();
  const decided = ({ id, bucket }: Decision) => bucket === "late" || buckets.set(id!, bucket);
  const online = new OnlineRating({
    ...{ agreements: [agreement], modules, period: month },
    ...{ lateness: 0, now: () => now, onRevised: decided },
  });
  // What is corrected comes before what corrects it; all else as it comes.
  const inTurn = [...recordsOf(services, usage)];
  for (let left = inTurn.length; inTurn.length > 0 && left > 0; left -= 1)
    for (const record of inTurn.splice(0)) {
      const decision = online.push(record);
      decided(decision);
      if (decision.bucket === "late") inTurn.push(record);
    }
  expect(exact(online.credit("Acme")!)).toEqual(exact(agreement.credit!));
  now = monthSpan(month, agreement.timeZone).end;
  const credit = online.credit("Acme")!;
  const { bill } = online.close(month)[0]!;
  // With every event final, only what is deducted at the end of the month is missing.
  const { opening, toppedUp, byEvents } = bill.credit!;
  expect(minus(total([opening, toppedUp].map(exact)), exact(byEvents))).toEqual(exact(credit));
  const refused = [...buckets].flatMap(([id, bucket]) => (bucket === "refused" ? [id] : []));
  return { bill, refused: refused.sort() };
}

type WhenShort = "refuse" | "allow" | "notify";

/** The services when their contracts say what happens with short credit, and modules that say the same. */
function behaving(services: readonly Service[], actions: readonly WhenShort[]) {
  const behaviours = services.map((service, i) => ({ service, whenShort: actions[i % actions.length]! }));
  return {
    services: behaviours.map(({ service, whenShort }): Service => ({ ...service, whenShort })),
    modules: behaviours.map(({ service, whenShort }): AnyServiceModule => {
      const module = moduleOf(service);
      return whenShort === "allow" ? module : { ...module, whenShort };
    }),
  };
}

const HOUR = 3_600_000;

/** Usage that a little credit does not cover, spread out, or much of it at few instants: what of it is taken then decides what the rest costs. */
function scarce(services: readonly Service[]): fc.Arbitrary<Scenario> {
  const steps = fc.constantFrom(1, 6 * HOUR, 120 * HOUR, 120 * HOUR);
  return fc.tuple(prepaid(services, ["0.05", "0.3", "2"], ["0", "0.05", "0.2", "1", "5"]), steps).map(([tried, step]) => ({
    ...tried,
    usage: tried.usage.map((each) => ({ ...each, at: each.at - (each.at % step) })),
  }));
}

const short: readonly (readonly [string, readonly Service[]])[] = [
  ["Recording, with storage and seats", [fixtures.recording, fixtures.conversations]],
  ["states side by side", [layered]],
  ["every way of counting", [counted]],
  ["choices, and values as agreed", [chosen]],
  ["Viber", [shippedService("Viber")]],
  ["WhatsApp", [shippedService("WhatsApp")]],
  ["VoiceMessages and IVR", [shippedService("VoiceMessages"), shippedService("IVR")]],
  ["Numbers", [shippedService("Numbers")]],
  ["all contracts", shipped],
];

describe("what the credit does not cover", () => {
  test.each(short)("%s", async (_, services) => {
    const actions = fc.array(fc.constantFrom<WhenShort>("refuse", "refuse", "notify", "allow"), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(scarce(services), actions, async (tried, chosenActions) => {
        const { month, agreement, usage } = tried;
        const { services: said, modules } = behaving(services, chosenActions);
        const records = recordsOf(services, usage);
        const { bill, rejections } = await rateMonth(services, agreement, month, records, { modules });
        expect(rejections).toEqual([]);
        const { refused, notified, taken } = oracleAdmission(said, agreement, month, usage);
        const isRefused = modules.some(({ whenShort }) => whenShort === "refuse");
        expect(bill.events.refused).toBe(isRefused ? refused.length : undefined);
        expect(bill.credit!.refused?.map(({ time: __, ...each }) => each)).toEqual(isRefused ? refused : undefined);
        expect(bill.notices.filter(({ code }) => code === "credit-got-short").map(({ text }) => text.en)).toEqual(
          notified.map(({ record, cost, left }) =>
            expect.stringContaining(`${record}, which cost ${cost} ${agreement.currency}; ${left.slice(1)} `),
          ),
        );
        // What is refused counts for nothing, as if it had never come.
        const { corrected, conflict } = oracleBill(services, agreement, month, usage);
        expect(asOracle(bill)).toEqual({ ...inAnyOrder(oracleBill(services, agreement, month, taken)), corrected, conflict });
        expect(oracleOf(bill)).toEqual({ ...oracleCredit(services, agreement, month, taken, bill.total), total: bill.total });
        const other = await rateMonth(services, agreement, month, [...records].reverse(), { modules, cuts: [3, 9] });
        expect(JSON.stringify(other.bill)).toBe(JSON.stringify(bill));
        const online = pushed(services, tried, modules);
        if (online.bill.events.received !== bill.events.received) return;
        expect(JSON.stringify(online.bill)).toBe(JSON.stringify(bill));
        expect(online.refused).toEqual(refused.map(({ record }) => record).sort());
      }),
      runs(12),
    );
  });
});

const subjects: readonly (readonly [string, readonly Service[]])[] = [
  ["Recording, with storage and seats", [fixtures.recording, fixtures.conversations]],
  ["states side by side", [layered]],
  ["every way of counting", [counted]],
  ["choices, and values as agreed", [chosen]],
  ...shipped.map((service) => [service.name, [service]] as const),
  ["all contracts", shipped],
];

describe("pre-paid credit", () => {
  test.each(subjects)("%s", async (_, services) => {
    await fc.assert(
      fc.asyncProperty(prepaid(services), async (tried) => {
        const { month, agreement, usage } = tried;
        const records = recordsOf(services, usage);
        const { bill, rejections } = await rateMonth(services, agreement, month, records);
        expect(rejections).toEqual([]);
        expect(asOracle(bill)).toEqual(inAnyOrder(oracleBill(services, agreement, month, usage)));
        expect(oracleOf(bill)).toEqual({
          ...oracleCredit(services, agreement, month, usage, bill.total),
          total: bill.total,
        });
        const other = await rateMonth(services, agreement, month, [...records].reverse(), { cuts: [3, 9] });
        expect(JSON.stringify(other.bill)).toBe(JSON.stringify(bill));
        // A correction of what never comes is not taken as usage happens, and what is ahead of the next month neither.
        const online = pushed(services, tried).bill;
        if (online.events.received === bill.events.received) expect(JSON.stringify(online)).toBe(JSON.stringify(bill));
      }),
      runs(12),
    );
  });
});
