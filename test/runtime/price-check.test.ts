/** Prices and agreements given as data: what does not fit the contract, or contradicts itself, is refused in words. */
import { describe, expect, test } from "vitest";
import type { Agreement, Price, Spend } from "../../runtime/agreement.ts";
import { PriceBinding, refusePrice, requireOnePrice } from "../../runtime/bind.ts";
import type { PriceRule } from "../../runtime/price-check.ts";
import { AgreementError, bindServices, checkContract } from "../../runtime/setup.ts";

const bound = (price: Price, rule: PriceRule<string> = { counts: "agreed units", by: ["country"] }) =>
  new PriceBinding("Voice", { Call: price }).unitPrice("Call", rule);
const flat = (each: object) => ({ kind: "flat", amount: "1", each }) as Price;
const tiers = (...all: readonly object[]) => ({ kind: "graduated", tiers: all }) as Price;
const dated = (...periods: readonly object[]) => ({ kind: "dated", periods }) as Price;

describe("a price that is well-formed is taken as it is", () => {
  test.each<Price>([
    { kind: "flat", amount: "0.05" },
    flat({ increments: { first: "60", next: "1" }, per: "60", plus: "0.01", atLeast: "0.02", atMost: "2" }),
    dated({ amount: "1", until: "2026-02-28" }, { amount: "2", from: "2026-03-01" }),
    tiers({ upTo: "10", amount: "1", plus: "5" }, { amount: "0.5" }),
    { kind: "volume", tiers: [{ amount: "1" }] },
    { kind: "blocks", size: "100", amount: "5", free: "10" },
    { kind: "rates", file: "r.csv", by: ["country"], rows: [{ key: ["VN"], price: "1", line: 2 }] },
    dated({ amount: "1", from: "2026-03-01", until: "2026-03-01" }, { amount: "2", from: "2026-03-02" }),
    dated({ amount: "1", from: "2026-03-01" }),
    flat({ atLeast: "2", atMost: "2" }),
    flat({ atMost: "2" }),
    flat({ atLeast: "2" }),
    flat({ plus: "0" }),
    flat({}),
    tiers({ upTo: "0.5", amount: "0" }, { amount: "0" }),
  ])("%j", (price) => {
    expect(bound(price)).toBe(price);
  });
});

describe("nonsense is refused", () => {
  test.each<[Price, RegExp]>([
    [{ kind: "flat", amount: "five" }, /has a price that is not a decimal: "five"/],
    [{ kind: "flat", amount: "-1" }, /has a price below zero: -1/],
    [{ kind: "flat", amount: "x".repeat(50) }, /: "x{40}"/],
    [{ kind: "flat", amount: `-1${"0".repeat(50)}` }, /: -10{38}\.?$/],
    [flat({ plus: "-2" }), /has a price below zero: -2/],
    [dated({ amount: "one" }), /not a decimal: "one"/],
    [tiers({ upTo: "10", amount: "-1" }, { amount: "1" }), /below zero: -1/],
    [{ kind: "rates", file: "r.csv", by: ["country"], rows: [{ key: ["VN"], price: "x", line: 2 }] }, /not a decimal: "x"/],
    [dated({ amount: "1", until: "y".repeat(60) }), /: "y{40}"/],
    [dated({ amount: "1", until: "2026-02-28" }, { amount: "2" }), /overlap/],
    [{ kind: "package", included: "1", fee: "1" }, /takes a price per unit, not a package/],
    [dated(), /without any period/],
    [dated({ amount: "1", until: "2026-02-30" }), /day that does not exist: "2026-02-30"/],
    [dated({ amount: "1", until: "2026-02-27" }, { amount: "2", from: "2026-03-01" }), /no price from 2026-02-28 until/],
    [dated({ amount: "1", until: "2026-03-01" }, { amount: "2", from: "2026-03-01" }), /overlap/],
    [dated({ amount: "1" }, { amount: "2", from: "2026-03-01" }), /overlap/],
    [dated({ amount: "1", from: "2026-03-02", until: "2026-03-01" }), /ends \(2026-03-01\) before it begins/],
    [tiers(), /a scale without tiers/],
    [tiers({ upTo: "10", amount: "1" }), /no tier for what is beyond/],
    [tiers({ amount: "1" }, { amount: "2" }), /behind the one without a bound/],
    [tiers({ upTo: "10", amount: "1" }, { upTo: "9", amount: "2" }, { amount: "3" }), /out of order: up to 9 after up to 10/],
    [tiers({ upTo: "0", amount: "1" }, { amount: "3" }), /out of order/],
    [{ kind: "blocks", size: "0", amount: "1" }, /blocks of nothing/],
    [flat({ increments: { first: "60", next: "0" } }), /an increment of nothing/],
    [flat({ atLeast: "3", atMost: "2" }), /a most of 2 for each event below its least of 3/],
    [{ kind: "rates", file: "r.csv", by: ["network"], rows: [] }, /not priced by network, only by country/],
    [
      { kind: "rates", file: "r.csv", by: ["country"], rows: [{ key: [], price: "1", line: 2 }] },
      /0 keys for 1 fields \(r.csv:2\)/,
    ],
    [
      { kind: "rates", file: "r.csv", by: ["country"], rows: [{ key: ["VN"], price: "1", from: "2026-02-30", line: 2 }] },
      /day that does not exist: "2026-02-30"/,
    ],
    [
      { kind: "rates", file: "r.csv", by: ["country"], rows: [{ key: ["VN"], price: "1", until: "", line: 2 }] },
      /day that does not exist: ""/,
    ],
  ])("%j", (price, words) => {
    expect(() => bound(price)).toThrow(words);
  });

  test("it is said by what a price may be given", () => {
    const rates = { kind: "rates", file: "r.csv", by: ["network"], rows: [] } as const;
    expect(() => bound(rates, { counts: "events", by: ["country", "user"] })).toThrow(
      /not priced by network, only by country, user/,
    );
    expect(() => bound(rates, { counts: "events", by: [] })).toThrow(/is not priced by network\.?$/);
    expect(() => bound(rates, { counts: "events" })).toThrow(/is not priced by network\.?$/);
  });

  test("what the clause counts decides what its price may say", () => {
    const increments = flat({ increments: { first: "60", next: "1" } });
    expect(() => bound(increments, { counts: "fixed units" })).toThrow(/units that the contract fixes/);
    expect(() => bound(increments, { counts: "events" })).toThrow(/no increments/);
    expect(() => bound(increments, { counts: "agreed units", atMost: "30" })).toThrow(/increments of at most 30/);
    expect(() => bound(increments, { counts: "agreed units", atLeast: "2" })).toThrow(/increments of at least 2/);
    expect(() => bound(flat({ plus: "1" }), { counts: "number" })).toThrow(/does not charge single events/);
    expect(() => bound(tiers({ amount: "1" }), { counts: "month" })).toThrow(/due once a month/);
    for (const [first, next] of [
      ["30", "2"],
      ["2", "30"],
      ["10", "10"],
    ] as const)
      expect(bound(flat({ increments: { first, next } }), { counts: "agreed units", atLeast: "2", atMost: "30" })).toBeDefined();
    const limits = { counts: "agreed units", atLeast: "2", atMost: "30" } as const;
    expect(() => bound(flat({ increments: { first: "10", next: "31" } }), limits)).toThrow(/at most 30/);
    expect(() => bound(flat({ increments: { first: "1", next: "10" } }), limits)).toThrow(/at least 2/);
    expect(bound(flat({ plus: "1" }), limits)).toBeDefined();
    expect(bound(flat({ per: "60" }), { counts: "fixed units" })).toBeDefined();
    expect(() => bound(flat({ per: "0" }), { counts: "fixed units" })).toThrow(/an increment of nothing/);
    expect(() => bound(flat({ per: "60" }), { counts: "events" })).toThrow(/no increments/);
    expect(bound(flat({ plus: "1" }), { counts: "events" })).toBeDefined();
    expect(bound(tiers({ amount: "1" }), { counts: "number" })).toBeDefined();
  });
});

