/** Decimal numbers as text, in the forms of different languages. */
import type { DecimalText } from "../../../ir/model.ts";

/** A decimal taken apart: sign, digits before and after the point, without needless zeros in front. */
export interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

export function parts(value: DecimalText): Parts {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = value.replace(/^[-+]/, "").split(".");
  return { negative, whole: whole.replace(/^0+(?=\d)/, ""), fraction };
}

/** The number with its digits in groups of three. */
export function grouped(value: DecimalText, group: string, point: string): string {
  const { negative, whole, fraction } = parts(value);
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${negative ? "−" : ""}${digits}${fraction === "" ? "" : point + fraction}`;
}

/** True for 1, 1.0 and so on. */
export function isOne(value: DecimalText): boolean {
  const { negative, whole, fraction } = parts(value);
  return !negative && whole === "1" && /^0*$/.test(fraction);
}

/** Longer numbers are not read out. */
export const MOST_DIGITS = 12;
