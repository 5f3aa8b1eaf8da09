/** Exact fractions, for an interpreter that must not share its arithmetic with what it checks. */

export interface Fraction {
  readonly over: bigint;
  /** Positive. */
  readonly under: bigint;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

export function fraction(over: bigint, under = 1n): Fraction {
  const sign = under < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(over < 0n ? -over : over, under < 0n ? -under : under) || 1n;
  return { over: (sign * over) / divisor, under: (sign * under) / divisor };
}

/** The number that a decimal in text, or a JSON number, writes. */
export function exact(value: string | number | bigint): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (match === null) throw new Error(`"${value}" is not a decimal.`);
  const [, sign, whole, part = ""] = match;
  return fraction(BigInt(`${sign}${whole}${part}`), 10n ** BigInt(part.length));
}

export const zero = fraction(0n);
export const one = fraction(1n);
export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, fraction(-b.over, b.under));
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.over, a.under * b.under);
export const divided = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under, a.under * b.over);
export const total = (values: Iterable<Fraction>): Fraction => [...values].reduce(plus, zero);
export const isZero = (a: Fraction): boolean => a.over === 0n;

/** Negative when a < b, positive when a > b. */
export function compared(a: Fraction, b: Fraction): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const greater = (a: Fraction, b: Fraction): Fraction => (compared(a, b) >= 0 ? a : b);
export const lesser = (a: Fraction, b: Fraction): Fraction => (compared(a, b) <= 0 ? a : b);

function floor(a: Fraction): bigint {
  const quotient = a.over / a.under;
  return a.over < 0n && a.over % a.under !== 0n ? quotient - 1n : quotient;
}

export function ceiling(a: Fraction): Fraction {
  return fraction(-floor(fraction(-a.over, a.under)));
}

/** As it is stated: a number that no decimal of up to 60 digits can write has 12 digits after the point, half up. */
export function stated(a: Fraction): Fraction {
  return (10n ** 60n * a.over) % a.under === 0n ? a : exact(rounded(a, 12, "half up"));
}

/** The decimal digits of a fraction that has finitely many, without trailing zeros. */
export function decimal(a: Fraction): string {
  let digits = 0;
  while ((a.over * 10n ** BigInt(digits)) % a.under !== 0n) {
    digits += 1;
    if (digits > 200) throw new Error(`${a.over}/${a.under} is not a decimal.`);
  }
  return fixed(fraction((a.over * 10n ** BigInt(digits)) / a.under), digits);
}

/** A whole number of units of the last of so many digits, as text. */
function fixed(units: Fraction, digits: number): string {
  const negative = units.over < 0n;
  const text = String(negative ? -units.over : units.over).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  return `${negative ? "-" : ""}${whole}${digits === 0 ? "" : `.${text.slice(text.length - digits)}`}`;
}

export type Rounding = "half up" | "half even" | "up" | "down";

/** An amount, not negative, with so many digits after the point. */
export function rounded(a: Fraction, digits: number, mode: Rounding): string {
  const scaled = times(a, fraction(10n ** BigInt(digits)));
  const below = floor(scaled);
  const rest = minus(scaled, fraction(below));
  const half = compared(rest, fraction(1n, 2n));
  const isUp =
    mode === "up"
      ? !isZero(rest)
      : mode === "down"
        ? false
        : half > 0 || (half === 0 && (mode === "half up" || below % 2n === 1n));
  return fixed(fraction(isUp ? below + 1n : below), digits);
}
