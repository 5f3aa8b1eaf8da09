/**
 * Reading RFC 3339 instants. The offset is mandatory. Digits finer than a millisecond are cut, not rounded: a record never
 * moves into a later millisecond, and so never into the next month. The reader is written by hand: it runs once per record.
 */
import type { Milliseconds } from "./agreement.ts";
import { daysInMonth } from "./calendar.ts";

/** A text is not an instant. `hint` says what to write instead. */
export class InstantError extends Error {
  override readonly name = "InstantError";
  readonly hint: string;

  constructor(problem: string, hint: string) {
    super(problem);
    this.hint = hint;
  }
}

const LONGEST_INSTANT = 64;

/** The instant of an RFC 3339 text such as "2026-03-01T09:00:00.250+07:00". Throws an InstantError that says what is wrong. */
export function parseInstant(text: string): Milliseconds {
  const at = readInstant(text);
  if (at !== undefined) return at;
  const { problem, hint } = instantProblem(text);
  throw new InstantError(problem, hint);
}

/** The instant of an RFC 3339 text; undefined when it is none (`instantProblem` says why). */
export function readInstant(text: string): Milliseconds | undefined {
  if (text.length < 20 || text.length > LONGEST_INSTANT) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (text[4] !== "-" || text[7] !== "-" || !isTimeMark(text[10]) || text[13] !== ":" || text[16] !== ":") return undefined;
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined;
  let index = 19;
  let fraction = 0;
  if (text[index] === ".") {
    const first = index + 1;
    for (index = first; isDigit(text, index); index += 1)
      if (index < first + 3) fraction += digits(text, index, 1) * thousandths[index - first]!;
    if (index === first) return undefined;
  }
  const offset = readOffset(text, index);
  if (offset === undefined) return undefined;
  return ((daysFromCivil(year, month, day) * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction;
}

const thousandths = [100, 10, 1];

function isTimeMark(mark: string | undefined): boolean {
  return mark === "T" || mark === "t" || mark === " ";
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

/** The number that `count` digits from `index` write; −1 when one of them is no digit. */
function digits(text: string, index: number, count: number): number {
  let value = 0;
  for (let i = index; i < index + count; i += 1) {
    if (!isDigit(text, i)) return -1;
    value = value * 10 + text.charCodeAt(i) - 48;
  }
  return value;
}

/** The offset that ends the text, in minutes. */
function readOffset(text: string, index: number): number | undefined {
  const mark = text[index];
  if (mark === "Z" || mark === "z") return text.length === index + 1 ? 0 : undefined;
  if ((mark !== "+" && mark !== "-") || text.length !== index + 6 || text[index + 3] !== ":") return undefined;
  const hours = digits(text, index + 1, 2);
  const minutes = digits(text, index + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  return (mark === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** Days since 1970-01-01 of a date of the Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const shape = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(.*))?$/;
const example = "Write it like 2026-03-01T09:00:00+07:00.";

/** Why a text is not an instant, in plain words. */
export function instantProblem(text: string): { readonly problem: string; readonly hint: string } {
  const parts = text.length > LONGEST_INSTANT ? null : shape.exec(text);
  if (parts === null) return { problem: `"${text.slice(0, 40)}" is not an instant`, hint: example };
  const [, year = "", month = "", day = "", hour, minute = "", second, , offset = ""] = parts;
  if (Number(month) < 1 || Number(month) > 12) return { problem: `there is no month ${month}`, hint: example };
  if (Number(day) < 1 || Number(day) > daysInMonth(Number(year), Number(month)))
    return { problem: `there is no day ${year}-${month}-${day}`, hint: example };
  if (hour === undefined) return { problem: "is a day, not an instant", hint: `Add the time and the offset. ${example}` };
  if (Number(hour) > 23)
    return { problem: `there is no hour ${hour}`, hint: "Hours go from 00 to 23; midnight is 00:00 of the next day." };
  if (Number(minute) > 59) return { problem: `there is no minute ${minute}`, hint: "Minutes go from 00 to 59." };
  if (second === undefined) return { problem: "has no seconds", hint: example };
  if (second === "60")
    return {
      problem: "is a leap second (60), which the clock of a bill does not have",
      hint: "Write second 59, or 00 of the next minute.",
    };
  if (Number(second) > 59) return { problem: `there is no second ${second}`, hint: "Seconds go from 00 to 59." };
  if (offset === "") return { problem: "has no offset from UTC", hint: "Add Z for UTC, or the offset, like +07:00." };
  return { problem: `"${offset.slice(0, 20)}" is not an offset from UTC`, hint: "Write Z for UTC, or the offset, like +07:00." };
}
