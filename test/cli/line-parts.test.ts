/** Parts of a usage file: wherever they begin and end, every line of the file is in exactly one of them, as it is and under its number. */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linesOfFile, partsOf } from "../../cli/line-parts.ts";
import { PartReader } from "../../cli/threads/part-reader.ts";
import { LineSplitter } from "../../runtime/read/ndjson.ts";
import type { RawRecord } from "../../runtime/record.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sdl-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A run that notes the records it is given. */
function noting() {
  const records: RawRecord[] = [];
  const run = { lines: () => undefined, add: (batch: RawRecord | readonly RawRecord[]) => void records.push(...[batch].flat()) };
  return { run, records };
}

const line = fc.oneof(
  fc.nat(1_000_000).map((id) => JSON.stringify({ id: `${id}`, text: "é".repeat(id % 9) })),
  fc.constantFrom("", "  ", "\r", "no record", "\ufeff{}", '{"cut":', `{"long":"${"x".repeat(200)}"}`),
);

test("parts of any size are together the whole file", () => {
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 30 }),
      fc.constantFrom("", "\n", "\r\n"),
      fc.constantFrom("", "\ufeff"),
      fc.integer({ min: 4, max: 300 }),
      fc.integer({ min: 4, max: 300 }),
      (lines, end, mark, size, atOnce) => {
        const file = join(folder, "usage.ndjson");
        const bytes = Buffer.from(mark + lines.join("\n") + end);
        writeFileSync(file, bytes);
        const splitter = new LineSplitter();
        const whole = [...splitter.push(bytes), ...splitter.end()];
        const descriptor = openSync(file, "r");
        const found: RawRecord[] = [];
        let before = 0;
        for (const [number, part] of partsOf(descriptor, bytes.length, size).entries()) {
          const { run, records } = noting();
          const ends = new PartReader(run, atOnce).read(part, `part ${number}`);
          for (const { file: name, ...record } of records) {
            expect(name).toBe(`part ${number}`);
            const error = record.error === undefined ? {} : { error: { ...record.error, line: record.error.line + before } };
            found.push({ ...record, ...error, line: record.line + before } as RawRecord);
          }
          before += ends;
        }
        closeSync(descriptor);
        expect(found.map(withoutFile)).toEqual(whole.map(withoutFile));
        expect(before).toBe(splitter.ends);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

function withoutFile(record: RawRecord): unknown {
  if (record.error === undefined) return record;
  const { file: _, ...error } = record.error;
  return { ...record, error };
}

test("a file that grew since it was measured is read to its end, and one that is empty has no line", () => {
  const file = join(folder, "grown.ndjson");
  writeFileSync(file, "");
  const descriptor = openSync(file, "r");
  const { run, records } = noting();
  const parts = partsOf(descriptor, 0);
  expect(new PartReader(run).read(parts[0]!, "a")).toBe(0);
  expect(records).toEqual([]);
  writeFileSync(file, '{"id":1}\n{"id":2}\n');
  expect(new PartReader(run).read(parts[0]!, "a")).toBe(2);
  expect(records.map(({ line: number }) => number)).toEqual([1, 2]);
  closeSync(descriptor);
});

test("a whole file comes in pieces that end with a line, whatever it is long, and leaves time for others", async () => {
  const file = join(folder, "whole.ndjson");
  const lines = Array.from({ length: 30_000 }, (_, i) => `{"id":${i},"text":"${"x".repeat(i % 97)}"}`);
  const text = [...lines, "y".repeat(300_000), ...lines, "the last"].join("\n");
  writeFileSync(file, text);
  const descriptor = openSync(file, "r");
  const pieces: string[] = [];
  let others = 0;
  const other = setInterval(() => {
    others += 1;
  }, 0);
  for await (const bytes of linesOfFile(descriptor)) pieces.push(Buffer.from(bytes).toString());
  clearInterval(other);
  closeSync(descriptor);
  expect(pieces.join("") === text).toBe(true);
  expect(pieces.length).toBeGreaterThan(20);
  expect(pieces.filter((piece) => !piece.endsWith("\n")).length).toBeLessThanOrEqual(4);
  expect(others).toBeGreaterThan(0);
});
