/** Months and days of a time zone, by Temporal. */
import { Temporal } from "temporal-polyfill";

/** Half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function startOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

export function monthSpan(month: string, timeZone: string): Span {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return { start: startOfDay(first.toString(), timeZone), end: startOfDay(first.add({ months: 1 }).toString(), timeZone) };
}

/** The calendar day of an instant, "2026-03-01". */
export function dayOf(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

export const daysIn = (month: string): number => Temporal.PlainYearMonth.from(month).daysInMonth;

export const contains = (span: Span, at: number): boolean => span.start <= at && at < span.end;
export const overlaps = (a: Span, b: Span): boolean => Math.max(a.start, b.start) < Math.min(a.end, b.end);
