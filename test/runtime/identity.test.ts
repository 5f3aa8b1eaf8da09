import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../runtime/canonical.ts";
import type { UsageEvent } from "../../runtime/envelope.ts";
import { compareEvents, contentOf, identityOf, Ledger } from "../../runtime/identity.ts";
import { agreement, billOf, rateOne, sent } from "../kit/usage.ts";

const nine = "2026-03-02T09:00:00+07:00";
const at = (over: object, data: object = {}) => sent(nine, { id: "m", ...over }, { ...data });

describe("a ledger", () => {
  const event = (id: string, data: object, more: Partial<UsageEvent> = {}): UsageEvent =>
    ({ ...{ id, source: "/s", at: 5, subject: "Acme", type: "t", line: 1, data }, ...more }) as UsageEvent;

  test("keeps what has the smallest content, and knows all copies, in whatever order they came", () => {
    const ledger = new Ledger(true);
    const [two, one] = [event("a", { n: 2 }, { line: 9 }), event("a", { n: 1 }, { line: 7, file: "x" })];
    expect([ledger.copies(two), ledger.namesAll, new Ledger(false).namesAll]).toEqual([undefined, true, false]);
    expect(ledger.replaces(one, two)).toBe(true);
    expect(ledger.replaces({ ...two, line: 3 }, one)).toBe(false);
    expect(ledger.replaces({ ...one, file: "b", line: 4 }, one)).toBe(false);
    const same = {
      content: contentOf(one),
      count: 2,
      places: [
        { line: 4, file: "b" },
        { line: 7, file: "x" },
      ],
    };
    const other = { content: contentOf(two), count: 2, places: [{ line: 3 }, { line: 9 }] };
    expect(ledger.copies(one)).toEqual({ same, different: [other] });
    expect(ledger.tally()).toEqual({
      ...{ duplicate: 1, conflict: 2, corrected: 0 },
      conflicts: [{ source: "/s", id: "a", kept: same, others: [other] }],
    });
  });

  test("names the first twenty places, by file and then by line", () => {
    const ledger = new Ledger(true);
    const places = Array.from({ length: 30 }, (_, i) => ({
      line: 30 - i,
      ...(i % 3 === 0 ? {} : { file: i % 3 === 1 ? "b" : "a" }),
    }));
    const [kept, ...others] = places.map((place) => event("a", {}, place)) as [UsageEvent, ...UsageEvent[]];
    for (const each of others) ledger.replaces({ ...each, ...("file" in each ? {} : { file: undefined }) } as UsageEvent, kept);
    const inOrder = [...places].sort((a, b) =>
      (a.file ?? "") < (b.file ?? "") ? -1 : (a.file ?? "") > (b.file ?? "") ? 1 : a.line - b.line,
    );
    expect(ledger.copies(kept)!.same).toStrictEqual({ content: contentOf(kept), count: 30, places: inOrder.slice(0, 20) });
  });

  test("tells of conflicts in the order of sources and ids, with those of corrections; what is counted only is a duplicate", () => {
    const ledger = new Ledger(false);
    ledger.repeated = 4;
    for (const [source, id] of [
      ["/t", "a"],
      ["/s", "c"],
      ["/s", "a"],
    ] as const)
      ledger.replaces(event(id, { n: 1 }, { source }), event(id, { n: 2 }, { source }));
    const same = event("same", {});
    ledger.replaces(same, same);
    const dropped = ledger.correct([
      event("b1", { n: 1 }, { replaces: "b" }),
      event("b2", { n: 2 }, { replaces: "b" }),
      event("b", {}),
      event("v", {}, { voids: "gone" }),
    ]);
    expect(dropped.map(({ event: { id }, why }) => [id, why]).sort()).toEqual([
      ["b", "replaced"],
      ["b2", "conflict"],
      ["v", "void"],
    ]);
    expect(ledger.corrections.unmatched.map(({ id }) => id)).toEqual(["v"]);
    const { conflicts, ...counts } = ledger.tally();
    expect(counts).toEqual({ duplicate: 5, conflict: 4, corrected: 2 });
    expect(conflicts.map(({ source, id }) => source + id)).toEqual(["/sa", "/sb", "/sc", "/ta"]);
    expect(new Ledger(true).tally()).toEqual({ duplicate: 0, conflict: 0, corrected: 0, conflicts: [] });
    expect(new Ledger(true).corrections).toEqual({ dropped: [], conflicts: [], unmatched: [] });
  });

  test("events are in the order of instants, then ids, then sources", () => {
    const all = [
      { at: 1, id: "b", source: "a" },
      { at: 2, id: "a", source: "a" },
      { at: 2, id: "a", source: "b" },
      { at: 2, id: "b", source: "a" },
      { at: 10, id: "a", source: "a" },
    ];
    for (const [i, a] of all.entries())
      for (const [j, b] of all.entries()) expect(Math.sign(compareEvents(a, b))).toBe(Math.sign(i - j));
  });

  test("two different pairs of source and id are never written alike", () => {
    const pairs = [
      ["a", "bc"],
      ["ab", "c"],
      ["1:a", "b"],
      ["", "1:ab"],
    ] as const;
    expect(new Set(pairs.map(([source, id]) => identityOf({ source, id }))).size).toBe(4);
    expect(identityOf({ source: "ab", id: "c" })).toBe("2:abc");
  });
});

