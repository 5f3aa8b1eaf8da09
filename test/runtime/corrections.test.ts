import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { billSchema } from "../../runtime/bill-schema.ts";
import { settleCorrections, unmatchedNotice, type Version } from "../../runtime/corrections.ts";
import type { UsageEvent } from "../../runtime/envelope.ts";
import type { EventOutcome } from "../../runtime/outcome.ts";
import { readUsage } from "../../runtime/read/detect.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement, billOf, type Envelope, rate, rateOne, received, sent } from "../kit/usage.ts";

const nine = "2026-03-02T09:00:00+07:00";
/** To Vietnam 0.05, to Croatia 0.10. */
const message = (id: string, over: Envelope = {}, data: Envelope = {}) => sent(nine, { id, ...over }, data);
const cancel = (id: string, voids: string, over: Envelope = {}): Envelope => ({
  ...{ specversion: "1.0", id, source: "/test", type: "sdl.void.v1", time: nine, subject: "Acme", voids },
  ...over,
});
const toCroatia = { destination: "HR" };

const inAnyOrder = (records: readonly Envelope[], holds: (records: readonly Envelope[]) => void) =>
  fc.assert(
    fc.property(fc.shuffledSubarray([...records], { minLength: records.length }), (shuffled) => {
      holds(shuffled);
    }),
    { numRuns: 30 },
  );

