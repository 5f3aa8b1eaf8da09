/** What changes on an issued bill: the lines of an adjustment are the difference, and with them the bill is what it would be now. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustmentOf, type Cause } from "../../runtime/adjustment.ts";
import { type Bill, type BillLine, Decimal, type EventCounts } from "../../runtime/index.ts";

const text = (en: string) => ({ en, vi: en });

const line = (clause: string, quantity: string, amount: string, more: Partial<BillLine> = {}): BillLine => ({
  ...{ service: "SMS", clause, kind: "charge", dimensions: {}, quantity, unit: "message", unitTitle: text("message") },
  ...{ unitPrice: "0.05", amount, title: text(clause) },
  ...more,
});

const sum = (lines: readonly { readonly amount: string }[]) =>
  lines.reduce((all, { amount }) => all.plus(Decimal.parse(amount)), Decimal.zero);

const counts = { received: 0, charged: 0, free: 0, context: 0, duplicate: 0, conflict: 0, corrected: 0, rejected: 0 };
const bill = (lines: readonly BillLine[], events: Partial<EventCounts> = {}, digits = 2): Bill => ({
  ...{ agreement: "Acme", client: "Acme", period: "2026-03", currency: "EUR", chargingModel: "post-pay", lines },
  ...{ total: sum(lines).toFixed(digits), measures: {}, events: { ...counts, ...events }, breaches: [], notices: [] },
});

const cause: Cause = { kind: "late-record", record: "r-1", text: text("late") };
const because = () => ({ causes: [cause] });
const short = (before: Bill, now: Bill) =>
  adjustmentOf(before, now, 1, because)?.lines.map(({ clause, quantity, amount, issued, rated }) => ({
    clause,
    quantity,
    amount,
    issued: `${issued.quantity} ${issued.amount}`,
    rated: `${rated.quantity} ${rated.amount}`,
  }));

describe("an adjustment", () => {
  test("has a line for each that changed, with what it was, what it is and why; lines that did not change are not on it", () => {
    const before = bill([line("A", "10", "0.50"), line("B", "3", "0.15")], { received: 20, charged: 13, free: 7 });
    const now = bill([line("A", "12", "0.60"), line("B", "3", "0.15")], { received: 23, charged: 15, free: 7, rejected: 1 });
    const found = adjustmentOf(before, now, 4, ({ clause }) => ({ causes: [{ ...cause, record: clause }], moreCauses: 2 }));
    expect(found).toEqual({
      number: 4,
      lines: [
        {
          ...line("A", "2", "0.10"),
          issued: { quantity: "10", amount: "0.50" },
          rated: { quantity: "12", amount: "0.60" },
          causes: [{ ...cause, record: "A" }],
          moreCauses: 2,
        },
      ],
      total: "0.10",
      events: { ...counts, received: 3, charged: 2, rejected: 1 },
    });
  });

  test("of a bill on which no line changed is none, whatever was counted", () => {
    const lines = [line("A", "10", "0.50"), line("B", "0", "0.00")];
    expect(adjustmentOf(bill(lines), bill(lines, { received: 5, free: 5 }), 1, because)).toBeUndefined();
    expect(adjustmentOf(bill(lines), bill([lines[0]!]), 1, because)).toBeUndefined();
    expect(adjustmentOf(bill([]), bill([]), 1, because)).toBeUndefined();
  });

  test("takes back a line that is no longer there, and adds one that is new", () => {
    expect(short(bill([line("Old", "2", "0.10")]), bill([line("New", "4", "0.20")]))).toEqual([
      { clause: "Old", quantity: "-2", amount: "-0.10", issued: "2 0.10", rated: "0 0.00" },
      { clause: "New", quantity: "4", amount: "0.20", issued: "0 0.00", rated: "4 0.20" },
    ]);
  });

  test("shows a quantity that changed without the amount, and an amount that changed without the quantity", () => {
    expect(short(bill([line("Free", "2", "0.00")]), bill([line("Free", "5", "0.00")]))).toEqual([
      { clause: "Free", quantity: "3", amount: "0.00", issued: "2 0.00", rated: "5 0.00" },
    ]);
    expect(short(bill([line("Fee", "1", "1.00")]), bill([line("Fee", "1", "0.75")]))).toEqual([
      { clause: "Fee", quantity: "0", amount: "-0.25", issued: "1 1.00", rated: "1 0.75" },
    ]);
  });

  const others: readonly (readonly [string, Partial<BillLine>])[] = [
    ["another price", { unitPrice: "0.06" }],
    ["no price", { unitPrice: null }],
    ["another service", { service: "Viber" }],
    ["another kind", { kind: "overage" }],
    ["other dimensions", { dimensions: { destination: "VN" } }],
    ["a price for a hundred", { per: "100" }],
    ["another part of the month", { proration: "21/31" }],
    ["another tier", { part: { kind: "tier", above: "0", upTo: "10", text: text("up to 10") } }],
  ];
  test.each(others)("%s is another line", (_, more) => {
    expect(short(bill([line("A", "2", "0.10")]), bill([line("A", "2", "0.10", more)]))).toEqual([
      { clause: "A", quantity: "-2", amount: "-0.10", issued: "2 0.10", rated: "0 0.00" },
      { clause: "A", quantity: "2", amount: "0.10", issued: "0 0.00", rated: "2 0.10" },
    ]);
  });

  test("what only says more about a line does not part it: words, sources of prices, when it fell due, events it names", () => {
    const tier = (words: string): Partial<BillLine> => ({ part: { kind: "tier", above: "0", upTo: "10", text: text(words) } });
    const before = line("A", "2", "0.10", { ...tier("up to 10"), priceSource: "rates.csv:2", events: ["e1"] });
    const postings = [{ at: "2026-03-02T00:00:00Z", quantity: "1" }];
    const now = line("A", "3", "0.15", { ...tier("10 at most"), priceSource: "rates.csv:9", postings, title: text("new") });
    const [found, ...rest] = adjustmentOf(bill([before]), bill([now]), 1, because)!.lines;
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ quantity: "1", amount: "0.05", title: text("new"), part: { text: text("10 at most") } });
    for (const name of ["priceSource", "postings", "events"]) expect(found).not.toHaveProperty(name);
  });

  test("another tier of the same clause is another line, with no upper end too", () => {
    const tier = (above: string, upTo?: string): Partial<BillLine> => ({
      part: { kind: "tier", above, text: text("tier"), ...(upTo === undefined ? {} : { upTo }) },
    });
    const tiers = [tier("0", "10"), tier("0", "20"), tier("10", "20"), tier("10")];
    const before = bill(tiers.map((more) => line("A", "1", "0.05", more)));
    const now = bill(tiers.map((more, i) => line("A", String(i + 1), (0.05 * (i + 1)).toFixed(2), more)));
    expect(short(before, now)?.map(({ quantity }) => quantity)).toEqual(["1", "2", "3"]);
  });

  test("several lines of one kind, such as an issued one and its adjustments, are one", () => {
    const before = bill([line("A", "2", "0.10"), line("A", "3", "0.15"), line("A", "-1", "-0.05")]);
    expect(short(before, bill([line("A", "4", "0.20")]))).toBeUndefined();
    expect(short(before, bill([line("A", "5", "0.25")]))).toEqual([
      { clause: "A", quantity: "1", amount: "0.05", issued: "4 0.20", rated: "5 0.25" },
    ]);
  });

  test("is written with the digits of its bill", () => {
    const dong = adjustmentOf(bill([line("A", "1", "500")], {}, 0), bill([], {}, 0), 1, because);
    expect(dong).toMatchObject({ total: "-500", lines: [{ amount: "-500", rated: { amount: "0" } }] });
    const fine = adjustmentOf(bill([line("A", "1", "0.0005")], {}, 4), bill([], {}, 4), 1, because);
    expect(fine).toMatchObject({ total: "-0.0005", lines: [{ rated: { quantity: "0", amount: "0.0000" } }] });
  });

  test("and what was issued come to what is rated now, line by line and in total", () => {
    const cents = fc.integer({ min: -500, max: 500 }).map((n) => (n / 100).toFixed(2));
    const lines = fc.array(
      fc
        .tuple(fc.constantFrom("A", "B", "C"), fc.constantFrom("0.05", "0.06"), cents, cents)
        .map(([clause, unitPrice, quantity, amount]) => line(clause, quantity, amount, { unitPrice })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const [before, now] = [bill(one), bill(other)];
        const found = adjustmentOf(before, now, 1, because);
        const added = found?.lines ?? [];
        expect(sum([...one, ...added]).toFixed(2)).toBe(now.total);
        expect(found?.total ?? "0.00").toBe(sum(added).toFixed(2));
        expect(adjustmentOf(bill([...one, ...added]), now, 2, because)).toBeUndefined();
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
