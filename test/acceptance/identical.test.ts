/**
 * The same records, the same bytes: bills of the shipped contracts as JSON, CSV and HTML do not depend on how usage came, nor on
 * the machine. `SDL_IDENTICAL=1000000 npx vitest run test/acceptance/identical.test.ts --testTimeout 3600000` does it with so many records.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { billFiles } from "../../cli/bills/output.ts";
import { prepareRating, type RatingOptions, rateUsage } from "../../cli/rating.ts";
import { Terminal } from "../../cli/terminal.ts";
import { generateUsage } from "../../cli/usage/index.ts";
import { parquetFile } from "../../cli/usage/parquet.ts";
import { columnsOf, encodingOf, type UsageRecord } from "../../cli/usage/records.ts";
import { folderWith, spawned } from "../kit/cli.ts";
import { shippedFiles } from "../kit/contracts.ts";
import { random } from "../kit/random.ts";

const EVENTS = Number(process.env.SDL_IDENTICAL ?? 2000);
const cwd = folderWith(shippedFiles);
const nowhere = new Writable({ write: (_, __, done) => done() });
const terminal = new Terminal({ stdin: Readable.from([]), stdout: nowhere, stderr: nowhere }, {}, cwd);
const asked = { contracts: "contracts", period: "2026-03" };
const prepared = await prepareRating({ ...asked, usage: [], hasUsage: true }, terminal);
const { services, knownAgreements: agreements } = prepared;
const columns = columnsOf(services);
const names = new Set(columns.map(({ name }) => name));
let records: readonly UsageRecord[];
let expected: ReadonlyMap<string, string | Uint8Array>;

/** The bills of files of usage, by name. */
async function bills(usage: readonly string[], more: Partial<RatingOptions> = {}): Promise<Map<string, string | Uint8Array>> {
  const result = await rateUsage(prepared, { ...asked, usage, ...more }, terminal, { onRejection: () => {} });
  return new Map(result.agreements.flatMap((each) => [...billFiles(prepared, "both", undefined)(each)]));
}

/** The same, of the command on a machine that is set up otherwise. */
async function billsElsewhere(usage: string, env: NodeJS.ProcessEnv): Promise<Map<string, string>> {
  const args = ["--usage", usage, "--period", "2026-03", "--language", "both", "--out", "bills", "--rejects", "rejects.ndjson"];
  const { code } = await spawned(["rate", "--contracts", "contracts", ...args], { cwd, env });
  expect(code).toBe(0);
  const out = join(cwd, "bills");
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));
}

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(cwd, name), content);
  return name;
}

const text = (format: "ndjson" | "json" | "csv", of: readonly UsageRecord[]): string => {
  const { head, separator, tail, encode } = encodingOf(format, services);
  return head + of.map(encode).join(separator) + tail;
};

function shuffled(seed: number): UsageRecord[] {
  const all = [...records];
  const below = random(seed);
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

beforeAll(async () => {
  const lines = [
    ...generateUsage({ services, agreements, period: "2026-03", events: EVENTS, seed: "same", format: "json" }),
  ].join("");
  // A table cannot show a field without a column.
  records = (JSON.parse(lines) as UsageRecord[]).filter(({ data }) => Object.keys(data ?? {}).every((name) => names.has(name)));
  expected = await bills([write("u.ndjson", text("ndjson", records))]);
  expect(expected.size).toBe(3 * agreements.length);
}, 3_600_000);

test.each<[string, () => Promise<ReadonlyMap<string, unknown>>]>([
  ["again", () => bills(["u.ndjson"])],
  ["in another order", () => bills([write("shuffled.ndjson", text("ndjson", shuffled(1)))])],
  ["as a JSON array", () => bills([write("u.json", text("json", shuffled(2)))])],
  ["as CSV", () => bills([write("u.csv", text("csv", shuffled(3)))])],
  [
    "as Parquet",
    async () => {
      const rows = shuffled(4).map((record) => columns.map(({ of }) => (of(record) === undefined ? null : String(of(record)))));
      const pieces: Uint8Array[] = [];
      for await (const piece of parquetFile(rows, [...names], 700)) pieces.push(piece);
      return bills([write("u.parquet", Buffer.concat(pieces))]);
    },
  ],
  [
    "cut into several files of several formats, compressed and not",
    () => {
      const all = shuffled(5);
      const [first, second] = [Math.floor(all.length / 3), Math.floor(all.length / 2)];
      return bills([
        write("1.ndjson.gz", gzipSync(text("ndjson", all.slice(0, first)))),
        write("2.csv.gz", gzipSync(text("csv", all.slice(first, second)))),
        write("3.json", text("json", all.slice(second))),
      ]);
    },
  ],
  ["on several threads", () => bills(["u.ndjson"], { threads: 3 })],
  [
    "on a machine elsewhere",
    () => billsElsewhere("u.ndjson", { TZ: "America/St_Johns", LANG: "vi_VN.UTF-8", LC_ALL: "tr_TR.UTF-8" }),
  ],
])("bills are the same to the byte: %s", async (_, rated) => {
  expect(await rated()).toEqual(expected);
});
