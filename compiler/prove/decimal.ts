/** Exact decimals, for the thresholds of comparisons and the values between them. */
import type { Quantity } from "../ir/model.ts";

/** A decimal: `units` divided by ten to the power of `digits`. */
export interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

export const whole = (units: bigint): Decimal => ({ units, digits: 0 });

export function decimal(text: string): Decimal {
  const [units = "0", fraction = ""] = text.split(".");
  return { units: BigInt(units + fraction), digits: fraction.length };
}

/** The number of a quantity in the unit in which fields hold it: seconds, bytes, things. */
export function numberOf(quantity: Quantity): Decimal {
  if (quantity.kind === "duration") return { units: BigInt(quantity.milliseconds), digits: 3 };
  return decimal(quantity.kind === "size" ? quantity.bytes : quantity.amount);
}

/** Both with as many digits. */
function aligned(a: Decimal, b: Decimal): readonly [a: bigint, b: bigint, digits: number] {
  const digits = Math.max(a.digits, b.digits);
  return [a.units * 10n ** BigInt(digits - a.digits), b.units * 10n ** BigInt(digits - b.digits), digits];
}

/** Negative, zero or positive. */
export function compared(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const [x, y, digits] = aligned(a, b);
  return { units: x + y, digits };
}

export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, { units: -b.units, digits: b.digits });
}

/** The greatest number with so many digits that is not greater. */
export function floor(a: Decimal, digits = 0): Decimal {
  if (a.digits <= digits) return a;
  const divisor = 10n ** BigInt(a.digits - digits);
  const rest = ((a.units % divisor) + divisor) % divisor;
  return { units: (a.units - rest) / divisor, digits };
}

/** "-0.5"; no zeros at the end. */
export function text({ units, digits }: Decimal): string {
  const sign = units < 0n ? "-" : "";
  const all = (units < 0n ? -units : units).toString().padStart(digits + 1, "0");
  const fraction = all.slice(all.length - digits).replace(/0+$/, "");
  return `${sign}${all.slice(0, all.length - digits)}${digits === 0 || fraction === "" ? "" : `.${fraction}`}`;
}

function sortedOnce(numbers: readonly Decimal[]): Decimal[] {
  const sorted = [...numbers].sort(compared);
  return sorted.filter((number, i) => i === 0 || compared(sorted[i - 1]!, number) !== 0);
}

/** Which numbers there are: with at most so many digits behind the point, or any; not below `least`. */
export interface Domain {
  readonly digits?: number;
  readonly least?: Decimal;
}

export const isIn = (domain: Domain, number: Decimal): boolean =>
  (domain.digits === undefined || compared(floor(number, domain.digits), number) === 0) &&
  (domain.least === undefined || compared(number, domain.least) >= 0);

/** A number of the domain strictly between two others, a round one if possible; undefined when there is none. */
export function between(domain: Domain, low: Decimal, high: Decimal): Decimal | undefined {
  const [x, y, digits] = aligned(low, high);
  const middle: Decimal = { units: (x + y) * 5n, digits: digits + 1 };
  for (let d = 0; d <= (domain.digits ?? digits + 1); d += 1) {
    const round = floor(middle, d);
    if (compared(low, round) < 0 && compared(round, high) < 0) return round;
    const above: Decimal = plus(round, { units: 1n, digits: d });
    if (compared(low, above) < 0 && compared(above, high) < 0) return above;
  }
  return undefined;
}

/** One number for each class that the points make: the points themselves, what lies between two of them, below and above; in order. No point is negative. */
export function classes(domain: Domain, points: readonly Decimal[]): Decimal[] {
  const one = whole(1n);
  const sorted = sortedOnce(points);
  const [first] = sorted;
  if (first === undefined) return [domain.least ?? whole(0n)];
  const numbers: Decimal[] = [];
  if (domain.least === undefined) numbers.push(floor(minus(first, one)));
  else if (compared(domain.least, first) < 0) numbers.push(between(domain, domain.least, first) ?? domain.least);
  sorted.forEach((point, i) => {
    const next = sorted[i + 1];
    const beyond = next === undefined ? plus(floor(point), one) : between(domain, point, next);
    numbers.push(...(isIn(domain, point) ? [point] : []), ...(beyond === undefined ? [] : [beyond]));
  });
  return numbers;
}
