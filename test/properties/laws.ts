/** What holds for every bill, whatever the contract: through the public interface only. */
import { expect } from "vitest";
import { alternativeGroups } from "../../compiler/ir/alternatives.ts";
import type { Agreement, Service } from "../../compiler/ir/model.ts";
import type { AgreementResult, Bill } from "../../runtime/index.ts";
import { contains, monthSpan } from "../oracle/calendar.ts";
import { compared, exact, total } from "../oracle/rational.ts";
import { nextMonth, type Scenario } from "./arbitraries.ts";
import { rateMonth, type UsageRecord } from "./rating.ts";

/** An agreement with usage of a month and of those beside it. */
export interface Case extends Scenario {
  readonly records: readonly UsageRecord[];
}

/** Throws where it does not hold. `numbers` decide what is shuffled, cut and left out. */
export type Law = (services: readonly Service[], tried: Case, numbers: readonly number[]) => Promise<void>;

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

const orderAndBatches: Law = async (services, { agreement, month, records }, numbers) => {
  const straight = await rateMonth(services, agreement, month, records);
  const other = await rateMonth(services, agreement, month, shuffled(records, numbers), { cuts: numbers.slice(0, 5) });
  expect(outcome(other)).toEqual(outcome(straight));
};
const copies: Law = async (services, { agreement, month, records }, numbers) => {
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
};

const carriedState: Law = async (services, tried) => {
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
};
const nextMonthApart: Law = async (services, { agreement, month, records, usage }) => {
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
};

/** Notices on credit depend on the balance that is carried. */
function withoutShortCredit<Some extends Pick<Bill, "notices">>(bill: Some) {
  return { ...bill, notices: bill.notices.filter(({ code }) => !code.includes("credit")) };
}

const addsUp: Law = async (services, { agreement, month, records, usage }) => {
  const { bill } = await rateMonth(services, agreement, month, records);
  const { received, charged, free, context, duplicate, conflict, corrected, rejected } = bill.events;
  expect(received).toBe(records.length);
  expect(charged + free + context + duplicate + conflict + corrected + rejected).toBe(received);
  const inside = usage.filter(({ at }) => contains(monthSpan(month, agreement.timeZone), at)).length;
  expect(charged + free).toBeLessThanOrEqual(inside);
  expect(compared(total(bill.lines.map(({ amount }) => exact(amount))), exact(bill.total))).toBe(0);
  for (const line of bill.lines) {
    const postings = line.postings?.map(({ quantity }) => exact(quantity));
    if (postings !== undefined) expect(compared(total(postings), exact(line.quantity))).toBe(0);
  }
  expect(bill.credit === undefined).toBe(agreement.chargingModel === "post-pay");
  if (bill.credit === undefined) return;
  const { opening, toppedUp, deducted, outstanding, closing } = bill.credit;
  expect(compared(total([deducted, outstanding].map(exact)), exact(bill.total))).toBe(0);
  expect(compared(total([closing, deducted, outstanding].map(exact)), total([opening, toppedUp].map(exact)))).toBe(0);
};

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
const missingRecord: Law = async (services, { agreement, month, records, usage }, numbers) => {
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
};

/** The clauses of a service on which no other one rests. */
function dispensable(service: Service): string[] {
  const bound = new Set([...alternativeGroups(service).flat(), ...service.charges.flatMap(({ pricedAs }) => pricedAs ?? [])]);
  return [...service.charges, ...service.fees, ...service.packages].map(({ name }) => name).filter((name) => !bound.has(name));
}

const made = new WeakMap<Service, Map<string, Service>>();

/** The service without a clause; always the same one, so that its module is made once. */
function serviceWithout(service: Service, name: string): Service {
  const known = made.get(service) ?? new Map<string, Service>();
  made.set(service, known);
  const kept = <Element extends { readonly name: string }>(all: readonly Element[]) => all.filter((each) => each.name !== name);
  const { charges, fees, packages, minimums } = service;
  const less = known.get(name) ?? {
    ...service,
    ...{ charges: kept(charges), fees: kept(fees), packages: kept(packages) },
    minimums: minimums.map((minimum) => ({ ...minimum, of: minimum.of.filter((of) => of !== name) })),
  };
  known.set(name, less);
  return less;
}

/** The agreement with a charge, a fee or a package less; undefined where others rest on all of them. */
function without(services: readonly Service[], agreement: Agreement, numbers: readonly number[]) {
  const able = services.flatMap((service) => dispensable(service).map((name) => ({ service, name })));
  if (able.length === 0) return undefined;
  const { service, name } = able[numbers[1]! % able.length]!;
  const takes = agreement.takes.map((taken) =>
    taken.service === service.name ? { ...taken, prices: taken.prices.filter(({ clause }) => clause !== name) } : taken,
  );
  return {
    clause: `${service.name}.${name}`,
    services: services.map((each) => (each === service ? serviceWithout(service, name) : each)),
    agreement: { ...agreement, takes },
  };
}

/** Nothing is a discount: no price is below zero. */
const oneClauseMore: Law = async (services, { agreement, month, records }, numbers) => {
  const less = without(services, agreement, numbers);
  if (less === undefined) return;
  const all = await rateMonth(services, agreement, month, records);
  const fewer = await rateMonth(less.services, less.agreement, month, records);
  expect(compared(exact(fewer.bill.total), exact(all.bill.total))).toBeLessThanOrEqual(0);
  const others = ({ lines }: Bill) =>
    lines.filter(({ kind, clause }) => kind !== "minimum" && kind !== "cap" && clause !== less.clause);
  expect(others(fewer.bill)).toEqual(others(all.bill));
};

/** By what they say. The last one makes a module of its own for each clause that it leaves out. */
export const laws: Readonly<Record<string, Law>> = {
  "order and batches do not matter": orderAndBatches,
  "copies are duplicates and change nothing else": copies,
  "a month and the next with carried state = the next with all events at hand": carriedState,
  "the events of the next month do not change this one": nextMonthApart,
  "buckets, lines and credit add up": addsUp,
  "a missing record never raises the amount of a clause, minimums and prices by volume aside": missingRecord,
  "a clause more never lowers a bill and leaves the other lines as they are": oneClauseMore,
};
