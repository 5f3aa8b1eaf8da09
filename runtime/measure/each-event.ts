/**
 * Amounts that are made event by event: increments, a charge for each event, limits. Nothing is rounded per event: events within the
 * limits are added up by quantity, those held to a limit are counted, so that each line still multiplies once.
 */
import type { DecimalText, EachEvent, Text } from "../agreement.ts";
import type { LineDraft } from "../bill.ts";
import type { LinePart } from "../scale.ts";
import { eventUnit } from "../unit.ts";
import { commencedUnits, compareDecimals, DecimalSum, minus, plus, timesDecimal } from "./decimal.ts";

/** Units of a field: how long one is, in the measure of the field. */
export interface FieldUnits {
  readonly step: DecimalText;
  /** What the field itself is counted in: "second", "byte". */
  readonly base: Text;
}

/** What the lines of one price say, apart from the price's own place. */
export type EventAmounts = Pick<LineDraft, "quantity" | "unit" | "unitPrice"> & Partial<Pick<LineDraft, "per" | "part">>;

/** What an event counts for: its units, or its increments in the measure of the field. */
export function eventQuantity(each: EachEvent | undefined, units: FieldUnits | undefined, value: DecimalText | number) {
  if (units === undefined) return value;
  const amount = String(value);
  if (each?.increments === undefined && each?.per === undefined) return commencedUnits(amount, units.step);
  const { first, next } = each.increments ?? { first: units.step, next: units.step };
  const rest = minus(amount, first);
  if (compareDecimals(rest, "0") <= 0) return first;
  return plus(first, timesDecimal(commencedUnits(rest, next), next));
}

/** What a price is for, when it is not one unit of the line. */
export function pricedUnit(each: EachEvent | undefined, units: FieldUnits | undefined): DecimalText | undefined {
  if (units === undefined || (each?.increments === undefined && each?.per === undefined)) return undefined;
  const per = each.per ?? units.step;
  return per === "1" ? undefined : per;
}

const texts: Readonly<Record<"event" | "least" | "most", Text>> = {
  event: { en: "for each event", vi: "cho mỗi sự kiện" },
  least: { en: "at least, for each event", vi: "mức tối thiểu cho mỗi sự kiện" },
  most: { en: "at most, for each event", vi: "mức tối đa cho mỗi sự kiện" },
};

const part = (kind: "event" | "least" | "most"): LinePart => ({ kind, text: texts[kind] });

/** The events of one price. */
export class EventSum {
  readonly #each: EachEvent;
  readonly #price: DecimalText;
  readonly #per: DecimalText | undefined;
  readonly #within = new DecimalSum();
  readonly #counts = { event: 0, least: 0, most: 0 };

  constructor(each: EachEvent, price: DecimalText, per: DecimalText | undefined) {
    this.#each = each;
    this.#price = price;
    this.#per = per;
  }

  add(quantity: DecimalText | number): void {
    const limit = this.#limit(quantity);
    this.#counts[limit ?? "event"] += 1;
    if (limit === undefined) this.#within.add(quantity);
  }

  /** Takes back an event that was added. */
  remove(quantity: DecimalText | number): void {
    const limit = this.#limit(quantity);
    this.#counts[limit ?? "event"] -= 1;
    if (limit === undefined) this.#within.remove(quantity);
  }

  /** Which limit the amount of an event is held to, compared exactly: both sides are multiplied by what the price is for. */
  #limit(quantity: DecimalText | number): "least" | "most" | undefined {
    const { plus: onTop = "0", atLeast, atMost } = this.#each;
    if (atLeast === undefined && atMost === undefined) return undefined;
    const per = this.#per ?? "1";
    const amount = plus(timesDecimal(this.#price, quantity), timesDecimal(onTop, per));
    const compared = (limit: DecimalText) => compareDecimals(amount, timesDecimal(limit, per));
    if (atLeast !== undefined && compared(atLeast) < 0) return "least";
    return atMost !== undefined && compared(atMost) > 0 ? "most" : undefined;
  }

  /** The lines: what lies within the limits, the charge for each of those events, and the events at a limit. */
  amounts(unit: Text): EventAmounts[] {
    const { plus: onTop, atLeast, atMost } = this.#each;
    const counted = (kind: "event" | "least" | "most", unitPrice: DecimalText | undefined): EventAmounts[] =>
      unitPrice === undefined || this.#counts[kind] === 0
        ? []
        : [{ quantity: String(this.#counts[kind]), unit: eventUnit, unitPrice, part: part(kind) }];
    const quantity = this.#within.total();
    return [
      ...(quantity === "0"
        ? []
        : [{ quantity, unit, unitPrice: this.#price, ...(this.#per === undefined ? {} : { per: this.#per }) }]),
      ...counted("event", onTop),
      ...counted("least", atLeast),
      ...counted("most", atMost),
    ];
  }
}
