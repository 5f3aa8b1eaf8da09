/** Bills and pages of changes in a real browser: of the shipped contracts, in light and dark, wide and narrow. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserAt, dark, phone, seriousIssues } from "../kit/browser.ts";
import { folderWith, repository, sdl } from "../kit/cli.ts";

const folder = folderWith({});
const { reading, open, close } = browserAt(folder);
let bills: readonly string[] = [];

beforeAll(async () => {
  cpSync(join(repository, "contracts"), join(folder, "contracts"), { recursive: true });
  cpSync(join(repository, "contracts"), join(folder, "next"), { recursive: true });
  const changed = join(folder, "next/channels/whatsapp.sdl");
  writeFileSync(changed, readFileSync(changed, "utf8").replace("24 hours", "72 hours"));
  const run = async (...args: string[]) => {
    const { code, err } = await sdl(args, { cwd: folder });
    if (code !== 0) throw new Error(err);
  };
  await run("usage", "--contracts", "contracts", "--period", "2026-03", "--events", "3000", "--seed", "7", "--out", "u.ndjson");
  const rate = ["rate", "--contracts", "contracts", "--usage", "u.ndjson", "--period", "2026-03", "--rejects", "r.ndjson"];
  await run(...rate, "--out", ".", "--language", "both");
  await run("diff", "contracts", "next", "--html", "changes.html", "--effective", "2026-04-01");
  bills = readdirSync(folder).filter((name) => name.endsWith(".html") && name !== "changes.html");
  await open();
});

afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

test.each([
  ["wide", {}],
  ["dark", dark],
  ["narrow", phone],
  ["narrow and dark", { ...phone, ...dark }],
])("bills and changes have no serious issue of accessibility, and fit the screen: %s", async (_, options) => {
  expect(bills).toHaveLength(3);
  for (const file of [...bills, "changes.html"])
    await reading(
      file,
      async (page) => {
        expect(await seriousIssues(page), file).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), file).toBeLessThanOrEqual(0);
      },
      options,
    );
});

test("a bill is drawn day by day, and every line leads to its clause", () =>
  reading(bills[0]!, async (page) => {
    expect(await page.locator("svg[role=img]").count()).toBeGreaterThan(0);
    expect(await page.locator("table tbody tr").count()).toBeGreaterThan(3);
    expect(await page.locator("h1").count()).toBe(1);
  }));
