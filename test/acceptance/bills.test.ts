/** What each contract must make of usage, to the instant and to the cent. Rated with the shipped contracts, compiled and generated. */
import { describe, expect, test } from "vitest";
import { acme, addsUp, quantity, rate, type Usage } from "../kit/rating.ts";

const outbound = (time: string, data: object = {}, more: Partial<Usage> = {}): Usage => ({
  type: "sdl.whatsapp.outbound.v1",
  time,
  data: { user: "+84901234567", format: "template", status: "delivered", destination: "VN", ...data },
  ...more,
});
const inbound = (time: string, user = "+84901234567", more: Partial<Usage> = {}): Usage => ({
  type: "sdl.whatsapp.inbound.v1",
  time,
  data: { user },
  ...more,
});
const whatsapp = acme("take WhatsApp { TemplateMessage at 0.05 EUR MonthlyActiveUserFee 100 for 0 EUR, then 0 EUR each }");
const templates = async (usage: Usage[], more = "") =>
  quantity((await rate(whatsapp + more, usage)).bill, "WhatsApp.TemplateMessage");

describe("WhatsApp: the Customer Support Window", () => {
  const opened = inbound("2026-03-01T09:00:00+07:00");
  test("a template exactly 24 hours after the user's last message is charged", async () => {
    expect(await templates([opened, outbound("2026-03-02T09:00:00.000+07:00")])).toBe(1);
  });
  test("one millisecond earlier it is free", async () => {
    expect(await templates([opened, outbound("2026-03-02T08:59:59.999+07:00")])).toBe(0);
  });
  test("at the very instant of the user's message it is free, one millisecond before it is charged", async () => {
    expect(await templates([opened, outbound("2026-03-01T09:00:00+07:00")])).toBe(0);
    expect(await templates([opened, outbound("2026-03-01T08:59:59.999+07:00")])).toBe(1);
  });
  test("a window opened on the last evening of February holds in March, from the usage itself and from carried state", async () => {
    const last = inbound("2026-02-28T20:00:00+07:00");
    const march = [outbound("2026-03-01T19:59:59.999+07:00"), outbound("2026-03-01T20:00:00+07:00")];
    const { bill } = await rate(whatsapp, [last, ...march]);
    expect(quantity(bill, "WhatsApp.TemplateMessage")).toBe(1);
    expect(bill.events).toMatchObject({ received: 3, charged: 1, free: 1, context: 1 });
    const february = await rate(whatsapp, [last], { period: "2026-02" });
    const carried = await rate(whatsapp, march, { state: february.closingState });
    expect(quantity(carried.bill, "WhatsApp.TemplateMessage")).toBe(1);
    expect(carried.bill.lines).toEqual(bill.lines);
  });
  test("another user's message opens nothing, nor does a message to another client", async () => {
    expect(await templates([inbound("2026-03-01T09:00:00+07:00", "+84907654321"), outbound("2026-03-01T10:00:00+07:00")])).toBe(
      1,
    );
    const other = `\n${whatsapp.replace("agreement Acme", "agreement Other")}`;
    expect(
      await templates(
        [inbound("2026-03-01T09:00:00+07:00", undefined, { subject: "Other" }), outbound("2026-03-01T10:00:00+07:00")],
        other,
      ),
    ).toBe(1);
  });
});

const viber = (model: string, credit = "") =>
  acme(`${credit} take Viber { ServiceMessage at rates "rates.csv" by destination }`).replace("post-pay", model);
/** One message whose price is the traffic of the month. */
async function viberMonth(traffic: string, model: string, credit = "") {
  const usage: Usage[] =
    traffic === "0"
      ? []
      : [
          {
            type: "sdl.viber.outbound.v1",
            time: "2026-03-10T10:00:00+07:00",
            data: { user: "+84901234567", status: "delivered", destination: "VN" },
          },
        ];
  return (await rate(viber(model, credit), usage, { files: { "contracts/rates.csv": `destination,price\nVN,${traffic}\n` } }))
    .bill;
}

