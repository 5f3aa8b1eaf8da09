/** Rating as usage happens: what is answered, what is final, what is given back, and what is kept in memory. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { AgreementError, type Decision, OnlineRating, type OnlineRequest, onlineService } from "../../runtime/index.ts";
import { moduleOf } from "../kit/rated.ts";
import { whatsApp } from "../kit/services.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const user = "+84901234567";

const agreement: OnlineRequest["agreements"][number] = {
  ...{ name: "Acme", client: "Acme", accounts: ["acme-1"], currency: "EUR", timeZone: "UTC" },
  ...{ chargingModel: "post-pay", rounding: "half up" },
  takes: [
    {
      service: "WhatsApp",
      products: [],
      terms: [],
      prices: [
        { clause: "TemplateMessage", price: { kind: "flat", amount: "0.05" } },
        { clause: "MonthlyActiveUserFee", price: { kind: "package", included: "10", fee: "5", overage: "0.04" } },
      ],
    },
  ],
};

function rating(options: Partial<OnlineRequest> = {}): OnlineRating {
  return new OnlineRating({
    ...{ agreements: [agreement], modules: [moduleOf(whatsApp)], period: "2026-03", lateness: HOUR },
    ...options,
  });
}

const march = (day: number, time: string) => `2026-03-${String(day).padStart(2, "0")}T${time}:00Z`;

function template(id: string, time: string, more: object = {}): Record<string, unknown> {
  const data = { user, format: "template", status: "delivered", destination: "VN" };
  return { specversion: "1.0", id, source: "/gw", subject: "Acme", type: "sdl.whatsapp.outbound.v1", time, data, ...more };
}

function inbound(id: string, time: string, more: object = {}): Record<string, unknown> {
  return { ...template(id, time), type: "sdl.whatsapp.inbound.v1", data: { user }, ...more };
}

const buckets = (decisions: readonly Decision[]) => decisions.map(({ bucket }) => bucket);

describe("a decision", () => {
  it("says under which clause an event is charged, how many units, at which price, and that it may still change", () => {
    const decided = rating().push(template("a", march(1, "09:00")));
    expect(decided).toMatchObject({
      ...{
        bucket: "charged",
        final: false,
        period: "2026-03",
        agreement: "Acme",
        id: "a",
        service: "WhatsApp",
        event: "Outbound",
      },
      charged: [{ clause: "WhatsApp.TemplateMessage", quantity: "1", price: { amount: "0.05" } }],
    });
    expect(decided.reason.vi).toMatch(/^Được tính phí/);
  });

  it("is revised when an earlier record comes, and not after the lateness", () => {
    const revised: string[] = [];
    const online = rating({ onRevised: (now, before) => revised.push(`${now.id} ${before.bucket} ${now.bucket}`) });
    expect(online.push(template("a", march(2, "09:00"))).bucket).toBe("charged");
    expect(online.push(inbound("b", march(2, "08:00"))).bucket).toBe("free");
    expect(revised).toEqual(["a charged free"]);
    const late = inbound("c", march(2, "07:59"));
    const decided = online.push(late);
    expect(decided).toMatchObject({ bucket: "late", final: true, record: late });
    expect(decided.period).toBeUndefined();
    expect(revised).toHaveLength(1);
    const { bill } = online.close("2026-03")[0]!;
    expect(bill.events).toMatchObject({ received: 2, charged: 0, free: 2 });
  });

  it("is answered to what is no usage of the agreement, too", () => {
    const online = rating({ knownAgreements: [{ name: "Other", accounts: [] }] });
    const decisions = [
      online.push("nonsense"),
      online.push(template("a", march(1, "09:00"), { subject: "nobody" })),
      online.push(template("b", march(1, "09:00"), { data: { user } })),
      online.push(template("c", march(1, "09:00"), { subject: "Other" })),
      online.push(template("d", march(1, "09:00"), { subject: "acme-1" })),
      online.push(template("d", march(1, "09:00"), { subject: "acme-1" })),
      online.push(template("d", march(1, "09:00"))),
      online.push(template("e", "2026-05-01T00:00:00Z")),
      online.push(template("f", "2026-04-01T00:00:00Z")),
    ];
    expect(buckets(decisions)).toEqual([
      ...["rejected", "rejected", "rejected", "elsewhere", "charged", "duplicate", "charged", "ahead", "charged"],
    ]);
    expect(decisions[2]!.rejection).toMatchObject({ code: "field-missing", line: 3 });
    const bills = ["2026-03", "2026-04"].map((month) => online.close(month)[0]!);
    expect(bills[0]!.bill.events).toMatchObject({ received: 6, charged: 1, conflict: 2, rejected: 3 });
    expect(bills[0]!.conflicts).toMatchObject([{ id: "d", kept: { count: 1 }, others: [{ count: 2 }] }]);
    expect(bills[1]!.bill.events).toMatchObject({ received: 1, charged: 1 });
  });
});

describe("a correction", () => {
  it("is taken while what it corrects can still change, and given back when that is final, or has not come", () => {
    const revised: string[] = [];
    const online = rating({ onRevised: (now, before) => revised.push(`${now.id} ${before.bucket} ${now.bucket}`) });
    const voids = (id: string, of: string, time: string) => ({
      ...template(id, time),
      ...{ type: "sdl.void.v1", data: undefined, voids: of },
    });
    online.push(inbound("in", march(1, "09:00")));
    expect(online.push(template("a", march(1, "09:10"))).bucket).toBe("free");
    expect(online.push(voids("v", "in", march(1, "09:20"))).bucket).toBe("corrected");
    expect(revised.sort()).toEqual(["a free charged", "in free corrected"]);
    expect(
      online.push(
        template("a2", march(1, "09:10"), { replaces: "a", data: { ...(template("", "").data as object), status: "failed" } }),
      ).bucket,
    ).toBe("free");
    expect(online.push(voids("never", "unknown", march(1, "09:20")))).toMatchObject({ bucket: "late", event: "Void" });
    online.push(template("b", march(1, "12:00")));
    expect(online.push(voids("w", "a2", march(1, "12:00"))).bucket).toBe("late");
    const { bill } = online.close("2026-03")[0]!;
    expect(bill.events).toMatchObject({ received: 5, charged: 1, free: 1, corrected: 3 });
  });

  it("of the next month takes back a record of the month that is not closed yet", () => {
    const online = rating();
    online.push(template("a", march(31, "23:59")));
    const record = { ...template("v", "2026-04-01T00:01:00Z"), type: "sdl.void.v1", data: undefined, voids: "a" };
    expect(online.push(record)).toMatchObject({ bucket: "corrected", period: "2026-03" });
    expect(online.close("2026-03")[0]!.bill.events).toMatchObject({ received: 2, charged: 0, corrected: 2 });
  });
});

describe("months", () => {
  it("are closed one after the other; windows reach into the next", () => {
    const online = rating();
    online.push(inbound("a", march(31, "23:00")));
    expect(online.push(template("b", "2026-04-01T10:00:00Z")).bucket).toBe("free");
    expect(() => online.close("2026-04")).toThrow("The month to close next is 2026-03, not 2026-04.");
    const [closed] = online.close("2026-03");
    expect(online.period).toBe("2026-04");
    expect(online.push(template("c", march(31, "23:30"))).bucket).toBe("late");
    expect(online.push(template("d", "2026-04-01T23:00:00Z")).bucket).toBe("charged");
    expect(online.close("2026-04")[0]!.bill.events).toMatchObject({ received: 2, charged: 1, free: 1 });
    const again = rating({ period: "2026-04", openingStates: new Map([["Acme", closed!.closingState]]) });
    expect(again.push(template("b", "2026-04-01T10:00:00Z")).bucket).toBe("free");
  });

  it("go on by the clock that is given, so that one wrong instant does not make all others late", () => {
    const online = rating({ now: () => Date.parse(march(1, "10:00")) });
    online.push(template("wrong", march(20, "00:00")));
    expect(online.push(template("a", march(1, "09:30"))).bucket).toBe("charged");
    expect(online.push(template("b", march(1, "08:30"))).bucket).toBe("late");
  });
});

describe("the credit of a pre-paid agreement", () => {
  it("is what is left after all events that are final; the bill also deducts what is known at the end of the month", () => {
    const prepaid = { ...agreement, chargingModel: "pre-pay" as const, credit: "1" };
    const online = rating({ agreements: [prepaid] });
    const topUp = (id: string, time: string) => ({ ...template(id, time), type: "sdl.top-up.v1", data: { amount: "2.50" } });
    expect(online.credit("Acme")).toBe("1.00");
    online.push(template("a", march(1, "09:00")));
    expect(online.push(topUp("t", march(1, "09:05")))).toMatchObject({ bucket: "context", event: "TopUp", final: false });
    expect(online.credit("Acme")).toBe("1.00");
    online.push(template("b", march(1, "10:02")));
    expect(online.credit("Acme")).toBe("0.95");
    online.push(template("c", march(1, "11:30")));
    expect(online.credit("Acme")).toBe("3.40");
    expect(online.push(topUp("late", march(1, "09:05"))).bucket).toBe("late");
    const { bill } = online.close("2026-03")[0]!;
    expect(bill.credit).toMatchObject({ opening: "1.00", toppedUp: "2.50", byEvents: "0.15", closing: "-1.65" });
    expect(online.credit("Acme")).toBe("-1.65");
  });

  it("is none of a post-paid agreement, nor of one that is not rated here", () => {
    expect(rating().credit("Acme")).toBeUndefined();
    expect(() => rating().credit("Other")).toThrow("Other is not rated here.");
    expect(
      rating().push({ ...template("t", march(1, "09:00")), type: "sdl.top-up.v1", data: { amount: 5 } }).rejection?.code,
    ).toBe("not-pre-paid");
  });
});

describe("what cannot be", () => {
  it.each<[string, Partial<OnlineRequest>, RegExp]>([
    ["a lateness below nothing", { lateness: -1 }, /lateness must be a whole number/],
    ["copies known for a shorter time than records may be late", { copies: 5 }, /no shorter than the lateness/],
    ["a month that is none", { period: "2026-13" }, /"2026-13" is not a month/],
    ["two agreements of one name", { agreements: [agreement, agreement] }, /two agreements named Acme/],
    ["a service without its module", { modules: [] }, /takes WhatsApp, which is not a known service/],
  ])("is refused at once: %s", (_, options, message) => {
    expect(() => rating(options)).toThrow(AgreementError);
    expect(() => rating(options)).toThrow(message);
  });
});

describe("memory", () => {
  it("grows with users and with what can still change, not with events", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const online = onlineService(moduleOf(whatsApp), {
      ...{ agreement: "Acme", currency: "EUR", timeZone: "UTC", period: "2026-03", lateness: MINUTE, copies: 10 * MINUTE },
      prices: {
        TemplateMessage: { kind: "flat", amount: "0.05" },
        MonthlyActiveUserFee: { kind: "package", included: "10", fee: "5" },
      },
    });
    const start = Date.parse(march(1, "00:00"));
    let pushed = 0;
    let most = 0;
    const push = (count: number) => {
      for (let i = 0; i < count; i += 1) {
        // One a second, in pairs that come the wrong way round; every tenth once more.
        const time = new Date(start + (pushed ^ 1) * 1000).toISOString();
        const data = {
          user: `+8490000${String(pushed % 200).padStart(4, "0")}`,
          format: "template",
          status: "delivered",
          destination: "VN",
        };
        const record = {
          specversion: "1.0",
          id: `e${pushed}`,
          source: "/gw",
          type: "sdl.whatsapp.outbound.v1",
          time,
          data,
        } as const;
        online.push(record);
        if (pushed % 10 === 0) online.push(record);
        pushed += 1;
        const { pending, known } = online.rating.kept;
        most = Math.max(most, pending + known);
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = push(20_000);
    const mostBefore = most;
    const after = push(60_000);
    // The lateness has 60 events, the time in which copies are known 600; twice as many before the first are let go.
    expect(mostBefore).toBeLessThan(2_500);
    expect(most).toBeLessThanOrEqual(mostBefore + 200);
    // 60,000 events in memory would be more than 15 MB.
    expect(after - before).toBeLessThan(2_000_000);
    const { bill } = online.close("2026-03");
    expect(bill.events).toMatchObject({ received: 88_000, charged: 80_000, duplicate: 8_000 });
    expect(bill.measures["WhatsApp.MonthlyActiveUsers"]).toBe("200");
  });
});
