/** Collects what a module's clauses come to in a period: lines before money, measures, minimums and notices. */
import type { DecimalText, Milliseconds, PackagePrice, Text, UnitPrice } from "./agreement.ts";
import type { LineDraft, NoticeDraft } from "./bill.ts";
import type { MoneyAmount } from "./bind.ts";
import { rfc3339 } from "./calendar.ts";
import { atMost, beyond, compareDecimals, DecimalSum, plus } from "./measure/decimal.ts";
import type { Tally } from "./measure/tally.ts";
import type { ClauseInfo, MinimumDraft, RatingSetup, Settlement } from "./module.ts";
import { type KeyValue, priceList, type UnitRate } from "./price-list.ts";
import { scaleAmounts } from "./scale.ts";
import type { IntervalData, Intervals } from "./state/intervals.ts";
import { type Due, duesOf } from "./state/span.ts";

const month: Text = { en: "month", vi: "tháng" };

export interface FeeOptions {
  /** Billed when it falls due inside the month; the line says when. */
  readonly inAdvance: boolean;
  /** The first month is charged for its remaining days. */
  readonly prorated: boolean;
  /** The first so many that fall due in the month are charged, and no more. */
  readonly atMost?: DecimalText;
}

type FeeDue = Due<DecimalText | number>;

type Setup = Pick<RatingSetup<unknown, unknown>, "active" | "firstMonth" | "lastMonth" | "timeZone">;

