import { describe, expect, it } from "vitest";
import type { CloudEvent } from "../../runtime/index.ts";
import * as ir from "../kit/ir.ts";
import { flat, moduleOf, rateMonth, short, used } from "../kit/rated.ts";
import { answers, conversations, email, recording, viber, voice, whatsApp } from "../kit/services.ts";

const user = "+84901234567";

describe("WhatsApp", () => {
  const prices = {
    TemplateMessage: flat("0.05"),
    MonthlyActiveUserFee: { kind: "package", included: "1", fee: "10", overage: "1" },
  };
  const template = (time: string, more: object = {}, id?: string) =>
    used(whatsApp, "Outbound", time, { user, format: "template", status: "delivered", destination: "VN", ...more }, id);
  const inbound = (time: string) => used(whatsApp, "Inbound", time, { user });

  it("charges a template from exactly 24 hours after the last message", () => {
    const events = [inbound("2026-03-01T09:00:00"), template("2026-03-02T08:59:59.999"), template("2026-03-02T09:00:00")];
    const result = rateMonth(whatsApp, "2026-03", events, { prices });
    expect(short(result)).toEqual(["TemplateMessage charge: 1 × 0.05 = 0.05", "MonthlyActiveUserFee package: 1 × 10 = 10.00"]);
    expect(result.bill.measures).toEqual({ "WhatsApp.MonthlyActiveUsers": "1" });
    expect(result.bill.events).toMatchObject({ received: 3, charged: 1, free: 2 });
  });

  it("carries the window into the next month, with the same result as both at once", () => {
    const january = [inbound("2026-01-31T20:00:00")];
    const february = [template("2026-02-01T19:59:59.999"), template("2026-02-01T20:00:00", {}, "x")];
    const first = rateMonth(whatsApp, "2026-01", january, { prices });
    const carried = rateMonth(whatsApp, "2026-02", february, {
      prices,
      openingState: JSON.parse(JSON.stringify(first.closingState)),
    });
    const atOnce = rateMonth(whatsApp, "2026-02", [...february, ...january], { prices });
    expect(short(carried)).toEqual(short(atOnce));
    expect(short(carried)[0]).toBe("TemplateMessage charge: 1 × 0.05 = 0.05");
  });

  it("charges what is beyond the package, and reports breaches", () => {
    const events = [
      template("2026-03-02T09:00:00"),
      template("2026-03-02T09:00:00", { user: "+84900000001" }),
      template("2026-03-03T09:00:00", { format: "freeForm", status: "failed" }),
    ];
    const { bill } = rateMonth(whatsApp, "2026-03", events, { prices });
    expect(bill.lines.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ["charge", "2"],
      ["package", "1"],
      ["overage", "1"],
    ]);
    expect(bill.breaches.map(({ clause }) => clause)).toEqual(["WhatsApp.FreeFormOutsideWindow"]);
  });

  it("makes an error line of a destination without a price", () => {
    const rates = { kind: "rates", file: "r.csv", by: ["destination"], rows: [{ key: ["DE"], price: "1", line: 2 }] };
    const { bill } = rateMonth(whatsApp, "2026-03", [template("2026-03-02T09:00:00", {}, "lost")], {
      prices: { ...prices, TemplateMessage: rates },
    });
    expect(bill.lines[0]).toMatchObject({ kind: "error", dimensions: { destination: "VN" }, events: ["lost"] });
  });

  it("explains", () => {
    const module = moduleOf(whatsApp);
    const period = { name: "2026-03", start: 0, end: 1e9, days: 31 };
    const rating = module.create({
      period,
      active: period,
      prices,
      terms: {},
      timeZone: "UTC",
      takesProduct: () => true,
      subscribed: () => true,
    } as never);
    const data = { user, format: "template", status: "delivered", destination: "VN" };
    rating.observe({ name: "Inbound", id: "1", source: "s", at: 1000, data: { user } });
    const inside = rating.trace({ name: "Outbound", id: "2", source: "s", at: 2000, data });
    expect(inside.map(({ clause, holds }) => [clause, holds])).toEqual([
      ["TemplateMessage", false],
      ["FreeFormOutsideWindow", false],
      ["Undelivered", false],
    ]);
    expect(inside[0]?.conditions.map(({ holds, actual, span }) => [holds, actual, span])).toEqual([
      [true, "template", undefined],
      [true, "delivered", undefined],
      [false, undefined, { name: "CustomerSupportWindow", opened: 1000, closes: 86_401_000 }],
    ]);
    const outside = rating.trace({ name: "Outbound", id: "3", source: "s", at: 86_401_000, data });
    expect(outside[0]).toMatchObject({ holds: true, quantity: "1", price: { amount: "0.05", source: "agreement" } });
  });
});

