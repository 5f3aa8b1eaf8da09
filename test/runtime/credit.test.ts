/** Pre-paid credit: top-ups, deductions in the order of time, when it is short, and what of top-ups is refused. */
import { describe, expect, test } from "vitest";
import { creditNotices, creditOf } from "../../runtime/credit.ts";
import { type CloudEvent, Decimal, Money, rateServiceFully } from "../../runtime/index.ts";
import { Meter } from "../../runtime/meter.ts";
import { moduleOf } from "../kit/rated.ts";
import { whatsApp } from "../kit/services.ts";

const money = new Money("EUR");
const month = { start: Date.parse("2026-03-01T00:00:00Z"), end: Date.parse("2026-04-01T00:00:00Z") };
const day = (number: number, hour = 0) => month.start + (number - 1) * 86_400_000 + hour * 3_600_000;
const cost = (at: number, amount: string) => ({ at, amount: Decimal.parse(amount) });
const topUp = (at: number, amount: string, id = "t") => ({ id, source: "/bank", at, amount });

function credit(opening: string, total: string, more: Partial<Parameters<typeof creditOf>[0]> = {}) {
  return creditOf({ opening, total, topUps: [], costs: [], ...more }, { money, month, timeZone: "UTC" });
}

describe("the credit of a month", () => {
  test.each([
    ["250", "49.5", { deducted: "49.50", outstanding: "0.00", closing: "200.50" }],
    ["10", "49.5", { deducted: "10.00", outstanding: "39.50", closing: "-39.50" }],
    ["-5", "1", { deducted: "0.00", outstanding: "1.00", closing: "-6.00" }],
    ["-5", "-2", { deducted: "-2.00", outstanding: "0.00", closing: "-3.00" }],
    ["7", "7", { deducted: "7.00", outstanding: "0.00", closing: "0.00" }],
  ])("of %s EUR, with a bill of %s EUR", (opening, total, expected) => {
    expect(credit(opening, total)).toMatchObject(expected);
  });

  test("top-ups are added and pay what is outstanding", () => {
    const topUps = [topUp(day(20), "30", "b"), topUp(day(3), "12.5", "a")];
    expect(credit("-20", "40", { topUps })).toEqual({
      opening: "-20.00",
      topUps: [
        { record: "a", time: "2026-03-03T00:00:00+00:00", amount: "12.50" },
        { record: "b", time: "2026-03-20T00:00:00+00:00", amount: "30.00" },
      ],
      toppedUp: "42.50",
      byEvents: "0.00",
      deducted: "22.50",
      outstanding: "17.50",
      closing: "-17.50",
      short: [
        { from: "2026-03-01T00:00:00+00:00", until: "2026-03-20T00:00:00+00:00", by: "20.00" },
        { from: "2026-04-01T00:00:00+00:00", by: "17.50" },
      ],
    });
  });

  test("events of several services are deducted in the order of time, the rest at the end of the month", () => {
    const costs = [[cost(day(2), "6"), cost(day(9), "1")], [cost(day(4), "6")]];
    const { byEvents, short, closing } = credit("10", "20", { costs, topUps: [topUp(day(6), "100")] });
    expect({ byEvents, closing }).toEqual({ byEvents: "13.00", closing: "90.00" });
    expect(short).toEqual([{ from: "2026-03-04T00:00:00+00:00", until: "2026-03-06T00:00:00+00:00", by: "2.00" }]);
  });

  test("top-ups of one instant are told in the order of their ids", () => {
    const topUps = ["c", "a", "b"].map((id) => topUp(day(3), "1", id));
    expect(credit("0", "0", { topUps }).topUps.map(({ record }) => record)).toEqual(["a", "b", "c"]);
  });

  test("at one instant top-ups come first, and all that is deducted is one step", () => {
    const costs = [[cost(day(2), "6"), cost(day(2), "-1")], [cost(day(2), "5")]];
    expect(credit("0", "10", { costs, topUps: [topUp(day(2), "10")] })).toMatchObject({
      byEvents: "10.00",
      closing: "0.00",
      short: [],
    });
  });

  test("that came back above zero by itself was short all the same", () => {
    const costs = [[cost(day(2), "6"), cost(day(3), "-4")]];
    expect(credit("5", "2", { costs }).short).toEqual([
      { from: "2026-03-02T00:00:00+00:00", until: "2026-03-03T00:00:00+00:00", by: "1.00" },
    ]);
  });
});

