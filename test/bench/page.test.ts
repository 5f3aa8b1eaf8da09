/** The page of benchmarks says what was measured, and nothing else. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { repository } from "../kit/cli.ts";
import { type LspResults, lspPage } from "./lsp/page.ts";
import { page } from "./page.ts";

test("docs/benchmarks.md is what the figures in docs/benchmarks.json say", () => {
  const figures = JSON.parse(readFileSync(`${repository}/docs/benchmarks.json`, "utf8")) as Parameters<typeof page>[0];
  expect(readFileSync(`${repository}/docs/benchmarks.md`, "utf8")).toBe(page(figures));
});

test("docs/benchmarks-lsp.md is what the figures in docs/benchmarks-lsp.json say", () => {
  const figures = JSON.parse(readFileSync(`${repository}/docs/benchmarks-lsp.json`, "utf8")) as LspResults;
  expect(readFileSync(`${repository}/docs/benchmarks-lsp.md`, "utf8")).toBe(lspPage(figures));
});
