/** Several threads rate as one does: the same bills, states and rejected records, to the byte. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { generateUsage } from "../../cli/usage/index.ts";
import { folderWith, sdl } from "../kit/cli.ts";
import { compileFiles } from "../kit/compile.ts";
import { shippedFiles } from "../kit/contracts.ts";

const MARK = "\ufeff";
let cwd: string;

beforeAll(() => {
  const { services, agreements } = compileFiles(shippedFiles);
  const usage = (events: number, seed: string) =>
    [...generateUsage({ services, agreements, period: "2026-03", events, seed, format: "ndjson" })].join("");
  const first = usage(6000, "threads").split("\n");
  first.splice(2000, 0, "no record", `{"id":"${"x".repeat(1_500_000)}"}`, "", "\u0000", "[1]");
  cwd = folderWith({
    ...shippedFiles,
    "first.ndjson": MARK + first.join("\n"),
    // without an end of the last line
    "second.ndjson": usage(2000, "more").trimEnd(),
  });
});

/** Everything that a rating writes, by name. */
async function rated(threads: number): Promise<ReadonlyMap<string, string>> {
  const out = `out-${threads}`;
  const files = ["--out", out, "--rejects", `${out}/rejects.ndjson`, "--state-out", `${out}/states.json`];
  const result = await sdl(
    ["rate", "--contracts", "contracts", "--period", "2026-03", "--usage", "first.ndjson", "second.ndjson", "--json"].concat(
      files,
      ["--threads", String(threads)],
    ),
    { cwd },
  );
  const written = readdirSync(join(cwd, out)).map((name) => [name, readFileSync(join(cwd, out, name), "utf8")] as const);
  return new Map([...written, ["exit code", String(result.code)], ["standard output", result.out]]);
}

test("any number of threads comes to the same bytes", async () => {
  const alone = await rated(1);
  expect(alone.get("rejects.ndjson")).toContain("is longer than 1048576 bytes");
  expect(JSON.parse(alone.get("standard output")!).bills).toHaveLength(3);
  for (const threads of [3]) expect(await rated(threads)).toEqual(alone);
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
