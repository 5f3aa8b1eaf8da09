/** Prices that depend on the number of units: each line says which part it is, in both languages. */
import { describe, expect, test } from "vitest";
import type { Scale } from "../../runtime/agreement.ts";
import { scaleAmounts, unitsOf } from "../../runtime/scale.ts";

const unit = { en: "message", vi: "tin nhắn" };
const month = { en: "month", vi: "tháng" };
const tiers = [
  { upTo: "10", amount: "3", plus: "7" },
  { upTo: "20", amount: "2", plus: "5" },
  { amount: "1", plus: "4" },
];
const graduated: Scale = { kind: "graduated", tiers };
const volume: Scale = { kind: "volume", tiers };
const blocks: Scale = { kind: "blocks", size: "100", amount: "5", free: "50" };

/** "quantity × price kind" of each line for the units above one number up to another, of so many in all. */
const lines = (scale: Scale, above: string, upTo: string, total = upTo) =>
  scaleAmounts(scale, { above, upTo, total }, unit).map((each) => `${each.quantity} × ${each.unitPrice} ${each.part.kind}`);

describe("graduated", () => {
  test("each unit at the price of its tier, the fee of each tier once", () => {
    expect(scaleAmounts(graduated, unitsOf("25"), unit)).toEqual([
      {
        quantity: "10",
        unitPrice: "3",
        unit,
        part: { kind: "tier", above: "0", upTo: "10", text: { en: "up to 10", vi: "đến 10" } },
      },
      {
        quantity: "1",
        unitPrice: "7",
        unit: month,
        part: { kind: "tierFee", above: "0", upTo: "10", text: { en: "up to 10, for the tier", vi: "đến 10, phí của bậc" } },
      },
      {
        quantity: "10",
        unitPrice: "2",
        unit,
        part: { kind: "tier", above: "10", upTo: "20", text: { en: "above 10 up to 20", vi: "trên 10 đến 20" } },
      },
      {
        quantity: "1",
        unitPrice: "5",
        unit: month,
        part: {
          kind: "tierFee",
          above: "10",
          upTo: "20",
          text: { en: "above 10 up to 20, for the tier", vi: "trên 10 đến 20, phí của bậc" },
        },
      },
      { quantity: "5", unitPrice: "1", unit, part: { kind: "tier", above: "20", text: { en: "above 20", vi: "trên 20" } } },
      {
        quantity: "1",
        unitPrice: "4",
        unit: month,
        part: { kind: "tierFee", above: "20", text: { en: "above 20, for the tier", vi: "trên 20, phí của bậc" } },
      },
    ]);
  });

  test("a bound belongs to the tier that it ends, and a tier that is not reached has no line", () => {
    expect(lines(graduated, "0", "10")).toEqual(["10 × 3 tier", "1 × 7 tierFee"]);
    expect(lines(graduated, "0", "10.5")).toEqual(["10 × 3 tier", "1 × 7 tierFee", "0.5 × 2 tier", "1 × 5 tierFee"]);
    expect(lines(graduated, "0", "0")).toEqual([]);
  });

  test("units of a later price go on where the earlier ones ended, and pay for a tier only when they enter it", () => {
    expect(lines(graduated, "4", "9")).toEqual(["5 × 3 tier"]);
    expect(lines(graduated, "4", "12")).toEqual(["6 × 3 tier", "2 × 2 tier", "1 × 5 tierFee"]);
    expect(lines(graduated, "10", "12")).toEqual(["2 × 2 tier", "1 × 5 tierFee"]);
    expect(lines(graduated, "12", "20")).toEqual(["8 × 2 tier"]);
    expect(lines(graduated, "20", "20")).toEqual([]);
    expect(lines(graduated, "30", "31")).toEqual(["1 × 1 tier"]);
  });

  test("a tier without a fee has none", () => {
    expect(lines({ kind: "graduated", tiers: [{ amount: "1" }] }, "0", "5")).toEqual(["5 × 1 tier"]);
  });
});

describe("volume", () => {
  test("all units at the price of the tier that their number reaches", () => {
    expect(lines(volume, "0", "10")).toEqual(["10 × 3 tier", "1 × 7 tierFee"]);
    expect(lines(volume, "0", "11")).toEqual(["11 × 2 tier", "1 × 5 tierFee"]);
    expect(lines(volume, "0", "21")).toEqual(["21 × 1 tier", "1 × 4 tierFee"]);
    expect(lines(volume, "0", "0")).toEqual([]);
  });

  test("the number is that of the whole month, and the fee is due once", () => {
    expect(lines(volume, "0", "5", "25")).toEqual(["5 × 1 tier", "1 × 4 tierFee"]);
    expect(lines(volume, "5", "25", "25")).toEqual(["20 × 1 tier"]);
  });

  test("beyond the last bound the last tier counts, and a scale without tiers comes to nothing", () => {
    const bounded: Scale = { kind: "volume", tiers: tiers.slice(0, 2) };
    expect(lines(bounded, "0", "30")).toEqual(["30 × 2 tier", "1 × 5 tierFee"]);
    expect(lines({ kind: "volume", tiers: [] }, "0", "5")).toEqual([]);
  });
});

describe("blocks", () => {
  test("each started block, beyond the free units", () => {
    expect(scaleAmounts(blocks, unitsOf("251"), unit)).toEqual([
      {
        quantity: "3",
        unitPrice: "5",
        unit: { en: "block of 100 (message)", vi: "khối 100 (tin nhắn)" },
        part: {
          kind: "blocks",
          text: { en: "started blocks of 100 beyond the first 50", vi: "số khối 100 đã bắt đầu, sau 50 đầu tiên" },
        },
      },
    ]);
    expect(lines(blocks, "0", "50")).toEqual([]);
    expect(lines(blocks, "0", "51")).toEqual(["1 × 5 blocks"]);
    expect(lines(blocks, "0", "150")).toEqual(["1 × 5 blocks"]);
    expect(lines(blocks, "0", "151")).toEqual(["2 × 5 blocks"]);
  });

  test("without free units the lines do not speak of them; a unit without a Vietnamese name keeps its own", () => {
    expect(scaleAmounts({ kind: "blocks", size: "10", amount: "1" }, unitsOf("11"), { en: "byte" })).toEqual([
      {
        quantity: "2",
        unitPrice: "1",
        unit: { en: "block of 10 (byte)", vi: "khối 10 (byte)" },
        part: { kind: "blocks", text: { en: "started blocks of 10", vi: "số khối 10 đã bắt đầu" } },
      },
    ]);
  });

  test("later units pay only for blocks that earlier ones have not started", () => {
    expect(lines(blocks, "60", "150")).toEqual([]);
    expect(lines(blocks, "60", "151")).toEqual(["1 × 5 blocks"]);
    expect(lines(blocks, "40", "60")).toEqual(["1 × 5 blocks"]);
  });
});