export class SettlementDraft {
  readonly #setup: Setup;
  /** False when the service is not taken in any part of the period: then nothing is due. */
  readonly #taken: boolean;
  readonly #lines: LineDraft[] = [];
  readonly #minimums: MinimumDraft[] = [];
  readonly #notices: NoticeDraft[] = [];

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#taken = setup.active.start < setup.active.end;
  }

  /** The lines of what was counted; tells when something that no single event stands for had no price. */
  tally(tally: Tally): void {
    this.#lines.push(...tally.lines());
    if (tally.missed) this.#notices.push(withoutPrice(tally.clause));
  }

  /** A charge for the number of a measure. */
  measured(tally: Tally, quantity: DecimalText): void {
    if (compareDecimals(quantity, "0") > 0) tally.addSteps(this.#setup.active.start, 1, 1, quantity);
    this.tally(tally);
  }

  /** A fee for the month. */
  monthlyFee(clause: ClauseInfo, price: UnitPrice | undefined, options: FeeOptions): void {
    if (this.#taken) this.#fee(clause, price, [{ at: this.#setup.active.start, quantity: 1 }], options);
  }

  /** A fee for each interval: for every key that is there in the month, or for the most that are open at once. */
  intervalFee(
    clause: ClauseInfo,
    price: UnitPrice | undefined,
    intervals: Intervals<IntervalData>,
    count: "alive" | "peak",
    options: FeeOptions,
  ): void {
    const { active } = this.#setup;
    const due = count === "peak" ? intervals.increases(active) : intervals.arrivals(active);
    this.#fee(clause, price, options.atMost === undefined ? due : firstOf(due, options.atMost), options);
  }

  /**
   * A fee for every key that is there in the month, priced by the event that began its first interval of the month. The price is that
   * of the first day of the month, or of the service.
   */
  intervalFeeBy<Data extends IntervalData>(
    tally: Tally,
    intervals: Intervals<Data>,
    values: (data: Data) => readonly KeyValue[],
    options: FeeOptions,
  ): void {
    const { active } = this.#setup;
    const due = new Map<UnitRate, Milliseconds[]>();
    for (const { start, data } of intervals.firsts(active)) {
      const rate = tally.rate(active.start, values(data));
      if (rate !== undefined) due.set(rate, [...(due.get(rate) ?? []), Math.max(start, active.start)]);
      else if (start < active.start) tally.addUnnamed(values(data));
    }
    for (const [rate, instants] of due) this.#feeLines(tally.clause, rate, duesOf(instants), options);
    this.tally(tally);
  }

  #fee(clause: ClauseInfo, price: UnitPrice | undefined, due: readonly FeeDue[], options: FeeOptions): void {
    const { timeZone, active } = this.#setup;
    const rate = priceList(price, [], [], timeZone)?.find([], active.start);
    if (rate !== undefined) this.#feeLines(clause, rate, due, options);
  }

  /** What is due in the month; in a month charged in part in two parts: what is there on the first day for the remaining days, and later additions in full. */
  #feeLines(clause: ClauseInfo, rate: UnitRate, due: readonly FeeDue[], { inAdvance, prorated }: FeeOptions): void {
    const first = prorated ? (this.#setup.firstMonth ?? this.#setup.lastMonth) : undefined;
    const total = quantityOf(due);
    if (first === undefined) {
      this.#feeLine(clause, rate, due, { above: "0", total }, inAdvance);
      return;
    }
    const { proration } = first;
    const there = due.filter(({ at }) => at < first.endOfFirstDay);
    const added = due.filter(({ at }) => at >= first.endOfFirstDay);
    this.#feeLine(clause, rate, there, { above: "0", total }, inAdvance, proration);
    this.#feeLine(clause, rate, added, { above: quantityOf(there), total }, inAdvance);
  }

  /** `above`: how many units of the month came before; on a scale they take the places below. */
  #feeLine(
    clause: ClauseInfo,
    rate: UnitRate,
    due: readonly FeeDue[],
    { above, total }: { readonly above: DecimalText; readonly total: DecimalText },
    inAdvance: boolean,
    proration?: LineDraft["proration"],
  ): void {
    if (due.length === 0) return;
    const quantity = quantityOf(due);
    const line = {
      clause: clause.name,
      kind: "fee" as const,
      dimensions: rate.dimensions,
      ...(proration === undefined ? {} : { proration }),
      priceSource: rate.source,
    };
    if (rate.scale !== undefined) {
      const units = { above, upTo: plus(above, quantity), total };
      for (const amounts of scaleAmounts(rate.scale, units, clause.unit)) this.#lines.push({ ...line, ...amounts });
      return;
    }
    const posted = ({ at, quantity }: FeeDue) => ({ at: rfc3339(at, this.#setup.timeZone), quantity: String(quantity) });
    this.#lines.push({
      ...line,
      quantity,
      unit: clause.unit,
      unitPrice: rate.amount,
      ...(inAdvance ? { postings: due.map(posted) } : {}),
    });
  }

  /** The fee of a package, and what was used beyond it; without `overage` that is reported and not charged. */
  package(clause: ClauseInfo, price: PackagePrice | undefined, quantity: DecimalText, overage = true): void {
    if (price === undefined || !this.#taken) return;
    const line = { clause: clause.name, dimensions: {}, priceSource: "agreement" };
    this.#lines.push({ ...line, kind: "package", quantity: "1", unit: month, unitPrice: price.fee });
    const more = beyond(quantity, price.included);
    if (more === "0") return;
    if (price.overage === undefined || !overage) this.#notices.push(packageExceeded(clause, quantity, price.included));
    else this.#lines.push({ ...line, kind: "overage", quantity: more, unit: clause.unit, unitPrice: price.overage });
  }

  /** A least amount of traffic; the engine compares it with the rounded lines. Prorated, a month charged in part is held to its part of the amount. */
  minimum(
    clause: ClauseInfo,
    { amount, currency }: MoneyAmount,
    of: readonly string[],
    { notify, prorated }: { readonly notify: boolean; readonly prorated: boolean },
  ): void {
    if (!this.#taken) return;
    const proration = prorated ? (this.#setup.firstMonth ?? this.#setup.lastMonth)?.proration : undefined;
    this.#minimums.push({ clause: clause.name, amount, currency, of, notify, ...(proration && { proration }) });
  }

  settled(measures: Readonly<Record<string, DecimalText>>): Settlement {
    return { lines: this.#lines, measures, minimums: this.#minimums, notices: this.#notices };
  }
}

/** Measures without those that rest on a term to which the agreement gives no value: no clause that it has needs their number. */
export function measuresSaid(
  measures: Readonly<Record<string, DecimalText>>,
  terms: Readonly<Record<string, readonly unknown[]>>,
): Readonly<Record<string, DecimalText>> {
  const isSaid = (name: string) => !Object.hasOwn(terms, name) || !terms[name]!.includes(undefined);
  return Object.fromEntries(Object.entries(measures).filter(([name]) => isSaid(name)));
}

/** What falls due first, in the order of time, up to a limit. */
function firstOf(due: readonly FeeDue[], limit: DecimalText): FeeDue[] {
  let left = limit;
  return due
    .map(({ at, quantity: all }) => {
      const quantity = atMost(String(all), left);
      left = beyond(left, quantity);
      return { at, quantity };
    })
    .filter(({ quantity }) => quantity !== "0");
}

function quantityOf(due: readonly FeeDue[]): DecimalText {
  const sum = new DecimalSum();
  for (const { quantity } of due) sum.add(quantity);
  return sum.total();
}

function withoutPrice(clause: ClauseInfo): NoticeDraft {
  return {
    code: "no-price",
    clause: clause.name,
    text: {
      en: `${titleIn(clause, "en")}: usage for which the agreement has no price was not charged.`,
      vi: `${titleIn(clause, "vi")}: phần sử dụng không có giá trong thỏa thuận chưa được tính phí.`,
    },
  };
}

function titleIn(clause: ClauseInfo, language: string): string {
  return clause.title[language] ?? clause.title.en ?? clause.name;
}

function packageExceeded(clause: ClauseInfo, used: DecimalText, included: DecimalText): NoticeDraft {
  return {
    code: "package-exceeded",
    clause: clause.name,
    text: {
      en: `${titleIn(clause, "en")}: ${used} used, ${included} included; the agreement has no price for more.`,
      vi: `${titleIn(clause, "vi")}: đã dùng ${used}, bao gồm ${included}; thỏa thuận không có giá cho phần vượt quá.`,
    },
  };
}
