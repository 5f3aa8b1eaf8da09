/** What a price says of each event: increments, a charge on top, at least and at most. From text to bill. */
import { describe, expect, test } from "vitest";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { calls, messages, rateShapes } from "./kit.ts";

const charged = ({ lines }: { readonly lines: readonly string[] }) =>
  lines.filter((line) => !line.startsWith("Platform") && !line.includes(" error: "));

describe("increments", () => {
  test.each([
    [[1, 60, 61, "60.001"], "60 + 60 + 61 + 61", 242],
    [[0], "the first increment is charged whole", 60],
  ])("60/1 of %j: %s", async (seconds, _, total) => {
    const rated = await rateShapes("CallTime at 0.06 EUR per minute, first 60 seconds, then each 1 second", calls(...seconds));
    const { quantity, unit, per, amount } = rated.bill.lines[0]!;
    expect({ quantity, unit, per }).toEqual({ quantity: String(total), unit: "second", per: "60" });
    expect(amount).toBe(((total * 6) / 6000).toFixed(2));
  });

  test("30/6, at a price for the contract's unit, which the agreement may have set", async () => {
    const { bill } = await rateShapes(
      "set ChargingIncrement to 30 seconds CallTime at 1 EUR, first 30 seconds, then each 6 seconds",
      calls(29, 31, 36, 37),
    );
    expect(bill.lines[0]).toMatchObject({ quantity: String(30 + 36 + 36 + 42), per: "30", unitPrice: "1", amount: "4.80" });
  });

  test("a price for another length than the unit changes nothing in what is counted", async () => {
    const { bill } = await rateShapes("FixedTime at 3 EUR per 180 seconds", calls(1, 61));
    expect(bill.lines.find(({ clause }) => clause === "S.FixedTime")).toMatchObject({
      quantity: "180",
      per: "180",
      amount: "3.00",
    });
  });

  test("with rate cards as with one price", async () => {
    const take = 'CallTime at rates "v.csv" by number, first 60 seconds, then each 1 second, plus 0.01 EUR per call';
    const { bill, ...rated } = await rateShapes(take, calls(61, 5), { files: { "v.csv": "number,price\n+84,0.60\n" } });
    expect(charged(rated)).toEqual(["CallTime charge +84: 121 × 0.60 = 1.21", "CallTime charge +84: 2 × 0.01 = 0.02"]);
    expect(bill.lines[1]?.part?.kind).toBe("event");
  });

  test("only where the contract lets its unit be agreed, and within the limits of the term", async () => {
    const refused = (take: string) => rateShapes(take, []).catch((error: Error) => error.message);
    expect(await refused("FixedTime at 1 EUR, first 60 seconds, then each 1 second")).toMatch(
      /^SDL6004: The unit of FixedTime is not negotiable/,
    );
    expect(await refused("CallTime at 1 EUR, first 10 minutes, then each 1 second")).toMatch(
      /^SDL6005: `ChargingIncrement` is limited/,
    );
    expect(await refused("CallTime at 1 EUR, first 5 GB, then each 1 second")).toMatch(/^SDL3004/);
    expect(await refused("Sms at 1 EUR per minute")).toMatch(/^SDL6101/);
  });
});

describe("limits of each event", () => {
  const take = "CallTime at 0.05 EUR, at least 0.08 EUR and at most 0.20 EUR per call";

  test("events at a limit are counted, the others added up: nothing is rounded per event", async () => {
    const { bill, ...rated } = await rateShapes(take, calls(60, 61, 120, 240, 241, 999));
    expect(charged(rated)).toEqual([
      "CallTime charge: 8 × 0.05 = 0.40",
      "CallTime charge: 1 × 0.08 = 0.08",
      "CallTime charge: 2 × 0.20 = 0.40",
    ]);
    expect(bill.lines.slice(0, 3).map(({ part }) => part?.kind)).toEqual([undefined, "least", "most"]);
  });

  test("they hold for all of the amount, the charge for each event included", async () => {
    const both = "CallTime at 0.05 EUR, plus 0.04 EUR per call, at least 0.10 EUR per call";
    expect(charged(await rateShapes(both, calls(60, 120)))).toEqual([
      "CallTime charge: 2 × 0.05 = 0.10",
      "CallTime charge: 1 × 0.04 = 0.04",
      "CallTime charge: 1 × 0.10 = 0.10",
    ]);
  });

  test("messages too", async () => {
    expect(charged(await rateShapes("Sms at 0.01 EUR, plus 0.005 EUR per message", messages(3)))).toEqual([
      "Sms charge: 3 × 0.01 = 0.03",
      "Sms charge: 3 × 0.005 = 0.02",
    ]);
  });
});

test.each([
  ["Seats at 1 EUR, plus 1 EUR per event", "a charge for each event"],
  ["Flat graduated { up to 1 at 1 EUR beyond at 2 EUR }", "tiers"],
  ["Flat at 1 EUR per block of 10", "blocks"],
  ["Flat at 1 EUR, first 10 free", "free units"],
  ["Base at 1 EUR per block of 10, plus 1 EUR per message", "a charge for each event"],
  ["Base at 1 EUR per block of 10, 2 EUR from 2026-03-02", "prices by the day"],
  ['Base at rates "r.csv" by destination per block of 10', "blocks"],
  ['Base at rates "r.csv" by destination, 2 EUR from 2026-03-02', "prices by the day"],
])("%s: the clause cannot have %s", (price, what) => {
  const t = 'title en "t" vi "t"';
  const service = inService(`event Stop { ${t} user phone } interval I per user from Message until Stop { ${t} }
    charge Seats { ${t} for each I alive } fee Flat { ${t} monthly }`).replace(
    "for each Message }",
    "for each Message priced by destination }",
  );
  const agreement = `sdl 1 agreement A { currency EUR time zone "UTC" charging model post-pay take Sample { ${price} } }`;
  const found = shown(compileFiles({ "a.sdl": service, "b.sdl": agreement, "r.csv": "destination,price\nVN,1\n" }));
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^SDL6101 .* cannot have ${what}\\.`)));
});