describe("a record that replaces or voids another one", () => {
  test("the replaced record no longer counts, the other one does, whichever came first", () => {
    const records = [message("a"), message("b", { replaces: "a" }, toCroatia)];
    inAnyOrder(records, (shuffled) => {
      const { bill, conflicts } = rateOne(shuffled);
      expect(bill.events).toMatchObject({ received: 2, charged: 1, corrected: 1, conflict: 0 });
      expect([bill.total, conflicts, bill.notices]).toEqual(["0.10", [], []]);
      expect(billSchema.parse(bill)).toEqual(bill);
    });
  });

  test("a void takes a record out, and counts as corrected itself", () => {
    const { events, total } = billOf([message("a"), message("c"), cancel("v", "a")]);
    expect(events).toMatchObject({ received: 3, charged: 1, corrected: 2 });
    expect(total).toBe("0.05");
  });

  test("what is corrected opens no window either", () => {
    const inside = sent("2026-03-02T10:00:00+07:00");
    expect(billOf([received(nine, { id: "a" }), inside]).events).toMatchObject({ charged: 0, free: 2 });
    expect(billOf([received(nine, { id: "a" }), inside, cancel("v", "a")]).events).toMatchObject({ charged: 1, corrected: 2 });
  });

  test("along a chain the last record counts; what was voided comes back only when the void is replaced", () => {
    const chain = [message("a"), message("b", { replaces: "a" }), message("c", { replaces: "b" }, toCroatia)];
    inAnyOrder(chain, (shuffled) =>
      expect(billOf(shuffled)).toMatchObject({ total: "0.10", events: { charged: 1, corrected: 2 } }),
    );
    const voided = [...chain, cancel("v", "c")];
    expect(billOf(voided)).toMatchObject({ total: "0.00", events: { charged: 0, corrected: 4 } });
    expect(billOf([...voided, cancel("w", "v")])).toMatchObject({ total: "0.00", events: { charged: 0, corrected: 5 } });
    const back = [...voided, message("d", { replaces: "v" })];
    inAnyOrder(back, (shuffled) =>
      expect(billOf(shuffled)).toMatchObject({ total: "0.05", events: { charged: 1, corrected: 4 } }),
    );
  });

  test("of two corrections of one record one is kept, and the other is in conflict with all that corrects it", () => {
    const records = [
      message("a"),
      message("b", { replaces: "a" }, toCroatia),
      message("c", { replaces: "a" }),
      message("d", { replaces: "c" }),
      cancel("e", "d"),
    ];
    inAnyOrder(records, (shuffled) => {
      const { bill, conflicts } = rateOne(shuffled);
      expect(bill).toMatchObject({ total: "0.10", events: { received: 5, charged: 1, corrected: 1, conflict: 3 } });
      expect(conflicts).toMatchObject([{ source: "/test", id: "a", kept: { count: 1 }, others: [{}, {}, {}] }]);
      expect(conflicts[0]!.kept.content).toContain('"HR"');
    });
  });

  test("corrections that say the same are told apart by their ids", () => {
    const records = [message("a"), message("c", { replaces: "a" }), message("b", { replaces: "a" })];
    const kept: EventOutcome[] = [];
    inAnyOrder(records, (shuffled) => {
      kept.length = 0;
      rate(shuffled, { wanted: new Set(["b"]), onOutcome: (outcome) => kept.push(outcome) });
      expect(kept).toMatchObject([{ id: "b", bucket: "charged", replaces: "a" }]);
    });
  });

  test("copies of a correction are duplicates; a copy that corrects something else is a conflict of copies", () => {
    const correction = message("b", { replaces: "a" }, toCroatia);
    expect(billOf([message("a"), correction, correction]).events).toMatchObject({ charged: 1, corrected: 1, duplicate: 1 });
    const other = message("b", { replaces: "c" }, toCroatia);
    inAnyOrder([message("a"), message("c"), correction, other], (shuffled) =>
      expect(billOf(shuffled).events).toMatchObject({ received: 4, charged: 2, corrected: 1, conflict: 1 }),
    );
  });

  test("records that correct each other in a circle: one of them counts", () => {
    const two = [message("a", { replaces: "b" }), message("b", { replaces: "a" }, toCroatia)];
    inAnyOrder(two, (shuffled) =>
      expect(billOf(shuffled)).toMatchObject({ total: "0.05", events: { charged: 1, corrected: 1 } }),
    );
    const three = [message("a", { replaces: "b" }), message("b", { replaces: "c" }), message("c", { replaces: "a" })];
    inAnyOrder([...three, message("d", { replaces: "a" }, toCroatia)], (shuffled) => {
      const { received: all, ...buckets } = billOf(shuffled).events;
      expect(buckets.charged).toBe(1);
      expect(Object.values(buckets).reduce((a, b) => a + b)).toBe(all);
    });
  });

  test("a record that is not there can be corrected; the bill of the month says so", () => {
    const bill = billOf([
      message("b", { replaces: "a" }),
      cancel("v", "z"),
      cancel("early", "y", { time: "2026-02-02T09:00:00Z" }),
    ]);
    expect(bill).toMatchObject({ total: "0.05", events: { charged: 1, corrected: 2 } });
    expect(bill.notices).toMatchObject([{ code: "correction-unmatched", text: { en: expect.stringContaining("by: b, v.") } }]);
    const rivals = [message("b", { replaces: "a" }), message("c", { replaces: "a" })];
    expect(billOf(rivals).events).toMatchObject({ charged: 1, conflict: 1 });
    expect(billOf([...rivals, message("a")]).events).toMatchObject({ charged: 1, conflict: 1, corrected: 1 });
  });

  test("only records of the same source and agreement are corrected", () => {
    const elsewhere = [message("a", { source: "/other" }), message("a", { subject: "Beta" }), cancel("v", "a")];
    const { agreements } = rate(elsewhere, { agreements: [agreement(), agreement({ name: "Beta" })] });
    expect(agreements.map(({ bill }) => bill.events.charged)).toEqual([1, 1]);
  });

  test("ids of any length and letters are found", () => {
    for (const id of ["ü💥\ud800", "x".repeat(5000), "x".repeat(1999)])
      expect(billOf([message(id), message("other"), cancel("v", id)]).events).toMatchObject({ charged: 1, corrected: 2 });
  });

  test("an event may turn out to have been another kind of event", () => {
    const { events } = billOf([message("a"), received(nine, { id: "b", replaces: "a" })]);
    expect(events).toMatchObject({ charged: 0, free: 1, corrected: 1 });
  });

  test("a long chain is followed", () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => message(`m${i}`, i === 0 ? {} : { replaces: `m${i - 1}` }));
    expect(billOf(chain).events).toMatchObject({ charged: 1, corrected: 19_999 });
  });
});

