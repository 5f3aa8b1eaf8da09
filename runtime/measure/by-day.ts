/** How many events each local day of a month had: one number per day, however many events. */

import type { Milliseconds } from "../agreement.ts";
import { nextDay, startOfDay } from "../calendar.ts";
import type { Period } from "../module.ts";

const known = new Map<string, readonly Milliseconds[]>();
/** Months of time zones that are remembered. */
const MOST_MONTHS = 1000;

/** The first instants of the days of a month, and that of the next month; looked up once for all agreements of a time zone. */
function dayStarts(month: string, timeZone: string): readonly Milliseconds[] {
  const key = `${month} ${timeZone}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const starts: Milliseconds[] = [];
  let day = `${month}-01`;
  for (; day.startsWith(month); day = nextDay(day)) starts.push(startOfDay(day, timeZone));
  starts.push(startOfDay(day, timeZone));
  if (known.size >= MOST_MONTHS) known.clear();
  known.set(key, starts);
  return starts;
}

export class CountsByDay {
  /** The first instants of the days, and that of the next month. */
  readonly #starts: readonly Milliseconds[];
  readonly #counts: number[];
  #day = 0;

  /** Throws a CalendarError for a time zone that does not exist. */
  constructor(month: Period, timeZone: string) {
    this.#starts = dayStarts(month.name, timeZone);
    this.#counts = new Array<number>(this.#starts.length - 1).fill(0);
  }

  /** Counts an instant of the month; quick when instants come in order. */
  add(at: Milliseconds): void {
    if (at < this.#starts[this.#day]!) this.#day = 0;
    while (at >= this.#starts[this.#day + 1]! && this.#day < this.#counts.length - 1) this.#day += 1;
    this.#counts[this.#day]! += 1;
  }

  /** From the first day of the month on. */
  values(): readonly number[] {
    return this.#counts;
  }
}
