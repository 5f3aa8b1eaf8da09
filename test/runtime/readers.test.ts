import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RatingRun } from "../../runtime/engine.ts";
import { eventCatalog } from "../../runtime/envelope.ts";
import { readCsv } from "../../runtime/read/csv.ts";
import { detectFormat, readUsage } from "../../runtime/read/detect.ts";
import { InputError } from "../../runtime/read/gzip.ts";
import { readJsonArray } from "../../runtime/read/json-array.ts";
import { LineSplitter, type LineTaker, readNdjson } from "../../runtime/read/ndjson.ts";
import type { RawRecord } from "../../runtime/record.ts";
import { chat } from "../kit/sample-module.ts";
import { agreement } from "../kit/usage.ts";

const catalog = eventCatalog([chat]);
const events = (type: string) => catalog.get(type)?.info;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function* chunks(all: Uint8Array, cuts: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    const end = Math.min(cut, all.length);
    yield all.subarray(start, end);
    start = end;
  }
  yield all.subarray(start);
}

async function all(source: AsyncIterable<RawRecord>): Promise<RawRecord[]> {
  const found: RawRecord[] = [];
  for await (const record of source) found.push(record);
  return found;
}

async function usage(input: Uint8Array, name?: string, cuts: readonly number[] = []): Promise<RawRecord[]> {
  const found: RawRecord[] = [];
  for await (const batch of readUsage(chunks(input, cuts), { events, ...(name === undefined ? {} : { name }) }))
    found.push(...batch);
  return found;
}

const short = (records: readonly RawRecord[]) =>
  records.map(({ line, value, error }) => [line, error === undefined ? value : error.code]);

const nasty = [
  '{"a":"é😀 \\" , ] } \\\\"}',
  "",
  '  {"b":[1,{"c":"x"}]}\r',
  "{broken",
  "\t \r",
  '{"nul":"\0"}',
  '"a string"',
].join("\n");
const nastyArray = `\uFEFF \n [ {"a":"é😀 \\" , ] } \\\\"},\n{"b":[1,{"c":"x"}]} , {broken},\n\n 5 , "x, ]" ,{"open":"never closed\n}, {"next":1}\r\n]\n`;
const nastyTable = '\uFEFFid;type;"us""er";note\r\n1;t;"a;""b""\nc";ü\r\n\r\n2;t;x\r\n3;t;y;😀\n4;t;"open;z;1';

describe("any cutting into chunks gives the same records", () => {
  const cuttings = fc.array(fc.nat(400), { maxLength: 30 });
  const readers = {
    ndjson: [nasty, (source: AsyncIterable<Uint8Array>) => readNdjson(source)],
    array: [nastyArray, (source: AsyncIterable<Uint8Array>) => readJsonArray(source)],
    csv: [nastyTable, (source: AsyncIterable<Uint8Array>) => readCsv(source, { events })],
    limited: [nasty, (source: AsyncIterable<Uint8Array>) => readNdjson(source, { limit: 12 })],
    limitedArray: [nastyArray, (source: AsyncIterable<Uint8Array>) => readJsonArray(source, { limit: 12 })],
    limitedCsv: [nastyTable, (source: AsyncIterable<Uint8Array>) => readCsv(source, { events, limit: 12 })],
  } as const;
  for (const [name, [text, read]] of Object.entries(readers)) {
    test(name, async () => {
      const whole = await all(read(chunks(bytes(text))));
      expect(whole.length).toBeGreaterThan(2);
      await fc.assert(
        fc.asyncProperty(cuttings, async (cuts) => {
          expect(await all(read(chunks(bytes(text), cuts)))).toEqual(whole);
        }),
      );
      const single = Array.from(bytes(text), (_, i) => i);
      expect(await all(read(chunks(bytes(text), single)))).toEqual(whole);
    });
  }

  test("gzip, and telling the format", async () => {
    for (const [text, name] of [
      [nasty, "a.ndjson"],
      [nastyArray, "a.json"],
      [nastyTable, undefined],
    ] as const) {
      const plain = await usage(bytes(text), name);
      expect(plain.length).toBeGreaterThan(2);
      const packed = new Uint8Array(gzipSync(bytes(text)));
      const same = (input: Uint8Array) =>
        fc.asyncProperty(cuttings, async (cuts) => {
          expect(await usage(input, name, cuts)).toEqual(plain);
        });
      await fc.assert(same(packed), { numRuns: 20 });
      await fc.assert(same(bytes(text)), { numRuns: 20 });
    }
  });
});

