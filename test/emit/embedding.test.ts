/** The example of docs/embedding.md compiles with the types of the generated module, and prints what the page says. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import * as zod from "zod";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import * as runtime from "../../runtime/index.ts";
import { typeCheck } from "../kit/typecheck.ts";
import { shippedService } from "../properties/rating.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/embedding.md", import.meta.url)), "utf8");
const [, example, printed] = /```ts\n(.*?)```\n\nIt prints\n\n```\n(.*?)```/s.exec(page)!;

/** Runs a module in memory, with what its imports give. */
function run(text: string, imports: Readonly<Record<string, object>>, console: object): object {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports = {};
  new Function("require", "exports", "console", outputText)((name: string) => imports[name], exports, console);
  return exports;
}

const module = emitService(shippedService("WhatsApp"));

it("compiles under strict settings", () => {
  expect(typeCheck({ "WhatsApp.ts": module, "example.ts": example! })["example.ts"]).toEqual([]);
});

it("prints what the page says", () => {
  const lines: string[] = [];
  const console = { log: (...parts: unknown[]) => lines.push(parts.join(" ")) };
  const generated = run(module, { "sdl-lang/runtime": runtime, zod }, console);
  run(example!, { "./WhatsApp.ts": generated }, console);
  expect(`${lines.join("\n")}\n`).toBe(printed);
});