describe("notices", () => {
  test("say since when the credit is short, in both languages, with the minimum that asks for it", () => {
    const costs = [[cost(day(4), "12")]];
    expect(creditNotices(credit("10", "49.5", { costs }), money, "SMS.Least")).toEqual([
      {
        code: "credit-short",
        clause: "SMS.Least",
        text: {
          en: "The credit has been short since 2026-03-04T00:00:00+00:00; 39.50 EUR is missing. Please top it up.",
          vi: "Số dư trả trước bị thiếu từ 2026-03-04T00:00:00+00:00; số tiền còn thiếu là 39.50 EUR. Vui lòng nạp thêm.",
        },
      },
    ]);
    expect(creditNotices(credit("10", "49.5"), money, undefined)[0]).not.toHaveProperty("clause");
    expect(creditNotices(credit("10", "10"), money, "SMS.Least")).toEqual([]);
  });

  test("say when it was short, although it was topped up", () => {
    const found = credit("10", "12", { costs: [[cost(day(4), "12")]], topUps: [topUp(day(5), "5")] });
    expect(creditNotices(found, money, "SMS.Least")).toMatchObject([
      {
        code: "credit-was-short",
        text: {
          en: "The credit was short from 2026-03-04T00:00:00+00:00 until 2026-03-05T00:00:00+00:00, by up to 2.00 EUR.",
          vi: "Số dư trả trước đã bị thiếu từ 2026-03-04T00:00:00+00:00 đến 2026-03-05T00:00:00+00:00, nhiều nhất là 2.00 EUR.",
        },
      },
    ]);
  });
});

describe("what events cost", () => {
  test("is by how much the rounded line changes: the costs add up to the line", () => {
    let count = 0;
    const counted = {
      latest: () => ({ price: counted, amounts: [{ quantity: String(count), unitPrice: "0.004" }] }),
      takeBack: () => {},
    };
    const meter = new Meter(money);
    for (count = 1; count <= 5; count += 1) {
      meter.changed(counted, 1);
      meter.post(count);
    }
    // 0.004, 0.008, 0.012, 0.016, 0.020
    expect([...meter.costs()].map(({ at, amount }) => [at, amount.toString()])).toEqual([
      [2, "0.01"],
      [4, "0.01"],
    ]);
    expect(meter.spent.toString()).toBe("0.02");
  });

  test("of something without a price is nothing; what costs the same is told all the same", () => {
    const meter = new Meter(money);
    let count = 0;
    const priced = {
      latest: () => ({ price: priced, amounts: [{ quantity: String(count), unitPrice: "1" }] }),
      takeBack: () => {},
    };
    const unpriced = { latest: () => ({ price: unpriced, amounts: [{ quantity: "1" }] }), takeBack: () => {} };
    for (const [at, by] of [
      [1, 1],
      [2, 2],
      [3, 1],
    ] as const) {
      count += by;
      meter.changed(unpriced, 1);
      meter.changed(priced, 1);
      meter.post(at);
    }
    meter.changed(unpriced, 1);
    meter.post(4);
    expect([...meter.costs()].map(({ at, amount }) => [at, amount.toString()])).toEqual([
      [1, "1"],
      [2, "2"],
      [3, "1"],
    ]);
    expect(meter.spent.toString()).toBe("4");
  });
});

const sent = (id: string, number: number): CloudEvent => ({
  ...{ specversion: "1.0", id, source: "/gw", type: "sdl.whatsapp.outbound.v1", time: new Date(day(number)).toISOString() },
  data: { user: "+84901234567", format: "template", status: "delivered", destination: "VN" },
});
const toppedUp = (id: string, number: number, data: object): CloudEvent => ({
  ...{ specversion: "1.0", id, source: "/bank", type: "sdl.top-up.v1", time: new Date(day(number)).toISOString() },
  data,
});

