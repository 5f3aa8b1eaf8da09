/**
 * Pre-paid credit. The bill of a month is deducted as far as credit goes; what is left over is outstanding and is carried as a
 * negative balance, so that always closing = opening − deducted − outstanding. A top-up is added to the balance in the state
 * file between two months. What is charged does not depend on the credit.
 */
import type { DecimalText } from "./agreement.ts";
import type { Credit, Notice } from "./bill.ts";
import { Decimal, type Money } from "./money.ts";

/** Takes a bill out of the credit. */
export function deduct(opening: DecimalText, total: DecimalText, money: Money): Credit {
  const [before, due] = [Decimal.parse(opening), Decimal.parse(total)];
  const deducted = due.isNegative() ? due : before.max(Decimal.zero).min(due);
  return {
    opening: money.format(before),
    deducted: money.format(deducted),
    outstanding: money.format(due.minus(deducted)),
    closing: money.format(before.minus(due)),
  };
}

/** The notice that credit is short; undefined when the balance is not negative. `clause` is the minimum that asks for the notice, if any. */
export function creditShort(credit: Credit, money: Money, clause: string | undefined): Notice | undefined {
  const closing = Decimal.parse(credit.closing);
  if (!closing.isNegative()) return undefined;
  const missing = `${money.format(closing.negated())} ${money.currency}`;
  return {
    code: "credit-short",
    ...(clause === undefined ? {} : { clause }),
    text: {
      en: `The credit is short by ${missing}. Please top it up.`,
      vi: `Số dư trả trước còn thiếu ${missing}. Vui lòng nạp thêm.`,
    },
  };
}