describe("one record per line", () => {
  test("broken lines are rejected by themselves, blank ones are skipped, line numbers stay right", async () => {
    expect(short(await all(readNdjson(chunks(bytes(nasty)))))).toEqual([
      [1, { a: 'é😀 " , ] } \\' }],
      [3, { b: [1, { c: "x" }] }],
      [4, "not-json"],
      [6, "nul-byte"],
      [7, "a string"],
    ]);
  });

  test("invalid UTF-8 rejects its line and no other", async () => {
    const input = Uint8Array.from([...bytes('{"a":"'), 0xc3, 0x28, ...bytes('"}\n{"b":1}\n')]);
    expect(short(await all(readNdjson(chunks(input))))).toEqual([
      [1, "not-utf8"],
      [2, { b: 1 }],
    ]);
  });

  test("a line of 50 MB is rejected without being held", async () => {
    const piece = bytes("x".repeat(1024 * 1024));
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes('{"a":1}\n');
      for (let i = 0; i < 50; i += 1) yield piece;
      yield bytes('\n{"b":2}\n');
    }
    const before = process.memoryUsage().arrayBuffers;
    const found: RawRecord[] = [];
    let most = 0;
    for await (const record of readNdjson(endless())) {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      found.push(record);
    }
    expect(short(found)).toEqual([
      [1, { a: 1 }],
      [2, "too-long"],
      [3, { b: 2 }],
    ]);
    expect(found[1]?.error?.raw.length).toBeLessThan(300);
    expect(most).toBeLessThan(20 * 1024 * 1024);
  });

  test("a line of exactly the limit is taken, one byte more is not", async () => {
    const line = '{"a":12}';
    expect(short(await all(readNdjson(chunks(bytes(`${line}\n`)), { limit: 8 })))).toEqual([[1, { a: 12 }]]);
    expect(short(await all(readNdjson(chunks(bytes(`${line}\n`)), { limit: 7 })))).toEqual([[1, "too-long"]]);
  });
});

