/** Diagnostics about rules: 4xxx. */
import { define } from "./define.ts";

export const rules = {
  missingPart: define<{ what: string; part: string; example: string }>(
    "SDL4001",
    "error",
    (p) => `${p.what} does not say ${p.part}.`,
    (p) => `Write for example \`${p.example}\`.`,
  ),
  negotiableLimit: define<{ name: string; limit: string }>(
    "SDL4002",
    "error",
    (p) => `The value of ${p.name} is outside its own limits (${p.limit}).`,
  ),
  badPer: define<object>(
    "SDL4003",
    "error",
    () => "What an interval holds is charged per started time, and what an event has in started units.",
    () =>
      "Write `for each GB of size of INTERVAL per commenced 24 hours`, or `for each commenced 60 seconds of duration of EVENT`.",
  ),
  badWhich: define<{ word: string; what: string; hint: string }>(
    "SDL4004",
    "error",
    (p) => `\`${p.word}\` cannot be said of ${p.what}.`,
    (p) => p.hint,
  ),
  unpricedField: define<{ field: string }>(
    "SDL4005",
    "error",
    (p) => `A price can only depend on \`${p.field}\` where single events, or intervals that each begin with one, are charged.`,
    () => "Remove `priced by` or `priced as`, or charge `for each` event or interval.",
  ),
  conditionOnState: define<{ what: string }>(
    "SDL4006",
    "error",
    (p) => `A condition cannot be put on ${p.what}.`,
    () => "Put it on the events that it rests on.",
  ),
  optionalKey: define<{ field: string; event: string }>(
    "SDL4007",
    "error",
    (p) => `\`${p.field}\` of ${p.event} may be left out, so it cannot be a key.`,
    () => "Remove `optional` from the field.",
  ),
  membership: define<{ name: string; products: readonly string[] }>(
    "SDL4008",
    "error",
    (p) => `${p.name} belongs to several products: ${p.products.join(", ")}.`,
  ),
  stateRestsOnState: define<{ what: string }>(
    "SDL4009",
    "error",
    (p) => `${p.what} changes state and cannot itself depend on a state.`,
    () => "Use only fields of the event in this condition.",
  ),
  badCap: define<{ what: string }>(
    "SDL4010",
    "error",
    (p) => `${p.what}, so \`at most\` cannot say which of them count.`,
    () =>
      "Put `at most` into a measure and charge `for each` of the measure, at one price; or into a fee `monthly for each` interval, at one price.",
  ),
  notAChoice: define<{ term: string }>(
    "SDL4011",
    "error",
    (p) => `${p.term} is not a choice, so it cannot decide whether a clause applies.`,
    () => 'Give the term choices: `eachCall en "…" vi "…" or wholeMonth en "…" vi "…", unless otherwise agreed`.',
  ),
  oneChoice: define<{ term: string }>(
    "SDL4012",
    "error",
    (p) => `${p.term} has only one choice.`,
    () => "Add another one with `or`, or give the term a quantity.",
  ),
  limitOfChoice: define<{ term: string }>(
    "SDL4013",
    "error",
    (p) => `${p.term} is a choice; it has no upper or lower limit.`,
    () => "Remove the limit.",
  ),
  interpretedNotNegotiable: define<{ term: string }>(
    "SDL4014",
    "error",
    (p) => `${p.term} is not negotiable, so no other reading can be agreed through it.`,
    () => "Write `, unless otherwise agreed` behind the value of the term.",
  ),
} as const;
