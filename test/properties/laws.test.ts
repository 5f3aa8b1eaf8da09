/** What holds for every bill, whatever the contract: through the public interface only. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import type { AgreementResult, Bill } from "../../runtime/index.ts";
import * as fixtures from "../kit/services.ts";
import { contains, monthSpan } from "../oracle/calendar.ts";
import { compared, exact, total } from "../oracle/rational.ts";
import { nextMonth, runs, type Scenario, scenario } from "./arbitraries.ts";
import { counted } from "./counted.ts";
import { layered, limited } from "./fixtures.ts";
import { rateMonth, recordsOf, shipped, type UsageRecord } from "./rating.ts";

/** Services, and how often a law is tried with each. */
const subjects: readonly (readonly [string, readonly Service[]])[] = [
  ...shipped.map((service) => [service.name, [service]] as const),
  ["Answers, with sessions", [fixtures.answers]],
  ["Recording, with storage", [fixtures.recording, fixtures.conversations]],
  ["states side by side", [layered]],
  ["limits on values", [limited]],
  ["every way of counting", [counted]],
  ["a service at its strangest", [fixtures.strange]],
  ["all contracts", shipped],
];
const USUAL = 40;

interface Case extends Scenario {
  readonly records: readonly UsageRecord[];
}

/** Tries a law with every subject. */
function law(
  name: string,
  holds: (services: readonly Service[], tried: Case, numbers: readonly number[]) => Promise<void>,
): void {
  test.each(subjects)(`${name}: %s`, async (_, services) => {
    await fc.assert(
      fc.asyncProperty(scenario(services), fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (tried, numbers) =>
        holds(services, { ...tried, records: recordsOf(services, tried.usage) }, numbers),
      ),
      runs(USUAL),
    );
  });
}

