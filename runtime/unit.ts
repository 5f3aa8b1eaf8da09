/** What one unit of a line is, where the agreement decides it. */
import type { Milliseconds, Text } from "./agreement.ts";
import { divideDecimal } from "./measure/decimal.ts";

const times = {
  millisecond: { length: 1, vi: "mili giây" },
  second: { length: 1000, vi: "giây" },
  minute: { length: 60_000, vi: "phút" },
  hour: { length: 3_600_000, vi: "giờ" },
  day: { length: 86_400_000, vi: "ngày" },
  week: { length: 604_800_000, vi: "tuần" },
} as const;

/** A length of time in the unit in which the contract states it: "30 seconds", "30 giây". */
export function agreedTime(milliseconds: Milliseconds, unit: keyof typeof times): Text {
  const name = milliseconds % times[unit].length === 0 ? unit : "millisecond";
  const { length, vi } = times[name];
  const amount = divideDecimal(String(milliseconds), String(length));
  return { en: `${amount} ${name}${amount === "1" ? "" : "s"}`, vi: `${amount} ${vi}` };
}

/** What a field is counted in by itself: durations in seconds, sizes in bytes. */
export const fieldUnits = {
  duration: { en: "second", vi: "giây" },
  size: { en: "byte", vi: "byte" },
  number: { en: "unit", vi: "đơn vị" },
} as const satisfies Record<string, Text>;

/** What error lines count: the events that have no price. */
export const eventUnit: Text = { en: "event", vi: "sự kiện" };
