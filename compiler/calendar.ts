/** Calendar days and local times of contracts, in IANA time zones. */
import { Temporal } from "temporal-polyfill";
import { suggest } from "./suggest.ts";

/** Whether a text like "2026-03-31" is a day of the calendar. */
export function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** The day after another. */
export const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** Whether a text like "2026-03" is a month of the calendar. */
export const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);

/** The day a number of days after (or, negative, before) a day. */
export const daysFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const zones = new Map<string, boolean>();
/** Names that are remembered. */
const MOST_ZONES = 1000;

/** Whether a name is an IANA time zone. */
export function isZone(name: string): boolean {
  const known = zones.get(name) ?? knowsZone(name);
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(name, known);
  return known;
}

function knowsZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]+([/_+-][A-Za-z0-9_+-]+)*$/.test(name);
  } catch {
    return false;
  }
}

/** The time zone that was probably meant. */
export function suggestZone(name: string): string | undefined {
  const known = Intl.supportedValuesOf("timeZone");
  return (
    known.find((z) => z.toLowerCase().endsWith(`/${name.toLowerCase().replaceAll(" ", "_")}`)) ??
    suggest(name, [...known, "Asia/Ho_Chi_Minh", "UTC"])
  );
}

/**
 * A local date and time as an RFC 3339 instant with the zone's offset; undefined when the time is no time of day,
 * "unclear" when the zone skips or repeats it.
 */
export function localInstant(day: string, time: string, zone: string): string | "unclear" | undefined {
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: "reject" });
  } catch {
    return undefined;
  }
  try {
    return local.toZonedDateTime(zone, { disambiguation: "reject" }).toString({ timeZoneName: "never" });
  } catch {
    return "unclear";
  }
}

/** The local month "2026-03" of an RFC 3339 instant. */
export const monthOf = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString();
