/** `sdl diff`: what changes for clients between two versions of contracts or agreements. */
import { compareVersions, type Severity, severities } from "../../compiler/diff/index.ts";
import { EXIT, Failure } from "../failure.ts";
import { renderDifference, renderRerating } from "../render/difference.ts";
import type { Display } from "../render/language.ts";
import { requireSound } from "../report.ts";
import { rerate } from "../rerate.ts";
import type { Terminal } from "../terminal.ts";
import { type OpenWorkspace, openWorkspace } from "../workspace.ts";

export interface DiffOptions {
  readonly usage?: readonly string[];
  readonly period?: string;
  readonly agreements?: readonly string[];
  readonly failOn?: Severity;
  readonly language: Display;
  readonly json?: boolean;
}

export async function diff(oldPath: string, newPath: string, options: DiffOptions, terminal: Terminal): Promise<number> {
  if (options.usage === undefined && options.period !== undefined)
    throw new Failure("--period says which month of usage is rated; there is no usage.", {
      hint: "Add `--usage FILE`.",
      exitCode: EXIT.usage,
    });
  const before = version("old", oldPath, options, terminal);
  const after = version("new", newPath, options, terminal);
  const difference = compareVersions(before.program, after.program);
  const rerating =
    options.usage === undefined
      ? undefined
      : await rerate({ before, after }, { usage: options.usage, ...(options.period && { period: options.period }) }, terminal);
  if (options.json) terminal.printJson({ ...difference, ...(rerating && { rerating }) });
  else {
    terminal.print(renderDifference(difference, options.language, terminal.colors));
    if (rerating) terminal.print(renderRerating(rerating, options.language, terminal.colors));
  }
  return difference.changes.some(({ severity }) => atLeast(severity, options.failOn)) ? EXIT.failed : EXIT.ok;
}

/** One version, compiled. Only sound contracts are compared: what cannot be compiled has no meaning to compare. */
function version(which: "old" | "new", path: string, { agreements = [] }: DiffOptions, terminal: Terminal): OpenWorkspace {
  const workspace = openWorkspace(terminal.cwd, [path, ...agreements]);
  if (!workspace.program.ok) terminal.warn(`The ${which} version, ${path}, has errors.`);
  requireSound(workspace, terminal);
  return workspace;
}

function atLeast(severity: Severity, limit: Severity | undefined): boolean {
  return limit !== undefined && severities.indexOf(severity) <= severities.indexOf(limit);
}
