/** Started units of a field: ceil(value / unit) per event, at least one. */
import type { DecimalText, Milliseconds } from "../agreement.ts";
import { commencedUnits } from "./decimal.ts";

/** Started units of time: ceil(seconds × 1000 / unit), at least one, also exact for fractions of a millisecond. */
export function commencedTime(seconds: DecimalText, unit: Milliseconds): number | DecimalText {
  if (seconds.length <= 12 && /^\d+$/.test(seconds)) {
    const milliseconds = Number(seconds) * 1000;
    const rest = milliseconds % unit;
    return Math.max(1, (milliseconds - rest) / unit + (rest > 0 ? 1 : 0));
  }
  return commencedUnits(inMilliseconds(seconds), String(unit));
}

/** Seconds in text as milliseconds in text: the point moves by three. */
function inMilliseconds(seconds: DecimalText): DecimalText {
  const [whole = "0", fraction = ""] = seconds.split(".");
  const moved = fraction.padEnd(3, "0");
  return moved.length > 3 ? `${whole}${moved.slice(0, 3)}.${moved.slice(3)}` : `${whole}${moved}`;
}

/** A duration in seconds, for comparing it with a field. */
export function inSeconds(milliseconds: Milliseconds): DecimalText {
  const rest = milliseconds % 1000;
  const whole = String((milliseconds - rest) / 1000);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(3, "0").replace(/0+$/, "")}`;
}
