/** Laws of bills, for the shipped contracts and for services that use every construct, with random agreements and usage. */
import fc from "fast-check";
import { describe, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import * as fixtures from "../kit/services.ts";
import { monthSpan } from "../oracle/calendar.ts";
import { runs, scenario } from "./arbitraries.ts";
import { withCorrections } from "./corrections.ts";
import { counted } from "./counted.ts";
import { layered, limited } from "./fixtures.ts";
import { laws } from "./laws.ts";
import { recordsOf, shipped } from "./rating.ts";

/** Services, and how often a law is tried with each. */
const subjects: readonly (readonly [string, readonly Service[]])[] = [
  ...shipped.map((service) => [service.name, [service]] as const),
  ["Answers, with sessions", [fixtures.answers]],
  ["Recording, with storage", [fixtures.recording, fixtures.conversations]],
  ["states side by side", [layered]],
  ["limits on values", [limited]],
  ["every way of counting", [counted]],
  ["a service at its strangest", [fixtures.strange]],
  ["all contracts", shipped],
];
const USUAL = 40;
/** Where each try may need another module. */
const FEW = 3;

describe.each(Object.entries(laws))("%s", (name, law) => {
  test.each(subjects)("%s", async (_, services) => {
    await fc.assert(
      fc.asyncProperty(scenario(services), fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), async (tried, numbers) => {
        const { start, end } = monthSpan(tried.month, tried.agreement.timeZone);
        const corrected = !name.startsWith("a missing record");
        const usage = corrected ? withCorrections(tried.usage, numbers.slice(20), [start, end]) : tried.usage;
        return law(services, { ...tried, usage, records: recordsOf(services, usage) }, numbers);
      }),
      runs(name.startsWith("a clause more") ? FEW : USUAL),
    );
  });
});
