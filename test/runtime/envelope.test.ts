import { describe, expect, test } from "vitest";
import { z } from "zod";
import { eventCatalog, readEnvelope } from "../../runtime/envelope.ts";
import { closest, didYouMean, excerpt } from "../../runtime/text.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement, type Envelope, rate, rateOne, sent } from "../kit/usage.ts";

const march = "2026-03-02T09:00:00+07:00";

function rejection(record: unknown) {
  const { rejections, bill } = rateOne([record]);
  expect(bill.events).toMatchObject({ received: 1, rejected: 1 });
  return rejections[0]!;
}

describe("what is rejected, and how it is said", () => {
  test.each<[string, unknown, Envelope]>([
    ["no object", 5, { code: "not-an-object", line: 1, raw: "5" }],
    ["an array", [], { code: "not-an-object" }],
    ["no version", { ...sent(march), specversion: undefined }, { code: "attribute-missing", field: "specversion" }],
    [
      "another version",
      sent(march, { specversion: "0.3" }),
      { code: "attribute-invalid", field: "specversion", reason: 'specversion must be "1.0"' },
    ],
    ["no id", sent(march, { id: undefined }), { code: "attribute-missing", field: "id", reason: "id is missing" }],
    ["an empty source", sent(march, { source: "" }), { code: "attribute-invalid", field: "source", reason: "source is empty" }],
    ["a number as id", sent(march, { id: 7 }), { code: "attribute-invalid", field: "id", reason: "id must be text" }],
    ["no subject", sent(march, { subject: undefined }), { code: "attribute-missing", field: "subject" }],
    [
      "an unknown subject",
      sent(march, { subject: "Acne" }),
      { code: "unknown-subject", field: "subject", hint: 'Did you mean "Acme"?' },
    ],
    [
      "an unknown type",
      sent(march, { type: "sdl.chat.send.v1" }),
      { code: "unknown-type", field: "type", hint: 'Did you mean "sdl.chat.sent.v1"?' },
    ],
    ["a type that every object inherits", sent(march, { type: "constructor" }), { code: "unknown-type" }],
    [
      "no offset",
      sent("2026-03-02T09:00:00"),
      { code: "time", field: "time", reason: "time has no offset from UTC", hint: "Add Z for UTC, or the offset, like +07:00." },
    ],
    [
      "no such day",
      sent("2026-02-30T09:00:00Z"),
      { code: "time", reason: 'time "2026-02-30T09:00:00Z": there is no day 2026-02-30' },
    ],
    [
      "data as text",
      sent(march, { data: "{}" }),
      { code: "data", field: "data", hint: "Give the fields as an object, not as text." },
    ],
    ["binary data", sent(march, { data_base64: "e30=" }), { code: "data" }],
    [
      "no data",
      sent(march, { data: undefined }),
      { code: "field-missing", field: "user", reason: "user is missing (and 2 more fields)" },
    ],
    [
      "a misspelt field",
      sent(march, {}, { usr: "+1" }),
      { code: "unknown-field", field: "usr", reason: 'Sent has no field "usr"', hint: 'Did you mean "user"?' },
    ],
    [
      "a wrong value",
      sent(march, {}, { user: "none" }),
      { code: "field-invalid", field: "user", reason: "user must be + and digits" },
    ],
    [
      "no value",
      sent(march, {}, { user: null }),
      { code: "field-invalid", field: "user", reason: "user is null", hint: "Leave out a field that has no value." },
    ],
    [
      "a value not listed",
      sent(march, {}, { destination: "VM" }),
      { code: "field-invalid", field: "destination", hint: 'Did you mean "VN"?' },
    ],
    ["a field missing", sent(march, {}, { ok: undefined }), { code: "field-missing", field: "ok", reason: "ok is missing" }],
  ])("%s", (_, record, expected) => {
    expect(rejection(record)).toMatchObject(expected);
  });

  test.each<[string, unknown, Envelope]>([
    [
      "no version",
      { ...sent(march), specversion: null },
      { reason: "specversion is missing", hint: 'Usage records are CloudEvents 1.0: "specversion": "1.0".' },
    ],
    [
      "a far type",
      sent(march, { type: `t${"x".repeat(100)}` }),
      { reason: `type "t${"x".repeat(79)}…" is not an event of any service` },
    ],
    [
      "binary data",
      sent(march, { data_base64: "e30=" }),
      { field: "data", reason: "the data is binary (data_base64)", hint: "Give the fields as an object in data." },
    ],
    ["data in a list", sent(march, { data: [] }), { reason: "data must be an object", hint: "Give the fields as an object." }],
    ["a far field", sent(march, {}, { zzzzzz: 1 }), { hint: "Sent has the fields user, destination, ok, size." }],
    ["a half far instant", sent("tomorrow"), { reason: 'time "tomorrow": "tomorrow" is not an instant' }],
    ["one more field", sent(march, {}, { user: "x", ok: 5 }), { reason: expect.stringMatching(/ \(and 1 more field\)$/) }],
    ["nothing more", sent(march, {}, { user: "x" }), { reason: "user must be + and digits" }],
  ])("%s, in full", (_, record, expected) => {
    expect(rejection(record)).toMatchObject(expected);
  });

  const strange = {
    ...chat,
    service: "Strange",
    events: {
      "strange.v1": {
        ...{ name: "Seen", type: "strange.v1", title: { en: "Seen" } },
        fields: { kind: { kind: "enumeration", values: ["voice", "video"] }, when: { kind: "text" } },
        schema: z.strictObject({
          kind: z.enum(["voice", "video"]),
          when: z.string({ error: "must be a day" }),
        }),
      },
    },
  } as unknown as typeof chat;
  const read = (data: unknown, place: { line: number; file?: string } = { line: 3 }) =>
    readEnvelope({ ...sent(march), type: "strange.v1", data }, place, eventCatalog([strange]));

  test.each<[unknown, Envelope]>([
    [{}, { code: "field-missing", reason: "kind is missing (and 1 more field)", hint: "It is one of: voice, video." }],
    [{ kind: "voice" }, { code: "field-missing", reason: "when is missing", hint: "It must be a day." }],
    [
      { kind: "vidio", when: "d" },
      { reason: 'kind must be one of: voice, video, not "vidio"', hint: 'Did you mean "video"?' },
    ],
    [{ kind: "letter", when: "d" }, { reason: 'kind must be one of: voice, video, not "letter"' }],
    [{ kind: 5, when: "d" }, { reason: "kind must be one of: voice, video, not 5" }],
    [{ kind: [], when: "d" }, { reason: "kind must be one of: voice, video" }],
    [{ kind: "voice", when: 7 }, { reason: "when must be a day" }],
  ])("data %j", (data, expected) => {
    const { problem } = read(data) as unknown as { problem: Envelope };
    expect(problem).toMatchObject(expected);
    if (!("hint" in expected)) expect(problem).not.toHaveProperty("hint");
  });

  test("an event has what its record says, and where it stood", () => {
    expect(read({ kind: "voice", when: "d" })).toStrictEqual({
      event: {
        ...{ name: "Seen", id: expect.any(String), source: "/test", at: Date.parse(march), data: { kind: "voice", when: "d" } },
        ...{ service: "Strange", type: "strange.v1", subject: "Acme", line: 3 },
      },
    });
    expect(read({ kind: "voice", when: "d" }, { line: 1, file: "a.ndjson" })).toMatchObject({
      event: { line: 1, file: "a.ndjson" },
    });
    expect(() => eventCatalog([strange, { ...strange, service: "Other" }])).toThrow(
      "The event type strange.v1 belongs to both Strange and Other.",
    );
    const bare = { ...(strange.events["strange.v1" as never] as object), fields: {}, schema: z.strictObject({}) };
    const catalog = eventCatalog([{ ...strange, events: { "strange.v1": bare } } as unknown as typeof chat]);
    expect(readEnvelope({ ...sent(march), type: "strange.v1", data: { x: 1 } }, { line: 1 }, catalog)).toMatchObject({
      problem: { hint: "Seen has no fields." },
    });
  });

  test("the nearest word is suggested, when one is near; texts are cut to one line", () => {
    expect([closest("colour", ["color", "collar"]), closest("abc", ["abd", "abb"]), closest("ABC", ["abc"])]).toEqual([
      "color",
      "abb",
      "abc",
    ]);
    expect([
      closest("", ["a"]),
      closest("abcdef", ["xyzdef"]),
      closest("a", ["b"]),
      closest("x".repeat(81), ["x".repeat(80)]),
    ]).toEqual([...[undefined, undefined], ...["b", undefined]]);
    expect([didYouMean("tesst", ["test"]), didYouMean("zzz", ["test"])]).toEqual(['Did you mean "test"?', undefined]);
    expect([excerpt("a\nb\u007fc\u0000"), excerpt("abcd", 3), excerpt("abc", 3), excerpt("x".repeat(201))]).toEqual([
      ...["a b c ", "abc…", "abc"],
      `${"x".repeat(200)}…`,
    ]);
  });

  test("further attributes are allowed, whatever their names", () => {
    const record = JSON.parse(
      JSON.stringify({ ...sent(march), traceparent: "00-1", datacontenttype: "application/json" }).replace(
        "{",
        '{"__proto__":{"polluted":true},"constructor":{"x":1},',
      ),
    );
    expect(rateOne([record]).bill.events.charged).toBe(1);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("fields named like what objects inherit are unknown fields, and do no harm", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      const record = JSON.parse(JSON.stringify(sent(march)).replace('"data":{', `"data":{"${name}":{"polluted":true},`));
      expect(rejection(record)).toMatchObject({ code: "unknown-field", field: name });
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("a service that the agreement does not take is named", () => {
    const nothing = { ...agreement(), takes: [] };
    expect(rateOne([sent(march)], { agreements: [nothing] }).rejections[0]).toMatchObject({
      code: "service-not-taken",
      reason: "Acme does not take Chat",
    });
  });

  test("a record of nobody counts in every bill, one of another agreement in none", () => {
    const known = [agreement({ name: "Gamma" })];
    const { agreements, elsewhere, unassigned, read } = rate([{}, sent(march), sent(march, { subject: "Gamma" })], {
      agreements: [agreement(), agreement({ name: "Beta" })],
      knownAgreements: known,
    });
    expect(agreements.map(({ bill }) => [bill.events.received, bill.events.rejected])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect([elsewhere, unassigned.length, read]).toEqual([1, 1, 3]);
  });
});
