/** Several months in one run are what month by month with states gives. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Bill } from "../../runtime/index.ts";
import { folderWith, sdl } from "../kit/cli.ts";
import { shippedFiles } from "../kit/contracts.ts";

const cwd = folderWith(shippedFiles);
const months = ["2026-02", "2026-03", "2026-04"];
const rate = (period: string, ...more: string[]) =>
  sdl(["rate", "--contracts", "contracts", "--period", period, "--usage", "usage.ndjson", ...more], { cwd });
const read = (name: string) => readFileSync(join(cwd, name), "utf8");

beforeAll(async () => {
  let text = '{"not":"a record"}\n';
  for (const month of months) {
    await sdl(["usage", "--contracts", "contracts", "--out", "made.ndjson", "--events", "400", "--period", month], { cwd });
    // Ids of their own in each month.
    text += read("made.ndjson").replaceAll('"id":"', `"id":"${month}-`);
  }
  writeFileSync(join(cwd, "usage.ndjson"), text);
});

describe("several months", () => {
  test("bills, files of bills, the last state and the rejected records are those of single months", async () => {
    const all = await rate("2026-02..2026-04", "--json", "--state-out", "all.json", "--rejects", "all.ndjson", "--out", "all");
    expect(all.code).toBe(0);
    const single: Bill[] = [];
    let state: string[] = [];
    for (const month of months) {
      const args = ["--json", "--state-out", `${month}.json`, "--rejects", "one.ndjson", "--out", "one", ...state];
      const { out, code } = await rate(month, ...args);
      expect(code).toBe(0);
      single.push(...(JSON.parse(out) as { bills: Bill[] }).bills);
      state = ["--state", `${month}.json`];
    }
    expect(JSON.parse(all.out)).toEqual({ bills: single });
    expect(read("all.json")).toBe(read("2026-04.json"));
    expect(read("all.ndjson")).toBe(read("one.ndjson"));
    expect(readdirSync(join(cwd, "all"))).toEqual(readdirSync(join(cwd, "one")));
    for (const name of readdirSync(join(cwd, "all"))) expect(read(`all/${name}`)).toBe(read(`one/${name}`));
  });

  test("what cannot be several months is refused", async () => {
    for (const [period, says] of [
      ["2026-04..2026-02", "The months end with 2026-02, before they begin with 2026-04."],
      ["2026-02..", "A calendar month is written like 2026-03."],
      ["2026-02..2026-03..2026-04", "A calendar month is written like 2026-03."],
      ["2000-01..2026-01", "2000-01..2026-01 are more than 120 months."],
    ] as const) {
      const { code, err } = await rate(period);
      expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    }
    const args = ["rate", "--contracts", "contracts", "--period", "2026-02..2026-03", "--usage", "-"];
    expect(await sdl(args, { cwd })).toMatchObject({ code: 2, err: expect.stringContaining("Standard input") });
    expect(await rate("2026-02..2026-03", "--db", "x.db")).toMatchObject({ code: 2 });
  });
});