/** In an order that the numbers decide. */
function shuffled<Value>(values: readonly Value[], numbers: readonly number[]): Value[] {
  return values
    .map((value, index) => ({ value, place: numbers[index % numbers.length]! % 997 }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

const withoutCounts = ({ events: _, ...bill }: Bill) => bill;

/** What a month comes to. */
const outcome = ({ bill, closingState }: AgreementResult) => ({ bill, closingState });

describe("order, batches and copies do not matter", () => {
  law("shuffled and cut into batches", async (services, { agreement, month, records }, numbers) => {
    const straight = await rateMonth(services, agreement, month, records);
    const other = await rateMonth(services, agreement, month, shuffled(records, numbers), { cuts: numbers.slice(0, 5) });
    expect(outcome(other)).toEqual(outcome(straight));
  });
  law("copies are duplicates and nothing else", async (services, { agreement, month, records }, numbers) => {
    const straight = await rateMonth(services, agreement, month, records);
    const copies = records.filter((_, index) => numbers[index % numbers.length]! % 3 === 0);
    const { bill, closingState } = await rateMonth(services, agreement, month, shuffled([...records, ...copies], numbers));
    expect(withoutCounts(bill)).toEqual(withoutCounts(straight.bill));
    expect(closingState).toEqual(straight.closingState);
    expect(bill.events).toEqual({
      ...straight.bill.events,
      received: records.length + copies.length,
      duplicate: copies.length,
    });
  });
});

describe("months are connected by state only", () => {
  law("a month and the next with carried state = the next with all events at hand", async (services, tried) => {
    const { agreement, month, records, usage } = tried;
    const { start, end } = monthSpan(month, agreement.timeZone);
    const next = nextMonth(month);
    const early = records.filter((_, index) => usage[index]!.at < end);
    const late = records.filter((_, index) => usage[index]!.at >= end);
    const first = await rateMonth(services, agreement, month, early);
    const carried = await rateMonth(services, agreement, next, late, { state: first.closingState });
    const atOnce = await rateMonth(services, agreement, next, records);
    // The credit is what the state is for: without it the next month starts from the agreement's.
    const { credit: _, ...bill } = withoutCounts(carried.bill);
    const { credit: __, ...expected } = withoutCounts(atOnce.bill);
    expect(withoutShortCredit(bill)).toEqual(withoutShortCredit(expected));
    expect(carried.closingState.services).toEqual(atOnce.closingState.services);
    // Events of the month before that come again change nothing, and what comes too early is not counted.
    const again = await rateMonth(
      services,
      agreement,
      next,
      records.filter((_, i) => usage[i]!.at >= start),
      {
        state: first.closingState,
      },
    );
    expect(withoutCounts(again.bill)).toEqual(withoutCounts(carried.bill));
    expect(again.closingState).toEqual(carried.closingState);
  });
  law("the events of the next month do not change this one", async (services, { agreement, month, records, usage }) => {
    const { end } = monthSpan(month, agreement.timeZone);
    const all = await rateMonth(services, agreement, month, records);
    const known = await rateMonth(
      services,
      agreement,
      month,
      records.filter((_, index) => usage[index]!.at < end),
    );
    expect(withoutCounts(all.bill)).toEqual(withoutCounts(known.bill));
    expect(all.closingState).toEqual(known.closingState);
  });
});

/** Notices on credit depend on the balance that is carried. */
function withoutShortCredit<Some extends Pick<Bill, "notices">>(bill: Some) {
  return { ...bill, notices: bill.notices.filter(({ code }) => !code.includes("credit")) };
}

describe("bills add up", () => {
  law("buckets, lines and credit", async (services, { agreement, month, records, usage }) => {
    const { bill } = await rateMonth(services, agreement, month, records);
    const { received, charged, free, context, duplicate, conflict, rejected } = bill.events;
    expect(received).toBe(records.length);
    expect(charged + free + context + duplicate + conflict + rejected).toBe(received);
    const inside = usage.filter(({ at }) => contains(monthSpan(month, agreement.timeZone), at)).length;
    expect(charged + free).toBeLessThanOrEqual(inside);
    expect(compared(total(bill.lines.map(({ amount }) => exact(amount))), exact(bill.total))).toBe(0);
    for (const line of bill.lines) {
      const postings = line.postings?.map(({ quantity }) => exact(quantity));
      if (postings !== undefined) expect(compared(total(postings), exact(line.quantity))).toBe(0);
    }
    expect(bill.credit === undefined).toBe(agreement.chargingModel === "post-pay");
    if (bill.credit === undefined) return;
    const { opening, deducted, outstanding, closing } = bill.credit;
    expect(compared(total([deducted, outstanding].map(exact)), exact(bill.total))).toBe(0);
    expect(compared(total([closing, deducted, outstanding].map(exact)), exact(opening))).toBe(0);
  });
});

describe("a record that is missing", () => {
  /** Records that only count, and neither begin nor end a state: to take away any other can rightly raise a bill. */
  const onlyCounted = (services: readonly Service[]): ReadonlySet<string> =>
    new Set(
      services.flatMap(({ name: service, events, windows, sets, intervals, sessions }) => {
        const stateful = new Set([
          ...windows.map(({ opens }) => opens.event),
          ...sets.flatMap(({ added, removed }) => [...added, ...removed].map(({ event }) => event)),
          ...intervals.flatMap(({ from, until }) => [from.event, until.event]),
          ...sessions.flatMap(({ opens, closes }) => [opens.event, ...closes.map(({ event }) => event)]),
        ]);
        return events.filter(({ name }) => !stateful.has(name)).map(({ name }) => `${service}.${name}`);
      }),
    );
  law(
    "never raises the amount of a clause, minimums and prices by volume aside",
    async (services, { agreement, month, records, usage }, numbers) => {
      const byVolume = new Set(
        agreement.takes.flatMap(({ service, prices }) =>
          prices.flatMap(({ clause, price }) => (price.kind === "volume" ? [`${service}.${clause}`] : [])),
        ),
      );
      const removable = onlyCounted(services);
      const all = await rateMonth(services, agreement, month, records);
      const candidates = usage.flatMap(({ service, name }, index) => (removable.has(`${service}.${name}`) ? [index] : []));
      if (candidates.length === 0) return;
      const removed = candidates[numbers[0]! % candidates.length];
      const less = await rateMonth(
        services,
        agreement,
        month,
        records.filter((_, index) => index !== removed),
      );
      const charged = less.bill.lines.filter(({ kind, clause }) => kind !== "minimum" && kind !== "cap" && !byVolume.has(clause));
      for (const clause of new Set(charged.map((line) => line.clause))) {
        const of = ({ lines }: Bill) => total(lines.filter((line) => line.clause === clause).map(({ amount }) => exact(amount)));
        expect(compared(of(less.bill), of(all.bill))).toBeLessThanOrEqual(0);
      }
    },
  );
});