describe("Viber: the monthly minimum of 300 EUR", () => {
  test.each([
    ["0", "300.00"],
    ["299.99", "300.00"],
    ["300", "300.00"],
    ["300.01", "300.01"],
  ])("traffic of %s EUR comes to %s EUR, post-pay and pre-pay", async (traffic, total) => {
    expect((await viberMonth(traffic, "post-pay")).total).toBe(total);
    const prepaid = await viberMonth(traffic, "pre-pay", "credit 1000 EUR");
    expect(prepaid.total).toBe(total);
    expect(prepaid.credit?.deducted).toBe(total);
    expect(prepaid.notices).toEqual([]);
  });
  test("with too little credit the client is notified of what is missing", async () => {
    const bill = await viberMonth("299.99", "pre-pay", "credit 250 EUR");
    expect(bill.credit).toMatchObject({ opening: "250.00", outstanding: "50.00" });
    expect(bill.notices).toHaveLength(1);
    expect(bill.notices[0]).toMatchObject({ code: "credit-short", clause: "Viber.MonthlyTraffic" });
    expect(bill.notices[0]!.text.en).toContain("50");
    expect(bill.notices[0]!.text.vi).toContain("50");
  });
});

describe("Viber, pre-pay: top-ups and deductions in the order of time", () => {
  const message = (day: string): Usage => ({
    type: "sdl.viber.outbound.v1",
    time: `2026-03-${day}T10:00:00+07:00`,
    data: { user: "+84901234567", status: "delivered", destination: "VN" },
  });
  const topUp = (day: string, amount: string): Usage => ({
    type: "sdl.top-up.v1",
    time: `2026-03-${day}T10:00:00+07:00`,
    data: { amount, currency: "EUR" },
  });
  const month = async (credit: string, usage: readonly Usage[]) =>
    (
      await rate(viber("pre-pay", `credit ${credit} EUR`), usage, {
        files: { "contracts/rates.csv": "destination,price\nVN,100\n" },
      })
    ).bill;

  test("each message is deducted when it is sent, the shortfall to the minimum when the month is over", async () => {
    const bill = await month("150", [message("05"), message("20"), topUp("10", "200")]);
    expect(bill.total).toBe("300.00");
    expect(bill.credit).toEqual({
      opening: "150.00",
      topUps: [{ record: bill.credit!.topUps[0]!.record, time: "2026-03-10T10:00:00+07:00", amount: "200.00" }],
      ...{ toppedUp: "200.00", byEvents: "200.00", deducted: "300.00", outstanding: "0.00", closing: "50.00", short: [] },
    });
    expect(bill.notices).toEqual([]);
    expect(bill.events).toMatchObject({ received: 3, charged: 2, context: 1 });
  });
  test("a top-up that comes late: the bill says when the credit was short, and notifies of nothing that is missing", async () => {
    const bill = await month("150", [message("05"), message("08"), topUp("10", "200")]);
    expect(bill.credit).toMatchObject({ closing: "50.00" });
    expect(bill.credit!.short).toEqual([{ from: "2026-03-08T10:00:00+07:00", until: "2026-03-10T10:00:00+07:00", by: "50.00" }]);
    expect(bill.notices.map(({ code }) => code)).toEqual(["credit-was-short"]);
  });
  test("credit that only the shortfall exceeds is short from the end of the month", async () => {
    const bill = await month("250", [message("05")]);
    expect(bill.credit).toMatchObject({ byEvents: "100.00", outstanding: "50.00", closing: "-50.00" });
    expect(bill.credit!.short).toEqual([{ from: "2026-04-01T00:00:00+07:00", by: "50.00" }]);
    expect(bill.notices).toMatchObject([{ code: "credit-short", clause: "Viber.MonthlyTraffic" }]);
  });
});

const call = (duration: number | string, data: object = {}): Usage => ({
  type: "sdl.voice-messages.call.v1",
  time: "2026-03-10T10:00:00+07:00",
  data: { destination: "+84901234567", duration, answeredBy: "person", machineDetection: false, ...data },
});
const voice = (more = "") => acme(`take VoiceMessages { CallTime at 0.10 EUR VoiceNumber at 3.50 EUR ${more} }`);

