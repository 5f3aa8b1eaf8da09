/**
 * What an agreement lets a client spend at least and at most in a month: for one service, or on the whole bill. What is missing, and what
 * is not charged, are lines of their own; nothing else on the bill changes.
 */
import type { DecimalText, Spend, Text } from "./agreement.ts";
import type { BillLine, LineKind } from "./bill.ts";
import type { PartOfMonth } from "./calendar.ts";
import { Decimal, type Money } from "./money.ts";
import type { Span } from "./state/span.ts";

/** Whose spending it is: the service or the agreement, by name, and the part of the month that is in force. */
export interface Spender {
  readonly name: string;
  /** What stands on the lines: the title of the service; absent for the whole bill. */
  readonly title?: Text;
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
  readonly part?: PartOfMonth | undefined;
}

type Agreed = { readonly [Key in "name" | "title" | "atLeast" | "atMost"]?: Spender[Key] | undefined } & {
  readonly name: string;
};

/** What is agreed of a month; nothing when no part of the month is in force. */
export function spenderOf({ name, title, atLeast, atMost }: Agreed, active: Span, part: PartOfMonth | undefined): Spender {
  return {
    name,
    ...(title === undefined ? {} : { title }),
    ...(active.start < active.end && atLeast !== undefined ? { atLeast } : {}),
    ...(active.start < active.end && atMost !== undefined ? { atMost } : {}),
    part,
  };
}

/** Throws when an amount is not a decimal of zero or more, or the most is below the least. */
export function checkSpend(atLeast: Spend | undefined, atMost: Spend | undefined): void {
  const [least, most] = [atLeast, atMost].map((spend) => spend && Decimal.parse(spend.amount));
  for (const amount of [least, most])
    if (amount?.isNegative()) throw new Error(`a month cannot come to at least or at most ${amount.toString()}.`);
  if (least !== undefined && most !== undefined && most.compare(least) < 0)
    throw new Error(`at most ${most.toString()} a month is below at least ${least.toString()}.`);
}

const month: Text = { en: "month", vi: "tháng" };

/** The line that brings the lines of a month up to the least or down to the most, if one is needed. */
export function spendLines(spender: Spender, lines: readonly BillLine[], money: Money): BillLine[] {
  const { atLeast, atMost, part } = spender;
  if (atLeast === undefined && atMost === undefined) return [];
  const spent = Decimal.parse(money.sum(lines.map(({ amount }) => amount)));
  const limit = ({ amount, prorated }: Spend) => Decimal.parse(money.amount("1", amount, prorated ? part?.proration : undefined));
  if (atLeast !== undefined && spent.compare(limit(atLeast)) < 0)
    return [line(spender, "minimum", money.format(limit(atLeast).minus(spent)))];
  if (atMost !== undefined && spent.compare(limit(atMost)) > 0)
    return [line(spender, "cap", money.format(limit(atMost).minus(spent)))];
  return [];
}

/** No rule of a contract has a hyphen in its name, so these names are the agreement's own. */
function line({ name, title }: Spender, kind: LineKind & ("minimum" | "cap"), amount: DecimalText): BillLine {
  const words = {
    minimum: { en: "Agreed minimum", vi: "Mức tối thiểu đã thỏa thuận" },
    cap: { en: "Agreed maximum", vi: "Mức tối đa đã thỏa thuận" },
  }[kind];
  return {
    service: name,
    clause: `${name}.${kind === "minimum" ? "minimum-spend" : "maximum-spend"}`,
    kind,
    dimensions: {},
    quantity: "1",
    unit: "month",
    unitTitle: month,
    unitPrice: amount,
    amount,
    title: {
      en: title === undefined ? words.en : `${words.en} for ${title.en ?? name}`,
      vi: title === undefined ? words.vi : `${words.vi} cho ${title.vi ?? title.en ?? name}`,
    },
    priceSource: "agreement",
  };
}
