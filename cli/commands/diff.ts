/** `sdl diff`: what changes for clients between two versions of contracts or agreements. */
import { resolve } from "node:path";
import { compareVersions, type Difference, type Severity, severities } from "../../compiler/diff/index.ts";
import { EXIT, Failure } from "../failure.ts";
import { writeFileAtomically } from "../files.ts";
import { renderDifference, renderRerating } from "../render/difference.ts";
import type { Display } from "../render/language.ts";
import { requireSound } from "../report.ts";
import { type Rerating, rerate } from "../rerate.ts";
import type { Terminal } from "../terminal.ts";
import { type OpenWorkspace, openWorkspace } from "../workspace.ts";

export interface DiffOptions {
  readonly usage?: readonly string[];
  readonly period?: string;
  readonly agreements?: readonly string[];
  readonly failOn?: Severity;
  readonly language: Display;
  readonly json?: boolean;
  /** Also writes the changes as a page for clients, and prints it. */
  readonly html?: string;
  readonly pdf?: string;
  /** The first day of the new version, for the page. */
  readonly effective?: string;
}

export async function diff(
  oldPath: string,
  newPath: string,
  options: DiffOptions,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  if (options.effective !== undefined && options.html === undefined && options.pdf === undefined)
    throw new Failure("--effective stands on the page of changes; no page is written.", {
      hint: "Add `--html FILE`.",
      exitCode: EXIT.usage,
    });
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
  await writePages({ before, after }, difference, rerating, options, terminal, env);
  if (options.json) terminal.printJson({ ...difference, ...(rerating && { rerating }) });
  else {
    terminal.print(renderDifference(difference, options.language, terminal.colors));
    if (rerating) terminal.print(renderRerating(rerating, options.language, terminal.colors));
  }
  return difference.changes.some(({ severity }) => atLeast(severity, options.failOn)) ? EXIT.failed : EXIT.ok;
}

/** The page for clients, as HTML and on paper. */
async function writePages(
  { before, after }: { readonly before: OpenWorkspace; readonly after: OpenWorkspace },
  difference: Difference,
  rerating: Rerating | undefined,
  { html, pdf, language, effective }: DiffOptions,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (html === undefined && pdf === undefined) return;
  const { changesHtml } = await import("../changes/html.ts");
  const titles = new Map(
    [before, after].flatMap(({ program }) => program.services.map(({ name, title }) => [name, title] as const)),
  );
  const more = { ...(effective !== undefined && { effective }), ...(rerating && { rerating }) };
  const page = changesHtml(difference, { language, titles, ...more });
  if (html !== undefined) await writeFileAtomically(resolve(terminal.cwd, html), page);
  if (pdf === undefined) return;
  const [{ withBrowser }, { printPage }] = await Promise.all([import("../browser.ts"), import("../docs/pdf.ts")]);
  await writeFileAtomically(resolve(terminal.cwd, pdf), await withBrowser((browser) => printPage(browser, page), env));
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
