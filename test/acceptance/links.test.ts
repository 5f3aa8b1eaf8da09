/** From any line of a bill to the clause in the document of its service, and to the module that charges it. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Bill } from "../../runtime/index.ts";
import { folderWith, repository, sdl } from "../kit/cli.ts";

let folder: string;
let bills: string[];

beforeAll(async () => {
  folder = folderWith({});
  const at = (name: string) => join(folder, name);
  const contracts = join(repository, "contracts");
  const run = async (...args: string[]) => expect(await sdl(args, { cwd: repository })).toMatchObject({ code: 0 });
  await run("build", contracts, "--out", at("out"));
  await run("usage", "--contracts", contracts, "--out", at("u.ndjson"), "--events", "3000", "--period", "2026-03");
  const rating = ["--contracts", contracts, "--usage", at("u.ndjson"), "--period", "2026-03", "--rejects", at("r.ndjson")];
  await run("rate", ...rating, "--out", at("out/bills"), "--docs", at("out/docs"), "--language", "both");
  bills = readdirSync(at("out/bills")).filter((name) => name.endsWith(".html"));
}, 60_000);

describe("links of bills", () => {
  test("lead from every clause of the three sample agreements to its place and to its module", () => {
    expect(bills).toHaveLength(3);
    for (const name of bills) {
      const file = join(folder, "out/bills", name);
      const html = readFileSync(file, "utf8");
      const bill = JSON.parse(readFileSync(file.replace(/html$/, "json"), "utf8")) as Bill;
      const links = new Map([...html.matchAll(/<a href="([^"]+)" data-clause="([^"]+)">/g)].map(([, href, to]) => [to!, href!]));
      for (const { clause } of bill.lines) {
        const href = links.get(clause);
        expect(href, `${name}: ${clause}`).toBeDefined();
        const [page, anchor] = href!.split("#");
        const target = resolve(dirname(file), page!);
        expect(existsSync(target), target).toBe(true);
        expect(readFileSync(target, "utf8")).toContain(`id="${anchor}"`);
        const module = join(folder, "out/modules", `${page!.split("/").at(-1)!.replace(/html$/, "ts")}`);
        expect(readFileSync(module, "utf8")).toContain(`name: "${clause.split(".")[1]}"`);
      }
    }
  });
});
