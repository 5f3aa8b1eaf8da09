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

/** From the place of a clause to its module, its contract and the section of the source; and back from them to the clause. */
function follow(page: string, anchor: string, name: string): void {
  const html = readFileSync(page, "utf8");
  const item = html.split(/(?=<(?:div|article) class="item )/).find((part) => part.includes(`id="${anchor}"`));
  expect(item, `${page}#${anchor}`).toBeDefined();
  const places = /<p class="places">(.*?)<\/p>/.exec(item!)![1]!;
  const module = readFileSync(resolve(dirname(page), /href="([^"#]+\.ts)"/.exec(places)![1]!), "utf8");
  expect(module).toContain(`name: "${name}"`);
  const [, contract, line] = /<span>([^<:]+\.sdl):(\d+)<\/span>/.exec(places)!;
  const text = readFileSync(resolve(repository, contract!), "utf8");
  expect(text.split("\n")[Number(line) - 1]).toMatch(new RegExp(`\\b${name}\\b`));
  expect(places).toContain('href="#source"');
  const source = /<span id="source">([^<]+)<\/span>/.exec(html)![1]!;
  // and back: the contract cites the section, the module names the contract, the anchor is made from the name
  expect(text).toContain(`source "${source.replaceAll("&amp;", "&")}"`);
  expect(module).toContain(`generated from ${contract}`);
  expect(anchor.replaceAll("-", "")).toMatch(new RegExp(`${name.toLowerCase()}$`));
}

describe("links of bills", () => {
  test("lead from every line of the three sample agreements to its clause, its module, its contract and the section of the source, and back", () => {
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
        follow(target, anchor!, clause.split(".")[1]!);
      }
    }
  });
});
