/** `--rejects`: what happens to records that cannot be used, when there are many. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeWhile } from "../../cli/files.ts";
import { folderWith, record, sdl, starterWith } from "../kit/cli.ts";

const RECORDS = 20_000;
const rate = ["rate", "--contracts", "contracts", "--period", "2026-03", "--usage", "u.ndjson"];

const good = (n: number) =>
  JSON.stringify(
    record({ id: `e${n}`, data: { user: `+8490${1_000_000 + (n % 5_000)}`, status: n % 7 ? "delivered" : "failed" } }),
  );

/** The ways in which one line in a hundred is broken, and what is to be told of it. */
const broken: readonly { readonly line: (n: number) => string; readonly told: object }[] = [
  { line: (n) => good(n).slice(0, 70), told: { code: "not-json", reason: "is not valid JSON" } },
  { line: () => "[1, 2]", told: { code: "not-an-object" } },
  { line: (n) => good(n).replace(/"time":"[^"]*"/, '"time":"noon"'), told: { code: "time", field: "time", agreement: "Bakery" } },
  {
    line: (n) => good(n).replace("delivered", "gone").replace("failed", "gone"),
    told: { field: "status", agreement: "Bakery" },
  },
  { line: (n) => good(n).replace('"user"', '"usr"'), told: { field: "usr", agreement: "Bakery" } },
  { line: (n) => good(n).replace("Bakery", "Nobody"), told: { code: "unknown-subject", field: "subject" } },
  { line: () => "\u0000", told: { code: "nul-byte" } },
];

test("one line in a hundred is broken: all of these are kept with line, field and reason, the rest is rated, the counts add up", async () => {
  const numbers = Array.from({ length: RECORDS }, (_, n) => n);
  const isBroken = (n: number) => n % 100 === 50;
  const wayOf = (n: number) => broken[((n - 50) / 100) % broken.length]!;
  const lines = numbers.map((n) => (isBroken(n) ? wayOf(n).line(n) : good(n)));
  const cwd = starterWith({
    "u.ndjson": `${lines.join("\n")}\n`,
    "clean/u.ndjson": `${lines.filter((_, n) => !isBroken(n)).join("\n")}\n`,
  });
  const { code, out, err } = await sdl([...rate, "--json", "--rejects", "r/rejects.ndjson"], { cwd });
  expect(code).toBe(0);
  const kept = readFileSync(join(cwd, "r/rejects.ndjson"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const expected = numbers.filter(isBroken).map((n) => ({ line: n + 1, file: "u.ndjson", ...wayOf(n).told }));
  expect(kept).toHaveLength(RECORDS / 100);
  expect(kept).toMatchObject(expected);
  for (const { reason, raw } of kept) expect(reason && raw).toBeTruthy();
  expect(err).toContain(`${RECORDS / 100} records could not be used; see r/rejects.ndjson`);
  const { events, ...bill } = JSON.parse(out);
  expect(events).toMatchObject({ received: RECORDS, rejected: RECORDS / 100 });
  expect(events.charged + events.free + events.context + events.duplicate + events.conflict).toBe((RECORDS * 99) / 100);
  const clean = await sdl(["rate", "--contracts", "contracts", "--period", "2026-03", "--usage", "clean/u.ndjson", "--json"], {
    cwd,
  });
  const { events: counted, ...same } = JSON.parse(clean.out);
  expect(bill).toEqual(same);
  expect(counted).toEqual({ ...events, received: (RECORDS * 99) / 100, rejected: 0 });
});

test("without a file of them the first five are shown, and how many there are", async () => {
  const cwd = starterWith({ "u.ndjson": Array.from({ length: 12 }, (_, n) => `broken ${n}\n`).join("") });
  const { code, err } = await sdl(rate, { cwd });
  expect(code).toBe(1);
  expect(err.match(/u\.ndjson:\d+/g)).toEqual([1, 2, 3, 4, 5].map((line) => `u.ndjson:${line}`));
  expect(err).toContain("12 records could not be used.");
});

test("the file of the last time stays when rating fails, and nothing half written stays beside it", async () => {
  const cwd = starterWith({ "u.ndjson": "broken\n", "u.ndjson.gz": Uint8Array.of(0x1f, 0x8b, 8, 0, 1), "r.ndjson": "old" });
  const { code, err } = await sdl([...rate, "--usage", "u.ndjson", "u.ndjson.gz", "--rejects", "r.ndjson"], { cwd });
  expect(code).toBe(1);
  expect(err).toContain("not a complete gzip file");
  expect(readFileSync(join(cwd, "r.ndjson"), "utf8")).toBe("old");
  expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("the file is written when there is nothing to reject: it is empty", async () => {
  const cwd = starterWith({ "u.ndjson": `${good(1)}\n`, "r.ndjson": "old" });
  expect((await sdl([...rate, "--json", "--rejects", "r.ndjson"], { cwd })).code).toBe(0);
  expect(readFileSync(join(cwd, "r.ndjson"), "utf8")).toBe("");
});

test("a place where no file can be written is an error, and no bill is printed", async () => {
  const cwd = starterWith({ "u.ndjson": `${good(1)}\n`, file: "in the way" });
  const { code, out, err } = await sdl([...rate, "--rejects", "file/r.ndjson"], { cwd });
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain("file/r.ndjson cannot be written: ");
});

test("what is told goes to the disk as the work goes on, and appears under its name at the end", async () => {
  const cwd = folderWith({});
  const path = join(cwd, "pieces");
  const result = await writeWhile(path, async (file) => {
    for (let n = 0; n < 100; n += 1) {
      for (let line = 0; line < 1_000; line += 1) file.add(`${"x".repeat(99)}\n`);
      await file.flush();
      expect(statSync(join(cwd, readdirSync(cwd)[0]!)).size).toBeGreaterThanOrEqual(n * 100_000);
      expect(existsSync(path)).toBe(false);
    }
    file.add("end");
    return "done";
  });
  expect(result).toBe("done");
  expect(statSync(path).size).toBe(10_000_003);
  expect(readdirSync(cwd)).toEqual(["pieces"]);
});
