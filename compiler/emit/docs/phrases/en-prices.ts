/** Prices of agreements in English. */
import type { Phrases } from "./book.ts";
import { list, number, quoted } from "./en-words.ts";
import type { SaidEach, SaidPrice } from "./said.ts";

function each({ per, increments, plus, atLeast, atMost }: SaidEach = {}): string {
  const limits = [
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return [
    per === undefined ? "" : ` per ${per}`,
    increments === undefined ? "" : `, the first ${increments.first} in full, then each commenced ${increments.next}`,
    plus === undefined ? "" : `, plus ${plus} for each event`,
    limits.length === 0 ? "" : `, ${list(limits)} for each event`,
  ].join("");
}

const since = (from?: string, until?: string): string =>
  `${from === undefined ? "" : ` from ${from}`}${until === undefined ? "" : ` until ${until}`}`;

export const price: Phrases<SaidPrice> = {
  flat: ({ title, amount, each: of }) => `${quoted(title)} at ${amount}${each(of)}`,
  dated: ({ title, periods, each: of }) =>
    `${quoted(title)} at ${list(periods.map(({ amount, from, until }) => `${amount}${since(from, until)}`))}${each(of)}`,
  rates: ({ title, file, by, tariff, each: of }) =>
    `${quoted(title)} at the rates of ${file}${by.length > 0 ? ` by ${list(by)}` : ""}${tariff === undefined ? "" : ` (${tariff})`}${each(of)}`,
  tiers: ({ title, mode, tiers }) => {
    const said = tiers.map(({ upTo, amount, plus }) => {
      const bound = upTo === undefined ? "beyond" : `up to ${upTo}`;
      return `${bound} at ${amount}${plus === undefined ? "" : ` plus ${plus}`}`;
    });
    const how =
      mode === "graduated"
        ? "each unit at the price of its tier"
        : "all units at the price of the tier that their number reaches";
    return `${quoted(title)}, ${how}: ${said.join("; ")}`;
  },
  blocks: ({ title, size, amount, free }) =>
    `${quoted(title)} at ${amount} for each commenced block of ${size}${free === undefined ? "" : `, the first ${free} free of charge`}`,
  package: ({ title, included, fee, overage }) =>
    `${quoted(title)}: ${number(included)} for ${fee}${overage === undefined ? "" : `, then ${overage} each`}`,
};
