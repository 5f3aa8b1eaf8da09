/** Lines of NDJSON that are taken as bytes mean what they mean when they are parsed: the same bills, states, rejections and counts. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateUsage } from "../../cli/usage/index.ts";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import type { AnyServiceModule } from "../../runtime/index.ts";
import { type RateRequest, type RateResult, RatingRun, readUsage } from "../../runtime/index.ts";
import { compileFiles, inService } from "../kit/compile.ts";
import { shippedFiles } from "../kit/contracts.ts";
import { loadModule } from "../kit/load-module.ts";
import { moduleOf } from "../kit/rated.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement, received, sent } from "../kit/usage.ts";

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Rates text; `scan` says whether lines may be taken as bytes. */
async function rateText(text: string, request: Omit<RateRequest, "period">, scan: boolean, size = 1 << 16) {
  const run = new RatingRun({ ...request, period: "2026-03" });
  const taker = scan ? run.lines("usage.ndjson") : undefined;
  for await (const batch of readUsage(chunks(text, size), { name: "usage.ndjson", events: () => undefined, taker }))
    run.add(batch);
  return { result: run.finish(), taken: taker?.taken ?? 0 };
}

const shown = (result: RateResult) =>
  JSON.stringify({
    ...result,
    agreements: result.agreements.map((each) => ({
      ...each,
      closingState: each.closingState,
      chargedByDay: [...each.chargedByDay],
    })),
  });

const request = {
  agreements: [agreement({ accounts: ["acme-2"] })],
  modules: [chat],
  knownAgreements: [{ name: "Other", accounts: [] }],
};

/** Ways in which producers write a record. */
const writers: Readonly<Record<string, (record: Readonly<Record<string, unknown>>) => string>> = {
  compact: (record) => JSON.stringify(record),
  spaced: (record) => JSON.stringify(record, null, 1).replace(/\n */g, " ").replace(/\{ /g, "{").replace(/ \}/g, "}"),
  carriage: (record) => `${JSON.stringify(record)}\r`,
  padded: (record) => `  ${JSON.stringify(record)}  `,
  reordered: ({ data, ...rest }) => JSON.stringify({ ...Object.fromEntries(Object.entries(rest).reverse()), data }),
  dataFirst: ({ data, ...rest }) => JSON.stringify({ data, ...rest }),
  extended: ({ data, ...rest }) => JSON.stringify({ ...rest, datacontenttype: "application/json", data }),
  numbered: ({ data, ...rest }) => JSON.stringify({ ...rest, sequence: 7, data }),
  escaped: (record) => JSON.stringify(record).replace("/test", "\\u002ftest"),
  twice: (record) => JSON.stringify(record).replace('"source"', '"source":"x","source"'),
  reversed: ({ data, ...rest }) =>
    JSON.stringify({ ...rest, data: Object.fromEntries(Object.entries(data as object).reverse()) }),
};

const styles = Object.keys(writers);

const times = ["2026-03-05T02:00:00Z", "2026-03-05T02:00:00.5Z", "2026-03-05T09:00:00.123456+07:00", "2026-02-28T16:59:59.999Z"];
const oddTimes = [
  "2026-03-05t02:00:00z",
  "2026-02-30T02:00:00Z",
  "2026-03-05T24:00:00Z",
  "2026-03-05T02:00:00",
  "2026-03-05 02:00:00Z",
];
const sizes: readonly unknown[] = [
  0,
  7,
  120,
  999_999_999,
  4_294_967_296,
  123_456_789_012_345,
  "12",
  "007",
  "1.0",
  1.5,
  -1,
  1e21,
  "12345678901234567890",
  null,
  undefined,
];
const texts = ["+8490", "+84901234567", "+", "8490", "+849x", "", "+84 90", "é", "\ud800", 'a"b', "a\\b"];

/** What most records say, and now and then something else. */
const mostly = <Value>(usual: readonly Value[], odd: readonly Value[]) =>
  fc.oneof({ weight: 25, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });

const record = fc
  .record({
    kind: fc.constantFrom("sent", "sent", "sent", "received"),
    id: mostly(
      Array.from({ length: 12 }, (_, i) => `m-${i}`),
      ["", "\ud800", "é", "x".repeat(3000)],
    ),
    time: mostly(times, oddTimes),
    subject: mostly(["Acme", "Acme", "acme-2", "Other"], ["Nobody", ""]),
    source: mostly(["/test", "/test", "/other"], ["/é", ""]),
    user: mostly(["+8490", "+8491", "+84901234567"], texts),
    destination: mostly(["VN", "HR", "US"], ["XX", "V", "VNX", "é"]),
    ok: mostly<unknown>([true, false], ["true", null, 1]),
    size: mostly<unknown>([0, 7, 120, 999_999_999, undefined, "12"], sizes),
    more: mostly([{}], [{ surplus: 1 }]),
    style: fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...styles) }, { weight: 9, arbitrary: fc.constant(undefined) }),
  })
  .map(({ kind, style, user, destination, ok, size, more, ...envelope }) => {
    const data = { user, destination, ok, ...(size === undefined ? {} : { size }), ...more };
    const made = kind === "sent" ? { ...sent("", envelope), data } : { ...received("", envelope), data: { user } };
    return (producer: string) => writers[style ?? producer]!(made);
  });

const noise = fc.constantFrom("", "  ", "{", "[]", "null", '{"specversion":"1.0"', "\u0000", '{"a":1}x');

