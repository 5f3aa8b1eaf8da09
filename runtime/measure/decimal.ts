/**
 * Exact arithmetic on decimals in text, as quantities need it: comparing, adding up, started units, one division.
 * Whole numbers that fit are added as such; everything else goes through big integers. Binary fractions never occur.
 */
import type { DecimalText } from "../agreement.ts";

interface Scaled {
  readonly digits: bigint;
  /** Number of digits behind the point. */
  readonly scale: number;
}

const decimalPattern = /^-?\d+(?:\.\d+)?$/;

/** True when a text is a plain decimal: digits, perhaps a sign and a point, no exponent. */
export function isDecimal(text: string): boolean {
  return decimalPattern.test(text);
}

/** The one way to write a decimal: no leading zeros, no trailing zeros behind the point, no "-0". */
export function canonicalDecimal(text: DecimalText): DecimalText {
  return write(read(text));
}

function read(text: DecimalText): Scaled {
  if (!isDecimal(text)) throw new Error(`"${text.slice(0, 60)}" is not a decimal number.`);
  const point = text.indexOf(".");
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

function write({ digits, scale }: Scaled): DecimalText {
  if (scale === 0) return digits.toString();
  const negative = digits < 0n;
  const padded = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  const fraction = padded.slice(-scale).replace(/0+$/, "");
  const whole = padded.slice(0, -scale);
  return `${negative ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** Digits of `value` at a larger scale. */
function at(value: Scaled, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

/** Whole numbers of at most 15 digits, which a number holds exactly; undefined for all others. */
function small(text: DecimalText): number | undefined {
  const { length } = text;
  if (length > 15) return undefined;
  const first = text.charCodeAt(0) === 0x2d ? 1 : 0;
  if (first === length) return undefined;
  let value = 0;
  for (let i = first; i < length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return first === 1 ? -value : value;
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: DecimalText, b: DecimalText): number {
  const x = small(a);
  const y = small(b);
  if (x !== undefined && y !== undefined) return x - y;
  const [p, q] = [read(a), read(b)];
  const scale = Math.max(p.scale, q.scale);
  const difference = at(p, scale) - at(q, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A product of two decimals, exactly. */
export function timesDecimal(a: DecimalText, b: DecimalText | number): DecimalText {
  const [p, q] = [read(a), read(String(b))];
  return write({ digits: p.digits * q.digits, scale: p.scale + q.scale });
}

/** The sum of two decimals, exactly. */
export function plus(a: DecimalText, b: DecimalText): DecimalText {
  const [p, q] = [read(a), read(b)];
  const scale = Math.max(p.scale, q.scale);
  return write({ digits: at(p, scale) + at(q, scale), scale });
}

/** The difference of two decimals, exactly. */
export function minus(a: DecimalText, b: DecimalText): DecimalText {
  const [p, q] = [read(a), read(b)];
  const scale = Math.max(p.scale, q.scale);
  return write({ digits: at(p, scale) - at(q, scale), scale });
}

/** `quantity − included`, or zero when nothing is beyond. */
export function beyond(quantity: DecimalText, included: DecimalText): DecimalText {
  const [p, q] = [read(quantity), read(included)];
  const scale = Math.max(p.scale, q.scale);
  const digits = at(p, scale) - at(q, scale);
  return digits > 0n ? write({ digits, scale }) : "0";
}

/** The number, or the limit when the number is more. */
export function atMost(number: DecimalText, limit: DecimalText): DecimalText {
  return canonicalDecimal(compareDecimals(number, limit) > 0 ? limit : number);
}

/** Digits that a quotient may have behind the point when it comes out even; otherwise it is stated to 12, half up. */
const EVEN_DIGITS = 60;
const STATED_DIGITS = 12;

/** A quotient: exact whenever it is a finite decimal (all units of size are), else to 12 digits behind the point, half up. */
export function divideDecimal(amount: DecimalText, by: DecimalText): DecimalText {
  const [p, q] = [read(amount), read(by)];
  if (q.digits <= 0n) throw new Error("A unit must be greater than zero.");
  const numerator = p.digits * 10n ** BigInt(q.scale);
  const denominator = q.digits * 10n ** BigInt(p.scale);
  const even = numerator * 10n ** BigInt(EVEN_DIGITS);
  if (even % denominator === 0n) return write({ digits: even / denominator, scale: EVEN_DIGITS });
  const doubled = 2n * (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(STATED_DIGITS) + denominator;
  const rounded = doubled / (2n * denominator);
  return write({ digits: numerator < 0n ? -rounded : rounded, scale: STATED_DIGITS });
}

/** Started units: the least whole number of `unit` that holds `amount`, and at least one. */
export function commencedUnits(amount: DecimalText, unit: DecimalText): DecimalText {
  const [few, by] = [small(amount), small(unit)];
  if (few !== undefined && by !== undefined && by > 0) {
    const rest = few % by;
    return String(Math.max(1, (few - rest) / by + (rest > 0 ? 1 : 0)));
  }
  const [p, q] = [read(amount), read(unit)];
  if (q.digits <= 0n) throw new Error("A unit must be greater than zero.");
  const scale = Math.max(p.scale, q.scale);
  const [whole, part] = [at(p, scale), at(q, scale)];
  const units = (whole + part - 1n) / part;
  return units < 1n ? "1" : units.toString();
}

/** An exact sum of decimals. Whole numbers stay numbers as long as the sum is safe. */
export class DecimalSum {
  #whole = 0;
  #rest: Scaled = { digits: 0n, scale: 0 };

  add(amount: DecimalText | number): void {
    const number = typeof amount === "number" ? amount : small(amount);
    const sum = this.#whole + (number ?? Number.NaN);
    // A large sum and a fraction may round to a whole number.
    if (Number.isSafeInteger(sum) && Number.isInteger(number)) this.#whole = sum;
    else this.#addExactly(read(String(amount)));
  }

  /** Takes back what was added. */
  remove(amount: DecimalText | number): void {
    if (typeof amount === "number") this.add(-amount);
    else this.add(amount.startsWith("-") ? amount.slice(1) : `-${amount}`);
  }

  #addExactly(amount: Scaled): void {
    const scale = Math.max(this.#rest.scale, amount.scale);
    this.#rest = { digits: at(this.#rest, scale) + at(amount, scale), scale };
  }

  isZero(): boolean {
    return this.total() === "0";
  }

  total(): DecimalText {
    if (this.#rest.digits === 0n) return String(this.#whole);
    return write({
      digits: at({ digits: BigInt(this.#whole), scale: 0 }, this.#rest.scale) + this.#rest.digits,
      scale: this.#rest.scale,
    });
  }
}
