/**
 * Pre-paid credit over a month. Top-ups are added and events deducted in the order of time, at one instant top-ups first; what is known only
 * when the month is over – fees, packages, minimums, what is counted over the month – is deducted at its end. What is charged does not depend
 * on the credit: it may become negative, and then the bill says so. Always closing = opening + topped up − deducted − outstanding.
 */
import type { DecimalText, Milliseconds } from "./agreement.ts";
import type { Credit, Notice } from "./bill.ts";
import { rfc3339 } from "./calendar.ts";
import type { Cost } from "./meter.ts";
import type { Period } from "./module.ts";
import { Decimal, type Money } from "./money.ts";
import { compareText } from "./text.ts";
import type { TopUp } from "./top-up.ts";

/** What changes the credit of a month. */
export interface CreditChanges {
  readonly opening: DecimalText;
  /** Of the month, in any order. */
  readonly topUps: readonly TopUp[];
  /** What events cost, per service in the order of time. */
  readonly costs: readonly Iterable<Cost>[];
  /** What the whole bill comes to. */
  readonly total: DecimalText;
}

interface CreditSetting {
  readonly money: Money;
  readonly month: Pick<Period, "start" | "end">;
  readonly timeZone: string;
}

/** A time in which the credit was below zero. */
interface Shortage {
  readonly from: Milliseconds;
  until?: Milliseconds;
  lowest: Decimal;
}

/** The credit of a month. */
export function creditOf(changes: CreditChanges, { money, month, timeZone }: CreditSetting): Credit {
  const opening = Decimal.parse(changes.opening);
  const total = Decimal.parse(changes.total);
  const topUps = [...changes.topUps].sort((a, b) => a.at - b.at || compareText(a.id, b.id) || compareText(a.source, b.source));
  const balance = new Balance(opening, month.start);
  let byEvents = Decimal.zero;
  let next = 0;
  const topUpUntil = (at: Milliseconds) => {
    for (; next < topUps.length && topUps[next]!.at <= at; next += 1)
      balance.change(topUps[next]!.at, Decimal.parse(topUps[next]!.amount));
  };
  for (const { at, amount } of merged(changes.costs)) {
    topUpUntil(at);
    balance.change(at, amount.negated());
    byEvents = byEvents.plus(amount);
  }
  topUpUntil(Infinity);
  balance.change(month.end, byEvents.minus(total));
  const toppedUp = topUps.reduce((sum, { amount }) => sum.plus(Decimal.parse(amount)), Decimal.zero);
  const deducted = total.isNegative() ? total : opening.plus(toppedUp).max(Decimal.zero).min(total);
  const written = (at: Milliseconds) => rfc3339(at, timeZone);
  return {
    opening: money.format(opening),
    topUps: topUps.map(({ id, at, amount }) => ({ record: id, time: written(at), amount: money.format(amount) })),
    toppedUp: money.format(toppedUp),
    byEvents: money.format(byEvents),
    deducted: money.format(deducted),
    outstanding: money.format(total.minus(deducted)),
    closing: money.format(balance.now),
    short: balance.shortages.map(({ from, until, lowest }) => ({
      from: written(from),
      ...(until === undefined ? {} : { until: written(until) }),
      by: money.format(lowest.negated()),
    })),
  };
}

/** The costs of several services in the order of time; those of one instant are one. */
function* merged(costs: readonly Iterable<Cost>[]): Generator<Cost> {
  const queues = costs.map((of) => of[Symbol.iterator]());
  const heads = queues.map((queue) => queue.next());
  for (;;) {
    let at = Infinity;
    for (const head of heads) if (head.done !== true) at = Math.min(at, head.value.at);
    if (at === Infinity) return;
    let amount = Decimal.zero;
    for (const [i, queue] of queues.entries())
      for (let head = heads[i]!; head.done !== true && head.value.at === at; head = heads[i]!) {
        amount = amount.plus(head.value.amount);
        heads[i] = queue.next();
      }
    yield { at, amount };
  }
}

class Balance {
  readonly shortages: Shortage[] = [];
  now: Decimal;

  constructor(opening: Decimal, start: Milliseconds) {
    this.now = opening;
    this.#look(start);
  }

  change(at: Milliseconds, by: Decimal): void {
    this.now = this.now.plus(by);
    this.#look(at);
  }

  #look(at: Milliseconds): void {
    const last = this.shortages.at(-1);
    const open = last?.until === undefined ? last : undefined;
    if (!this.now.isNegative()) {
      if (open !== undefined) open.until = at;
    } else if (open === undefined) this.shortages.push({ from: at, lowest: this.now });
    else open.lowest = open.lowest.min(this.now);
  }
}

/** Notices of when the credit was short, and that it is short. `clause` is the minimum that asks for the notice, if any. */
export function creditNotices(credit: Credit, money: Money, clause: string | undefined): Notice[] {
  const cited = clause === undefined ? {} : { clause };
  return credit.short.map(({ from, until, by }) => {
    const most = `${by} ${money.currency}`;
    if (until !== undefined)
      return {
        code: "credit-was-short",
        text: {
          en: `The credit was short from ${from} until ${until}, by up to ${most}.`,
          vi: `Số dư trả trước đã bị thiếu từ ${from} đến ${until}, nhiều nhất là ${most}.`,
        },
      };
    const missing = `${money.format(Decimal.parse(credit.closing).negated())} ${money.currency}`;
    return {
      code: "credit-short",
      ...cited,
      text: {
        en: `The credit has been short since ${from}; ${missing} is missing. Please top it up.`,
        vi: `Số dư trả trước bị thiếu từ ${from}; số tiền còn thiếu là ${missing}. Vui lòng nạp thêm.`,
      },
    };
  });
}