describe("lines that are taken as bytes", () => {
  const lines = Array.from({ length: 300 }, (_, i) =>
    i % 7 === 3 ? `{"n":${i},"odd":1}` : i % 50 === 9 ? "{broken" : `{"n":${i}}`,
  );
  const text = `${lines.join("\n")}\n`;

  /** Takes what is not odd, and notes which lines it was given. */
  function takerOf(most = Number.POSITIVE_INFINITY) {
    const [given, learned, pieces] = [[] as [number, string][], [] as [string, unknown][], [] as number[]];
    const taker: LineTaker = {
      get taken() {
        return given.length;
      },
      take({ bytes: all, view }, at, until, line) {
        expect([view.byteLength, all.length - until >= 32, at < until]).toEqual([all.length, true, true]);
        expect([all[at - 1], all[until - 1]]).toEqual([10, 10]);
        expect(view.getUint8(at)).toBe(all[at]);
        pieces.push(all.length);
        let place = at;
        for (let number = line, taken = 0; place < until && taken < most; number += 1, taken += 1) {
          const end = all.indexOf(10, place);
          const one = new TextDecoder().decode(all.subarray(place, end));
          if (!/^\{"n":\d+\}$/.test(one)) break;
          given.push([number, one]);
          place = end + 1;
        }
        return place;
      },
      learn: (line, value) => void learned.push([line, value]),
    };
    return { taker, given, learned, pieces };
  }

  test.each([[[]], [[100, 101, 900]], [[5, 1000, 1040, 2900]]])(
    "and those that are not are all lines, each with its number: cut at %j",
    async (cuts) => {
      for (const most of [Number.POSITIVE_INFINITY, 1, 5]) {
        const { taker, given, learned } = takerOf(most);
        const parsed = await all(readNdjson(chunks(bytes(text), cuts), { taker }));
        const numbers = [...given.map(([line]) => line), ...parsed.map(({ line }) => line)].sort((a, b) => a - b);
        expect(numbers).toEqual(lines.map((_, i) => i + 1));
        for (const [line, one] of given) expect(one).toBe(lines[line - 1]);
        for (const { line, value, error } of parsed)
          expect(error === undefined ? JSON.stringify(value) : "{broken").toBe(lines[line - 1]);
        expect(learned.map(([line, value]) => [line, JSON.stringify(value)])).toEqual(
          parsed.filter(({ error }) => error === undefined).map(({ line }) => [lines[line - 1], lines[line - 1]]),
        );
        expect(given.length).toBeGreaterThan(most === 1 ? 100 : 200);
      }
    },
  );

  test("are none of pieces that are longer than a record may be, or too short to look ahead in", async () => {
    const { taker, given } = takerOf();
    await all(readNdjson(chunks(bytes(text)), { taker, limit: text.length - 1 }));
    expect(given).toEqual([]);
    const long = takerOf();
    await all(readNdjson(chunks(bytes(text)), { taker: long.taker, limit: text.length }));
    expect(long.given.length).toBeGreaterThan(200);
    const short = takerOf();
    const some = '{"n":1}\n{"n":2}\n{"n":3}\n{"n":4}\n';
    expect(some).toHaveLength(32);
    await all(readNdjson(chunks(bytes(some)), { taker: short.taker }));
    await all(readNdjson(chunks(bytes("x".repeat(50))), { taker: short.taker }));
    expect(short.given).toEqual([]);
  });
});

test("a part of an input that is not its beginning has no byte order mark, and tells how many ends of lines came", () => {
  const marked = '\ufeff{"a":1}\n\n{"a":2}\n{"a":3}';
  const read = (isRest: boolean) => {
    const splitter = new LineSplitter({ isRest });
    const records = [...splitter.push(bytes(marked)), ...splitter.end()];
    return { ends: splitter.ends, records: records.map(({ line, error }) => error?.code ?? line) };
  };
  expect(read(false)).toEqual({ ends: 3, records: [1, 3, 4] });
  expect(read(true)).toEqual({ ends: 3, records: ["not-json", 3, 4] });
});

test("of a line that is no JSON it is said what a record is", async () => {
  const hints = async (input: string) => (await all(readNdjson(chunks(bytes(input))))).map(({ error }) => error?.hint);
  expect(await hints('{"a":\n  {"b"\nid,type\n[{\n')).toEqual([
    "Each record is one JSON object on a line of its own.",
    "Each record is one JSON object on a line of its own.",
    "A record begins with {.",
    "A record begins with {.",
  ]);
});

