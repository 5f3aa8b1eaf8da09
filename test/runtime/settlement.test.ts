import { describe, expect, test } from "vitest";
import { billCsv, harmlessCell } from "../../runtime/bill-csv.ts";
import { billJsonSchema, billSchema } from "../../runtime/bill-schema.ts";
import { rateService, rateServiceFully } from "../../runtime/service.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement, billOf, rate, rateOne, received, sent } from "../kit/usage.ts";

const march = "2026-03-02T09:00:00+07:00";
const messages = (count: number, data: object = {}) => Array.from({ length: count }, () => sent(march, {}, { ...data }));
const terms = (options: object) => ({ agreements: [agreement(options)] });

describe("lines", () => {
  test("the bill of the design, line by line", () => {
    expect(billOf(messages(1)).lines).toEqual([
      {
        service: "Chat",
        clause: "Chat.Message",
        kind: "charge",
        dimensions: { destination: "VN" },
        quantity: "1",
        unit: "event",
        unitTitle: { en: "event", vi: "sự kiện" },
        unitPrice: "0.0450",
        amount: "0.05",
        title: { en: "Message outside the window", vi: "Tin nhắn ngoài cửa sổ" },
        priceSource: "agreement",
      },
    ]);
  });

  test("a line is rounded once, the total sums rounded lines", () => {
    const { lines, total } = billOf(
      [...messages(3), ...messages(1, { destination: "HR" })],
      terms({ rates: { VN: "0.0450", HR: "0.005" } }),
    );
    expect(lines.map(({ dimensions, amount }) => [dimensions.destination, amount])).toEqual([
      ["HR", "0.01"],
      ["VN", "0.14"],
    ]);
    expect(total).toBe("0.15");
    expect(billOf(messages(1), terms({ rounding: "half even" })).total).toBe("0.04");
  });

  test("currencies without a minor unit have none on the bill", () => {
    const { total, lines } = billOf(messages(3), terms({ currency: "VND", rates: { VN: "416.5" } }));
    expect([lines[0]!.amount, total]).toEqual(["1250", "1250"]);
    expect(billOf([], terms({ currency: "VND" })).total).toBe("0");
  });

  test("lines follow the contract, then the dimensions, however the module gives them", () => {
    const records = [...messages(1), ...messages(1, { destination: "US" }), ...messages(1, { destination: "HR" })];
    const { lines } = billOf(records, terms({ platform: "10", minimum: "300" }));
    expect(lines.map(({ clause, kind, dimensions }) => [clause, kind, dimensions.destination])).toEqual([
      ["Chat.Platform", "fee", undefined],
      ["Chat.Message", "charge", "HR"],
      ["Chat.Message", "charge", "VN"],
      ["Chat.Message", "error", "US"],
      ["Chat.Commitment", "minimum", undefined],
    ]);
  });

  test("a first month is charged in days, divided once", () => {
    const { lines } = billOf([], terms({ platform: "100", from: "2026-03-11" }));
    expect(lines).toMatchObject([{ kind: "fee", quantity: "1", unitPrice: "100", proration: "21/31", amount: "67.74" }]);
    expect(billOf([], terms({ platform: "100", until: "2026-02-28" })).lines).toEqual([]);
  });

  test("measures carry the name of their service", () => {
    expect(billOf(messages(3)).measures).toEqual({ "Chat.ActiveUsers": "1" });
  });
});

describe("minimums", () => {
  test.each([
    [0, "0", "300.00", "300.00"],
    [1, "299.99", "0.01", "300.00"],
    [1, "300", undefined, "300.00"],
    [1, "300.01", undefined, "300.01"],
    [1, "299.995", undefined, "300.00"],
    [1, "299.994", "0.01", "300.00"],
  ])("%d message of %s and a minimum of 300: shortfall %s, total %s", (count, price, shortfall, total) => {
    const bill = billOf(messages(count), terms({ minimum: "300", rates: { VN: price } }));
    const line = bill.lines.find(({ kind }) => kind === "minimum");
    expect(bill.total).toBe(total);
    expect(line?.amount).toBe(shortfall);
    if (line !== undefined)
      expect(line).toMatchObject({
        clause: "Chat.Commitment",
        quantity: "1",
        unitPrice: shortfall,
        title: { en: "Commitment", vi: "Cam kết" },
      });
  });

  test("only the charges it names count as traffic", () => {
    expect(billOf([], terms({ minimum: "300", platform: "500" })).total).toBe("800.00");
  });

  test("a minimum in another currency than the agreement's is refused", () => {
    expect(() =>
      billOf([], {
        agreements: [agreement({ minimum: "300" })],
        modules: [{ ...chat, create: (setup) => ({ ...proxy(chat.create(setup)) }) }],
      }),
    ).toThrow(/Chat\.Commitment is in USD, but the agreement is in EUR/);
  });
});

