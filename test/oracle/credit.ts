/**
 * Pre-paid credit, read from the language reference: what an event costs is by how much it changes the rounded amounts of what is charged
 * for single events. It is found by making up these amounts again and again, with one event more each time.
 */
import type { Agreement, Counting, Price, Service } from "../../compiler/ir/model.ts";
import { type Amount, amountsOf, type PricedPart } from "./amounts.ts";
import { factsOf, roundedMoney, type ServiceUsage, standingOf, written } from "./bill.ts";
import { monthSpan } from "./calendar.ts";
import { applies } from "./circumstances.ts";
import { priceEntry } from "./clauses.ts";
import { matches } from "./conditions.ts";
import { type Part, partsOf } from "./countings.ts";
import { type Facts, isInMonth, named } from "./facts.ts";
import { priceOf } from "./prices.ts";
import { compared, divided, exact, type Fraction, minus, one, plus, stated, times, total, zero } from "./rational.ts";

export interface OracleCredit {
  readonly opening: string;
  readonly toppedUp: string;
  readonly byEvents: string;
  readonly closing: string;
  /** As instants. */
  readonly short: readonly { readonly from: number; readonly until?: number; readonly by: string }[];
}

interface Step {
  readonly at: number;
  readonly change: Fraction;
}

/** The credit of a month whose bill comes to `billed`. */
export function oracleCredit(
  services: readonly Service[],
  agreement: Agreement,
  month: string,
  received: readonly ServiceUsage[],
  billed: string,
): OracleCredit {
  const { start, end } = monthSpan(month, agreement.timeZone);
  const { counted: usage } = standingOf(services, received);
  const topUps = usage
    .filter(({ name, service, at }) => service === "" && name === "TopUp" && start <= at && at < end)
    .map(({ at, data }): Step => ({ at, change: exact(String(data.amount)) }));
  const costs = factsOf(services, agreement, month, usage).flatMap(costsOf);
  const byEvents = total(costs.map(({ change }) => change));
  const opening = exact(agreement.credit ?? "0");
  const instants = [...new Set([...topUps, ...costs].map(({ at }) => at))].sort((a, b) => a - b);
  const sumAt = (steps: readonly Step[], at: number) => total(steps.filter((step) => step.at === at).map(({ change }) => change));
  /** The balance from each instant on; of what happens at one instant, top-ups are first. */
  const balances: { readonly at: number; readonly balance: Fraction }[] = [{ at: start, balance: opening }];
  const now = () => balances.at(-1)!.balance;
  for (const at of instants) {
    const sums = topUps.filter((step) => step.at === at).map(({ change }) => change);
    for (const sum of sums) balances.push({ at, balance: plus(now(), sum) });
    balances.push({ at, balance: minus(now(), sumAt(costs, at)) });
  }
  balances.push({ at: end, balance: minus(now(), minus(exact(billed), byEvents)) });
  return {
    opening: written(agreement, opening),
    toppedUp: written(agreement, total(topUps.map(({ change }) => change))),
    byEvents: written(agreement, byEvents),
    closing: written(agreement, now()),
    short: shortages(balances).map(({ by, ...span }) => ({ ...span, by: written(agreement, by) })),
  };
}

export interface OracleShort {
  readonly service: string;
  readonly record: string;
  readonly cost: string;
  /** What is left behind it. */
  readonly left: string;
}

/** What the credit means for single events: those refused, those with which it gets short, and the usage that is left. */
export interface OracleAdmission {
  readonly refused: readonly OracleShort[];
  readonly notified: readonly OracleShort[];
  readonly taken: readonly ServiceUsage[];
}

