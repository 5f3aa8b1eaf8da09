/** A workspace whose usage comes in parts, some of it late. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { starterFiles } from "../../cli/starter/index.ts";
import { generateUsage } from "../../cli/usage/index.ts";
import { openWorkspace } from "../../cli/workspace.ts";
import { random } from "../kit/random.ts";

export interface Workspace {
  readonly cwd: string;
  readonly lines: readonly string[];
  /** Writes lines into a file; its name. */
  readonly write: (name: string, lines: readonly string[]) => string;
}

/** Fills a folder with the starter, with so many agreements in it, and makes usage for all of them. */
export function fillWorkspace(cwd: string, agreements: number, events: number): Workspace {
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  };
  const files = starterFiles();
  for (const [name, text] of files) put(name, text);
  const bakery = files.get("contracts/bakery.sdl")!;
  for (let n = 1; n < agreements; n += 1)
    put(`contracts/bakery-${n}.sdl`, bakery.replace(/agreement Bakery\b/, `agreement Bakery${n}`));
  const { services, agreements: all } = openWorkspace(cwd, ["contracts"]).program;
  const made = generateUsage({ services, agreements: all, period: "2026-03", events, seed: "1", format: "ndjson" });
  const lines = [...made].join("").trimEnd().split("\n");
  const write = (name: string, some: readonly string[]) => {
    put(name, `${some.join("\n")}\n`);
    return name;
  };
  return { cwd, lines, write };
}

/** Deals lines out into so many parts. */
export function dealt(lines: readonly string[], parts: number, seed: number): string[][] {
  const below = random(seed);
  const dealtOut: string[][] = Array.from({ length: parts }, () => []);
  for (const line of lines) dealtOut[below(parts)]!.push(line);
  return dealtOut;
}

/** `sdl rate` of the month, as JSON. */
export const rateArgs = (usage: readonly string[], ...more: readonly string[]): string[] => [
  ...["rate", "--contracts", "contracts", "--period", "2026-03", "--json", "--rejects", "rejects.ndjson"],
  ...(usage.length === 0 ? [] : ["--usage", ...usage]),
  ...more,
];