function rated(events: readonly CloudEvent[], chargingModel: "pre-pay" | "post-pay" = "pre-pay") {
  const prices = {
    TemplateMessage: { kind: "flat", amount: "1.5" },
    MonthlyActiveUserFee: { kind: "package", included: "10", fee: "5" },
  };
  const terms = { agreement: "Acme", currency: "EUR", timeZone: "UTC", period: "2026-03", credit: "2", prices, chargingModel };
  return rateServiceFully(moduleOf(whatsApp), terms, events);
}

describe("a top-up", () => {
  test("is a record of no service that adds to the credit of the month in which it lies", () => {
    const { bill, rejections, closingState } = rated([
      sent("a", 2),
      sent("b", 3),
      toppedUp("t1", 4, { amount: "20.00", currency: "EUR" }),
      toppedUp("before", -5, { amount: 100 }),
      toppedUp("after", 40, { amount: 100 }),
    ]);
    expect(rejections).toEqual([]);
    expect(bill.events).toMatchObject({ received: 5, charged: 2, context: 3 });
    expect(bill.credit).toMatchObject({
      opening: "2.00",
      toppedUp: "20.00",
      byEvents: "3.00",
      deducted: "8.00",
      closing: "14.00",
    });
    expect(bill.credit!.short).toEqual([{ from: "2026-03-03T00:00:00+00:00", until: "2026-03-04T00:00:00+00:00", by: "1.00" }]);
    expect(closingState.credit).toBe("14.00");
  });

  test("counts once, and is voided or replaced like any record", () => {
    const record = toppedUp("t1", 4, { amount: "20" });
    expect(rated([record, record]).bill.credit?.toppedUp).toBe("20.00");
    const voided = { ...record, id: "v", type: "sdl.void.v1", data: undefined, voids: "t1" };
    expect(rated([record, voided as unknown as CloudEvent]).bill).toMatchObject({
      credit: { toppedUp: "0.00" },
      events: { received: 2, corrected: 2, context: 0 },
    });
    const right = { ...toppedUp("t2", 4, { amount: "25" }), replaces: "t1" };
    expect(rated([right, record]).bill.credit?.toppedUp).toBe("25.00");
  });

  test.each<[string, object, string, string]>([
    ["of nothing", { amount: 0 }, "amount", "amount must be more than zero"],
    ["below nothing", { amount: "-5" }, "amount", "amount must be more than zero"],
    ["in another currency", { amount: "5", currency: "USD" }, "currency", 'currency must be EUR, not "USD"'],
    ["finer than the currency", { amount: "0.001" }, "amount", "amount has more than the 2 decimals of EUR"],
  ])("%s is rejected", (_, data, field, reason) => {
    expect(rated([toppedUp("t", 4, data)]).rejections).toMatchObject([{ code: "field-invalid", field, reason }]);
  });

  test("without an amount is rejected; below nothing it is said what to do instead", () => {
    expect(rated([toppedUp("t", 4, {})]).rejections).toMatchObject([{ reason: "amount is missing" }]);
    expect(rated([toppedUp("t", 4, { amount: -1 })]).rejections).toMatchObject([{ hint: "A wrong top-up is voided." }]);
    expect(rated([toppedUp("t", 4, { amount: "0.01" })]).rejections).toEqual([]);
  });

  test("of an agreement that is not pre-paid is rejected", () => {
    const { bill, rejections } = rated([toppedUp("t", 4, { amount: "5" })], "post-pay");
    expect(rejections).toMatchObject([
      {
        ...{ code: "not-pre-paid", field: "type", reason: "Acme is not pre-paid, so nothing can be topped up" },
        hint: "A pre-paid agreement says `charging model pre-pay`.",
      },
    ]);
    expect(bill.credit).toBeUndefined();
  });
});
