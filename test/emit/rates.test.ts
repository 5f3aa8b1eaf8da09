import { describe, expect, it } from "vitest";
import { type ClauseInfo, RateCard, type RateRow, type RatesPrice, Tally, type Verdict } from "../../runtime/index.ts";

const zone = "Asia/Ho_Chi_Minh";
const at = (time: string) => Date.parse(time);
const row = (
  line: number,
  keys: string | readonly string[],
  price: string,
  days: Pick<RateRow, "from" | "until"> = {},
): RateRow => ({
  key: typeof keys === "string" ? [keys] : keys,
  price,
  line,
  ...days,
});
const card = (by: readonly string[], ...rows: RateRow[]): RatesPrice => ({ kind: "rates", file: "rates/card.csv", by, rows });

describe("rate cards", () => {
  it("match codes exactly and numbers by their longest prefix", () => {
    const codes = new RateCard(card(["destination"], row(2, "VN", "1"), row(3, "V", "2")), ["destination"], ["exact"], zone);
    expect(codes.find(["VN"], 0)?.amount).toBe("1");
    expect(codes.find(["VNX"], 0)).toBeUndefined();
    const numbers = new RateCard(
      card(["to"], row(2, "84", "1"), row(3, "+8490", "2"), row(4, "", "9")),
      ["to"],
      ["prefix"],
      zone,
    );
    expect(numbers.find(["+84901234567"], 0)).toMatchObject({
      amount: "2",
      dimensions: { to: "+8490" },
      source: "rates/card.csv:3",
    });
    expect(numbers.find(["+84801234567"], 0)?.amount).toBe("1");
    expect(numbers.find(["+1"], 0)?.amount).toBe("9");
    expect(numbers.find([undefined], 0)).toBeUndefined();
  });

  it("hold on local days, first and last included; the latest first day counts", () => {
    const rates = new RateCard(
      card(
        ["to"],
        row(2, "84", "1", { until: "2026-02-28" }),
        row(3, "84", "2", { from: "2026-02-15" }),
        row(4, "8490", "7", { from: "2026-03-01", until: "2026-03-01" }),
      ),
      ["to"],
      ["prefix"],
      zone,
    );
    expect(rates.find(["+8490"], at("2026-02-14T23:59:59.999+07:00"))?.amount).toBe("1");
    expect(rates.find(["+8490"], at("2026-02-15T00:00:00+07:00"))?.amount).toBe("2");
    expect(rates.find(["+8490"], at("2026-03-01T00:00:00+07:00"))?.amount).toBe("7");
    expect(rates.find(["+8490"], at("2026-03-01T23:59:59.999+07:00"))?.amount).toBe("7");
    expect(rates.find(["+8490"], at("2026-03-02T00:00:00+07:00"))?.amount).toBe("2");
  });

  it("combine several fields, and may leave one of them out", () => {
    const both = new RateCard(
      card(["to", "network"], row(2, ["84", "A"], "1"), row(3, ["8490", "B"], "2")),
      ["network", "to"],
      ["exact", "prefix"],
      zone,
    );
    expect(both.find(["A", "+84901"], 0)).toMatchObject({ amount: "1", dimensions: { to: "84", network: "A" } });
    expect(both.find(["B", "+84901"], 0)?.amount).toBe("2");
    expect(both.find(["B", "+84911"], 0)).toBeUndefined();
    const one = new RateCard(card(["network"], row(2, "A", "3")), ["network", "to"], ["exact", "prefix"], zone);
    expect(one.find(["A", "+84901"], 0)?.dimensions).toEqual({ network: "A" });
    expect(() => new RateCard(card(["region"]), ["to"], ["prefix"], zone)).toThrow(/region/);
  });

  it("compare a code and then a number, each with its own field", () => {
    const both = new RateCard(
      card(["network", "to"], row(2, ["A", "84"], "1"), row(3, ["A", "8490"], "2"), row(4, ["B", "+"], "3"), row(5, ["C"], "4")),
      ["to", "network"],
      ["prefix", "exact"],
      zone,
    );
    expect(both.find(["+84901", "A"], 0)).toMatchObject({ amount: "2", dimensions: { network: "A", to: "8490" } });
    expect([both.find(["8491", "A"], 0)?.amount, both.find(["+1", "A"], 0)?.amount]).toEqual(["1", undefined]);
    expect(both.find(["+1", "B"], 0)?.amount).toBe("3");
    expect(both.find(["+1", "C"], 0)).toMatchObject({ amount: "4", dimensions: { network: "C", to: "" } });
    expect(both.find(["", "A"], 0)).toBeUndefined();
  });

  it("of several rows that hold the one with the latest first day counts, in whatever order they stand", () => {
    const rows = [
      row(2, "84", "always"),
      row(3, "84", "february", { from: "2026-02-01" }),
      row(4, "84", "march", { from: "2026-03-01", until: "2026-03-31" }),
      row(5, "84", "january", { from: "2026-01-01" }),
    ];
    for (const order of [rows, rows.toReversed(), [rows[2]!, rows[0]!, rows[3]!, rows[1]!]]) {
      const rates = new RateCard(card(["to"], ...order), ["to"], ["prefix"], zone);
      const found = ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-01"].map(
        (day) => rates.find(["+84"], at(`${day}T12:00:00+07:00`))?.amount,
      );
      expect(found).toEqual(["always", "january", "february", "march", "february"]);
    }
  });

  it("have what each event costs besides, and say by which fields they should give prices", () => {
    const each = { atLeast: "1" } as const;
    expect(new RateCard({ ...card(["to"]), each }, ["to"], ["prefix"], zone).each).toBe(each);
    expect(new RateCard(card(["to"]), ["to"], ["prefix"], zone).each).toBeUndefined();
    expect(() => new RateCard(card(["region", "to"]), ["to", "network"], ["prefix", "exact"], zone)).toThrow(
      "rates/card.csv gives prices by region, to, but the contract prices by to, network.",
    );
  });

  it("look the same rows up for each agreement by its own zone, name, comparison and tariff, and share what is the same", () => {
    const shared = card(["to"], row(2, "84", "1", { until: "2026-02-28" }), row(3, "84", "2", { from: "2026-03-01" }));
    const found = (price: RatesPrice, to: string, match: "prefix" | "exact", of: string) =>
      new RateCard(price, ["to"], [match], of).find([to], at("2026-02-28T20:00:00Z"));
    const first = found(shared, "+84901", "prefix", zone);
    expect(first).toMatchObject({ amount: "2", source: "rates/card.csv:3" });
    expect(found({ ...shared }, "+84902", "prefix", zone)).toBe(first);
    expect(found(shared, "+84901", "prefix", "UTC")).toMatchObject({ amount: "1", source: "rates/card.csv:2" });
    expect(found(shared, "+84901", "exact", zone)).toBeUndefined();
    expect(found({ ...shared, tariff: "T" }, "+84901", "prefix", zone)?.source).toBe("T, rates/card.csv:3");
    expect(found({ ...shared, file: "b.csv" }, "+84901", "prefix", zone)?.source).toBe("b.csv:3");
    const other = new RateCard({ ...shared, by: ["from"] }, ["from"], ["prefix"], zone).find(["+84"], at("2026-03-01T00:00:00Z"));
    expect(other?.dimensions).toEqual({ from: "84" });
  });
});