describe("lines taken as bytes", () => {
  test("say what they say when they are parsed, however they are written", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 12, arbitrary: record }, { weight: 1, arbitrary: noise }), {
          minLength: 1,
          maxLength: 60,
          size: "max",
        }),
        fc.constantFrom(1 << 16, 1 << 16, 2000, 300, 7),
        fc.constantFrom(...styles),
        async (lines, size, producer) => {
          const text = lines.map((line) => (typeof line === "string" ? line : line(producer))).join("\n");
          const fast = await rateText(text, request, true, size);
          taken += fast.taken;
          expect(shown(fast.result)).toBe(shown((await rateText(text, request, false)).result));
        },
      ),
      { numRuns: 150, seed: 6 },
    );
    expect(taken).toBeGreaterThan(500);
  });

  test("are most of what a producer writes", async () => {
    const lines = Array.from({ length: 1000 }, (_, i) => JSON.stringify(sent("2026-03-05T02:00:00.000Z", {}, { size: i })));
    const { taken, result } = await rateText(`${lines.join("\n")}\n`, request, true);
    expect(taken).toBeGreaterThan(990);
    expect(result.agreements[0]!.bill.events.received).toBe(1000);
  });

  const kinds = compileFiles({
    "a.sdl": inService(
      `event Seen {
        title en "seen" vi "đã xem"
        phone phone en "phone" vi "điện thoại"
        network network en "network" vi "mạng"
        email email en "email" vi "email"
        text text en "text" vi "văn bản"
        size size en "size" vi "kích thước"
        length duration en "length" vi "thời lượng"
        destination country en "destination" vi "điểm đến"
        status ok en "ok" vi "tốt" | failed en "failed" vi "hỏng" en "status" vi "trạng thái"
        urgent requested or not en "urgency" vi "khẩn"
        note text optional en "note" vi "ghi chú"
        weight size optional en "weight" vi "trọng lượng"
      }
      charge PerSecond { title en "time" vi "thời gian" for each commenced 1 second of length of Seen }`,
    ),
  }).services;
  const every = {
    ...{ phone: "+84901234567", network: "Viettel", email: "a@b.vn", text: "some text", size: 7, length: 12 },
    ...{ destination: "VN", status: "ok", urgent: true, note: "more", weight: 5 },
  };
  test.each<[string, (data: typeof every, i: number) => object]>([
    ["as JSON has them", (data) => data],
    ["with numbers in text", (data, i) => ({ ...data, size: `${i}`, length: `${i}.5`, weight: "8" })],
    ["with fractions", (data, i) => ({ ...data, length: i + 0.25 })],
    ["without what may be left out", ({ note: _, weight: __, ...data }) => data],
  ])("of every kind of field are taken, %s", async (_, write) => {
    const lines = Array.from({ length: 60 }, (_, i) => {
      const words = { text: `text ${i}`, network: ["Viettel", "Mobi"][i % 2]!, email: `a${i}@b.vn`, phone: `+849${1000 + i}` };
      const flags = { status: i % 3 === 0 ? "failed" : "ok", urgent: i % 2 === 0, destination: ["VN", "HR"][i % 2]! };
      const data = write({ ...every, ...words, ...flags, size: i, length: i }, i);
      const type = kinds[0]!.events.find(({ name }) => name === "Seen")!.type;
      return JSON.stringify({ ...sent("2026-03-05T02:00:00Z", { type }), data });
    });
    const price = { kind: "flat", amount: "1" } as const;
    const prices = ["Base", "PerSecond"].map((clause) => ({ clause, price }));
    const taken = { service: "Sample", products: [], terms: [], prices };
    const all = { agreements: [{ ...agreement(), takes: [taken] }], modules: kinds.map(moduleOf), knownAgreements: [] };
    const fast = await rateText(`${lines.join("\n")}\n`, all, true);
    expect(fast.taken).toBeGreaterThan(55);
    expect(shown(fast.result)).toBe(shown((await rateText(`${lines.join("\n")}\n`, all, false)).result));
  });

  test("may be cut anywhere before the end of the input, also before blank lines", async () => {
    const good = JSON.stringify(sent("2026-03-05T02:00:00Z"));
    for (const end of ["", "\n", "\r\n", "\n\n", "\n \n"]) {
      for (let length = 1; length <= good.length; length += 1) {
        const text = `${good}\n${good}\n${good.slice(0, length)}\n${end}`;
        const fast = await rateText(text, request, true);
        expect(fast.result.read).toBe(3);
        if (length % 20 === 0) expect(shown(fast.result)).toBe(shown((await rateText(text, request, false)).result));
      }
    }
  });

  test.each(["id", "source", "type", "time", "subject", "specversion", "data"])(
    "without %s are rejected each time, also where another attribute stands in its place",
    async (name) => {
      const lines = Array.from({ length: 12 }, (_, i) =>
        JSON.stringify(sent("2026-03-05T02:00:00Z")).replace(`"${name}":`, i % 3 === 2 ? `"x${name}":` : `"${name}":`),
      );
      const text = `${lines.join("\n")}\n`;
      const fast = await rateText(text, request, true);
      expect(shown(fast.result)).toBe(shown((await rateText(text, request, false)).result));
      expect(fast.result.agreements[0]!.bill.events).toMatchObject({ received: 12, charged: 8, rejected: 4 });
    },
  );

  test("of the shipped contracts give the same bills, whichever way", async () => {
    const program = compileFiles(shippedFiles);
    const modules: AnyServiceModule[] = program.services.map((service) => loadModule(emitService(service), service.name));
    const text = [
      ...generateUsage({
        services: program.services,
        agreements: program.agreements,
        period: "2026-03",
        events: 6000,
        seed: "scan",
        format: "ndjson",
      }),
    ].join("");
    const known = program.agreements;
    const all = { agreements: known.slice(1), modules, knownAgreements: known };
    const fast = await rateText(text, all, true);
    expect(shown(fast.result)).toBe(shown((await rateText(text, all, false)).result));
    expect(fast.taken).toBeGreaterThan(4000);
  });
});