/** Takes instant by instant all events when the credit covers them, else one by one; what is taken is rated anew each time. */
export function oracleAdmission(
  services: readonly Service[],
  agreement: Agreement,
  month: string,
  received: readonly ServiceUsage[],
): OracleAdmission {
  const { start, end } = monthSpan(month, agreement.timeZone);
  const { counted } = standingOf(services, received);
  const topUps = counted.filter(({ service }) => service === "");
  const events = counted.filter(({ service }) => service !== "");
  const refused: OracleShort[] = [];
  const notified: OracleShort[] = [];
  let taken: readonly ServiceUsage[] = [];
  const left = (at: number, of: readonly ServiceUsage[]) => {
    const added = topUps.filter((each) => start <= each.at && each.at < end && each.at <= at);
    const costs = factsOf(services, agreement, month, of).flatMap(costsOf);
    const given = [exact(agreement.credit ?? "0"), ...added.map(({ data }) => exact(String(data.amount)))];
    return minus(total(given), total(costs.map(({ change }) => change)));
  };
  const isShort = (before: Fraction, after: Fraction) => compared(after, zero) < 0 && compared(after, before) < 0;
  for (const at of [...new Set(events.map((event) => event.at))].sort((a, b) => a - b)) {
    const together = events
      .filter((event) => event.at === at)
      .sort((a, b) => (a.id === b.id ? (a.source < b.source ? -1 : 1) : a.id < b.id ? -1 : 1));
    if (!isShort(left(at, taken), left(at, [...taken, ...together]))) {
      taken = [...taken, ...together];
      continue;
    }
    for (const event of together) {
      const before = left(at, taken);
      const after = left(at, [...taken, event]);
      const { whenShort } = named(services, event.service);
      const said = { service: event.service, record: event.id, cost: written(agreement, minus(before, after)) };
      if (isShort(before, after) && whenShort === "refuse") refused.push({ ...said, left: written(agreement, before) });
      else {
        if (isShort(before, after) && whenShort === "notify" && compared(before, zero) >= 0)
          notified.push({ ...said, left: written(agreement, after) });
        taken = [...taken, event];
      }
    }
  }
  // What is corrected is settled: nothing that was corrected comes back because what corrects it is refused.
  const settled = [...topUps, ...taken].map(({ replaces: _, ...event }) => event);
  return { refused, notified, taken: settled };
}

function shortages(balances: readonly { readonly at: number; readonly balance: Fraction }[]) {
  const isShort = ({ balance }: { readonly balance: Fraction }) => compared(balance, zero) < 0;
  const begins = balances.flatMap((each, i) => (isShort(each) && (i === 0 || !isShort(balances[i - 1]!)) ? [i] : []));
  return begins.map((begin) => {
    const length = balances.slice(begin).findIndex((each) => !isShort(each));
    const during = length < 0 ? balances.slice(begin) : balances.slice(begin, begin + length);
    const by = during.map(({ balance }) => minus(zero, balance)).reduce((most, each) => (compared(each, most) > 0 ? each : most));
    return { from: balances[begin]!.at, ...(length < 0 ? {} : { until: balances[begin + length]!.at }), by };
  });
}

/** What the events of a service cost, in their order. */
function costsOf(facts: Facts): Step[] {
  const { charges, fees } = facts.service;
  const ofCharges = charges
    .filter((charge) => charge.atMost === undefined && applies(facts, charge) && isOfEvents(facts, charge.counts))
    .map((charge) => ({ price: priceEntry(facts, charge.pricedAs ?? charge.name)?.price, parts: partsOf(facts, charge.counts) }));
  const ofFees = fees.flatMap((fee) => {
    const { basis } = fee;
    if (basis.kind !== "oncePerEvent" || !applies(facts, fee)) return [];
    const events = facts.usage.filter((event) => isInMonth(facts, event.at) && matches(facts, event, basis.of));
    return [
      { price: priceEntry(facts, fee.name)?.price, parts: events.map((event) => ({ quantity: one, at: event.at, event })) },
    ];
  });
  return [...ofCharges, ...ofFees].flatMap(({ price, parts }) => (price === undefined ? [] : steps(facts, price, parts)));
}

/** Whether it is single events that are counted; storage is known when the month is over, and so is what is counted at most so many times. */
function isOfEvents({ service }: Facts, counting: Counting): boolean {
  if (counting.kind === "measure") {
    const measure = named(service.measures, counting.measure);
    return (
      measure.atMost === undefined && measure.counts.kind !== "commencedTotal" && isOfEvents({ service } as Facts, measure.counts)
    );
  }
  return ["events", "sum", "commenced", "commencedTotal"].includes(counting.kind);
}

function steps(facts: Facts, price: Price, parts: readonly Part[]): Step[] {
  const inOrder = facts.usage.flatMap((event) => parts.filter((part) => part.event === event));
  const priced = inOrder.flatMap((part): PricedPart[] => {
    const found = priceOf(facts, price, part);
    return found === undefined ? [] : [{ ...part, found }];
  });
  const sums = priced.map((_, i) => total(amountsOf(price, priced.slice(0, i + 1)).map((amount) => moneyOf(facts, amount))));
  return priced.map(({ at }, i) => ({ at, change: minus(sums[i]!, sums[i - 1] ?? zero) }));
}

const moneyOf = ({ agreement }: Facts, { quantity, price, per }: Amount): Fraction =>
  exact(roundedMoney(agreement, divided(times(stated(quantity), exact(price)), exact(per ?? "1"))));
