/** Usage: the readers of its formats, and what becomes of what they read. */
import { gunzipSync, gzipSync } from "node:zlib";
import {
  type EventInfo,
  eventCatalog,
  InputError,
  type RateRequest,
  RatingRun,
  type RawRecord,
  readUsage,
} from "../../../runtime/index.ts";
import { acme, chat, records } from "../sample.ts";
import { Broken, bytesOf, type Choose, must, pieces, type Target, textOf, whole } from "../target.ts";

const catalog = eventCatalog([chat]);
const events = (type: string): EventInfo | undefined => catalog.get(type)?.info;

/** Short, so that records that are too long are common. */
const LIMIT = 700;

const line = (record: unknown) => JSON.stringify(record);
const envelope = ["id", "source", "type", "time", "subject"];
const fields = ["user", "destination", "status", "urgent", "size", "length", "parts", "note"];
const csv = (mark: string, end: string) =>
  [
    [...envelope, ...fields],
    ...records.map((record) => {
      const data = record.data as Readonly<Record<string, unknown>>;
      const cells = [...envelope.map((name) => record[name]), ...fields.map((name) => data[name] ?? "")];
      return cells.map((cell, index) => (index % 4 === 0 ? `"${String(cell).replaceAll('"', '""')}"` : String(cell)));
    }),
  ]
    .map((cells) => cells.join(mark) + end)
    .join("");

const words = [
  ...[
    '"specversion"',
    '"id"',
    '"data"',
    '"time"',
    '"subject"',
    '"type"',
    '"source"',
    '"user"',
    '"status"',
    '"urgent"',
    "delivered",
    '"length"',
    '"size"',
    '"1.0"',
    "true",
    "null",
  ],
  ...[
    "Acme",
    "acme-2",
    "Other",
    "sdl.chat.sent.v1",
    "+84",
    "VN",
    "2026-03-05T02:00:00Z",
    "id",
    "type",
    "time",
    "subject",
    "\r\n",
    "\n",
    ";",
  ],
];

const shown = (all: readonly RawRecord[]) => all.map((each) => JSON.stringify(each));

/** All records of an input, or the error that says why it cannot be read. */
async function readAll(source: AsyncIterable<Uint8Array>, name: string): Promise<RawRecord[] | InputError> {
  const all: RawRecord[] = [];
  try {
    for await (const batch of readUsage(source, { name, events, limit: LIMIT })) all.push(...batch);
    return all;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** Reads an input whole and in pieces, which must be the same; gives its records. */
async function readBothWays(input: Uint8Array, choose: Choose, name: string): Promise<readonly RawRecord[] | undefined> {
  const all = await readAll(whole(input), name);
  const cut = await readAll(pieces(input, choose), name);
  if (all instanceof InputError || cut instanceof InputError) {
    must(all instanceof InputError && cut instanceof InputError, "Whether an input can be read depends on its pieces.");
    must(/^\S.*\.$/s.test(all.message) && all.message.startsWith(name), `An error says "${all.message}".`);
    return undefined;
  }
  must(shown(all).join("\n") === shown(cut).join("\n"), "Records depend on where the pieces of the input end.");
  let last = 0;
  for (const { line: at, error } of all) {
    must(at >= last && at >= 1, `Line ${at} comes after line ${last}.`);
    last = at;
    if (error !== undefined)
      must(error.line === at && error.reason !== "" && error.raw.length <= 201, "A rejection is not complete.");
  }
  return all;
}

/** The lines of an input that hold more than white space and byte order marks, counted plainly. */
function filledLines(input: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 1;
  let from = input[0] === 0xef && input[1] === 0xbb && input[2] === 0xbf ? 3 : 0;
  for (let at = from; at <= input.length; at += 1) {
    if (at < input.length && input[at] !== 0x0a) continue;
    if (textOf(input.subarray(from, at)).trim() !== "") numbers.push(number);
    number += 1;
    from = at + 1;
  }
  return numbers;
}

const isPlainText = (input: Uint8Array): boolean => {
  const [a, b] = input;
  return !(a === 0x1f && b === 0x8b) && !(a === 0xff && b === 0xfe) && !(a === 0xfe && b === 0xff);
};

const firstOf = (input: Uint8Array): string | undefined => textOf(input).trimStart()[0];

/** One record per line, no more and no less. */
const ndjson: Target = {
  name: "ndjson",
  seeds: [bytesOf(records.map((each) => `${line(each)}\n`).join("")), bytesOf(`\ufeff${records.map(line).join("\r\n\r\n")}`)],
  words,
  async check(input, choose) {
    const all = await readBothWays(input, choose, "u.ndjson");
    if (all === undefined || !isPlainText(input) || firstOf(input) === "[") return;
    must(all.map((each) => each.line).join() === filledLines(input).join(), "A line is not read exactly once.");
  },
};

/** The elements of a list. */
const jsonArray: Target = {
  name: "json-array",
  seeds: [
    bytesOf(JSON.stringify(records)),
    bytesOf(JSON.stringify(records, null, 2)),
    bytesOf(`[\n${records.map(line).join(",\n")}\n]\n`),
  ],
  words,
  async check(input, choose) {
    const all = await readBothWays(input, choose, "u.json");
    if (all === undefined || !isPlainText(input) || firstOf(input) !== "[") return;
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(input));
    } catch {
      must(
        all.some(({ error }) => error !== undefined),
        "A list that is not valid JSON is read without a rejection.",
      );
      return;
    }
    const elements = value as readonly unknown[];
    must(all.length === elements.length, `${elements.length} elements are ${all.length} records.`);
    for (const [index, record] of all.entries())
      must(record.error !== undefined || line(record.value) === line(elements[index]), "An element is read as something else.");
  },
};

