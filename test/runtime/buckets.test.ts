import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { billSchema } from "../../runtime/bill-schema.ts";
import type { RateRequest } from "../../runtime/engine.ts";
import { RatingRun } from "../../runtime/engine.ts";
import type { RawRecord } from "../../runtime/record.ts";
import { stateText } from "../../runtime/state-file.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement, billOf, type Envelope, rate, rateOne, received, sent } from "../kit/usage.ts";

const other = agreement({ name: "Beta", accounts: ["beta-1"] });

/** Any record, valid or not, with few different ids, keys and instants, so that they meet. */
const record: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .record({
        id: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8"),
        source: fc.constantFrom("/a", "/b"),
        subject: fc.constantFrom("Acme", "Acme", "Acme", "beta-1", "Nobody"),
        type: fc.constantFrom("sdl.chat.sent.v1", "sdl.chat.received.v1"),
        time: fc.constantFrom(
          "2026-02-28T23:30:00+07:00",
          "2026-03-01T00:00:00+07:00",
          "2026-03-01T10:00:00Z",
          "2026-03-31T23:59:59.999+07:00",
          "2026-04-01T00:00:00+07:00",
          "2026-03-05",
        ),
        data: fc.record({
          user: fc.constantFrom("+1", "+2"),
          destination: fc.constantFrom("VN", "HR", "US", "XX", "ZZ"),
          ok: fc.boolean(),
        }),
      })
      .map((values) => ({
        specversion: "1.0",
        ...values,
        data: values.type === "sdl.chat.sent.v1" ? values.data : { user: values.data.user },
      })),
  },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 5, "text", [], {}, { subject: "Acme" }, { subject: 7 }) },
);
const broken: RawRecord = { line: 99, error: { line: 99, code: "not-json", reason: "is not valid JSON", raw: "{" } };

function results(records: readonly unknown[], request: Partial<RateRequest> = {}) {
  const run = new RatingRun({
    agreements: [agreement({ minimum: "1" })],
    modules: [chat],
    period: "2026-03",
    knownAgreements: [other],
    ...request,
  });
  run.add(records.map((value, index) => ({ line: index + 1, value })));
  run.add(broken);
  return run.finish();
}

describe("every record ends in exactly one bucket", () => {
  test("whatever comes, the buckets add up to what was received, and received and elsewhere to what was read", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), (records) => {
        const { agreements, read, elsewhere } = results(records);
        const { received: all, ...buckets } = agreements[0]!.bill.events;
        expect(Object.values(buckets).reduce((a, b) => a + b, 0)).toBe(all);
        expect(all + elsewhere).toBe(read);
        expect(read).toBe(records.length + 1);
        expect(agreements[0]!.rejections.length).toBe(buckets.rejected);
        expect(agreements[0]!.conflicts.reduce((sum, { others }) => sum + others.reduce((n, { count }) => n + count, 0), 0)).toBe(
          buckets.conflict,
        );
        expect(billSchema.parse(agreements[0]!.bill)).toEqual(agreements[0]!.bill);
      }),
      { numRuns: 500 },
    );
  });

  test("neither order nor batches change the bill or the state by a byte", () => {
    const shuffled = fc
      .array(record, { maxLength: 25 })
      .chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })));
    fc.assert(
      fc.property(shuffled, ([records, other]) => {
        const [a, b] = [results(records), results(other)].map(({ agreements: [result] }) => result!);
        expect(JSON.stringify(b!.bill)).toBe(JSON.stringify(a!.bill));
        expect(stateText(b!.closingState)).toBe(stateText(a!.closingState));
        expect(b!.conflicts.map(({ kept, others }) => [kept.content, others.map(({ content }) => content)])).toEqual(
          a!.conflicts.map(({ kept, others }) => [kept.content, others.map(({ content }) => content)]),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("sending everything twice adds duplicates and changes nothing else", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const valid = records.filter(
          (each) => typeof each === "object" && each !== null && (each as Envelope).subject === "Acme",
        );
        const once = results(valid).agreements[0]!.bill;
        const twice = results([...valid, ...valid]).agreements[0]!.bill;
        expect({ ...twice, events: null }).toEqual({ ...once, events: null });
        expect([twice.events.charged, twice.events.free, twice.events.context]).toEqual([
          once.events.charged,
          once.events.free,
          once.events.context,
        ]);
      }),
    );
  });

  test("an agreement has the same bill alone and beside others", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 25 }), (records) => {
        const acme = agreement({ minimum: "1" });
        const alone = results(records).agreements[0]!.bill;
        const both = results(records, { agreements: [other, acme] });
        expect(JSON.stringify(both.agreements[1]!.bill)).toBe(JSON.stringify(alone));
        expect(both.elsewhere).toBe(0);
      }),
    );
  });
});

