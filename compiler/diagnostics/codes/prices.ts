/** Diagnostics about the shapes of prices: 61xx. */
import { define } from "./define.ts";

export const prices = {
  priceShape: define<{ clause: string; what: string; why: string }>(
    "SDL6101",
    "error",
    (p) => `The price of ${p.clause} cannot have ${p.what}.`,
    (p) => p.why,
  ),
  tierOrder: define<{ bound: string; before: string }>(
    "SDL6102",
    "error",
    (p) => `The tier up to ${p.bound} is not above the one before it, up to ${p.before}.`,
    () => "Write the tiers from the lowest bound to the highest; each bound belongs to its own tier.",
  ),
  openTiers: define<{ last: boolean }>(
    "SDL6103",
    "error",
    (p) => (p.last ? "Nothing says what units beyond the last tier cost." : "A tier behind `beyond` can never be reached."),
    () => "End the tiers with one `beyond at 0.04 EUR`.",
  ),
  periodGap: define<{ from: string; until: string }>(
    "SDL6104",
    "error",
    (p) => `There is no price from ${p.from} until the day before ${p.until}.`,
    () => "Let each price begin on the day after the one before it ends.",
  ),
  periodOverlap: define<{ from: string; until: string }>(
    "SDL6105",
    "error",
    (p) => `The price from ${p.from} begins before the one before it ends, on ${p.until}.`,
    () => "Let each price begin on the day after the one before it ends.",
  ),
  limitsReversed: define<{ least: string; most: string }>(
    "SDL6106",
    "error",
    (p) => `At most ${p.most} is less than at least ${p.least}.`,
  ),
  eventNoun: define<{ word: string; known: readonly string[] }>(
    "SDL6107",
    "error",
    (p) => `\`${p.word}\` is not what is charged here.`,
    (p) => `Write ${p.known.map((k) => `\`per ${k}\``).join(" or ")}.`,
  ),
  nothingToCount: define<{ what: string }>("SDL6108", "error", (p) => `${p.what} must be more than nothing.`),
  prorationDays: define<object>(
    "SDL6109",
    "error",
    () => "A month is divided by the days that it has, or by 30 days.",
    () => "Write `proration by days of the month` or `proration by 30 days`.",
  ),
  noLastMonth: define<object>(
    "SDL6110",
    "error",
    () => "The last month is not divided, so nothing can be said of its last day.",
    () => "Add `last month too`, or remove `last day not counted`.",
  ),
  roundingPlace: define<object>(
    "SDL6111",
    "error",
    () => "Amounts cannot be rounded to nothing.",
    () => "Write for example `rounding half up to 0.01 EUR`.",
  ),
} as const;
