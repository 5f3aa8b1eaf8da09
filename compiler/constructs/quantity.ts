/** Quantities: numbers with units of time, size, money, or none. */
import { code as currencyByCode, codes as currencyCodes } from "currency-codes";
import type { QuantityNode } from "../../grammar/index.ts";
import type { Reporter, ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { DurationUnit, Quantity, QuantityOrTerm, SizeUnit, TermValue } from "../ir/model.ts";
import { quantityOfTerm } from "../ir/terms.ts";
import { suggest } from "../suggest.ts";

const milliseconds: Readonly<Record<DurationUnit, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const bytes: Readonly<Record<SizeUnit, bigint>> = {
  byte: 1n,
  KB: 10n ** 3n,
  MB: 10n ** 6n,
  GB: 10n ** 9n,
  TB: 10n ** 12n,
  KiB: 2n ** 10n,
  MiB: 2n ** 20n,
  GiB: 2n ** 30n,
  TiB: 2n ** 40n,
};

export type QuantityKind = Quantity["kind"];

/** What kinds of quantities are called, and how one is written. */
export const quantityWords: Readonly<Record<QuantityKind, { readonly a: string; readonly example: (number: string) => string }>> =
  {
    duration: { a: "a length of time", example: (n) => `${n} ${n === "1" ? "second" : "seconds"}` },
    size: { a: "a size", example: (n) => `${n} GB` },
    money: { a: "an amount of money", example: (n) => `${n} EUR` },
    count: { a: "a number", example: (n) => n },
    percent: { a: "a percentage", example: (n) => `${n} %` },
  };

let codes: ReadonlySet<string> | undefined;

/** The currency of a code, reported when ISO 4217 has none. */
export function checkCurrency(reporter: Reporter, code: string, span: { start: number; end: number }): boolean {
  codes ??= new Set(currencyCodes());
  if (codes.has(code)) return true;
  reporter.report(D.unknownCurrency, { code, suggestion: suggest(code, currencyCodes()) }, span);
  return false;
}

/** The currencies of ISO 4217 by code, with their English names. */
export const currencies = (): ReadonlyMap<string, string> =>
  new Map(currencyCodes().map((code) => [code, currencyByCode(code)?.currency ?? code]));

/** A number and a decimal unit as one exact whole number, or undefined when it is not whole. */
function scale(number: string, factor: bigint): bigint | undefined {
  const [whole = "0", fraction = ""] = number.split(".");
  const scaled = BigInt(whole + fraction) * factor;
  const divisor = 10n ** BigInt(fraction.length);
  return scaled % divisor === 0n ? scaled / divisor : undefined;
}

/** "010.50" → "10.5" */
export function canonical(number: string): string {
  const [whole = "0", fraction = ""] = number.split(".");
  const w = whole.replace(/^0+(?=\d)/, "");
  const f = fraction.replace(/0+$/, "");
  return f === "" ? w : `${w}.${f}`;
}

/** The quantity that a node means; of one of the kinds, when they are given. Amounts of money keep their digits as written. */
export function lowerQuantity(
  reporter: Reporter,
  node: QuantityNode | undefined,
  kinds?: readonly QuantityKind[],
): Quantity | undefined {
  if (node === undefined || node.number === "" || !/^\d+(\.\d+)?$/.test(node.number)) return undefined;
  const quantity = read(reporter, node);
  if (quantity !== undefined && kinds !== undefined && !kinds.includes(quantity.kind)) {
    const expected = kinds.map((k) => quantityWords[k].a).join(" or ");
    reporter.report(
      D.wrongUnit,
      { found: quantityWords[quantity.kind].a, expected, example: quantityWords[kinds[0]!].example(canonical(node.number)) },
      node,
    );
    return undefined;
  }
  return quantity;
}

function read(reporter: Reporter, node: QuantityNode): Quantity | undefined {
  const amount = canonical(node.number);
  const unit = node.unit?.text;
  if (unit === undefined) return { kind: "count", amount };
  if (unit === "%") return { kind: "percent", amount };
  const timeUnit = unit.replace(/s$/, "") as DurationUnit;
  if (Object.hasOwn(milliseconds, timeUnit)) {
    const value = scale(node.number, BigInt(milliseconds[timeUnit]));
    if (value === undefined || value > BigInt(Number.MAX_SAFE_INTEGER)) {
      reporter.report(
        D.wrongUnit,
        {
          found: "finer than a thousandth of a second, or too long",
          expected: "whole milliseconds",
          example: "500 milliseconds",
        },
        node,
      );
      return undefined;
    }
    return { kind: "duration", milliseconds: Number(value), amount, unit: timeUnit };
  }
  const sizeUnit = (unit === "bytes" ? "byte" : unit) as SizeUnit;
  if (Object.hasOwn(bytes, sizeUnit)) {
    const value = scale(node.number, bytes[sizeUnit]);
    if (value === undefined) {
      reporter.report(D.wrongUnit, { found: "a part of a byte", expected: "whole bytes", example: "500 bytes" }, node);
      return undefined;
    }
    return { kind: "size", bytes: value.toString(), amount, unit: sizeUnit };
  }
  // what is left is a currency: the grammar lets no other word stand behind a number
  return checkCurrency(reporter, unit, node.unit!) ? { kind: "money", amount: node.number, currency: unit } : undefined;
}

/** The value behind a quantity or term. */
export function quantityOf(ctx: ServiceContext, q: QuantityOrTerm): Quantity {
  return q.kind === "constant" ? q.value : quantityOfTerm(ctx.terms.get(q.term)!);
}

/** As it would be written: "24 hours", "300 EUR", the name of a choice. */
export function written(q: TermValue): string {
  switch (q.kind) {
    case "choice":
      return q.value;
    case "duration":
      return `${q.amount} ${q.unit}${q.amount === "1" ? "" : "s"}`;
    case "size":
      return `${q.amount} ${q.unit}`;
    case "money":
      return `${q.amount} ${q.currency}`;
    case "percent":
      return `${q.amount} %`;
    case "count":
      return q.amount;
  }
}

/** Whether a quantity is nothing, whatever its unit. */
export function isZero(q: Quantity): boolean {
  return /^0*(\.0*)?$/.test(q.amount);
}

/** Compares two quantities of one kind: negative, zero or positive. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const base = (q: Quantity): [bigint, number] => {
    const text = q.kind === "duration" ? String(q.milliseconds) : q.kind === "size" ? q.bytes : q.amount;
    const [whole = "0", fraction = ""] = text.split(".");
    return [BigInt(whole + fraction), fraction.length];
  };
  const [x, xs] = base(a);
  const [y, ys] = base(b);
  const d = x * 10n ** BigInt(ys) - y * 10n ** BigInt(xs);
  return d < 0n ? -1 : d > 0n ? 1 : 0;
}
