import { describe, expect, test } from "vitest";
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
