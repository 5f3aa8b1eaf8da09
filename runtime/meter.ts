/**
 * What events cost, one by one: by how much each changes the rounded amounts of the lines that are counted event by event. So what events
 * cost adds up exactly to these lines. Only pre-paid agreements have a meter.
 */
import type { DecimalText, Milliseconds } from "./agreement.ts";
import type { Metered } from "./module.ts";
import { Decimal, type Money } from "./money.ts";
import type { Journal } from "./state/journal.ts";

/** What the events of an instant cost together. */
export interface Cost {
  readonly at: Milliseconds;
  readonly amount: Decimal;
}

export class Meter {
  readonly #money: Money;
  readonly #journal: Journal | undefined;
  /** What was counted at each price comes to so far. */
  readonly #amounts = new Map<Metered, Map<object, Decimal>>();
  /** Different costs are few: each is kept once. */
  readonly #costs: Decimal[] = [];
  readonly #numbers = new Map<string, number>();
  /** Instants, and the numbers of their costs. */
  readonly #instants: Milliseconds[] = [];
  readonly #costOf: number[] = [];
  #open = Decimal.zero;
  #spent = Decimal.zero;

  /** `journal` is where it notes how to take back what is counted, with where it is counted. */
  constructor(money: Money, journal?: Journal) {
    this.#money = money;
    this.#journal = journal;
  }

  /** Something was counted at a price. */
  changed(counted: Metered, value: DecimalText | number): void {
    const { price, amounts } = counted.latest();
    const byPrice = this.#amounts.get(counted) ?? new Map<object, Decimal>();
    this.#amounts.set(counted, byPrice);
    let now = Decimal.zero;
    for (const { quantity, unitPrice, per } of amounts)
      if (unitPrice !== undefined) now = now.plus(Decimal.parse(this.#money.amount(quantity, unitPrice, undefined, per)));
    const before = byPrice.get(price) ?? Decimal.zero;
    const open = this.#open;
    this.#open = open.plus(now).minus(before);
    byPrice.set(price, now);
    this.#journal?.note(() => {
      counted.takeBack(price, value);
      byPrice.set(price, before);
      this.#open = open;
    });
  }

  /** What events cost since the last `post`. */
  get open(): Decimal {
    return this.#open;
  }

  /** The events since the last call are of an instant, which is not before any other. */
  post(at: Milliseconds): void {
    if (this.#open.isZero()) return;
    const text = this.#open.toString();
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#costs.push(this.#open) - 1;
      this.#numbers.set(text, number);
    }
    this.#spent = this.#spent.plus(this.#open);
    this.#instants.push(at);
    this.#costOf.push(number);
    this.#open = Decimal.zero;
  }

  /** What all events cost together. */
  get spent(): Decimal {
    return this.#spent;
  }

  /** What events cost, in the order of time. */
  *costs(): Generator<Cost> {
    for (const [i, at] of this.#instants.entries()) yield { at, amount: this.#costs[this.#costOf[i]!]! };
  }
}
