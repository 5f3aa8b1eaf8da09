/** `sdl usage`: makes a realistic month of usage for the agreements of a workspace. */
import { resolve } from "node:path";
import { EXIT, Failure } from "../failure.ts";
import { writeStreamAtomically } from "../files.ts";
import { plural, requireSound } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { generateParquet, generateUsage, type UsageFormat } from "../usage/index.ts";
import { openWorkspace } from "../workspace.ts";

export interface UsageCommandOptions {
  readonly contracts: string;
  readonly out: string;
  readonly events: number;
  readonly period: string;
  readonly seed: string;
  readonly format?: UsageFormat;
  readonly gzip?: boolean;
}

export async function usage(options: UsageCommandOptions, terminal: Terminal): Promise<number> {
  const workspace = openWorkspace(terminal.cwd, [options.contracts]);
  requireSound(workspace, terminal);
  const { services, agreements } = workspace.program;
  if (agreements.length === 0) {
    throw new Failure(`There is no agreement in ${options.contracts}.`, {
      hint: "Usage is made for the agreements of a workspace.",
    });
  }
  const gzip = options.gzip ?? options.out.endsWith(".gz");
  const format = options.format ?? formatOf(options.out);
  const made = { ...options, services, agreements };
  if (format === "parquet" && gzip)
    throw new Failure("A Parquet file is compressed inside; it cannot be read when it is compressed as a whole.", {
      hint: "Leave out `--gzip`.",
      exitCode: EXIT.usage,
    });
  const pieces = format === "parquet" ? generateParquet(made) : generateUsage({ ...made, format });
  if (options.out === "-") await terminal.writeAll(pieces);
  else await writeStreamAtomically(resolve(terminal.cwd, options.out), pieces, gzip);
  terminal.note(
    `Wrote ${plural(options.events, "record")} of ${options.period} to ${options.out === "-" ? "standard output" : options.out}.`,
  );
  return EXIT.ok;
}

/** The format that the ending of a file name stands for. */
function formatOf(path: string): UsageFormat {
  const name = path.toLowerCase().replace(/\.gz$/, "");
  return (["csv", "json", "parquet"] as const).find((format) => name.endsWith(`.${format}`)) ?? "ndjson";
}