describe("agreements", () => {
  const agreement: Agreement = {
    ...{ name: "Acme", client: "Acme", accounts: [], currency: "EUR", timeZone: "UTC", chargingModel: "post-pay" },
    ...{ rounding: "half up", takes: [] },
  };
  const spend = (amount: string): Spend => ({ amount, prorated: false });

  test.each<[Partial<Agreement>, RegExp]>([
    [{ roundingTo: "0" }, /Acme: Amounts are rounded to a multiple of more than zero/],
    [{ roundingTo: "a cent" }, /"a cent" is not a decimal number/],
    [{ atLeast: spend("-1") }, /cannot come to at least or at most -1/],
    [{ atLeast: spend("5"), atMost: spend("4") }, /at most 4 a month is below at least 5/],
    [{ proration: { by: "weeks" as never, firstDayCounts: true } }, /not by "weeks"/],
  ])("%j", (strange, words) => {
    expect(() => checkContract({ ...agreement, ...strange })).toThrow(AgreementError);
    expect(() => checkContract({ ...agreement, ...strange })).toThrow(words);
  });

  test("what is agreed of a service names the service", () => {
    const taken = { service: "Voice", products: [], prices: [], terms: [], atLeast: spend("5"), atMost: spend("4") };
    expect(() => bindServices({ ...agreement, takes: [taken] }, new Map())).toThrow(/Acme: Voice: at most 4 a month/);
    const never = { ...taken, from: "2026-02-30" };
    expect(() => bindServices({ ...agreement, takes: [never] }, new Map())).toThrow(AgreementError);
    expect(() => bindServices({ ...agreement, takes: [never] }, new Map())).toThrow(
      /Acme: Voice: "2026-02-30" is not a calendar day/,
    );
  });
});

describe("clauses that an agreement does not have, and clauses that exclude each other", () => {
  test("a price that would never be charged is refused, with when it would be", () => {
    expect(() => refusePrice("Voice.Call", { kind: "flat", amount: "1" }, "Increments is per call")).toThrow(
      "Voice.Call takes a price only where Increments is per call.",
    );
    expect(() => refusePrice("Voice.Call", undefined, "Increments is per call")).not.toThrow();
  });

  test.each<[readonly (readonly [string, boolean, boolean])[], RegExp | undefined]>([
    [
      [
        ["Seats", true, true],
        ["Pack", true, false],
      ],
      undefined,
    ],
    [
      [
        ["Seats", true, false],
        ["Pack", true, false],
      ],
      /exactly one of Seats, Pack takes a price; none has one/,
    ],
    [
      [
        ["Seats", true, true],
        ["Pack", true, true],
      ],
      /exactly one of Seats, Pack takes a price; these have one: Seats, Pack/,
    ],
    [
      [
        ["Seats", true, false],
        ["Pack", false, false],
      ],
      /^S\.Seats needs a price/,
    ],
    [
      [
        ["Seats", false, false],
        ["Pack", false, false],
      ],
      undefined,
    ],
  ])("%j", (clauses, words) => {
    const check = () => requireOnePrice("S", clauses);
    if (words === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(words);
  });
});