describe("Voice", () => {
  const prices = { CallTime: flat("1"), VoiceNumber: flat("3.50"), SetupFee: flat("2") };
  const call = (seconds: string | number, more: object = {}) =>
    used(voice, "Call", "2026-03-05T10:00:00", { duration: seconds, answeredBy: "person", destination: user, ...more });

  it("counts commenced increments per call", () => {
    const calls = ["0.5", 1, 59, "60", 61, 120, 121].map((seconds) => call(seconds));
    expect(short(rateMonth(voice, "2026-03", calls, { prices }))).toEqual(["CallTime charge: 11 × 1 = 11.00"]);
    expect(rateMonth(voice, "2026-03", calls, { prices }).bill.measures).toMatchObject({
      "VoiceMessages.TalkTime": "11",
      "VoiceMessages.Seconds": "422.5",
      "VoiceMessages.LongCalls": "5",
    });
    expect(short(rateMonth(voice, "2026-03", [call(61)], { prices, terms: { ChargingIncrement: 30_000 } }))).toEqual([
      "CallTime charge: 3 × 1 = 3.00",
    ]);
  });

  it("lets a left-out field meet no condition, not even a negated one", () => {
    const events = [call(1), call(1, { machineDetection: false }), call(1, { machineDetection: true })];
    const lines = short(
      rateMonth(voice, "2026-03", events, { prices: { ...prices, MachineDetection: flat("5"), NoDetection: flat("7") } }),
    );
    expect(lines.slice(1)).toEqual(["MachineDetection charge: 1 × 5 = 5.00", "NoDetection charge: 1 × 7 = 7.00"]);
  });

  it("makes an error line of an add-on without a price", () => {
    const { bill } = rateMonth(voice, "2026-03", [call(1, { machineDetection: true })], { prices });
    expect(bill.lines.map(({ clause, kind }) => [clause, kind])).toContainEqual(["VoiceMessages.MachineDetection", "error"]);
  });

  it("charges a fee for each number that is there in the month, and once for its setup", () => {
    const leased = used(voice, "Leased", "2026-02-10T10:00:00", { number: "+841" });
    const released = used(voice, "Released", "2026-03-31T10:00:00", { number: "+841" });
    const again = used(voice, "Leased", "2026-03-31T11:00:00", { number: "+841" });
    const other = used(voice, "Leased", "2026-04-01T00:00:00", { number: "+842" });
    const result = rateMonth(voice, "2026-03", [leased, released, again, other], { prices });
    expect(short(result)).toEqual(["VoiceNumber fee: 1 × 3.50 = 3.50", "SetupFee fee: 1 × 2 = 2.00"]);
  });

  it("refuses terms beyond their limits, and terms that are fixed", () => {
    const bind = moduleOf(voice).bind;
    const duration = (milliseconds: number) => ({ kind: "duration", milliseconds }) as const;
    expect(bind(prices, { ChargingIncrement: duration(300_000) }).terms).toEqual({ ChargingIncrement: 300_000, ShortCall: 3000 });
    expect(() => bind(prices, { ChargingIncrement: duration(300_001) })).toThrow("at most 300000");
    expect(() => bind(prices, { ChargingIncrement: duration(0) })).toThrow("more than zero");
    expect(() => bind(prices, { ShortCall: duration(1) })).toThrow("VoiceMessages.ShortCall is fixed by the contract.");
    expect(() => bind(prices, { ChargingIncrement: { kind: "count", amount: "1" } })).toThrow("is a duration");
    expect(() => bind({ ...prices, CallTime: { kind: "package", included: "1", fee: "1" } }, {})).toThrow("per unit");
    expect(() => bind({ VoiceNumber: flat("1"), SetupFee: flat("1") }, {})).toThrow("VoiceMessages.CallTime needs a price.");
    expect(() => bind({ ...prices, Other: flat("1") }, {})).toThrow("VoiceMessages.Other takes no price.");
  });
});

