/** Several threads rate as one does: the same bills, states and rejected records, to the byte. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { PART } from "../../cli/line-parts.ts";
import { generateUsage } from "../../cli/usage/index.ts";
import { folderWith, sdl } from "../kit/cli.ts";
import { compileFiles } from "../kit/compile.ts";
import { shippedFiles } from "../kit/contracts.ts";

const MARK = "\ufeff";
let cwd: string;

beforeAll(() => {
  const { services, agreements } = compileFiles(shippedFiles);
  const usage = (events: number, seed: string, format: "ndjson" | "csv" = "ndjson") =>
    [...generateUsage({ services, agreements, period: "2026-03", events, seed, format })].join("");
  const lines = usage(10_500, "threads").trimEnd().split("\n");
  // Some are copies of lines far away, some have an id that is too long for a row, and there are copies of these too.
  const first = lines.flatMap((line, i) => {
    const copies = i % 50 === 0 ? [lines[(i * 7919) % lines.length]!] : [];
    if (i % 400 !== 0) return [line, ...copies];
    const long = JSON.stringify({ ...JSON.parse(line), id: `${i % 1200} ${"long ".repeat(600)}` });
    return [long, ...copies, long];
  });
  first.splice(2000, 0, "no record", `{"id":"${"x".repeat(1_500_000)}"}`, "", "\u0000", "[1]");
  cwd = folderWith({
    ...shippedFiles,
    "first.ndjson": MARK + first.join("\n"),
    "second.csv": usage(500, "others", "csv"),
    // without an end of the last line, and with some that came before
    "fourth.ndjson": [...usage(2000, "more").trimEnd().split("\n"), ...lines.slice(100, 200), "the last"].join("\n"),
  });
  writeFileSync(join(cwd, "third.ndjson.gz"), gzipSync(usage(500, "packed")));
  expect(statSync(join(cwd, "first.ndjson")).size).toBeGreaterThan(4 * PART);
});

const usageFiles = ["first.ndjson", "second.csv", "third.ndjson.gz", "fourth.ndjson"];

/** Everything that a rating writes, by name. */
async function rated(threads: number): Promise<ReadonlyMap<string, string>> {
  const out = `out-${threads}`;
  const files = ["--out", out, "--rejects", `${out}/rejects.ndjson`, "--state-out", `${out}/states.json`];
  const result = await sdl(
    ["rate", "--contracts", "contracts", "--period", "2026-03", "--usage", ...usageFiles, "--json", ...files].concat([
      "--threads",
      String(threads),
    ]),
    { cwd },
  );
  const written = readdirSync(join(cwd, out)).map((name) => [name, readFileSync(join(cwd, out, name), "utf8")] as const);
  return new Map([...written, ["exit code", String(result.code)], ["standard output", result.out]]);
}

test("any number of threads comes to the same bytes", async () => {
  const alone = await rated(1);
  expect(alone.get("rejects.ndjson")).toContain("is longer than 1048576 bytes");
  expect(JSON.parse(alone.get("standard output")!).bills).toHaveLength(3);
  expect(alone.get("rejects.ndjson")).toContain("fourth.ndjson");
  for (const threads of [2, 3]) {
    const together = await rated(threads);
    expect([...together.keys()]).toEqual([...alone.keys()]);
    for (const [name, text] of alone) expect(together.get(name) === text, `${name} of ${threads} threads`).toBe(true);
  }
});

test("a number of threads that makes no sense is refused", async () => {
  for (const threads of ["0", "33", "two"]) {
    const { code, err } = await sdl(
      ["rate", "--contracts", "contracts", "--period", "2026-03", "--usage", "u", "--threads", threads],
      {
        cwd,
      },
    );
    expect(code).toBe(2);
    expect(err).toContain("--threads");
  }
});
