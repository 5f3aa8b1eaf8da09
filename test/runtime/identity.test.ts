import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../runtime/canonical.ts";
import { agreement, billOf, rateOne, sent } from "../kit/usage.ts";

const nine = "2026-03-02T09:00:00+07:00";
const at = (over: object, data: object = {}) => sent(nine, { id: "m", ...over }, { ...data });

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