describe("Viber", () => {
  const sent = used(viber, "Message", "2026-03-05T10:00:00", { status: "delivered" });
  const prices = { ServiceMessage: flat("120") };

  it("makes up the minimum, also without traffic", () => {
    expect(short(rateMonth(viber, "2026-03", [sent], { prices }))).toHaveLength(2);
    expect(rateMonth(viber, "2026-03", [sent], { prices }).bill.total).toBe("300.00");
    expect(rateMonth(viber, "2026-03", [], { prices }).bill.total).toBe("300.00");
  });

  it("notifies a pre-paid client only", () => {
    const draft = (chargingModel: string) => {
      const period = { name: "2026-03", start: 0, end: 1e9, days: 31 };
      const setup = { period, active: period, chargingModel, prices, terms: moduleOf(viber).defaultTerms, timeZone: "UTC" };
      return moduleOf(viber)
        .create(setup as never)
        .settle().minimums[0];
    };
    expect(draft("pre-pay")).toEqual({
      clause: "MonthlyTraffic",
      amount: "300",
      currency: "EUR",
      of: ["ServiceMessage"],
      notify: true,
    });
    expect(draft("post-pay")?.notify).toBe(false);
  });
});

describe("Conversations", () => {
  const prices = { NamedUserLicence: flat("31"), PlatformFee: flat("100") };
  const granted = (name: string, time: string) => used(conversations, "AccessGranted", time, { user: name });
  const revoked = (name: string, time: string) => used(conversations, "AccessRevoked", time, { user: name });
  const five = ["a", "b", "c", "d", "e"].map((name) => granted(name, "2026-03-11T08:00:00"));

  it("prorates what is there on the first day, and charges later seats in full", () => {
    const options = { prices, from: "2026-03-11" };
    const events = [
      ...five,
      revoked("a", "2026-03-15T08:00:00"),
      granted("a", "2026-03-15T08:00:00"),
      granted("f", "2026-03-20T08:00:00"),
    ];
    const result = rateMonth(conversations, "2026-03", events, options);
    expect(short(result)).toEqual([
      "NamedUserLicence fee: 1 × 31 = 31.00",
      "NamedUserLicence fee: 5 × 31 × 21/31 = 105.00",
      "PlatformFee fee: 1 × 100 = 100.00",
    ]);
    expect(result.bill.lines.slice(0, 2).map(({ postings }) => postings)).toEqual([
      [{ at: "2026-03-20T08:00:00+07:00", quantity: "1" }],
      [{ at: "2026-03-11T08:00:00+07:00", quantity: "5" }],
    ]);
  });

  it("bills the peak of later months on their first day, additions when they come", () => {
    const first = rateMonth(conversations, "2026-03", five, { prices, from: "2026-03-11" });
    const openingState = JSON.parse(JSON.stringify(first.closingState));
    const { bill } = rateMonth(conversations, "2026-04", [granted("f", "2026-04-02T00:00:00")], {
      prices,
      from: "2026-03-11",
      openingState,
    });
    expect(bill.lines[0]).toMatchObject({
      quantity: "6",
      amount: "186.00",
      postings: [
        { at: "2026-04-01T00:00:00+07:00", quantity: "5" },
        { at: "2026-04-02T00:00:00+07:00", quantity: "1" },
      ],
    });
  });

  it("charges the alternative that is priced; a full package without a price for more is reported", () => {
    const package_ = { PlatformFee: flat("100"), AgentPackage: { kind: "package", included: "4", fee: "50" } };
    const { bill } = rateMonth(conversations, "2026-03", five, { prices: package_ });
    expect(bill.lines.map(({ clause, kind }) => [clause, kind])).toEqual([
      ["Conversations.PlatformFee", "fee"],
      ["Conversations.AgentPackage", "package"],
    ]);
    expect(bill.notices).toMatchObject([{ code: "package-exceeded", clause: expect.stringContaining("AgentPackage") }]);
    expect(bill.events).toMatchObject({ charged: 0, free: 5 });
    expect(() =>
      moduleOf(conversations).bind(
        { ...package_, AgentPackage: { kind: "package", included: "4", fee: "50", overage: "1" } },
        {},
      ),
    ).toThrow("does not charge them");
  });

  it("leaves out what belongs to a product that is not taken", () => {
    const { PlatformFee } = prices;
    expect(short(rateMonth(conversations, "2026-03", five, { prices: { PlatformFee }, products: ["Api"] }))).toEqual([
      "PlatformFee fee: 1 × 100 = 100.00",
    ]);
  });

  it("refuses prices of a product that is not taken, and prices for both or none of what excludes each other", () => {
    const rated = (other: Partial<Parameters<typeof rateMonth>[3]>) => () =>
      rateMonth(conversations, "2026-03", five, { prices, ...other });
    expect(rated({ products: ["Api"] })).toThrow(
      "Conversations.NamedUserLicence takes a price only where the agreement takes FullSolution.",
    );
    const AgentPackage = { kind: "package", included: "4", fee: "50" } as const;
    expect(rated({ prices: { ...prices, AgentPackage } })).toThrow(/exactly one of .* takes a price; these have one/);
    expect(rated({ prices: { PlatformFee: prices.PlatformFee } })).toThrow(/takes a price; none has one/);
  });

  it("charges nothing in a month in which it is not taken", () => {
    expect(short(rateMonth(conversations, "2026-02", [], { prices, from: "2026-03-11" }))).toEqual([]);
  });

  it("reports shared and moved licences", () => {
    const signedIn = (device: string, name: string, time: string, licence?: string) =>
      used(
        conversations,
        "SignedIn",
        time,
        { device, user: name, ...(licence === undefined ? {} : { licence }) },
        `${device}@${time}`,
      );
    const signedOut = (device: string, time: string) => used(conversations, "SignedOut", time, { device });
    const events = [
      signedIn("d1", "a", "2026-03-01T08:00:00", "L"),
      signedIn("d2", "a", "2026-03-01T09:00:00", "L"),
      signedIn("d2", "a", "2026-03-01T09:30:00", "L"),
      signedOut("d1", "2026-03-01T10:00:00"),
      signedOut("d2", "2026-03-01T10:00:00"),
      signedIn("d3", "b", "2026-03-01T10:00:00", "L"),
      signedIn("d4", "c", "2026-03-01T11:00:00"),
    ];
    const { bill } = rateMonth(conversations, "2026-03", events, { prices });
    expect(bill.breaches.map(({ clause, event }) => [clause.split(".")[1], event])).toEqual([
      ["SharedLicence", "d2@2026-03-01T09:00:00"],
      ["MovedLicence", "d3@2026-03-01T10:00:00"],
    ]);
  });
});

