/** Limits of the whole agreement: without `per`. */
import { expect, test } from "vitest";
import { rateText, type Used } from "../pricing/kit.ts";

const T = 'title en "t" vi "t"';
const service = `sdl 1 service S in Voice { ${T}
  event Begun { ${T} call text client text }
  event Ended { ${T} call text }
  interval Call per call from Begun until Ended { ${T} }
  charge Calls { ${T} for each Begun }
  forbid TooMany { ${T} more than 2 Call at once }
  forbid TooManyClients { ${T} more than 1 distinct client of Begun }
}`;
const begun = (call: string, time: string, client = "a"): Used => ["Begun", time, { call, client }];
const ended = (call: string, time: string): Used => ["Ended", time, { call }];
const breaches = async (usage: readonly Used[]) => {
  const { bill } = await rateText({ service, take: "Calls at 1 EUR" }, usage);
  return bill.breaches.map(({ clause, event }) => `${clause} ${event}`);
};

test("intervals of all keys count together", async () => {
  expect(
    await breaches([
      begun("1", "2026-03-02 09:00"),
      begun("2", "2026-03-02 09:01"),
      begun("3", "2026-03-02 09:02"),
      ended("1", "2026-03-02 09:03"),
      ended("2", "2026-03-02 09:03"),
      begun("4", "2026-03-02 09:03"),
      begun("5", "2026-03-02 09:04"),
    ]),
  ).toEqual(["S.TooMany e3", "S.TooMany e7"]);
});

test("at one instant endings come first", async () => {
  const usage = [begun("1", "2026-03-02 09:00"), begun("2", "2026-03-02 09:00"), begun("3", "2026-03-02 10:00")];
  expect(await breaches([...usage, ended("1", "2026-03-02 10:00")])).toEqual([]);
  expect(await breaches([...usage, ended("1", "2026-03-02 10:01")])).toEqual(["S.TooMany e3"]);
});

test("different values of all events count together", async () => {
  const usage = [begun("1", "2026-03-02 09:00", "a"), begun("2", "2026-03-03 09:00", "b"), begun("3", "2026-03-03 09:00", "b")];
  expect(await breaches([...usage, ended("1", "2026-03-02 10:00")])).toEqual(["S.TooManyClients e2"]);
});