describe("one JSON array", () => {
  test("elements come with the line on which they begin; a broken one is rejected by itself", async () => {
    const text = '[\n  {"a": 1},\n  {"b": [2, "x]"]}, {"c" 3},\n\n  {"d":4}\n]\n';
    expect(short(await all(readJsonArray(chunks(bytes(text)))))).toEqual([
      [2, { a: 1 }],
      [3, { b: [2, "x]"] }],
      [3, "not-json"],
      [5, { d: 4 }],
    ]);
  });

  test("a string that is not closed rejects its record, and does not swallow the records after it", async () => {
    const text = '[{"a":"never closed\n}, {"b":1},\n{"c":"x"}]';
    expect(short(await all(readJsonArray(chunks(bytes(text)))))).toEqual([
      [1, "not-json"],
      [2, { b: 1 }],
      [3, { c: "x" }],
    ]);
  });

  test("a cut array keeps the records before the cut, and says that something is missing", async () => {
    expect(short(await all(readJsonArray(chunks(bytes('[{"a":1},\n{"b":')))))).toEqual([
      [1, { a: 1 }],
      [2, "truncated"],
    ]);
    expect(short(await all(readJsonArray(chunks(bytes('[{"a":1},\n{"b":2}\n')))))).toEqual([
      [1, { a: 1 }],
      [2, { b: 2 }],
      [3, "truncated"],
    ]);
    expect(short(await all(readJsonArray(chunks(bytes('[{"a":1},')))))).toEqual([
      [1, { a: 1 }],
      [1, "truncated"],
    ]);
    expect(short(await all(readJsonArray(chunks(bytes("["))))).map(([, code]) => code)).toEqual(["truncated"]);
  });

  test("an empty array has no records; commas too many and text after the end are reported", async () => {
    expect(await all(readJsonArray(chunks(bytes(" [ \n ] \n"))))).toEqual([]);
    expect(short(await all(readJsonArray(chunks(bytes("[1,,2,]")))))).toEqual([
      [1, 1],
      [1, "array"],
      [1, 2],
      [1, "array"],
    ]);
    expect(short(await all(readJsonArray(chunks(bytes("[1]\n{}")))))).toEqual([
      [1, 1],
      [2, "array"],
    ]);
  });
});

describe("a table", () => {
  const table = (rows: string) => all(readCsv(chunks(bytes(rows)), { events }));

  test("the envelope comes from its columns, data from the others, converted to what the fields are", async () => {
    const rows = await table(
      "id,source,type,time,subject,user,destination,ok,size\n" +
        "1,/t,sdl.chat.sent.v1,2026-03-01T00:00:00Z,Acme,+8490,VN,Yes,12.50\n" +
        "2,/t,sdl.chat.received.v1,2026-03-01T00:00:00Z,Acme,+8491,,,\n",
    );
    expect(rows.map(({ value }) => value)).toEqual([
      {
        specversion: "1.0",
        id: "1",
        source: "/t",
        type: "sdl.chat.sent.v1",
        time: "2026-03-01T00:00:00Z",
        subject: "Acme",
        data: { user: "+8490", destination: "VN", ok: true, size: "12.50" },
      },
      {
        specversion: "1.0",
        id: "2",
        source: "/t",
        type: "sdl.chat.received.v1",
        time: "2026-03-01T00:00:00Z",
        subject: "Acme",
        data: { user: "+8491" },
      },
    ]);
  });

  test("ragged rows and open quotation marks are rejected, with how many cells there should be", async () => {
    const rows = await table('id,user\n1,a\n2\n3,b,c\n4,"x"y"\n5,ok\n');
    expect(short(rows).map(([line, what]) => (typeof what === "string" ? [line, what] : [line, "taken"]))).toEqual([
      [2, "taken"],
      [3, "csv-row"],
      [4, "csv-row"],
      [5, "csv-row"],
      [6, "taken"],
    ]);
    expect(rows[1]?.error?.reason).toBe("has 1 cell, but the header has 2");
  });

  test("semicolons and tabs separate too, and cells may hold line ends", async () => {
    expect(
      (await table('id;user\n1;"a;\n""b"""\n2;c')).map(({ line, value }) => [line, (value as { data: unknown }).data]),
    ).toEqual([
      [2, { user: 'a;\n"b"' }],
      [4, { user: "c" }],
    ]);
    expect((await table("id\tuser\n1\ta,b\n")).map(({ value }) => (value as { data: unknown }).data)).toEqual([{ user: "a,b" }]);
  });

  test("columns named like what objects inherit do no harm", async () => {
    const [row] = await table("id,__proto__,constructor\n1,x,y\n");
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(Object.keys((row!.value as { data: object }).data)).toEqual(["__proto__", "constructor"]);
  });
});

