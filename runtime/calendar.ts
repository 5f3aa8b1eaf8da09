/**
 * The calendar of an agreement: months and days of an IANA time zone as instants, daylight saving included.
 * Instants are whole milliseconds since 1970-01-01T00:00:00Z. Spans are half-open.
 */
import { Temporal } from "temporal-polyfill";
import type { Milliseconds, ProrationPolicy } from "./agreement.ts";
import type { Period } from "./module.ts";

/** A time zone, a month or a day is not a valid one. */
export class CalendarError extends Error {
  override readonly name = "CalendarError";
}

const monthPattern = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Answers that are remembered, of each question. */
const MOST_ANSWERS = 10_000;

/** A question about a day or a month of a time zone: thousands of agreements ask it of the same few. */
function remembered<Answer>(ask: (text: string, timeZone: string) => Answer): (text: string, timeZone: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text, timeZone) => {
    const key = `${timeZone} ${text}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = ask(text, timeZone);
    if (answers.size >= MOST_ANSWERS) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}

const knowsZone = remembered((_, timeZone) => {
  try {
    new Temporal.ZonedDateTime(0n, timeZone);
    return true;
  } catch {
    return false;
  }
});

/** Whether a text names a zone of the IANA database, e.g. "Asia/Ho_Chi_Minh"; a bare offset such as "+07:00" does not. */
export function isTimeZone(timeZone: string): boolean {
  return /^[A-Za-z]/.test(timeZone) && knowsZone("", timeZone);
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
  return monthOf(name, timeZone);
}

const monthOf = remembered((name, timeZone): Period => {
  checkTimeZone(timeZone);
  if (!isMonth(name)) throw new CalendarError(`"${name.slice(0, 20)}" is not a calendar month; write it like "2026-03".`);
  const month = Temporal.PlainYearMonth.from(name);
  return {
    name,
    start: startOf(month.toPlainDate({ day: 1 }), timeZone),
    end: startOf(month.add({ months: 1 }).toPlainDate({ day: 1 }), timeZone),
    days: month.daysInMonth,
  };
});

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
export const startOfDay = remembered((day, timeZone): Milliseconds => {
  checkTimeZone(timeZone);
  return startOf(plainDate(day), timeZone);
});

/** The first instant of the day after a local day: the end of that day. */
export const startOfNextDay = remembered((day, timeZone): Milliseconds => {
  checkTimeZone(timeZone);
  return startOf(plainDate(day).add({ days: 1 }), timeZone);
});

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
  const start = Math.floor(at / QUARTER) * QUARTER;
  const quarter = knownQuarter(start, timeZone);
  if (quarter.hour === undefined) return written(at, timeZone);
  const into = at - start;
  const second = Math.floor(into / 1000) % 60;
  const fraction =
    into % 1000 === 0
      ? ""
      : `.${String(into % 1000)
          .padStart(3, "0")
          .replace(/0+$/, "")}`;
  const minute = quarter.minute + Math.floor(into / 60_000);
  return `${quarter.hour}:${twoDigits(minute)}:${twoDigits(second)}${fraction}${quarter.offset}`;
}

function written(at: Milliseconds, timeZone: string): string {
  return zoned(at, timeZone).toString({ timeZoneName: "never" });
}

const twoDigitTexts = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, "0"));

function twoDigits(number: number): string {
  return twoDigitTexts[number]!;
}

const QUARTER = 15 * 60_000;

/** A quarter of an hour in which the clock of a time zone does not change; without `hour` where it does. */
interface Quarter {
  readonly start: Milliseconds;
  readonly hour?: string;
  readonly minute: number;
  readonly offset: string;
}

/** By time zone, then by where they begin: a month has 3,000 of them. */
const quarters = new Map<string, Map<Milliseconds, Quarter>>();
const MOST_QUARTERS = 20_000;
let quarterCount = 0;

function knownQuarter(start: Milliseconds, timeZone: string): Quarter {
  const found = quarters.get(timeZone)?.get(start);
  if (found !== undefined) return found;
  if (quarterCount >= MOST_QUARTERS) {
    quarters.clear();
    quarterCount = 0;
  }
  const ofZone = quarters.get(timeZone) ?? new Map<Milliseconds, Quarter>();
  quarters.set(timeZone, ofZone);
  const quarter = quarterOf(start, timeZone);
  ofZone.set(start, quarter);
  quarterCount += 1;
  return quarter;
}

function quarterOf(start: Milliseconds, timeZone: string): Quarter {
  const [, hour = "", minute = "", offset = ""] = /^(.{13}):(\d\d):00([+-]\d\d:\d\d)$/.exec(written(start, timeZone)) ?? [];
  const last = written(start + QUARTER - 1, timeZone);
  const isWhole = last === `${hour}:${twoDigits(Number(minute) + 14)}:59.999${offset}`;
  return { start, minute: Number(minute), offset, ...(isWhole ? { hour } : {}) };
}

/** A month of which only a part is in force: from which day, and which part of it is charged. */
export interface PartOfMonth {
  readonly firstDay: number;
  readonly days: number;
  readonly start: Milliseconds;
  readonly endOfFirstDay: Milliseconds;
  readonly proration: { readonly numerator: number; readonly denominator: number };
}

/** The days of the month that divide it, the first day charged, and the last month not divided. */
export const usualProration: ProrationPolicy = { by: "days of the month", firstDayCounts: true };

/** The first month, when it is not in force as a whole; `until` is the last day in force, if there is one. */
export function firstMonth(
  month: Period,
  from: string | undefined,
  timeZone: string,
  until?: string,
  policy: ProrationPolicy = usualProration,
): PartOfMonth | undefined {
  if (from === undefined || !from.startsWith(month.name)) return undefined;
  const firstDay = Number(from.slice(8));
  if (firstDay === 1 && policy.firstDayCounts) return undefined;
  const numerator = countedDays(month, firstDay, until, policy) - (policy.firstDayCounts ? 0 : 1);
  return partOfMonth(month, from, timeZone, numerator, policy);
}

/** The month in which the agreement ends, when the policy divides it and it is not in force as a whole. */
export function lastMonth(
  month: Period,
  until: string | undefined,
  timeZone: string,
  policy: ProrationPolicy = usualProration,
): PartOfMonth | undefined {
  if (policy.lastMonth === undefined || until === undefined || !until.startsWith(month.name)) return undefined;
  if (Number(until.slice(8)) === month.days && policy.lastMonth.lastDayCounts) return undefined;
  return partOfMonth(month, `${month.name}-01`, timeZone, countedDays(month, 1, until, policy), policy);
}

function partOfMonth(month: Period, first: string, timeZone: string, counted: number, { by }: ProrationPolicy): PartOfMonth {
  return {
    firstDay: Number(first.slice(8)),
    days: month.days,
    start: startOfDay(first, timeZone),
    endOfFirstDay: startOfNextDay(first, timeZone),
    proration: { numerator: Math.max(0, counted), denominator: by === "30 days" ? 30 : month.days },
  };
}

/** Days from the first one to the last one in force, both included unless the last one is not charged. A month of 30 days has no 31st, and its last day is the 30th. */
function countedDays(month: Period, first: number, until: string | undefined, { by, lastMonth: last }: ProrationPolicy): number {
  const ends = last !== undefined && until?.startsWith(month.name) === true ? Number(until.slice(8)) : month.days;
  const inMonth = (day: number) => (by === "30 days" ? (day === month.days ? 30 : Math.min(day, 30)) : day);
  const isDropped = last !== undefined && !last.lastDayCounts && until?.startsWith(month.name) === true;
  return inMonth(ends) - (by === "30 days" ? Math.min(first, 30) : first) + 1 - (isDropped ? 1 : 0);
}

/** Number of days of a month (1 to 12) of the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
