/** The price of one unit at an instant, for the values of an event. */
import type { Price, RateRow, Service } from "../../compiler/ir/model.ts";
import { dayOf } from "./calendar.ts";
import type { Part } from "./countings.ts";
import type { Facts, Usage } from "./facts.ts";

export interface Found {
  /** The row's fields and its key, empty for a flat price. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly price: string;
  /** Tells rows of one key apart. */
  readonly row: number;
}

export function priceOf(facts: Facts, price: Price, part: Part): Found | undefined {
  if (price.kind === "package") throw new Error("A unit has no package price.");
  if (price.kind === "flat") return { dimensions: {}, price: price.amount, row: 0 };
  if (isScale(price)) return { dimensions: {}, price: "0", row: 0 };
  const day = dayOf(part.at, facts.agreement.timeZone);
  if (price.kind === "dated") {
    const row = price.periods.findIndex(({ from = day, until = day }) => from <= day && day <= until);
    return row < 0 ? undefined : { dimensions: {}, price: price.periods[row]!.amount, row };
  }
  const { event } = part;
  if (event === undefined) return undefined;
  const row = price.rows
    .filter((r) => (r.from === undefined || r.from <= day) && (r.until === undefined || day <= r.until))
    .filter((r) => price.by.every((field, i) => fits(facts.service, event, field, r.key[i]!)))
    .sort((a, b) => keyLength(b) - keyLength(a) || (a.from === b.from ? 0 : (a.from ?? "") > (b.from ?? "") ? -1 : 1))[0];
  if (row === undefined) return undefined;
  return { dimensions: Object.fromEntries(price.by.map((f, i) => [f, row.key[i]!])), price: row.price, row: row.line };
}

export type Scale = Extract<Price, { readonly tiers: unknown } | { readonly kind: "blocks" }>;

/** Whether a price depends on the number of units of the month. */
export const isScale = (price: Price): price is Scale => "tiers" in price || price.kind === "blocks";

/** With at most one number among the fields, the longest key has the longest prefix. */
const keyLength = ({ key }: RateRow): number => key.map(digits).join("").length;

/** Prefixes are written with or without the + of numbers. */
const digits = (number: string): string => (number.startsWith("+") ? number.slice(1) : number);

/** Numbers by prefix, all else exactly. */
function fits(service: Service, event: Usage, field: string, key: string): boolean {
  const value = Object.hasOwn(event.data, field) ? String(event.data[field]) : undefined;
  if (value === undefined) return false;
  const type = service.events.find(({ name }) => name === event.name)?.fields.find(({ name }) => name === field)?.type;
  return type?.kind === "phone" ? digits(value).startsWith(digits(key)) : value === key;
}