describe("tallies", () => {
  const clause: ClauseInfo = {
    name: "C",
    kind: "charge",
    title: { en: "C" },
    text: { en: "C" },
    unit: { en: "event" },
    match: ["exact"],
    priceRequired: true,
  };

  it("count by row, and give one line each in the order of the keys", () => {
    const price = { ...card(["to"], row(2, "VN", "0.1"), row(3, "DE", "0.2")), tariff: "Operator" };
    const tally = new Tally(clause, price, zone, { by: ["to"] });
    for (const to of ["VN", "DE", "VN"]) expect(tally.add({ at: 0 }, [to])).toBe(true);
    expect(tally.add({ at: 0 }, ["US"])).toBe(false);
    expect(tally.lines()).toMatchObject([
      { dimensions: { to: "DE" }, quantity: "1", unitPrice: "0.2", priceSource: "Operator, rates/card.csv:3" },
      { dimensions: { to: "VN" }, quantity: "2", unitPrice: "0.1" },
    ]);
  });

  it("tell what an event met", () => {
    const said: unknown[] = [];
    const verdict: Verdict = {
      charged: (name) => said.push(name),
      unpriced: (name, dimensions) => said.push([name, dimensions]),
      breach: () => undefined,
    };
    new Tally(clause, { kind: "flat", amount: "1" }, zone, { by: ["to"] }).charge({ at: 0 }, verdict, ["VN"]);
    new Tally(clause, undefined, zone, { by: ["to", "net"] }).charge({ at: 0 }, verdict, ["VN", undefined]);
    expect(said).toEqual(["C", ["C", { to: "VN" }]]);
  });

  it("price each step of storage at its own instant", () => {
    const price = card([], row(2, [], "1", { until: "2026-01-02" }), row(3, [], "2", { from: "2026-01-03" }));
    const tally = new Tally(clause, price, zone, { unit: "1000" });
    tally.addSteps(at("2026-01-01T00:00:00+07:00"), 86_400_000, 4, "500");
    expect(tally.lines().map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ["1", "1"],
      ["1", "2"],
    ]);
    expect(tally.missed).toBe(false);
    const dated = new Tally(clause, card([], row(2, [], "1", { from: "2026-01-02" })), zone);
    dated.addSteps(at("2026-01-01T00:00:00+07:00"), 86_400_000, 2, "500");
    expect([dated.missed, dated.lines()[0]?.quantity]).toEqual([true, "500"]);
  });
});