describe("Voice messages: commenced units of each call", () => {
  test.each([
    [0.5, 1],
    [1, 1],
    [59, 1],
    [60, 1],
    ["60.001", 2],
    [61, 2],
    [120, 2],
    [121, 3],
  ])("%s seconds are %i units of 60 seconds", async (seconds, units) => {
    expect(quantity((await rate(voice(), [call(seconds)])).bill, "VoiceMessages.CallTime")).toBe(units);
  });
  test("units of 30 seconds when the agreement says so", async () => {
    const bill = async (s: number) =>
      quantity((await rate(voice("set ChargingIncrement to 30 seconds"), [call(s)])).bill, "VoiceMessages.CallTime");
    expect([await bill(30), await bill(31), await bill(61), await bill(121)]).toEqual([1, 2, 3, 5]);
  });
  test("units are rounded per call, never over the month", async () => {
    expect(quantity((await rate(voice(), [call(1), call(1), call(1)])).bill, "VoiceMessages.CallTime")).toBe(3);
  });
  test("a machine's answer is charged, no answer is not", async () => {
    expect(quantity((await rate(voice(), [call(20, { answeredBy: "machine" })])).bill, "VoiceMessages.CallTime")).toBe(1);
    const { bill } = await rate(voice(), [call(0, { answeredBy: "nobody" })]);
    expect([bill.total, bill.events.free]).toEqual(["0.00", 1]);
  });
  test("setting a term that is not negotiable is an error", async () => {
    await expect(rate(acme("take Viber { ServiceMessage at 1 EUR set MinimumTraffic to 1 EUR }"), [])).rejects.toThrow(
      /SDL(2001|6004)/,
    );
  });
});

const granted = (time: string, user: string): Usage => ({ type: "sdl.conversations.access-granted.v1", time, data: { user } });
const revoked = (time: string, user: string): Usage => ({ type: "sdl.conversations.access-revoked.v1", time, data: { user } });
const seats = (price: string, from = "2026-01-01") =>
  acme(`take Conversations.FullSolution { NamedUserLicence at ${price} EUR }`).replace("from 2026-01-01", `from ${from}`);

describe("Conversations: named user licences", () => {
  test("5 seats, one added on the 15th, one removed and added again: 6", async () => {
    const five = ["a", "b", "c", "d", "e"].map((u) => granted("2026-02-02T09:00:00+07:00", u));
    const { bill } = await rate(seats("40"), [
      ...five,
      revoked("2026-03-05T09:00:00+07:00", "b"),
      granted("2026-03-06T09:00:00+07:00", "b"),
      granted("2026-03-15T09:00:00+07:00", "f"),
    ]);
    expect(quantity(bill, "Conversations.NamedUserLicence")).toBe(6);
    expect(bill.total).toBe("240.00");
  });
  test("the first month from the 11th of a month of 31 days charges 21/31, later additions in full", async () => {
    const { bill } = await rate(seats("31", "2026-03-11"), [granted("2026-03-11T09:00:00+07:00", "a")]);
    expect(bill.total).toBe("21.00");
    expect(bill.lines[0]).toMatchObject({ proration: "21/31", quantity: "1" });
    const added = await rate(seats("31", "2026-03-11"), [
      granted("2026-03-11T09:00:00+07:00", "a"),
      granted("2026-03-20T09:00:00+07:00", "b"),
    ]);
    expect(added.bill.total).toBe("52.00");
  });
});

describe("Email: validation and the suppression list", () => {
  const email = acme("take Email { SubmittedEmail at 0.01 EUR }");
  const sent = (time: string, validation = "passed", address = "an@example.com"): Usage => ({
    type: "sdl.email.email.v1",
    time,
    data: { address, validation },
  });
  const bounced = (time: string): Usage => ({
    type: "sdl.email.bounce.v1",
    time,
    data: { address: "an@example.com", kind: "permanent" },
  });
  test("rejected 0, first invalid 1, every later suppressed one 1, also in later months", async () => {
    const rejected = await rate(email, [sent("2026-03-01T09:00:00Z", "rejected")]);
    expect([rejected.bill.total, rejected.bill.events.free]).toEqual(["0.00", 1]);
    const march = await rate(email, [
      sent("2026-03-01T09:00:00Z"),
      bounced("2026-03-01T09:01:00Z"),
      sent("2026-03-02T09:00:00Z"),
      sent("2026-03-03T09:00:00Z"),
    ]);
    expect(quantity(march.bill, "Email.SubmittedEmail")).toBe(1);
    expect(quantity(march.bill, "Email.SuppressedEmail")).toBe(2);
    const april = await rate(email, [sent("2026-04-02T09:00:00Z")], { period: "2026-04", state: march.closingState });
    expect(quantity(april.bill, "Email.SubmittedEmail")).toBe(0);
    expect(quantity(april.bill, "Email.SuppressedEmail")).toBe(1);
    expect(april.bill.total).toBe("0.01");
  });
});