describe("Email", () => {
  it("uses the price of another charge for suppressed addresses", () => {
    const address = "a@example.com";
    const message = (time: string) => used(email, "Message", time, { address, region: "EU" });
    const events = [
      message("2026-03-01T08:00:00"),
      used(email, "Bounce", "2026-03-01T08:00:01", { address, kind: "permanent" }),
      message("2026-03-01T08:00:01"),
      message("2026-03-01T09:00:00"),
      used(email, "Reinstatement", "2026-03-02T08:00:00", { address }),
      message("2026-03-02T08:00:00"),
    ];
    const rows = [{ key: ["EU"], price: "0.001", line: 2 }];
    const prices = { Submitted: { kind: "rates", file: "mail.csv", by: ["region"], rows } };
    expect(short(rateMonth(email, "2026-03", events, { prices }))).toEqual([
      "Submitted charge EU: 2 × 0.001 = 0.00",
      "Suppressed charge EU: 2 × 0.001 = 0.00",
    ]);
  });
});

describe("Answers", () => {
  const message = (time: string, from = "endUser") => used(answers, "Message", time, { user, from });
  const prices = { BotUse: flat("1") };

  it("counts sessions that open, are kept alive, time out and are closed", () => {
    const events = [
      message("2026-03-01T08:00:00"),
      message("2026-03-01T08:29:59.999", "bot"),
      message("2026-03-01T08:59:59.999"),
      used(answers, "Completed", "2026-03-01T09:10:00", { user }),
      message("2026-03-01T09:11:00", "bot"),
      message("2026-03-31T23:45:00"),
    ];
    const march = rateMonth(answers, "2026-03", events, {
      prices: { ...prices, InsideSession: flat("2"), BotClosed: flat("3") },
    });
    expect(march.bill.measures).toEqual({ "Answers.Opened": "3", "Answers.Closed": "2", "Answers.Active": "3" });
    expect(short(march)).toEqual([
      "BotUse charge: 3 × 1 = 3.00",
      "BotClosed charge: 2 × 3 = 6.00",
      "InsideSession charge: 1 × 2 = 2.00",
    ]);
    expect(march.bill.events).toMatchObject({ charged: 5, free: 1 });
    const april = rateMonth(answers, "2026-04", [], { prices, openingState: JSON.parse(JSON.stringify(march.closingState)) });
    expect(april.bill.measures).toEqual({ "Answers.Opened": "0", "Answers.Closed": "1", "Answers.Active": "1" });
  });
});

