/**
 * Exact decimals, and money of one currency. Nothing here ever passes through binary floating point: numbers enter as
 * text, and the arithmetic library refuses primitive numbers.
 */
import { Big } from "big.js";
import currencies from "currency-codes";
import type { DecimalText, RoundingMode } from "./agreement.ts";
import { didYouMean } from "./text.ts";

/** A text is not a decimal number, or a currency is not known. */
export class MoneyError extends Error {
  override readonly name = "MoneyError";
}

const modes = { down: 0, "half up": 1, "half even": 2, up: 3 } as const satisfies Record<RoundingMode, Big.RoundingMode>;
const decimalPattern = /^-?\d+(?:\.\d+)?$/;
/** No amount is longer; a limit keeps a hostile text from costing time. */
const LONGEST_DECIMAL = 1000;

/** The library with its own settings: strict, and a quotient rounded once to `digits` behind the point. */
function arithmetic(digits: number, mode: RoundingMode): Big.BigConstructor {
  const library = Big();
  library.strict = true;
  library.DP = digits;
  library.RM = modes[mode];
  return library;
}

const exact = arithmetic(0, "half up");

/** An exact decimal number; immutable. */
export class Decimal {
  static readonly zero = new Decimal(new exact("0"));
  readonly #value: Big;

  private constructor(value: Big) {
    this.#value = value;
  }

  /** Reads plain decimal text such as "-12.50": no exponent, no separators. Throws a MoneyError on anything else. */
  static parse(text: DecimalText): Decimal {
    if (text.length > LONGEST_DECIMAL || !decimalPattern.test(text))
      throw new MoneyError(`"${text.slice(0, 60)}" is not a decimal number.`);
    return new Decimal(new exact(text));
  }

  /** Takes a number of a JSON document by its shortest text: 0.1 is exactly one tenth. Throws a MoneyError unless it is finite. */
  static fromJson(value: number): Decimal {
    if (!Number.isFinite(value)) throw new MoneyError(`${value} is not a decimal number.`);
    return new Decimal(new exact(String(value)));
  }

  /** A decimal, or the text of one. */
  static of(value: Decimal | DecimalText): Decimal {
    return typeof value === "string" ? Decimal.parse(value) : value;
  }

  plus(other: Decimal): Decimal {
    return new Decimal(this.#value.plus(other.#value));
  }

  minus(other: Decimal): Decimal {
    return new Decimal(this.#value.minus(other.#value));
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.#value.times(other.#value));
  }

  negated(): Decimal {
    return new Decimal(this.#value.neg());
  }

  /** Negative, zero or positive as this is less than, equal to or greater than `other`. */
  compare(other: Decimal): number {
    return this.#value.cmp(other.#value);
  }

  isZero(): boolean {
    return this.#value.eq(Decimal.zero.#value);
  }

  isNegative(): boolean {
    return this.compare(Decimal.zero) < 0;
  }

  min(other: Decimal): Decimal {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Decimal): Decimal {
    return this.compare(other) >= 0 ? this : other;
  }

  /** Rounds to `digits` behind the point. "Half up", "up" and "down" are meant by size: −0.5 half up is −1. */
  round(digits: number, mode: RoundingMode): Decimal {
    return new Decimal(this.#value.round(digits, modes[mode]));
  }

  /** A quotient, rounded once, to `digits` behind the point. Throws a MoneyError when the divisor is zero. */
  dividedBy(divisor: Decimal, digits: number, mode: RoundingMode): Decimal {
    if (divisor.isZero()) throw new MoneyError("A number cannot be divided by zero.");
    const library = arithmetic(digits, mode);
    return new Decimal(new exact(new library(this.#value).div(divisor.#value)));
  }

  /** Canonical text: no exponent, no superfluous zeros, no "-0". */
  toString(): DecimalText {
    return this.isZero() ? "0" : this.#value.toFixed();
  }

  /** Text with at least `digits` behind the point; never loses any. */
  toFixed(digits: number): DecimalText {
    const text = this.toString();
    const point = text.indexOf(".");
    const present = point < 0 ? 0 : text.length - point - 1;
    if (present >= digits) return text;
    return `${text}${point < 0 ? "." : ""}${"0".repeat(digits - present)}`;
  }
}

/** Number of digits of the minor unit by ISO 4217: 2 for EUR, 0 for VND. Throws a MoneyError when the code is not in the standard. */
export function minorDigits(currency: string): number {
  const known = currencies.code(currency);
  if (known === undefined || known.code !== currency) {
    const hint = didYouMean(currency, currencies.codes());
    throw new MoneyError(`"${currency.slice(0, 20)}" is not a currency code of ISO 4217.${hint === undefined ? "" : ` ${hint}`}`);
  }
  return known.digits;
}

const one = Decimal.parse("1");

/** A part of a whole, e.g. 21 of 31 days. */
export interface Proration {
  readonly numerator: number;
  readonly denominator: number;
}

/** Money of one agreement: its currency, and how amounts are rounded. */
export class Money {
  /** ISO 4217 code. */
  readonly currency: string;
  readonly rounding: RoundingMode;
  /** Digits of the minor unit, or of the place that amounts are rounded to when that has more. */
  readonly digits: number;
  /** Amounts are multiples of this. */
  readonly #place: Decimal;

  /** `place` is what amounts are rounded to a multiple of: the minor unit unless given. Throws a MoneyError when the currency is not known, or the place is not above zero. */
  constructor(currency: string, rounding: RoundingMode = "half up", place?: DecimalText) {
    this.currency = currency;
    this.rounding = rounding;
    const minor = minorDigits(currency);
    this.#place = Decimal.parse(place ?? (minor === 0 ? "1" : `0.${"1".padStart(minor, "0")}`));
    if (this.#place.compare(Decimal.zero) <= 0) throw new MoneyError("Amounts are rounded to a multiple of more than zero.");
    this.digits = Math.max(minor, this.#place.toString().split(".")[1]?.length ?? 0);
  }

  /** quantity × unit price (÷ what the price is for, × proration), multiplied exactly and rounded once; written with the minor digits. */
  amount(quantity: DecimalText, unitPrice: DecimalText, proration?: Proration, per?: DecimalText): DecimalText {
    const product = Decimal.parse(quantity).times(Decimal.parse(unitPrice));
    if (proration === undefined && per === undefined) return this.round(product);
    const { numerator, denominator } = proration ?? { numerator: 1, denominator: 1 };
    const whole = Decimal.fromJson(denominator).times(Decimal.parse(per ?? "1"));
    const part = product.times(Decimal.fromJson(numerator));
    return this.#rounded(part, whole);
  }

  /** Rounds an amount, or its quotient, once to the place; written with its digits. */
  round(amount: Decimal | DecimalText, divisor: Decimal = one): DecimalText {
    return this.#rounded(Decimal.of(amount), divisor);
  }

  /** A quotient, rounded once to the nearest multiple of the place. */
  #rounded(amount: Decimal, divisor: Decimal): DecimalText {
    const multiples = amount.dividedBy(divisor.times(this.#place), 0, this.rounding);
    return multiples.times(this.#place).toFixed(this.digits);
  }

  /** An exact sum; "0.00" when there is nothing. Never rounds. */
  sum(amounts: Iterable<Decimal | DecimalText>): DecimalText {
    let total = Decimal.zero;
    for (const amount of amounts) total = total.plus(Decimal.of(amount));
    return this.format(total);
  }

  /** Writes an amount with at least the minor digits: "300" as "300.00", but "0.045" as it is. Never rounds. */
  format(amount: Decimal | DecimalText): DecimalText {
    return Decimal.of(amount).toFixed(this.digits);
  }
}