describe("every bill", () => {
  const usage: Usage[] = [
    inbound("2026-03-01T09:00:00+07:00"),
    outbound("2026-03-01T10:00:00+07:00"),
    outbound("2026-03-03T10:00:00+07:00", {}, { id: "same" }),
    outbound("2026-03-03T10:00:00+07:00", {}, { id: "same" }),
    outbound("2026-03-04T10:00:00+07:00", { destination: "SG" }, { id: "two" }),
    outbound("2026-03-04T10:00:00+07:00", { destination: "DE" }, { id: "two" }),
    outbound("2026-03-05T10:00:00"),
    outbound("2026-03-05T10:00:00Z", { status: "lost" }),
    outbound("2026-03-05T10:00:00Z", { extra: 1 }),
    outbound("2026-03-31T23:59:59.999+07:00"),
    outbound("2026-04-01T00:00:00+07:00"),
    outbound("2026-03-06T10:00:00Z", {}, { subject: "Nobody" }),
  ];
  test("puts each event into one bucket, and the buckets add up", async () => {
    const { bill, rejections } = await rate(whatsapp, usage);
    expect(bill.events).toEqual({
      received: 12,
      charged: 3,
      free: 2,
      context: 1,
      duplicate: 1,
      conflict: 1,
      corrected: 0,
      rejected: 4,
    });
    expect(addsUp(bill)).toBe(true);
    expect(rejections.map((r) => r.line)).toEqual([7, 8, 9, 12]);
    expect(rejections[0]!.reason + rejections[0]!.hint).toMatch(/offset|zone/i);
  });
  test("is the same, byte for byte, for shuffled usage", async () => {
    const withIds = usage.map((u, i) => ({ id: `e${i}`, ...u }));
    const { bill } = await rate(whatsapp, withIds);
    for (const step of [5, 7, 11]) {
      const shuffled = withIds.map((_, i) => withIds[(i * step + 3) % withIds.length]!);
      expect(JSON.stringify((await rate(whatsapp, shuffled)).bill)).toBe(JSON.stringify(bill));
    }
  });
  test("names a chargeable event without a price, and never bills it at zero", async () => {
    const byDestination = acme(
      'take WhatsApp { TemplateMessage at rates "rates.csv" by destination MonthlyActiveUserFee 100 for 0 EUR, then 0 EUR each }',
    );
    const { bill } = await rate(byDestination, [outbound("2026-03-03T10:00:00Z", { destination: "SG" }, { id: "sg-1" })], {
      files: { "contracts/rates.csv": "destination,price\nVN,0.05\n" },
    });
    expect(bill.lines.find((l) => l.kind === "error")).toMatchObject({
      clause: "WhatsApp.TemplateMessage",
      dimensions: { destination: "SG" },
      quantity: "1",
      unitPrice: null,
      events: ["sg-1"],
    });
  });
  test("takes the price that holds on the day, in the agreement's time zone", async () => {
    const byDestination = acme(
      'take WhatsApp { TemplateMessage at rates "rates.csv" by destination MonthlyActiveUserFee 100 for 0 EUR, then 0 EUR each }',
    );
    const rates = "destination,price,valid_from,valid_until\nVN,0.05,2026-01-01,2026-03-14\nVN,0.07,2026-03-15,\n";
    const { bill } = await rate(byDestination, [outbound("2026-03-14T23:59:59.999+07:00"), outbound("2026-03-14T17:00:00Z")], {
      files: { "contracts/rates.csv": rates },
    });
    expect(bill.lines.filter((l) => l.kind === "charge").map((l) => [l.unitPrice, l.quantity])).toEqual([
      ["0.05", "1"],
      ["0.07", "1"],
    ]);
  });
});