/** Rows of a table. */
const table: Target = {
  name: "csv",
  seeds: [bytesOf(csv(",", "\n")), bytesOf(csv(";", "\r\n")), bytesOf(csv("\t", "\n")), bytesOf(`\ufeff${csv(",", "\r\n")}\r\n`)],
  words,
  async check(input, choose) {
    const all = await readBothWays(input, choose, "u.csv");
    if (all === undefined || !isPlainText(input) || textOf(input).includes('"') || ["[", "{"].includes(firstOf(input) ?? ""))
      return;
    const [header, ...rows] = filledLines(input);
    const lines = all.map((each) => each.line);
    // A header that cannot be read is a rejection itself; the next line is the header then.
    const headless = lines[0] === header ? filledLines(input).filter((each) => lines.includes(each)) : rows;
    must(lines.join() === headless.join(), "A row is not read exactly once.");
  },
};

/** Compressed input: all of it, or an error. */
const gzip: Target = {
  name: "gzip",
  seeds: [gzipSync(records.map((each) => `${line(each)}\n`).join("")), gzipSync(csv(",", "\n"), { level: 0 })].map((each) =>
    Uint8Array.from(each),
  ),
  words: [],
  async check(input, choose) {
    const all = await readBothWays(input, choose, "u.gz");
    let plain: Uint8Array;
    try {
      plain = gunzipSync(input);
    } catch {
      must(all === undefined || !(input[0] === 0x1f && input[1] === 0x8b), "A damaged file is read as if it were whole.");
      return;
    }
    const read = await readAll(whole(plain), "u.gz");
    if (read instanceof InputError || all === undefined) must(all === undefined, "A whole file is not read.");
    else must(shown(all).join("\n") === shown(read).join("\n"), "Compressed input is read as something else.");
  },
};

const request: Omit<RateRequest, "onRejection"> = {
  agreements: [acme],
  modules: [chat],
  knownAgreements: [{ name: "Other", accounts: [] }],
  period: "2026-03",
};

interface Outcome {
  readonly bill: string;
  readonly counts: string;
}

async function rated(source: AsyncIterable<Uint8Array>, scan: boolean, reverse: boolean): Promise<Outcome> {
  const rejections: string[] = [];
  let number = 0;
  const run = new RatingRun({ ...request, onRejection: (rejection) => rejections.push(JSON.stringify(rejection)) });
  const batches: (readonly RawRecord[])[] = [];
  const taker = scan ? run.lines("u") : undefined;
  for await (const batch of readUsage(source, { name: "u", events, taker })) {
    if (reverse) batches.push(batch);
    else run.add(batch);
    number += batch.length;
  }
  for (const batch of batches.toReversed()) run.add([...batch].reverse());
  const { agreements, read, elsewhere, unassigned } = run.finish();
  const { bill, closingState } = agreements[0]!;
  const { received: all, ...buckets } = bill.events;
  must(read === number + (taker?.taken ?? 0), "A record is counted that was not read, or the other way round.");
  must(all + elsewhere === read, "A record belongs to nobody, and is not rejected.");
  must(Object.values(buckets).reduce((a, b) => a + b) === all, "The buckets do not add up.");
  must(unassigned.length === 0 && rejections.length === buckets.rejected, "A rejection is not told, or told twice.");
  return { bill: JSON.stringify({ bill, closingState }), counts: rejections.sort().join("\n") };
}

/** Rating: whether lines are taken as bytes or parsed, whole or in pieces, forwards or backwards, the outcome is the same. */
const rating: Target = {
  name: "rating",
  seeds: [
    ...ndjson.seeds,
    bytesOf(
      Array.from({ length: 12 }, (_, i) => `${line(records[i % 3 === 0 ? 2 : i % 2])}\n`.replace('"id":"', `"id":"${i}-`)).join(
        "",
      ),
    ),
    bytesOf(records.map((each) => ` ${JSON.stringify(each, null, 1).replace(/\n */g, " ")} \r\n`).join("")),
    jsonArray.seeds[2]!,
    table.seeds[0]!,
  ],
  words,
  async check(input, choose) {
    let plain: Outcome;
    try {
      plain = await rated(whole(input), false, false);
    } catch (error) {
      if (error instanceof InputError) return;
      throw error;
    }
    for (const [way, scan, reverse] of [
      ["taken as bytes", true, false],
      ["in reverse", false, true],
    ] as const) {
      const other = await rated(reverse ? whole(input) : pieces(input, choose), scan, reverse);
      if (other.bill !== plain.bill || other.counts !== plain.counts)
        throw new Broken(`The outcome is another one ${way}:\n${plain.bill}\n${plain.counts}\n${other.bill}\n${other.counts}`);
    }
  },
};

export const usage: readonly Target[] = [ndjson, jsonArray, table, gzip, rating];