describe("the input itself", () => {
  test("the format is told by the first character, then by the name", () => {
    expect(detectFormat(bytes(" \n[{}]"), "a.ndjson")).toBe("json-array");
    expect(detectFormat(bytes("\uFEFF{}"), "a.csv")).toBe("ndjson");
    expect(detectFormat(bytes("x"), "a.CSV.gz")).toBe("csv");
    expect(detectFormat(bytes("garbage"), "a.jsonl")).toBe("ndjson");
    expect(detectFormat(bytes('"id","type"\n1'))).toBe("csv");
    expect(detectFormat(bytes("garbage, more"))).toBe("ndjson");
  });

  test("cut or damaged gzip is an error in plain words", async () => {
    const packed = new Uint8Array(gzipSync(bytes('{"a":1}\n'.repeat(1000))));
    const damaged = packed.slice();
    damaged[damaged.length - 6]! ^= 0xff;
    for (const input of [packed.subarray(0, packed.length - 4), packed.subarray(0, 12), damaged]) {
      await expect(usage(input, "march.ndjson.gz")).rejects.toThrow(/^march\.ndjson\.gz is not a complete gzip file/);
      await expect(usage(input, "march.ndjson.gz")).rejects.toBeInstanceOf(InputError);
    }
  });

  test("an error of the source is passed on as it is, also behind gzip", async () => {
    const packed = new Uint8Array(gzipSync(bytes('{"a":1}\n')));
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield packed.subarray(0, 15);
      throw new Error("disk on fire");
    }
    const read = async () => {
      for await (const _ of readUsage(failing(), { events }));
    };
    await expect(read()).rejects.toThrow(/^disk on fire$/);
  });

  test("UTF-16 is named, and an empty input has no records", async () => {
    await expect(usage(Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]), "a.csv")).rejects.toThrow(/UTF-16/);
    expect(await usage(new Uint8Array(0))).toEqual([]);
    expect(await usage(bytes(" \n \n"), "a.json")).toEqual([]);
  });

  test("no bytes whatever make a reader fail: each record is a value or a rejection with a reason", async () => {
    const piece = fc.oneof(
      fc.constantFrom("[", "]", "{", "}", '"', ",", "\n", "\r\n", "\\", "id", "1", "\0", ";", "\t"),
      fc.string({ maxLength: 3 }),
    );
    const input = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(piece, { maxLength: 40 }).map((pieces) => bytes(pieces.join(""))),
    );
    await fc.assert(
      fc.asyncProperty(input, fc.constantFrom("a.csv", "a.json", undefined), async (all, name) => {
        fc.pre(
          !(all[0] === 0x1f && all[1] === 0x8b) && !(all[0] === 0xff && all[1] === 0xfe) && !(all[0] === 0xfe && all[1] === 0xff),
        );
        for (const { line, error } of await usage(all, name)) {
          expect(line).toBeGreaterThan(0);
          if (error !== undefined) expect(error.reason).not.toBe("");
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("a record nested half a million deep is rejected like any other", async () => {
    const deep = `${"[".repeat(400_000)}${"]".repeat(400_000)}`;
    const records = await usage(bytes(`{"specversion":"1.0","subject":${deep}}\n`), "a.ndjson");
    const run = new RatingRun({ agreements: [agreement()], modules: [chat], period: "2026-03" });
    run.add(records);
    expect(run.finish().agreements[0]!.bill.events).toMatchObject({ received: 1, rejected: 1 });
  });

  test("records carry the name of their input", async () => {
    expect((await usage(bytes("{}\n{x"), "a.ndjson")).map(({ file, error }) => [file, error?.file])).toEqual([
      ["a.ndjson", undefined],
      ["a.ndjson", "a.ndjson"],
    ]);
  });
});
