/** Pre-paid credit: top-ups and what events cost, in the order of time; as the interpreter says, in any order, and as usage happens. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import { type Bill, OnlineRating } from "../../runtime/index.ts";
import { moduleOf } from "../kit/rated.ts";
import * as fixtures from "../kit/services.ts";
import type { ServiceUsage } from "../oracle/bill.ts";
import { oracleBill } from "../oracle/bill.ts";
import { monthSpan } from "../oracle/calendar.ts";
import { oracleCredit } from "../oracle/credit.ts";
import { exact, minus, total } from "../oracle/rational.ts";
import { instant, runs, type Scenario, scenario } from "./arbitraries.ts";
import { chosen } from "./chosen.ts";
import { withCorrections } from "./corrections.ts";
import { counted } from "./counted.ts";
import { layered } from "./fixtures.ts";
import { asOracle, inAnyOrder, rateMonth, recordsOf, shipped } from "./rating.ts";

/** Usage of a pre-paid agreement with top-ups among it; in one case of two some records correct others. */
function prepaid(services: readonly Service[]): fc.Arbitrary<Scenario> {
  return scenario(services).chain(({ month, agreement: { chargingModel: _, ...agreement }, usage }) => {
    const amounts = agreement.currency === "VND" ? ["1", "3", "12", "1000"] : ["0.01", "3", "12.5", "1000"];
    const topUp = fc.record({
      service: fc.constant(""),
      name: fc.constant("TopUp"),
      at: instant(month, agreement.timeZone),
      source: fc.constantFrom("/one", "/bank"),
      data: fc.record({ amount: fc.constantFrom(...amounts) }, { noNullPrototype: true }),
    });
    const numbers = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });
    return fc
      .tuple(fc.array(topUp, { maxLength: 6 }), fc.constantFrom("0", "5", "60"), numbers)
      .map(([topUps, credit, chance]) => {
        const all: ServiceUsage[] = [...usage, ...topUps.map((each, i) => ({ ...each, id: `t${i}` }))];
        const corrected = chance[0]! % 2 === 0 ? all : withCorrections(all, chance);
        return { month, agreement: { ...agreement, chargingModel: "pre-pay" as const, credit }, usage: corrected };
      });
  });
}

function said({ credit, total }: Bill) {
  const { deducted, outstanding, topUps, short, ...rest } = credit!;
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

function pushed(services: readonly Service[], { month, agreement, usage }: Scenario): Bill {
  let now = 0;
  const online = new OnlineRating({
    ...{ agreements: [agreement], modules: services.map(moduleOf), period: month },
    ...{ lateness: 0, now: () => now },
  });
  // What is corrected comes before what corrects it; all else as it comes.
  const inTurn = [...recordsOf(services, usage)];
  for (let left = inTurn.length; inTurn.length > 0 && left > 0; left -= 1)
    for (const record of inTurn.splice(0)) if (online.push(record).bucket === "late") inTurn.push(record);
  expect(exact(online.credit("Acme")!)).toEqual(exact(agreement.credit!));
  now = monthSpan(month, agreement.timeZone).end;
  const credit = online.credit("Acme")!;
  const { bill } = online.close(month)[0]!;
  // With every event final, only what is deducted at the end of the month is missing.
  const { opening, toppedUp, byEvents } = bill.credit!;
  expect(minus(total([opening, toppedUp].map(exact)), exact(byEvents))).toEqual(exact(credit));
  return bill;
}

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
        expect(said(bill)).toEqual({
          ...oracleCredit(services, agreement, month, usage, bill.total),
          total: bill.total,
        });
        const other = await rateMonth(services, agreement, month, [...records].reverse(), { cuts: [3, 9] });
        expect(JSON.stringify(other.bill)).toBe(JSON.stringify(bill));
        // A correction of what never comes is not taken as usage happens, and what is ahead of the next month neither.
        const online = pushed(services, tried);
        if (online.events.received === bill.events.received) expect(JSON.stringify(online)).toBe(JSON.stringify(bill));
      }),
      runs(12),
    );
  });
});