describe("records that cannot be corrections", () => {
  test.each([
    ["replaces itself", message("a", { replaces: "a" }), "replaces names the record itself"],
    ["voids itself", cancel("v", "v"), "voids names the record itself"],
    ["replaces is no text", message("a", { replaces: 7 }), "replaces must be text"],
    ["replaces is empty", message("a", { replaces: "" }), "replaces is empty"],
    ["a void of nothing", cancel("v", "a", { voids: undefined }), "voids is missing"],
    ["a void that replaces", cancel("v", "a", { replaces: "b" }), "a record of the type sdl.void.v1 replaces nothing"],
    ["voids on usage", message("a", { voids: "b" }), "only a record of the type sdl.void.v1 voids another one"],
    ["a void with data", cancel("v", "a", { data: { user: "x" } }), 'Void has no field "user"'],
  ])("%s", (_, record, reason) => {
    const { bill, rejections } = rateOne([record]);
    expect(bill.events).toMatchObject({ received: 1, rejected: 1 });
    expect(rejections).toMatchObject([{ reason }]);
  });

  test("are told with what to do instead", () => {
    const rejected = (record: Envelope) => rateOne([record]).rejections[0];
    expect(rejected(cancel("v", "a", { voids: undefined }))).toMatchObject({
      ...{ code: "attribute-missing", field: "voids" },
      hint: 'It names the record that no longer counts: "voids": "its id".',
    });
    expect(rejected(message("a", { replaces: "a" }))).toMatchObject({ code: "attribute-invalid", field: "replaces" });
    expect(rejected(cancel("v", "v"))).toMatchObject({ code: "attribute-invalid", field: "voids" });
    expect(rejected(cancel("v", "a", { replaces: "b" }))).toMatchObject({ code: "attribute-invalid", field: "replaces" });
    expect(rejected(message("a", { voids: "b" }))).toMatchObject({ code: "attribute-invalid", field: "voids" });
  });

  test("null is as if it were left out", () => {
    expect(billOf([message("a", { replaces: null, voids: null })]).events).toMatchObject({ charged: 1 });
  });
});

