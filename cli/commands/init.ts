/** `sdl init`: begins a workspace. */
import { join, resolve } from "node:path";
import { EXIT, Failure } from "../failure.ts";
import { kindOf, writeFilesAtomically } from "../files.ts";
import { starterFiles } from "../starter/index.ts";
import type { Terminal } from "../terminal.ts";

export async function init(directory: string, terminal: Terminal): Promise<number> {
  const target = resolve(terminal.cwd, directory);
  const files = starterFiles();
  for (const name of files.keys()) {
    if ((await kindOf(join(target, name))) !== undefined) {
      throw new Failure(`${join(directory, name)} exists already, and is left as it is.`, {
        hint: "Begin in an empty folder: `sdl init my-contracts`.",
      });
    }
  }
  await writeFilesAtomically(target, files);
  const { bold, cyan } = terminal.colors;
  terminal.print(`Wrote ${[...files.keys()].join(", ")}${directory === "." ? "" : ` to ${directory}`}.\n`);
  const at = (name: string) => join(directory, name);
  const steps = [
    `check ${at("contracts")}`,
    `test ${at("contracts")}`,
    `rate --contracts ${at("contracts")} --usage ${at("usage/2026-03.ndjson")} --period 2026-03`,
  ];
  terminal.print(`${bold("What to try next")}\n${steps.map((step) => `  ${cyan(`${terminal.command} ${step}`)}`).join("\n")}`);
  return EXIT.ok;
}
