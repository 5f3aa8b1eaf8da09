/** Diagnostics about types, values and units: 3xxx. */
import { define, meant, type Unknown } from "./define.ts";

export const types = {
  unknownType: define<Unknown>("SDL3001", "error", (p) => `There is no type \`${p.name}\`.`, meant),
  notAValue: define<Unknown>("SDL3002", "error", (p) => `\`${p.name}\` is not one of the values of ${p.what}.`, meant),
  wrongCondition: define<{ field: string; type: string; needed: string; hint: string }>(
    "SDL3003",
    "error",
    (p) => `\`${p.field}\` is ${p.type}; this condition needs ${p.needed}.`,
    (p) => p.hint,
  ),
  wrongUnit: define<{ found: string; expected: string; example: string }>(
    "SDL3004",
    "error",
    (p) => `This is ${p.found}, where ${p.expected} is needed.`,
    (p) => `Write for example \`${p.example}\`.`,
  ),
  unknownCurrency: define<{ code: string; suggestion?: string | undefined }>(
    "SDL3005",
    "error",
    (p) => `\`${p.code}\` is not a currency of ISO 4217.`,
    (p) => meant(p) ?? "Write for example `EUR` or `VND`.",
  ),
  badDate: define<{ text: string }>(
    "SDL3007",
    "error",
    (p) => `There is no day ${p.text} in the calendar.`,
    () => "Write year, month and day: 2026-03-31.",
  ),
  badTime: define<{ text: string }>(
    "SDL3008",
    "error",
    (p) => `${p.text} is not a time of day.`,
    () => "Write hours and minutes from 00:00 to 23:59; seconds and thousandths if needed.",
  ),
  unknownZone: define<{ zone: string; suggestion?: string | undefined }>(
    "SDL3009",
    "error",
    (p) => `"${p.zone}" is not a time zone.`,
    (p) => meant(p) ?? 'Write an IANA name, for example "Asia/Ho_Chi_Minh".',
  ),
  skippedTime: define<{ text: string; zone: string }>(
    "SDL3010",
    "warning",
    (p) => `${p.text} does not exist, or exists twice, in ${p.zone}: clocks were changed then.`,
    () => "Choose another time.",
  ),
  keyMismatch: define<{ state: string; key: string; event: string }>(
    "SDL3011",
    "error",
    (p) => `\`${p.state}\` is kept per \`${p.key}\`, which the event \`${p.event}\` does not have.`,
    (p) => `Add the field \`${p.key}\` to the event \`${p.event}\`.`,
  ),
  keyTypeMismatch: define<{ key: string; first: string; second: string }>(
    "SDL3012",
    "error",
    (p) => `\`${p.key}\` has different types in ${p.first} and ${p.second}.`,
    () => "A key must have one type in all events that use it.",
  ),
  zeroLength: define<{ what: string }>("SDL3013", "error", (p) => `${p.what} must be longer than nothing.`),
} as const;