/** The rating with a minimum in dollars. */
function proxy(rating: ReturnType<typeof chat.create>): ReturnType<typeof chat.create> {
  return {
    release: () => {},
    observe: () => {},
    judge: () => {},
    trace: () => [],
    save: () => rating.save(),
    restore: () => {},
    settle: () => ({
      ...rating.settle(),
      minimums: rating.settle().minimums.map((minimum) => ({ ...minimum, currency: "USD" })),
    }),
  };
}

describe("credit", () => {
  const prePay = (credit: string | undefined, more: object = {}) =>
    terms({ chargingModel: "pre-pay", rates: { VN: "40" }, ...(credit === undefined ? {} : { credit }), ...more });

  test("the same total as post-pay, deducted as far as credit goes, the rest carried as a negative balance", () => {
    expect(billOf(messages(1), prePay("100"))).toMatchObject({
      total: "40.00",
      credit: { opening: "100.00", deducted: "40.00", outstanding: "0.00", closing: "60.00" },
      notices: [],
    });
    expect(billOf(messages(3), prePay("100"))).toMatchObject({
      total: "120.00",
      credit: { opening: "100.00", deducted: "100.00", outstanding: "20.00", closing: "-20.00" },
    });
    expect(billOf(messages(1), prePay(undefined)).credit).toMatchObject({
      opening: "0.00",
      deducted: "0.00",
      outstanding: "40.00",
      closing: "-40.00",
    });
    expect(billOf(messages(1), terms({ credit: "100" })).credit).toBeUndefined();
  });

  test("a negative balance is not deducted from again, and closing = opening − deducted − outstanding", () => {
    const first = rateOne(messages(3), prePay("100"));
    const next = rateOne([sent("2026-04-02T00:00:00Z")], {
      ...prePay("100"),
      period: "2026-04",
      openingStates: new Map([["Acme", first.closingState]]),
    });
    expect(next.bill.credit).toMatchObject({ opening: "-20.00", deducted: "0.00", outstanding: "40.00", closing: "-60.00" });
    expect(next.closingState).toMatchObject({ credit: "-60.00", currency: "EUR", period: "2026-04" });
  });

  test("short credit is a notice in both languages with the amount, citing the minimum that asks for it", () => {
    const { notices, total } = billOf(messages(1), prePay("250", { minimum: "300" }));
    expect(total).toBe("300.00");
    expect(notices).toMatchObject([{ code: "credit-short", clause: "Chat.Commitment" }]);
    expect([notices[0]!.text.en, notices[0]!.text.vi].every((text) => text?.includes("50.00 EUR"))).toBe(true);
    expect(billOf(messages(8), prePay("250", { minimum: "300" })).notices).toEqual([
      expect.not.objectContaining({ clause: expect.anything() }),
    ]);
    expect(billOf(messages(8), prePay("320")).notices).toEqual([]);
  });
});

describe("what became of one event", () => {
  test("clause by clause before it is judged, with bucket, reason, time and copies", () => {
    const records = [
      received("2026-03-02T08:00:00+07:00"),
      sent(march, { id: "x" }),
      sent(march, { id: "x" }),
      sent(march, { id: "x" }, { destination: "ZZ" }),
      sent(march, { id: "y" }),
    ];
    const { outcomes } = rate(records, { wanted: new Set(["x"]) });
    expect(outcomes.map(({ bucket }) => bucket)).toEqual(["rejected", "free"]);
    expect(outcomes[0]).toMatchObject({ agreement: "Acme", rejection: { field: "destination", line: 4 } });
    expect(outcomes[1]).toMatchObject({
      ...{ agreement: "Acme", service: "Chat", event: "Sent", time: march, place: { line: 2 } },
      reason: { en: "No charge applies to it.", vi: "Không có khoản phí nào áp dụng." },
      copies: { same: { count: 2, places: [{ line: 2 }, { line: 3 }] }, different: [] },
    });
    const message = outcomes[1]!.traces.find(({ clause }) => clause === "Message")!;
    expect(message.conditions.map(({ text, holds }) => [text.en, holds])).toEqual([
      ["it was delivered", true],
      ["outside the window", false],
    ]);
  });

  test("charged, without a price, declared free, context and elsewhere each say so", () => {
    const records = [
      sent(march, { id: "1" }),
      sent(march, { id: "2" }, { destination: "US" }),
      sent(march, { id: "3" }, { ok: false }),
      sent("2026-02-02T00:00:00Z", { id: "4" }),
      sent("2026-05-02T00:00:00Z", { id: "5" }),
      sent(march, { id: "6", subject: "Beta" }),
      sent(march, { id: "7", subject: "Nobody at all" }),
    ];
    const told = new Map<string, string>();
    rate(records, {
      knownAgreements: [agreement({ name: "Beta" })],
      onOutcome: ({ id, bucket, reason }) => told.set(id, `${bucket}: ${reason.en}`),
    });
    expect([...told].sort().map(([, text]) => text)).toEqual([
      "charged: It is charged: Message outside the window.",
      "charged: It is to be charged, but the agreement has no price for it: Message outside the window.",
      "free: The contract declares it free: Failed message.",
      "context: Its instant lies before the billing period: it only counts for windows and other states.",
      "context: Its instant lies after the billing period.",
      "elsewhere: It belongs to an agreement that is not being rated.",
      'rejected: It is not a valid usage record: no agreement has the account "Nobody at all".',
    ]);
  });
});

