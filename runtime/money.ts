/**
 * Exact decimals, and money of one currency. Nothing here ever passes through binary floating point: numbers enter as
 * text, and are whole numbers of any size with a count of decimals.
 */
import currencies from "currency-codes";
import type { DecimalText, RoundingMode } from "./agreement.ts";
import { didYouMean } from "./text.ts";

/** A text is not a decimal number, or a currency is not known. */
export class MoneyError extends Error {
  override readonly name = "MoneyError";
}

const decimalPattern = /^-?\d+(?:\.\d+)?$/;
const jsonPattern = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
/** No amount is longer; a limit keeps a hostile text from costing time. */
const LONGEST_DECIMAL = 1000;

/** Powers of ten that are met all the time. */
const powers = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

/** An exact decimal number; immutable. */
export class Decimal {
  static readonly zero = new Decimal(0n, 0);
  readonly #digits: bigint;
  /** How many of the digits stand behind the point. */
  readonly #scale: number;

  private constructor(digits: bigint, scale: number) {
    this.#digits = digits;
    this.#scale = scale;
  }

  /** Reads plain decimal text such as "-12.50": no exponent, no separators. Throws a MoneyError on anything else. */
  static parse(text: DecimalText): Decimal {
    if (text.length > LONGEST_DECIMAL || !decimalPattern.test(text))
      throw new MoneyError(`"${text.slice(0, 60)}" is not a decimal number.`);
    const point = text.indexOf(".");
    if (point < 0) return new Decimal(BigInt(text), 0);
    return new Decimal(BigInt(text.slice(0, point) + text.slice(point + 1)), text.length - point - 1);
  }

  /** Takes a number of a JSON document by its shortest text: 0.1 is exactly one tenth. Throws a MoneyError unless it is finite. */
  static fromJson(value: number): Decimal {
    const parts = jsonPattern.exec(String(value));
    if (parts === null) throw new MoneyError(`${value} is not a decimal number.`);
    const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
    const scale = fraction.length - Number(exponent);
    const digits = BigInt(sign + whole + fraction);
    return scale >= 0 ? new Decimal(digits, scale) : new Decimal(digits * powerOfTen(-scale), 0);
  }

  /** A decimal, or the text of one. */
  static of(value: Decimal | DecimalText): Decimal {
    return typeof value === "string" ? Decimal.parse(value) : value;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.#scale, other.#scale);
    return new Decimal(this.#at(scale) + other.#at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.#digits * other.#digits, this.#scale + other.#scale);
  }

  negated(): Decimal {
    return new Decimal(-this.#digits, this.#scale);
  }

  /** Negative, zero or positive as this is less than, equal to or greater than `other`. */
  compare(other: Decimal): number {
    const scale = Math.max(this.#scale, other.#scale);
    const [a, b] = [this.#at(scale), other.#at(scale)];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  isZero(): boolean {
    return this.#digits === 0n;
  }

  isNegative(): boolean {
    return this.#digits < 0n;
  }

  min(other: Decimal): Decimal {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Decimal): Decimal {
    return this.compare(other) >= 0 ? this : other;
  }

  /** Rounds to `digits` behind the point. "Half up", "up" and "down" are meant by size: −0.5 half up is −1. */
  round(digits: number, mode: RoundingMode): Decimal {
    if (this.#scale <= digits) return this;
    return new Decimal(roundedQuotient(this.#digits, powerOfTen(this.#scale - digits), mode), digits);
  }

  /** A quotient, rounded once, to `digits` behind the point. Throws a MoneyError when the divisor is zero. */
  dividedBy(divisor: Decimal, digits: number, mode: RoundingMode): Decimal {
    if (divisor.isZero()) throw new MoneyError("A number cannot be divided by zero.");
    const over = this.#digits * powerOfTen(digits + divisor.#scale);
    const under = divisor.#digits * powerOfTen(this.#scale);
    return new Decimal(under < 0n ? roundedQuotient(-over, -under, mode) : roundedQuotient(over, under, mode), digits);
  }

  /** The digits at a scale that is not less than its own. */
  #at(scale: number): bigint {
    return scale === this.#scale ? this.#digits : this.#digits * powerOfTen(scale - this.#scale);
  }

  /** Canonical text: no exponent, no superfluous zeros, no "-0". */
  toString(): DecimalText {
    if (this.#scale === 0) return this.#digits.toString();
    const negative = this.#digits < 0n;
    const padded = (negative ? -this.#digits : this.#digits).toString().padStart(this.#scale + 1, "0");
    const whole = padded.slice(0, -this.#scale);
    const fraction = padded.slice(-this.#scale).replace(/0+$/, "");
    return `${negative ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
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

/** A quotient of whole numbers as a whole number; the divisor is above zero. */
function roundedQuotient(over: bigint, under: bigint, mode: RoundingMode): bigint {
  const quotient = over / under;
  const rest = over % under;
  if (rest === 0n || mode === "down") return quotient;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const isUp = mode === "up" || twice > under || (twice === under && (mode === "half up" || quotient % 2n !== 0n));
  return isUp ? quotient + (over < 0n ? -1n : 1n) : quotient;
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