describe("Recording", () => {
  const stored = (time: string, size: string | undefined, length = 90) =>
    used(recording, "Stored", time, { recording: "r", length, region: "VN", ...(size === undefined ? {} : { size }) });
  const removed = (time: string) => used(recording, "Removed", time, { recording: "r" });
  const prices = { StorageByMinute: flat("1") };

  it("counts 5 GB for two days as 10, and started minutes for two days as 4", () => {
    const result = rateMonth(
      recording,
      "2026-03",
      [stored("2026-03-01T10:00:00", "5000000000"), removed("2026-03-03T10:00:00")],
      { prices },
    );
    expect(result.bill.measures).toEqual({ "Recording.Gigabytes": "10" });
    expect(short(result)).toEqual(["StorageByMinute charge: 4 × 1 = 4.00"]);
  });

  it("splits storage across months as both at once", () => {
    const january = [stored("2026-01-30T12:00:00", "1500000000")];
    const february = [removed("2026-02-02T13:00:00")];
    const first = rateMonth(recording, "2026-01", january, { prices });
    const second = rateMonth(recording, "2026-02", february, {
      prices,
      openingState: JSON.parse(JSON.stringify(first.closingState)),
    });
    expect([first, second].map(({ bill }) => bill.measures["Recording.Gigabytes"])).toEqual(["3", "3"]);
    const atOnce = (period: string) =>
      rateMonth(recording, period, [...february, ...january], { prices }).bill.measures["Recording.Gigabytes"];
    expect([atOnce("2026-01"), atOnce("2026-02")]).toEqual(["3", "3"]);
  });

  it("counts no size where the record gives none", () => {
    const result = rateMonth(recording, "2026-03", [stored("2026-03-01T10:00:00", undefined)], { prices });
    expect(result.bill.measures).toEqual({ "Recording.Gigabytes": "0" });
  });
});

describe("a charge that is an alternative to a package", () => {
  const service = ir.service("Choice", {
    events: [ir.event("sdl.choice.used.v1", "Used", [ir.field("user", "phone")])],
    measures: [ir.measure("Uses", ir.events(ir.of("Used")))],
    charges: [ir.charge("Each", ir.events(ir.of("Used")))],
    packages: [ir.packageOf("Many", "Uses", { alternativeTo: ["Each"] })],
  });
  const events = [used(service, "Used", "2026-03-01T08:00:00", { user })];

  it("is charged when it is priced, and simply not there when it is not", () => {
    expect(short(rateMonth(service, "2026-03", events, { prices: { Each: flat("2") } }))).toEqual(["Each charge: 1 × 2 = 2.00"]);
    const { bill } = rateMonth(service, "2026-03", events, { prices: { Many: { kind: "package", included: "5", fee: "3" } } });
    expect(bill.lines.map(({ kind, amount }) => [kind, amount])).toEqual([["package", "3.00"]]);
    expect(bill.events).toMatchObject({ charged: 0, free: 1 });
    expect(moduleOf(service).clauses.map(({ priceRequired }) => priceRequired)).toEqual([false, false]);
  });
});

describe("price by field", () => {
  const opened: CloudEvent[] = [];
  const service = ir.service("Priced", {
    events: [ir.event("sdl.priced.message.v1", "Message", [ir.field("user", "phone"), ir.field("country", "country", true)])],
    sessions: [ir.session("Talk", "user", { opens: ir.of("Message"), timeout: ir.constant(ir.duration(1, "hour")), closes: [] })],
    charges: [
      ir.charge("Users", { kind: "distinct", of: [{ ...ir.of("Message"), field: "user" }] }, { pricedBy: ["country"] }),
      ir.charge("Talks", { kind: "sessions", session: "Talk", which: "opened" }, { pricedBy: ["country"] }),
    ],
  });

  it("holds for different users and for sessions, each as its first event says", () => {
    for (const [time, country] of [
      ["08:00", "VN"],
      ["08:30", "DE"],
      ["10:00", "DE"],
    ]) {
      opened.push(used(service, "Message", `2026-03-01T${time}:00`, { user, country }));
    }
    const rows = [
      { key: ["VN"], price: "1", line: 2 },
      { key: ["DE"], price: "2", line: 3 },
    ];
    const rates = { kind: "rates", file: "r.csv", by: ["country"], rows };
    expect(short(rateMonth(service, "2026-03", opened, { prices: { Users: rates, Talks: rates } }))).toEqual([
      "Users charge VN: 1 × 1 = 1.00",
      "Talks charge DE: 1 × 2 = 2.00",
      "Talks charge VN: 1 × 1 = 1.00",
    ]);
  });
});