describe("agreements that cannot be rated", () => {
  test.each([
    [{ currency: "EUX" }, /Acme: "EUX" is not a currency code/],
    [{ timeZone: "Hanoi" }, /Acme: "Hanoi" is not a time zone/],
    [{ from: "2026-02-30" }, /Acme: "2026-02-30" is not a calendar day/],
    [{ from: "2026-03-02", until: "2026-03-01" }, /Acme: it ends on 2026-03-01, before it begins on 2026-03-02/],
    [{ chargingModel: "pre-pay", credit: "1,5" }, /Acme: "1,5" is not a decimal number/],
  ])("%j", (options, message) => {
    expect(() => billOf([], terms(options))).toThrow(message);
  });

  test("an unknown service, one taken twice, and two agreements of one name", () => {
    const [taken] = agreement().takes;
    expect(() => billOf([], { agreements: [{ ...agreement(), takes: [{ ...taken!, service: "Chad" }] }] })).toThrow(
      /takes Chad, which is not a known service\. Did you mean "Chat"\?/,
    );
    expect(() => billOf([], { agreements: [{ ...agreement(), takes: [taken!, taken!] }] })).toThrow(/takes Chat twice/);
    expect(() => billOf([], { agreements: [agreement(), agreement()] })).toThrow(/two agreements named Acme/);
  });
});

describe("a bill for others", () => {
  test("the published schema is that of real bills, and refuses numbers in place of decimals", () => {
    const bill = billOf(
      [...messages(2), ...messages(1, { destination: "US" })],
      terms({ minimum: "300", chargingModel: "pre-pay", platform: "1", from: "2026-03-02" }),
    );
    expect(billSchema.parse(bill)).toEqual(bill);
    expect(billSchema.safeParse({ ...bill, total: 300 }).success).toBe(false);
    expect(billSchema.safeParse({ ...bill, extra: 1 }).success).toBe(false);
    expect(billJsonSchema()).toMatchObject({
      $schema: expect.stringContaining("2020-12"),
      title: "Bill",
      type: "object",
      additionalProperties: false,
    });
  });

  test("no cell of the CSV is a formula, and none is altered that is a number or a phone prefix", () => {
    expect(["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\r=1"].map((cell) => harmlessCell(cell)[0])).toEqual(
      Array(6).fill("'"),
    );
    expect(["+84", "-12.50", "300.00", "Acme", "", "a=b"].map(harmlessCell)).toEqual([
      "+84",
      "-12.50",
      "300.00",
      "Acme",
      "",
      "a=b",
    ]);
    const csv = billCsv(billOf(messages(1), terms({ client: '=HYPERLINK("http://x","y")' })), "vi");
    expect(csv.split("\r\n")).toEqual([
      "agreement,client,period,currency,service,clause,kind,title,dimensions,quantity,unit,unitPrice,amount,proration,priceSource,per,part,adjustment",
      `Acme,"'=HYPERLINK(""http://x"",""y"")",2026-03,EUR,Chat,Chat.Message,charge,Tin nhắn ngoài cửa sổ,destination VN,1,sự kiện,0.0450,0.05,,agreement,,,`,
      "",
    ]);
  });
});

describe("one module as a library", () => {
  const shared = {
    agreement: "Acme",
    currency: "EUR",
    timeZone: "Asia/Ho_Chi_Minh",
    period: "2026-03",
    prices: { Message: { VN: "0.0450" } },
  };
  const event = {
    specversion: "1.0",
    id: "1",
    source: "/x",
    type: "sdl.chat.sent.v1",
    time: march,
    data: { user: "+1", destination: "VN", ok: true },
  } as const;

  test("typed prices and terms, events as objects, a bill", () => {
    const bill = rateService(chat, { ...shared, terms: { Minimum: "1" } }, [event, { ...event, id: "2", subject: "Acme" }]);
    expect(bill).toMatchObject({
      agreement: "Acme",
      client: "Acme",
      chargingModel: "post-pay",
      total: "1.00",
      events: { received: 2, charged: 2 },
    });
    expect(bill.lines.map(({ amount }) => amount)).toEqual(["0.09", "0.91"]);
  });

  test("what is rejected says which record it was", () => {
    const { rejections, bill } = rateServiceFully(chat, shared, [
      event,
      { ...event, subject: "Beta" },
      { ...event, time: "noon" },
    ]);
    expect(rejections.map(({ line, code }) => [line, code])).toEqual([
      [2, "unknown-subject"],
      [3, "time"],
    ]);
    expect(bill.events).toMatchObject({ received: 3, charged: 1, rejected: 2 });
  });
});
