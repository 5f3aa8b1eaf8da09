/** Prices by the number of units: tiers, blocks, what is free; and prices by the day. From text to bill. */
import { describe, expect, test } from "vitest";
import { messages, rateShapes, type Used } from "./kit.ts";

const charged = ({ lines }: { readonly lines: readonly string[] }) => lines.filter((line) => !line.startsWith("Platform"));

describe("graduated tiers", () => {
  const take = "Sms graduated { up to 3 at 0.05 EUR plus 10 EUR  up to 5 at 0.045 EUR  beyond at 0.04 EUR plus 1 EUR }";

  test("each unit at the price of its tier, one line per tier; a bound belongs to its tier", async () => {
    expect(charged(await rateShapes(take, messages(3)))).toEqual(["Sms charge: 3 × 0.05 = 0.15", "Sms charge: 1 × 10 = 10.00"]);
    const { bill, ...rated } = await rateShapes(take, messages(7));
    expect(charged(rated)).toEqual([
      "Sms charge: 3 × 0.05 = 0.15",
      "Sms charge: 1 × 10 = 10.00",
      "Sms charge: 2 × 0.045 = 0.09",
      "Sms charge: 2 × 0.04 = 0.08",
      "Sms charge: 1 × 1 = 1.00",
    ]);
    expect(bill.lines.flatMap(({ part }) => (part === undefined ? [] : [[part.kind, part.above, part.upTo]]))).toEqual([
      ["tier", "0", "3"],
      ["tierFee", "0", "3"],
      ["tier", "3", "5"],
      ["tier", "5", undefined],
      ["tierFee", "5", undefined],
    ]);
    expect(bill.lines[2]?.part?.text).toEqual({ en: "above 3 up to 5", vi: "trên 3 đến 5" });
  });

  test("without usage nothing is due, not even the fee of the first tier", async () => {
    expect(charged(await rateShapes(take, []))).toEqual([]);
  });
});

test("volume tiers: all units at the price of the tier that their number reaches", async () => {
  const take = "Sms by volume { up to 3 at 0.05 EUR  up to 5 at 0.045 EUR plus 2 EUR  beyond at 0.04 EUR }";
  expect(charged(await rateShapes(take, messages(3)))).toEqual(["Sms charge: 3 × 0.05 = 0.15"]);
  expect(charged(await rateShapes(take, messages(4)))).toEqual(["Sms charge: 4 × 0.045 = 0.18", "Sms charge: 1 × 2 = 2.00"]);
  expect(charged(await rateShapes(take, messages(6)))).toEqual(["Sms charge: 6 × 0.04 = 0.24"]);
});

describe("blocks", () => {
  test("a started block is billed whole, once for the month", async () => {
    for (const [count, blocks] of [
      [1, 1],
      [3, 1],
      [4, 2],
    ] as const) {
      const { lines, total } = await rateShapes("Sms at 2.50 EUR per block of 3", messages(count));
      expect(lines).toContain(`Sms charge: ${blocks} × 2.50 = ${(2.5 * blocks).toFixed(2)}`);
      expect(total).toBe((2.5 * blocks).toFixed(2));
    }
  });

  test("the first units may be free", async () => {
    expect(charged(await rateShapes("Sms at 2 EUR per block of 3, first 2 free", messages(2)))).toEqual([]);
    expect(charged(await rateShapes("Sms at 2 EUR per block of 3, first 2 free", messages(6)))).toEqual([
      "Sms charge: 2 × 2 = 4.00",
    ]);
  });
});

test("free units of a simple price stand on a line of their own", async () => {
  expect(charged(await rateShapes("Sms at 0.05 EUR, first 2 free", messages(5)))).toEqual([
    "Sms charge: 2 × 0 = 0.00",
    "Sms charge: 3 × 0.05 = 0.15",
  ]);
});

describe("prices by the day", () => {
  const take = "Sms at 0.004 EUR until 2026-03-14, 0.005 EUR from 2026-03-15 until 2026-03-20, 0.006 EUR from 2026-03-21";

  test("a charge has the price of the instant of each event, in the agreement's time zone", async () => {
    const usage = ["2026-03-14 23:59:59", "2026-03-15 00:00", "2026-03-20 23:59", "2026-03-21 00:00"].flatMap((time) =>
      messages(1, time),
    );
    const { bill, ...rated } = await rateShapes(take, usage);
    expect(charged(rated)).toEqual([
      "Sms charge: 1 × 0.004 = 0.00",
      "Sms charge: 2 × 0.005 = 0.01",
      "Sms charge: 1 × 0.006 = 0.01",
    ]);
    expect(bill.lines.map(({ priceSource }) => priceSource)).toContain("agreement from 2026-03-15 until 2026-03-20");
  });

  test("a fee has the price of the first day of the month, or of the service", async () => {
    const fee = "Platform at 10 EUR until 2026-03-14, 20 EUR from 2026-03-15";
    expect((await rateShapes(fee, [])).lines).toEqual(["Platform fee: 1 × 10 = 10.00"]);
    expect((await rateShapes(fee, [], { period: "2026-04" })).lines).toEqual(["Platform fee: 1 × 20 = 20.00"]);
    expect((await rateShapes(fee, [], { agreement: "from 2026-03-20" })).lines).toEqual(["Platform fee: 1 × 20 = 20.00"]);
  });
});

test("tiers of a prorated fee: later additions take the places above", async () => {
  const seat = (user: string, time: string): Used => ["On", time, { user }];
  const usage = [
    seat("a", "2026-03-01 09:00"),
    seat("b", "2026-03-17 00:00"),
    seat("c", "2026-03-20 09:00"),
    seat("d", "2026-03-21 09:00"),
  ];
  const world = { agreement: "from 2026-03-17" };
  expect((await rateShapes("Users graduated { up to 3 at 31 EUR  beyond at 10 EUR }", usage, world)).lines).toEqual([
    "Users fee: 1 × 31 = 31.00",
    "Users fee: 2 × 31 × 15/31 = 30.00",
    "Users fee: 1 × 10 = 10.00",
  ]);
  expect((await rateShapes("Users by volume { up to 3 at 31 EUR  beyond at 10 EUR }", usage, world)).lines).toEqual([
    "Users fee: 2 × 10 = 20.00",
    "Users fee: 2 × 10 × 15/31 = 9.68",
  ]);
});
