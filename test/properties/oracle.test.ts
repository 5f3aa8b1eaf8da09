/** Generated modules say what the naive interpreter of the intermediate representation says, for random agreements and usage. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import * as fixtures from "../kit/services.ts";
import { oracleBill } from "../oracle/bill.ts";
import { grid, runs, scenario } from "./arbitraries.ts";
import { chosen } from "./chosen.ts";
import { withCorrections } from "./corrections.ts";
import { counted } from "./counted.ts";
import { layered, limited } from "./fixtures.ts";
import { asOracle, inAnyOrder, rateMonth, recordsOf, shipped, shippedService } from "./rating.ts";

/** In one case of three some records correct others. */
const corrections = fc.oneof(
  { weight: 2, arbitrary: fc.constant([1]) },
  { weight: 1, arbitrary: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }) },
);

async function agree(
  services: readonly Service[],
  usual: number,
  ...how: [maxLength?: number, instants?: Parameters<typeof scenario>[2]]
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(scenario(services, ...how), corrections, async ({ month, agreement, usage: plain }, numbers) => {
      const usage = withCorrections(plain, numbers);
      const { bill, rejections } = await rateMonth(services, agreement, month, recordsOf(services, usage));
      expect(rejections).toEqual([]);
      expect(asOracle(bill)).toEqual(inAnyOrder(oracleBill(services, agreement, month, usage)));
    }),
    runs(usual),
  );
}

describe("the shipped contracts", () => {
  test.each(shipped.map((service) => [service.name, service] as const))("%s", (_, service) => agree([service], 100));
  test("all of them in one agreement", () => agree(shipped, 30, 60));
});

describe("services that use every construct", () => {
  const single = fixtures.allServices.filter(({ name }) => name !== "Class");
  test.each(single.map((service) => [service.name, service] as const))("%s", (_, service) => agree([service], 150));
  test("names and conditions at their strangest", () => agree([fixtures.strange], 100));
  test("states side by side, with keys of two fields", () => agree([layered], 150));
  test("every way of counting", () => agree([counted], 300));
  test("choices, and values as agreed", () => agree([chosen], 300));
  test("limits on values that look at states", () => agree([limited], 300));
  test("charges that depend on another service", () => agree([fixtures.recording, fixtures.conversations], 150));
  const minutes = 60_000;
  test.each([
    ["sessions", fixtures.answers, 30 * minutes],
    ["sessions of an hour", layered, 60 * minutes],
    ["sessions that last an hour or a day", counted, 60 * minutes],
    ["windows", shippedService("WhatsApp"), 24 * 60 * minutes],
    ["steps of storage", fixtures.recording, 24 * 60 * minutes],
  ])("%s that end when other things come", (_, service, step) => agree([service], 200, 16, grid(step)));
  test("long usage: sessions and windows that follow one another", async () => {
    await agree([fixtures.answers], 20, 120);
    await agree([shippedService("WhatsApp")], 20, 120);
  });
});
