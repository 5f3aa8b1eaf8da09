/**
 * Parquet files as usage. The files in `fixtures/parquet` were written by DuckDB 1.4, from `COPY (SELECT …) TO … (FORMAT parquet,
 * COMPRESSION …)`; those that tests make here are written by the library of `sdl usage`.
 */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { SchemaElement } from "hyparquet";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, test } from "vitest";
import type { EventInfo } from "../../runtime/module.ts";
import { InputError } from "../../runtime/read/gzip.ts";
import { readParquet } from "../../runtime/read/parquet.ts";
import { cellReader, Unreadable } from "../../runtime/read/parquet-cells.ts";
import type { RawRecord } from "../../runtime/record.ts";
import { random } from "../kit/random.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/parquet/${name}.parquet`, import.meta.url)));

type Fields = Pick<EventInfo, "fields">["fields"];

async function read(bytes: Uint8Array, fields: Fields = {}): Promise<RawRecord[]> {
  const source = {
    size: bytes.length,
    read: async (start: number, end: number) => bytes.slice(start, end).buffer,
  };
  const found: RawRecord[] = [];
  for await (const batch of readParquet(source, { name: "u.parquet", events: () => ({ fields }) })) found.push(...batch);
  return found;
}

const problem = async (bytes: Uint8Array): Promise<string> => {
  const error: unknown = await read(bytes).then(
    () => "it was read",
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as Error).message;
};

const written = (columnData: ColumnSource[], more: object = {}) =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...more } as Parameters<typeof parquetWriteBuffer>[0]));

const text = (name: string, ...data: (string | null)[]): ColumnSource => ({ name, data, type: "STRING" });

describe("records", () => {
  test.each(["zstd", "gzip", "brotli", "lz4_raw"])(
    "come from columns and a structure of data, compressed with %s",
    async (codec) => {
      const sent = { specversion: "1.0", source: "/duck", type: "sdl.reminders.sent.v1", subject: "Bakery" };
      const reply = { ...sent, type: "sdl.reminders.reply.v1", time: "2026-03-06T03:00:00.000Z" };
      const file = "u.parquet";
      expect(await read(fixture(`events-${codec}`))).toEqual([
        // Digits finer than a millisecond are cut: 09:00:00.250999 at +07:00.
        {
          ...{ line: 1, file },
          value: { ...sent, id: "e-1", time: "2026-03-05T02:00:00.250Z", data: { user: "+84901234567", status: "delivered" } },
        },
        {
          ...{ line: 2, file },
          value: { ...sent, id: "e-2", time: "2026-03-05T03:00:00.000Z", data: { user: "+84901234568", status: "failed" } },
        },
        { line: 3, file, value: { ...reply, id: "e-3", data: { user: "+84901234567" } } },
        { line: 4, file, value: { ...reply, data: {} } },
      ]);
    },
  );

  test("come from a table as in CSV: columns that are no attributes are fields, null is left out", async () => {
    const bytes = written([
      text("id", "a", "b"),
      text("type", "t", "t"),
      text("user", "+841", null),
      text("answered", "yes", "0"),
      { name: "length", data: [60, 61], type: "INT32" },
      { name: "note", data: [" x ", ""], type: "STRING" },
    ]);
    const fields: Fields = {
      user: { kind: "phone" },
      answered: { kind: "flag" },
      length: { kind: "duration" },
      note: { kind: "text" },
    };
    expect((await read(bytes, fields)).map(({ value }) => value)).toEqual([
      { specversion: "1.0", id: "a", type: "t", data: { user: "+841", answered: true, length: "60", note: " x " } },
      { specversion: "1.0", id: "b", type: "t", data: { answered: false, length: "61", note: "" } },
    ]);
  });

  test("keep the number of their row over row groups and pages", async () => {
    const ids = Array.from({ length: 2500 }, (_, index) => `id-${index + 1}`);
    const bytes = written([text("id", ...ids), text("user", ...ids.map((_, index) => (index % 3 === 0 ? null : "x")))], {
      rowGroupSize: 700,
      pageSize: 500,
    });
    const found = await read(bytes);
    expect(found).toHaveLength(2500);
    for (const [index, { line, value }] of found.entries())
      expect([line, (value as { id: string }).id]).toEqual([index + 1, ids[index]]);
  });

  test("of other columns than data, attributes are taken and extensions are not looked at", async () => {
    const bytes = written([
      text("id", "a"),
      text("traceparent", "00-1"),
      { name: "nanos", data: [1.5], type: "FLOAT" },
      text("data", "{}"),
    ]);
    expect((await read(bytes))[0]!.value).toEqual({ specversion: "1.0", id: "a", data: "{}" });
  });

  test("are none in a file without rows", async () => {
    expect(await read(written([text("id")]))).toEqual([]);
  });
});

