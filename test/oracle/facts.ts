/** What is known when one service of an agreement is rated for a month, and how to read it. */
import type { Agreement, EventFilter, Quantity, QuantityOrTerm, Service, Taken, TermValue } from "../../compiler/ir/model.ts";
import { dayAfter, monthSpan, type Span, startOfDay } from "./calendar.ts";
import { divided, exact, type Fraction } from "./rational.ts";

export interface Usage {
  /** Name of the event in its service. */
  readonly name: string;
  readonly at: number;
  readonly id: string;
  readonly source: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
}

export interface Facts {
  readonly service: Service;
  readonly agreement: Agreement;
  readonly taken: Taken;
  /** "2026-03". */
  readonly month: string;
  /** The part of the month in which the agreement takes the service; end ≤ start when none. */
  readonly active: Span;
  /** All usage of the service, by instant, then id, then source. */
  readonly usage: readonly Usage[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function inOrder(usage: readonly Usage[]): Usage[] {
  return [...usage].sort((a, b) => a.at - b.at || byText(a.id, b.id) || byText(a.source, b.source));
}

/** The first day on which the service is taken, if the agreement says one. */
export function firstDay(agreement: Agreement, taken?: Taken): string | undefined {
  return [agreement.from, taken?.from]
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

export function activeSpan(agreement: Agreement, taken: Taken | undefined, month: string): Span {
  const { start, end } = monthSpan(month, agreement.timeZone);
  const first = firstDay(agreement, taken);
  return {
    start: first === undefined ? start : Math.max(start, startOfDay(first, agreement.timeZone)),
    end: agreement.until === undefined ? end : Math.min(end, startOfDay(dayAfter(agreement.until), agreement.timeZone)),
  };
}

export const isActive = ({ active }: Facts): boolean => active.start < active.end;
export const isInMonth = ({ active }: Facts, at: number): boolean => active.start <= at && at < active.end;

export function named<Element extends { readonly name: string }>(elements: readonly Element[], name: string): Element {
  const element = elements.find((e) => e.name === name);
  if (element === undefined) throw new Error(`There is no ${name}.`);
  return element;
}

/** The values of fields; undefined when one of them was left out. */
export function valuesOf(event: Usage, fields: readonly string[]): readonly string[] | undefined {
  const values = fields.map((field) => (Object.hasOwn(event.data, field) ? String(event.data[field]) : undefined));
  return values.some((value) => value === undefined) ? undefined : (values as string[]);
}

/** The key of an event, to compare with others; undefined when a field of it was left out. */
export function keyOf(event: Usage, fields: readonly string[]): string | undefined {
  const values = valuesOf(event, fields);
  return values === undefined ? undefined : JSON.stringify(values);
}

/** A field that holds a number; undefined when it was left out. */
export function numberOf(event: Usage, field: string): Fraction | undefined {
  const value = Object.hasOwn(event.data, field) ? event.data[field] : undefined;
  return value === undefined ? undefined : exact(value as string | number);
}

/** The number of a quantity in the unit in which fields hold it: seconds, bytes, things. */
export function numberOfQuantity(facts: Facts, quantity: QuantityOrTerm): Fraction {
  const value = quantity.kind === "constant" ? quantity.value : termValue(facts, quantity.term);
  if (value.kind === "duration") return divided(exact(value.milliseconds), exact(1000));
  return exact(value.kind === "size" ? value.bytes : value.amount);
}

export function milliseconds(facts: Facts, quantity: QuantityOrTerm): number {
  const value = quantity.kind === "constant" ? quantity.value : termValue(facts, quantity.term);
  if (value.kind !== "duration") throw new Error("That is not a duration.");
  return value.milliseconds;
}

/** What the agreement says of a term, or else the contract. */
export function agreedValue({ service, taken }: Facts, name: string): TermValue {
  const value = taken.terms.find(({ term }) => term === name)?.value ?? named(service.terms, name).value;
  if (value === undefined) throw new Error(`Nobody says what ${name} is.`);
  return value;
}

export function termValue(facts: Facts, name: string): Quantity {
  const value = agreedValue(facts, name);
  if (value.kind === "choice") throw new Error(`${name} is a choice.`);
  return value;
}

export const isOf = (event: Usage, filter: EventFilter): boolean => event.name === filter.event;
