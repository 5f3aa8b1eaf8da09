/** The accumulator of a charge: quantities by row of the price list first, money later. */
import type { DecimalText, EachEvent, Milliseconds, Text, UnitPrice } from "../agreement.ts";
import type { LineDraft, LineKind } from "../bill.ts";
import type { ClauseInfo, Metered, PriceTrace, Verdict } from "../module.ts";
import { type KeyValue, type PriceList, priceList, type UnitRate } from "../price-list.ts";
import { scaleAmounts, unitsOf } from "../scale.ts";
import { eventUnit } from "../unit.ts";
import { StartedTotal } from "./counters.ts";
import { DecimalSum, divideDecimal, timesDecimal } from "./decimal.ts";
import { type EventAmounts, EventSum, eventQuantity, type FieldUnits, pricedUnit } from "./each-event.ts";

export interface TallyOptions {
  /** Fields that the contract prices by, in its order. */
  readonly by?: readonly string[];
  /** What one unit is in the measure of the quantities added, e.g. "1000000000" when bytes are added and GB are charged. */
  readonly unit?: DecimalText;
  /** When units of a field are charged event by event: what is added is then the value of the field. */
  readonly units?: FieldUnits;
  /** When started units of all that is added at one price are counted: how much one is, in the measure of what is added. */
  readonly totalUnit?: DecimalText;
  readonly kind?: LineKind;
  /** What one unit is called, when the agreement decides it; otherwise as the clause says. */
  readonly called?: Text;
  /** How each field of `by` is compared, when it is not the clause's own (`priced as`). */
  readonly match?: readonly ("prefix" | "exact")[];
}

export class Tally implements Metered {
  readonly clause: ClauseInfo;
  readonly #prices: PriceList | undefined;
  readonly #by: readonly string[];
  readonly #unit: DecimalText;
  readonly #units: FieldUnits | undefined;
  readonly #totalUnit: DecimalText | undefined;
  readonly #each: EachEvent | undefined;
  /** How many of what is counted a price is for, when not one. */
  readonly #per: DecimalText | undefined;
  readonly #kind: LineKind;
  readonly #called: Text;
  readonly #sums = new Map<UnitRate, DecimalSum | StartedTotal | EventSum>();
  /** Events that `mark` found without a price, by instant and values: their error lines name them. */
  readonly #named = new Map<string, number>();
  /** Things added in steps, some of which had no price, and that no event of the month stands for. */
  readonly #unnamed = new Map<string, { readonly dimensions: Readonly<Record<string, string>>; count: number }>();
  #missed = false;
  /** The price at which something was counted last. */
  #latest: UnitRate | undefined;

  constructor(clause: ClauseInfo, price: UnitPrice<string> | undefined, timeZone: string, options: TallyOptions = {}) {
    this.clause = clause;
    this.#by = options.by ?? [];
    this.#prices = priceList(price, this.#by, options.match ?? clause.match, timeZone);
    this.#unit = options.unit ?? "1";
    this.#kind = options.kind ?? "charge";
    this.#units = options.units;
    this.#totalUnit = options.totalUnit;
    this.#each = this.#prices?.each;
    this.#per = pricedUnit(this.#each, this.#units);
    const inBase = this.#each?.increments !== undefined || this.#each?.per !== undefined;
    this.#called = (inBase ? this.#units?.base : undefined) ?? options.called ?? clause.unit;
  }