describe("cells", () => {
  test("are exact, whatever the width of numbers, and what cannot be is refused by name", async () => {
    const [full, empty] = await read(fixture("cells"));
    expect(full!.error).toMatchObject({ line: 1, code: "parquet-column", field: "flt", hint: /DECIMAL/ });
    expect(empty!.value).toEqual({ specversion: "1.0", data: {} });
  });

  const element = (more: Partial<SchemaElement>): SchemaElement => ({ name: "x", repetition_type: "OPTIONAL", ...more });
  const decimal = (type: SchemaElement["type"], scale: number) =>
    cellReader(element({ type, converted_type: "DECIMAL", scale, precision: 38 }));

  test("hold decimals exactly", () => {
    expect(decimal("INT32", 2)(150)).toBe("1.50");
    expect(decimal("INT32", 2)(-5)).toBe("-0.05");
    expect(decimal("INT64", 0)(9007199254740993n)).toBe("9007199254740993");
    expect(decimal("FIXED_LEN_BYTE_ARRAY", 18)(Uint8Array.of(0xff, 0xff))).toBe("-0.000000000000000001");
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }), fc.nat(38), (unscaled, scale) => {
        const hex = BigInt.asUintN(128, unscaled).toString(16).padStart(32, "0");
        const bytes = Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));
        const said = decimal("BYTE_ARRAY", scale)(bytes) as string;
        const [, sign, whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(said)!;
        expect(fraction).toHaveLength(scale);
        expect(BigInt(`${sign}${whole}${fraction}`)).toBe(unscaled);
      }),
      { seed: 20_260_301 },
    );
  });

  test("hold instants in any unit, cut to milliseconds, also before 1970", () => {
    const instant = (unit: "MILLIS" | "MICROS" | "NANOS") =>
      cellReader(element({ type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit } }));
    expect(instant("MILLIS")(1_772_000_000_123n)).toBe("2026-02-25T06:13:20.123Z");
    expect(instant("MICROS")(1_772_000_000_123_999n)).toBe("2026-02-25T06:13:20.123Z");
    expect(instant("NANOS")(-1n)).toBe("1969-12-31T23:59:59.999Z");
    expect(instant("MILLIS")(2n ** 62n)).toBeInstanceOf(Unreadable);
    expect(cellReader(element({ type: "INT64", converted_type: "TIMESTAMP_MICROS" }))(1000n)).toBe("1970-01-01T00:00:00.001Z");
  });

  test("hold whole numbers without a sign, and identifiers", () => {
    expect(cellReader(element({ type: "INT64", converted_type: "UINT_64" }))(-1n)).toBe("18446744073709551615");
    expect(cellReader(element({ type: "INT32", logical_type: { type: "INTEGER", bitWidth: 32, isSigned: false } }))(-1)).toBe(
      "4294967295",
    );
    const uuid = cellReader(element({ type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" } }));
    expect(uuid(Uint8Array.from({ length: 16 }, (_, index) => index * 17))).toBe("00112233-4455-6677-8899-aabbccddeeff");
  });

  test.each<[string, Partial<SchemaElement>]>([
    ["a local time", { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: false, unit: "MICROS" } }],
    ["binary number of few digits", { type: "FLOAT" }],
    ["DATE", { type: "INT32", converted_type: "DATE" }],
    ["INT96", { type: "INT96" }],
    ["JSON", { type: "BYTE_ARRAY", converted_type: "JSON" }],
    ["FIXED_LEN_BYTE_ARRAY", { type: "FIXED_LEN_BYTE_ARRAY", type_length: 3 }],
    ["a list or a structure", { num_children: 1, converted_type: "LIST" }],
    ["DECIMAL with 1000000 digits", { type: "INT32", converted_type: "DECIMAL", scale: 1_000_000 }],
  ])("are refused as %s", (what, more) => {
    const cell = cellReader(element(more))(1n);
    expect(cell).toBeInstanceOf(Unreadable);
    expect((cell as Unreadable).reason).toContain(what);
  });

  test("that are no UTF-8 reject their record only", async () => {
    const bytes = written([
      text("id", "a", "b"),
      { name: "user", data: [Uint8Array.of(0xff), Uint8Array.of(0x41)], type: "BYTE_ARRAY" },
    ]);
    const [broken, sound] = await read(bytes);
    expect(broken!.error).toMatchObject({ line: 1, code: "not-utf8", field: "user", reason: "user is not valid UTF-8" });
    expect(sound!.value).toEqual({ specversion: "1.0", id: "b", data: { user: "A" } });
  });
});

describe("broken files", () => {
  const sound = written([text("id", "a", "b", "c"), text("user", "x", "y", null)], { codec: "UNCOMPRESSED" });

  test("are named, and what is wrong with them", async () => {
    expect(await problem(sound.slice(0, -3))).toBe(
      "u.parquet is not a complete Parquet file: its end is missing. Get the file again.",
    );
    expect(await problem(Uint8Array.from([...sound.slice(0, -1), 0x45]))).toBe(
      "u.parquet is an encrypted Parquet file. Decrypt it first.",
    );
    expect(await problem(new TextEncoder().encode("PAR1PAR1"))).toMatch(/not a complete Parquet file/);
    const short = Uint8Array.from([...sound.slice(0, 4), ...sound.slice(40)]);
    expect(await problem(short)).toMatch(/^u\.parquet is a Parquet file that cannot be read: /);
  });

  test("with bytes that changed on the way never do anything but reject records or say so", async () => {
    const below = random(7);
    const files = [sound, fixture("events-zstd"), fixture("cells"), fixture("events-gzip")];
    const outcomes = { read: 0, refused: 0 };
    for (let round = 0; round < 400; round += 1) {
      const bytes = files[round % files.length]!.slice();
      for (let changes = 1 + below(3); changes > 0; changes -= 1) bytes[below(bytes.length)]! ^= 1 << below(8);
      const result: unknown = await read(bytes).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (result === undefined) outcomes.read += 1;
      else {
        expect(result).toBeInstanceOf(InputError);
        outcomes.refused += 1;
      }
    }
    expect(outcomes.read).toBeGreaterThan(50);
    expect(outcomes.refused).toBeGreaterThan(50);
  });

  test("errors of the disk are told as they are", async () => {
    const failing = { size: 100, read: async () => Promise.reject(new Error("EIO")) };
    await expect(readParquet(failing, { events: () => undefined }).next()).rejects.toThrow("EIO");
  });
});