describe("where a record goes", () => {
  test("one of each", () => {
    const message = sent("2026-03-02T09:00:00+07:00", { id: "m" });
    const { bill } = rateOne([
      message,
      { ...message, time: "2026-03-02T02:00:00Z" },
      { ...message, data: { user: "+8490", destination: "VN", ok: false } },
      sent("2026-02-27T09:00:00+07:00"),
      sent("2026-04-01T00:00:00+07:00"),
      sent("2026-03-02T09:00:00+07:00", {}, { ok: false }),
      sent("2026-03-02T09:00:00+07:00", {}, { user: "none" }),
    ]);
    expect(bill.events).toEqual({
      received: 7,
      charged: 0,
      free: 2,
      context: 2,
      duplicate: 0,
      conflict: 2,
      corrected: 0,
      rejected: 1,
    });
  });

  test("the month is the agreement's: its first instant belongs to it, the next month's does not", () => {
    const times = ["2026-02-28T16:59:59.999Z", "2026-02-28T17:00:00Z", "2026-03-31T16:59:59.999Z", "2026-03-31T17:00:00Z"];
    const { events, lines } = billOf(times.map((time) => sent(time)));
    expect([events.charged, events.context, lines[0]!.quantity]).toEqual([2, 2, "2"]);
  });

  test("events before the agreement or the service begins, or after it ends, are context", () => {
    const records = [
      "2026-03-04T23:59:59+07:00",
      "2026-03-05T00:00:00+07:00",
      "2026-03-20T23:59:59+07:00",
      "2026-03-21T00:00:00+07:00",
    ].map((time) => sent(time));
    expect(billOf(records, { agreements: [agreement({ from: "2026-03-05", until: "2026-03-20" })] }).events).toMatchObject({
      charged: 2,
      context: 2,
    });
    expect(billOf(records, { agreements: [agreement({ takenFrom: "2026-03-20" })] }).events).toMatchObject({
      charged: 2,
      context: 2,
    });
    expect(billOf(records, { agreements: [agreement({ until: "2026-02-20" })] }).events).toMatchObject({
      charged: 0,
      context: 4,
    });
  });

  test("an event before the month still opens the window, one at or after its end does not", () => {
    expect(billOf([received("2026-02-28T23:59:59+07:00"), sent("2026-03-01T12:00:00+07:00")]).events).toMatchObject({
      free: 1,
      context: 1,
    });
    const { closingState } = rateOne([received("2026-04-01T00:00:00+07:00")]);
    expect(closingState.services.Chat).toEqual({ Window: {} });
  });

  test("at one and the same instant states come before the events judged by them, whatever their ids", () => {
    for (const id of ["a", "z"]) {
      const { events } = billOf([sent("2026-03-02T09:00:00+07:00", { id: "m" }), received("2026-03-02T02:00:00Z", { id })]);
      expect(events).toMatchObject({ charged: 0, free: 2 });
    }
    expect(billOf([received("2026-03-02T09:00:00+07:00"), sent("2026-03-03T08:59:59.999+07:00")]).total).toBe("0.00");
    expect(billOf([received("2026-03-02T09:00:00+07:00"), sent("2026-03-03T09:00:00+07:00")]).total).toBe("0.05");
  });

  test("accounts name the agreement as well as its name does", () => {
    const acme = agreement({ accounts: ["acme-1"] });
    const result = rate([sent("2026-03-02T09:00:00Z", { subject: "acme-1" }), sent("2026-03-02T09:00:00Z")], {
      agreements: [acme],
    });
    expect(result.agreements[0]!.bill.events.charged).toBe(2);
    expect(() => rate([], { agreements: [acme, agreement({ name: "acme-1" })] })).toThrow(
      /The account acme-1 belongs to both Acme and acme-1/,
    );
  });

  test("usage without a price is a line that names it, never a silent zero", () => {
    const { lines, total, events } = billOf(["a", "b"].map((id) => sent("2026-03-02T09:00:00Z", { id }, { destination: "US" })));
    expect(lines).toMatchObject([
      {
        kind: "error",
        clause: "Chat.Message",
        dimensions: { destination: "US" },
        quantity: "2",
        unitPrice: null,
        amount: "0.00",
        events: ["a", "b"],
      },
    ]);
    expect([total, events.charged]).toEqual(["0.00", 2]);
  });

  test("of many events without a price the first twenty are named and all are counted", () => {
    const records = Array.from({ length: 50 }, (_, i) =>
      sent("2026-03-02T09:00:00Z", { id: `e${String(i).padStart(2, "0")}` }, { destination: "US" }),
    );
    const [line] = billOf(records.toReversed()).lines;
    expect([line!.quantity, line!.events!.length, line!.events![0]]).toEqual(["50", 20, "e00"]);
  });

  test("breaches are reported with their time, in order, and cost nothing", () => {
    const records = [
      sent("2026-03-09T10:00:00Z", { id: "b" }, { destination: "XX", ok: false }),
      sent("2026-03-02T10:00:00Z", { id: "c" }, { destination: "XX", ok: false }),
    ];
    expect(billOf(records).breaches).toEqual([
      {
        clause: "Chat.ToNowhere",
        title: { en: "Message to nowhere", vi: "Tin nhắn vô ích" },
        event: "c",
        time: "2026-03-02T17:00:00+07:00",
      },
      {
        clause: "Chat.ToNowhere",
        title: { en: "Message to nowhere", vi: "Tin nhắn vô ích" },
        event: "b",
        time: "2026-03-09T17:00:00+07:00",
      },
    ]);
  });
});