  /** What an event counts for: the quantity given, or units of it. */
  quantity(value: DecimalText | number): DecimalText | number {
    return eventQuantity(this.#each, this.#units, value);
  }

  /** Counts a quantity at the price that holds for the values at the instant. False when there is none: nothing is counted. */
  add(event: { readonly at: Milliseconds }, values: readonly KeyValue[] = [], value: DecimalText | number = 1): boolean {
    const rate = this.#prices?.find(values, event.at);
    if (rate === undefined) return false;
    let sum = this.#sums.get(rate);
    if (sum === undefined) {
      sum = this.#sum(rate);
      this.#sums.set(rate, sum);
    }
    sum.add(this.#units === undefined ? value : this.quantity(value));
    this.#latest = rate;
    return true;
  }

  latest(): { readonly price: UnitRate; readonly amounts: readonly EventAmounts[] } {
    const price = this.#latest!;
    return { price, amounts: this.#amounts(price, this.#sums.get(price)!) };
  }

  /** Takes back what was counted at a price. */
  takeBack(price: object, value: DecimalText | number): void {
    this.#sums.get(price as UnitRate)!.remove(this.#units === undefined ? value : this.quantity(value));
  }

  #sum(rate: UnitRate): DecimalSum | StartedTotal | EventSum {
    if (this.#totalUnit !== undefined) return new StartedTotal(this.#totalUnit);
    const { plus, atLeast, atMost } = this.#each ?? {};
    const isByEvent = (plus ?? atLeast ?? atMost) !== undefined;
    return isByEvent ? new EventSum(this.#each!, rate.amount, this.#per) : new DecimalSum();
  }

  /** `add` for an event that is judged: says what the event met. */
  charge(
    event: { readonly at: Milliseconds },
    verdict: Verdict,
    values: readonly KeyValue[] = [],
    value: DecimalText | number = 1,
  ): void {
    if (this.add(event, values, value)) verdict.charged(this.clause.name, this, value);
    else verdict.unpriced(this.clause.name, this.#dimensions(values));
  }

  /** For an event that is part of something counted as a whole, e.g. of a month's different users. */
  mark(event: { readonly at: Milliseconds }, verdict: Verdict, values: readonly KeyValue[] = []): void {
    if (this.#prices?.find(values, event.at) !== undefined) {
      verdict.charged(this.clause.name);
      return;
    }
    verdict.unpriced(this.clause.name, this.#dimensions(values));
    const named = JSON.stringify([event.at, values]);
    this.#named.set(named, (this.#named.get(named) ?? 0) + 1);
  }

  /** Adds a size for each of several steps of time; each step has the price of the instant at which it starts. */
  addSteps(first: Milliseconds, step: Milliseconds, steps: number, size: DecimalText, values: readonly KeyValue[] = []): void {
    if (this.#prices?.varies === false) {
      this.add({ at: first }, values, timesDecimal(size, steps));
      return;
    }
    let isMissed = false;
    for (let i = 0; i < steps; i += 1) isMissed = !this.add({ at: first + i * step }, values, size) || isMissed;
    if (isMissed) this.#miss(first, values);
  }

  /** Something is not charged in full, though the agreement prices the clause: it must stand on an error line, once. */
  #miss(first: Milliseconds, values: readonly KeyValue[]): void {
    if (this.#prices === undefined) return;
    const named = JSON.stringify([first, values]);
    const left = this.#named.get(named) ?? 0;
    if (left > 0) {
      this.#missed = true;
      this.#named.set(named, left - 1);
    } else this.addUnnamed(values);
  }

  /** The row of the price list that holds for the values at an instant. */
  rate(at: Milliseconds, values: readonly KeyValue[]): UnitRate | undefined {
    return this.#prices?.find(values, at);
  }

  /** Something without a price, begun before the month, so that no event of the month names it. */
  addUnnamed(values: readonly KeyValue[]): void {
    this.#missed = true;
    const dimensions = this.#dimensions(values);
    const group = this.#unnamed.get(JSON.stringify(dimensions)) ?? { dimensions, count: 0 };
    group.count += 1;
    this.#unnamed.set(JSON.stringify(dimensions), group);
  }

  /** True when something was added in steps that had no price, although the agreement prices the clause. */
  get missed(): boolean {
    return this.#missed;
  }

  /** The price that an event would be charged at. */
  quote(event: { readonly at: Milliseconds }, values: readonly KeyValue[] = []): PriceTrace {
    const rate = this.#prices?.find(values, event.at);
    if (rate === undefined) return { dimensions: this.#dimensions(values), source: "none" };
    return {
      ...(rate.scale === undefined ? { amount: rate.amount } : { scale: rate.scale }),
      ...(this.#per === undefined ? {} : { per: this.#per }),
      ...(this.#each === undefined ? {} : { each: this.#each }),
      dimensions: rate.dimensions,
      source: rate.source,
      unit: this.#called,
    };
  }

  #dimensions(values: readonly KeyValue[]): Record<string, string> {
    return Object.fromEntries(this.#by.flatMap((field, i) => (values[i] === undefined ? [] : [[field, String(values[i])]])));
  }

  /** One line per row of the price list that was used, in the order of the rows' keys; then what had no price. */
  lines(): LineDraft[] {
    return [...this.#pricedLines(), ...this.#errorLines()];
  }

  /** Begun in an earlier month, or priced at first and no longer: the state does not know the event any more. */
  #errorLines(): LineDraft[] {
    return [...this.#unnamed.values()].map(({ dimensions, count }) => ({
      clause: this.clause.name,
      kind: "error",
      dimensions,
      quantity: String(count),
      unit: eventUnit,
    }));
  }

  #pricedLines(): LineDraft[] {
    return [...this.#sums]
      .map(([rate, sum]) => ({ order: [...Object.values(rate.dimensions), rate.source].join("\u0000"), rate, sum }))
      .sort((a, b) => (a.order < b.order ? -1 : 1))
      .flatMap(({ rate, sum }) =>
        this.#amounts(rate, sum).map((amounts) => ({
          clause: this.clause.name,
          kind: this.#kind,
          dimensions: rate.dimensions,
          ...amounts,
          priceSource: rate.source,
        })),
      );
  }

  /** What was counted at one price: one line, or one for each part. */
  #amounts(rate: UnitRate, sum: DecimalSum | StartedTotal | EventSum): EventAmounts[] {
    if (sum instanceof EventSum) return sum.amounts(this.#called);
    if (sum.isZero()) return [];
    const quantity = this.#unit === "1" ? sum.total() : divideDecimal(sum.total(), this.#unit);
    if (rate.scale !== undefined) return scaleAmounts(rate.scale, unitsOf(quantity), this.#called);
    return [{ quantity, unit: this.#called, unitPrice: rate.amount, ...(this.#per === undefined ? {} : { per: this.#per }) }];
  }
}