describe("corrections, settled", () => {
  const version = (id: string, content: string, more: Partial<UsageEvent> = {}): Version => ({
    event: { id, source: "/s", at: 5, line: 1, ...more } as UsageEvent,
    content,
  });
  const settledInAnyOrder = (versions: readonly Version[]) => {
    const settled = settleCorrections(versions);
    fc.assert(
      fc.property(fc.shuffledSubarray([...versions], { minLength: versions.length }), (shuffled) => {
        const { conflicts, unmatched, dropped } = settleCorrections(shuffled);
        expect({ conflicts, unmatched }).toEqual({ conflicts: settled.conflicts, unmatched: settled.unmatched });
        expect(new Set(dropped)).toEqual(new Set(settled.dropped));
      }),
      { numRuns: 20, seed: 3 },
    );
    return settled;
  };

  test("conflicts are told in the order of sources and ids, each with the places of its records", () => {
    const rivals = (source: string, id: string) => [
      version(`${id}2`, "2", { source, replaces: id, line: 12, file: "b.ndjson" }),
      version(`${id}1`, "1", { source, replaces: id, line: 11 }),
      version(`${id}3`, "0", { source, replaces: `${id}2`, line: 13 }),
    ];
    const { conflicts } = settledInAnyOrder([...rivals("/t", "a"), ...rivals("/s", "z"), ...rivals("/s", "b")]);
    expect(conflicts.map(({ source, id }) => [source, id])).toEqual([
      ["/s", "b"],
      ["/s", "z"],
      ["/t", "a"],
    ]);
    expect(conflicts[0]).toEqual({
      source: "/s",
      id: "b",
      kept: { content: "1", count: 1, places: [{ line: 11 }] },
      others: [
        { content: "0", count: 1, places: [{ line: 13 }] },
        { content: "2", count: 1, places: [{ line: 12, file: "b.ndjson" }] },
      ],
    });
  });

  test("those of records that are not there are told in the order of their ids", () => {
    const { unmatched, dropped } = settledInAnyOrder([
      version("c", "c", { replaces: "x" }),
      version("a", "a", { voids: "z" }),
      version("b", "b", { replaces: "y", source: "/t" }),
    ]);
    expect(unmatched.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(dropped).toEqual([{ event: expect.objectContaining({ id: "a" }), why: "void", other: "z" }]);
  });

  test("a bill tells of those of its own month, names five and counts the others", () => {
    const month = { start: 10, end: 20 };
    const events = (...at: number[]) => at.map((instant, i) => version(`r${i}`, "", { at: instant }).event);
    expect(unmatchedNotice(events(9, 20), month)).toBeUndefined();
    expect(unmatchedNotice(events(10, 9, 19, 20), month)).toEqual({
      code: "correction-unmatched",
      text: {
        en: "Records are corrected that are not among those rated, by: r0, r2. What another month's bill says of them is not changed by this bill.",
        vi: "Có bản ghi được điều chỉnh nhưng không nằm trong dữ liệu được tính cước; bản ghi điều chỉnh: r0, r2. Bảng kê này không thay đổi khoản đã tính cho các bản ghi đó ở kỳ khác.",
      },
    });
    const five = unmatchedNotice(events(11, 11, 11, 11, 11), month)!.text;
    expect([five.en, five.vi]).toEqual([expect.stringContaining("r3, r4. What"), expect.stringContaining("r3, r4. Bảng")]);
    const seven = unmatchedNotice(events(11, 11, 11, 11, 11, 11, 11), month)!.text;
    expect([seven.en, seven.vi]).toEqual([
      expect.stringContaining("by: r0, r1, r2, r3, r4 and 2 more. What"),
      expect.stringContaining(": r0, r1, r2, r3, r4 và 2 bản ghi khác. Bảng"),
    ]);
  });
});

describe("what is told of corrections", () => {
  test("each record knows what became of it, by which other record", () => {
    const records = [message("a"), message("b", { replaces: "a" }, toCroatia), message("c", { replaces: "a" }), cancel("v", "b")];
    const { outcomes } = rate(records, { wanted: new Set(["a", "b", "c", "v"]) });
    const told = Object.fromEntries(outcomes.map(({ id, bucket, reason }) => [id, [bucket, reason.en]]));
    expect(told).toEqual({
      a: ["corrected", "It was replaced by the record b."],
      b: ["corrected", "It was voided by the record v."],
      c: ["conflict", "The record b corrects the same record, and is kept."],
      v: ["corrected", "It voids the record b."],
    });
    expect(outcomes.find(({ id }) => id === "v")).toMatchObject({ voids: "b", type: "sdl.void.v1" });
  });

  test("CSV has columns for it", async () => {
    const csv = `id,source,type,time,subject,user,destination,ok,replaces,voids
a,/test,sdl.chat.sent.v1,${nine},Acme,+8490,VN,yes,,
b,/test,sdl.chat.sent.v1,${nine},Acme,+8490,HR,yes,a,
c,/test,sdl.chat.sent.v1,${nine},Acme,+8490,HR,yes,,
v,/test,sdl.void.v1,${nine},Acme,,,,,c
`;
    const stream = async function* () {
      yield new TextEncoder().encode(csv);
    };
    const records = [];
    for await (const batch of readUsage(stream(), { events: (type) => chat.events[type as keyof typeof chat.events] }))
      records.push(...batch);
    const { bill } = rateOne(records.map(({ value }) => value));
    expect(bill).toMatchObject({ total: "0.10", events: { received: 4, charged: 1, corrected: 3 } });
  });
});
