/** Local time in quarters of an hour: how busy each is, and how its instants are written. */
import { Temporal } from "temporal-polyfill";

export const SLOT = 15 * 60_000;
const HOUR = 4 * SLOT;

/** Share of the day's traffic by local hour, and of the week's by day (Monday first). */
const HOURS = [2, 1, 1, 1, 1, 3, 8, 20, 42, 60, 66, 62, 45, 50, 62, 66, 60, 52, 46, 48, 44, 30, 14, 6];
const DAYS = [1, 1.05, 1.05, 1, 1.1, 0.6, 0.4];

/** A quarter of an hour of one time zone. */
export interface Slot {
  /** Up to the hour: "2026-03-01T09:". */
  readonly hour: string;
  readonly minute: number;
  /** "+07:00" */
  readonly offset: string;
  /** How much happens in it. */
  readonly weight: number;
}

/** First instant of a calendar day of a time zone. */
export function startOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/** First instant after a calendar day of a time zone. */
export function endOfDay(day: string, timeZone: string): number {
  return startOfDay(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), timeZone);
}

/** First instants of a month and of the next one. */
export function monthOf(period: string, timeZone: string): { start: number; end: number } {
  const month = Temporal.PlainYearMonth.from(period);
  const next = month.add({ months: 1 });
  return { start: startOfDay(`${month}-01`, timeZone), end: startOfDay(`${next}-01`, timeZone) };
}

/** The slots from `start` (a multiple of SLOT) up to `end`. */
export function slotsOf(timeZone: string, start: number, end: number): Slot[] {
  const offsetAt = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
  const slots: Slot[] = [];
  for (let hour = start; hour < end; hour += HOUR) {
    const offset = offsetAt(hour);
    const changes = offsetAt(hour + HOUR - 1) !== offset;
    for (let at = hour; at < Math.min(hour + HOUR, end); at += SLOT) slots.push(slotAt(at, changes ? offsetAt(at) : offset));
  }
  return slots;
}

function slotAt(at: number, offset: number): Slot {
  const local = new Date(at + offset);
  const text = local.toISOString();
  const minutes = Math.abs(offset) / 60_000;
  return {
    hour: text.slice(0, 14),
    minute: local.getUTCMinutes(),
    offset: `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    weight: HOURS[local.getUTCHours()]! * DAYS[(local.getUTCDay() + 6) % 7]!,
  };
}

/** RFC 3339 text of an instant `elapsed` milliseconds into a slot. */
export function timeIn(slot: Slot, elapsed: number): string {
  const seconds = Math.floor(elapsed / 1000);
  const milliseconds = elapsed % 1000;
  const fraction = milliseconds === 0 ? "" : `.${String(milliseconds).padStart(3, "0")}`;
  return `${slot.hour}${two(slot.minute + Math.floor(seconds / 60))}:${two(seconds % 60)}${fraction}${slot.offset}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
