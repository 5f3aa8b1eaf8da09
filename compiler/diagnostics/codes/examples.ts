/** Diagnostics about examples: 7xxx. */
import { define } from "./define.ts";

export const examples = {
  exampleValue: define<{ message: string; hint?: string | undefined }>(
    "SDL7001",
    "error",
    (p) => p.message,
    (p) => p.hint,
  ),
  missingField: define<{ event: string; field: string }>(
    "SDL7002",
    "error",
    (p) => `${p.event} needs the field \`${p.field}\`.`,
    (p) => `Add \`${p.field} …\`, or make the field optional.`,
  ),
  noExpectation: define<{ name: string }>(
    "SDL7003",
    "error",
    (p) => `The example ${p.name} expects nothing.`,
    () => "Add `expect NAME NUMBER`.",
  ),
  noPeriod: define<object>(
    "SDL7004",
    "error",
    () => "It is unclear which month is meant.",
    () => "Write `expect in 2026-03 …`.",
  ),
} as const;
