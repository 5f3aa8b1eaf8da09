/** The page of rules is what the rules are. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rules } from "../../../compiler/diff/rules.ts";

test("docs/diff.md lists every rule as it is", () => {
  const page = readFileSync(fileURLToPath(new URL("../../../docs/diff.md", import.meta.url)), "utf8");
  const rows = Object.entries(rules).map(([id, { severity, said }]) => `| \`${id}\` | ${severity} | ${said.en} | ${said.vi} |`);
  expect(page.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
});