describe("the same event twice", () => {
  test("a repeat counts once, however it is written", () => {
    const repeat = JSON.parse(
      '{"data":{"size":"12.50","ok":true,"destination":"VN","user":"+8490"},"subject":"Acme","time":"2026-03-02T02:00:00.000Z","type":"sdl.chat.sent.v1","source":"/test","id":"m","specversion":"1.0","traceparent":"x"}',
    );
    const { bill, conflicts } = rateOne([at({}, { size: 12.5 }), repeat, repeat]);
    expect(bill.events).toMatchObject({ charged: 1, duplicate: 2, conflict: 0 });
    expect([bill.total, conflicts]).toEqual(["0.05", []]);
  });

  test("id and source together identify, without being run together", () => {
    const records = [
      ["a", "bc"],
      ["ab", "c"],
      ["1:a", "b"],
      ["1", ":ab"],
    ].map(([source, id]) => at({ source, id }));
    expect(billOf(records).events).toMatchObject({ charged: 4, duplicate: 0, conflict: 0 });
  });

  test("copies of one event are never taken for copies of another", () => {
    const records = [at({ source: "a", id: "bc" }), at({ source: "ab", id: "c" }, { destination: "HR" })];
    expect(billOf([...records, ...records]).events).toMatchObject({ charged: 2, duplicate: 2, conflict: 0 });
  });

  test("canonical JSON does not know the order in which fields were written", () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: "x" })).toBe('{"a":"x","b":[{"d":1}]}');
    expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"y":2,"x":3}}'))).toBe('{"__proto__":{"x":3,"y":2},"z":1}');
  });

  test.each([
    ["another price", {}, { destination: "HR" }],
    ["another instant", { time: "2026-03-02T09:00:00.001+07:00" }, {}],
    ["another account", { subject: "acme-1" }, {}],
    ["another type", { type: "sdl.chat.received.v1", data: { user: "+8490" } }, {}],
  ])("%s is a conflict: one is kept, and it is reported", (_, over, data) => {
    const agreements = [agreement({ accounts: ["acme-1"] })];
    const [first, second] = [at({}), at(over, data)];
    if ("data" in over) (second as { data: unknown }).data = over.data;
    const [one, two] = [rateOne([first, second], { agreements }), rateOne([second, first], { agreements })];
    expect(one.bill.events).toMatchObject({ received: 2, duplicate: 0, conflict: 1 });
    expect(two.bill).toEqual(one.bill);
    expect(one.conflicts).toMatchObject([{ source: "/test", id: "m", others: [{ count: 1 }] }]);
    expect(one.conflicts[0]!.kept.content < one.conflicts[0]!.others[0]!.content).toBe(true);
  });

  test("with copies of both kinds, those of the kept content are duplicates and all others conflicts, in any order", () => {
    const copies = [
      at({}),
      at({}),
      at({}, { destination: "HR" }),
      at({}, { destination: "HR" }),
      at({}, { destination: "HR" }),
      at({}, { destination: "US" }),
    ];
    const expected = rateOne(copies);
    expect(expected.bill.events).toMatchObject({ received: 6, charged: 1, duplicate: 2, conflict: 3 });
    expect(expected.conflicts[0]!.kept).toMatchObject({ count: 3, places: [{ line: 3 }, { line: 4 }, { line: 5 }] });
    expect(expected.bill.lines[0]!.dimensions).toEqual({ destination: "HR" });
    fc.assert(
      fc.property(fc.shuffledSubarray(copies, { minLength: copies.length }), (shuffled) => {
        const rated = rateOne(shuffled);
        expect(rated.bill).toEqual(expected.bill);
        // With somebody who asks about records every copy is looked at in full: the same is known of the others.
        expect(rated.conflicts).toEqual(rateOne(shuffled, { wanted: new Set(["another"]) }).conflicts);
      }),
    );
  });

  test("a rejected copy is neither a duplicate nor a conflict", () => {
    expect(billOf([at({}), at({}, { destination: "??" }), at({}, { destination: "??" })]).events).toMatchObject({
      charged: 1,
      rejected: 2,
      duplicate: 0,
      conflict: 0,
    });
  });

  test("one id used for two agreements is two events, so that no bill depends on another agreement", () => {
    const agreements = [agreement(), agreement({ name: "Beta" })];
    for (const each of [0, 1]) {
      const request = { agreements: [agreements[each]!], knownAgreements: agreements };
      expect(billOf([at({}), at({ subject: "Beta" })], request).events).toMatchObject({ received: 1, charged: 1 });
    }
  });
});
