/**
 * The calendar of an agreement: months and days of an IANA time zone as instants, daylight saving included.
 * Instants are whole milliseconds since 1970-01-01T00:00:00Z. Spans are half-open.
 */
import { Temporal } from "temporal-polyfill";
import type { Milliseconds } from "./agreement.ts";
import type { Period, RatingSetup } from "./module.ts";

/** A time zone, a month or a day is not a valid one. */
export class CalendarError extends Error {
  override readonly name = "CalendarError";
}

const monthPattern = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text names a zone of the IANA database, e.g. "Asia/Ho_Chi_Minh"; a bare offset such as "+07:00" does not. */
export function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    new Temporal.ZonedDateTime(0n, timeZone);
    return true;
  } catch {
    return false;
  }
}

function checkTimeZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return;
  throw new CalendarError(
    `"${timeZone.slice(0, 60)}" is not a time zone of the IANA database; a name looks like "Asia/Ho_Chi_Minh".`,
  );
}

/** Whether a text is a calendar month, "2026-03". */
export function isMonth(name: string): boolean {
  return monthPattern.test(name);
}

/** Whether a text is a calendar day that exists, "2026-02-28". */
export function isDay(day: string): boolean {
  if (!dayPattern.test(day)) return false;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
}

/** A calendar month of a time zone, as instants. Throws a CalendarError on an unknown zone or a text that is no month. */
export function period(timeZone: string, name: string): Period {
  checkTimeZone(timeZone);
  if (!isMonth(name)) throw new CalendarError(`"${name.slice(0, 20)}" is not a calendar month; write it like "2026-03".`);
  const month = Temporal.PlainYearMonth.from(name);
  return {
    name,
    start: startOf(month.toPlainDate({ day: 1 }), timeZone),
    end: startOf(month.add({ months: 1 }).toPlainDate({ day: 1 }), timeZone),
    days: month.daysInMonth,
  };
}

/** The month after another: "2026-12" gives "2027-01". */
export function nextMonth(name: string): string {
  return Temporal.PlainYearMonth.from(name).add({ months: 1 }).toString();
}

/** The month before another: "2027-01" gives "2026-12". */
export function previousMonth(name: string): string {
  return Temporal.PlainYearMonth.from(name).subtract({ months: 1 }).toString();
}

function startOf(day: Temporal.PlainDate, timeZone: string): Milliseconds {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

function plainDate(day: string): Temporal.PlainDate {
  if (!isDay(day)) throw new CalendarError(`"${day.slice(0, 20)}" is not a calendar day; write it like "2026-03-01".`);
  return Temporal.PlainDate.from(day);
}

/** The day after another: "2026-02-28" gives "2026-03-01". */
export function nextDay(day: string): string {
  return plainDate(day).add({ days: 1 }).toString();
}

/** The first instant of a local day ("2026-03-01"), also where clocks skip midnight. Throws a CalendarError on a day that does not exist. */
export function startOfDay(day: string, timeZone: string): Milliseconds {
  checkTimeZone(timeZone);
  return startOf(plainDate(day), timeZone);
}

/** The first instant of the day after a local day: the end of that day. */
export function startOfNextDay(day: string, timeZone: string): Milliseconds {
  checkTimeZone(timeZone);
  return startOf(plainDate(day).add({ days: 1 }), timeZone);
}

function zoned(at: Milliseconds, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** The local day of an instant, "2026-03-01". */
export function localDay(at: Milliseconds, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

/** The local month of an instant, "2026-03". */
export function localMonth(at: Milliseconds, timeZone: string): string {
  return localDay(at, timeZone).slice(0, 7);
}

/** An instant as RFC 3339 with the offset of the zone: "2026-03-01T09:00:00+07:00"; milliseconds only when there are any. */
export function rfc3339(at: Milliseconds, timeZone: string): string {
  return zoned(at, timeZone).toString({ timeZoneName: "never" });
}

/** What a rating needs of the first month of a service: set when the service begins after the first instant of the month and inside it. */
export function firstMonth(
  month: Period,
  firstDay: string | undefined,
  timeZone: string,
): RatingSetup<unknown, unknown>["firstMonth"] {
  if (firstDay === undefined) return undefined;
  const start = startOfDay(firstDay, timeZone);
  if (start <= month.start || start >= month.end) return undefined;
  return { firstDay: Number(firstDay.slice(8)), days: month.days, start, endOfFirstDay: startOfNextDay(firstDay, timeZone) };
}

/** Number of days of a month (1 to 12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
