/** `sdl docs`: the documents of services, for lawyers, customers and engineers. */
import { resolve } from "node:path";
import { BOOKS } from "../../compiler/emit/docs/phrases/books.ts";
import { suggest } from "../../compiler/suggest.ts";
import { BrowserMissing } from "../browser.ts";
import { documentFiles, FORMATS, type Format } from "../docs/formats.ts";
import { EXIT, Failure } from "../failure.ts";
import { writeFilesAtomically } from "../files.ts";
import { plural, requireSound } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openWorkspace } from "../workspace.ts";

export interface DocsCommand {
  readonly out: string;
  readonly format?: readonly string[];
  readonly language?: readonly string[];
  readonly service?: readonly string[];
  readonly watch?: boolean;
  readonly port?: number;
}

export async function docs(
  paths: readonly string[],
  options: DocsCommand,
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const formats = known("format", options.format, FORMATS) as readonly Format[] | undefined;
  const languages = known(
    "language",
    options.language,
    BOOKS.map(({ language }) => language),
  );
  if (options.watch) {
    const { watch } = await import("../docs/watch.ts");
    return await watch(
      paths,
      { ...(options.port !== undefined && { port: options.port }), ...(languages && { languages }) },
      terminal,
    );
  }
  const workspace = openWorkspace(terminal.cwd, paths);
  requireSound(workspace, terminal);
  const { services } = workspace.program;
  const names = known(
    "service",
    options.service,
    services.map(({ name }) => name),
  );
  const chosen = { env, colors: terminal.errorColors, ...(languages && { languages }), ...(names && { services: names }) };
  const files = await made(services, formats, chosen, terminal);
  await writeFilesAtomically(resolve(terminal.cwd, options.out), files);
  terminal.note(
    `Wrote ${plural(files.size, "file")} for ${plural(names?.length ?? services.length, "service")} to ${options.out}.`,
  );
  return EXIT.ok;
}

/** All formats unless some are named; without a browser, all but those that need one, and the reason why. */
async function made(
  services: Parameters<typeof documentFiles>[0],
  named: readonly Format[] | undefined,
  chosen: Omit<Parameters<typeof documentFiles>[1], "formats">,
  terminal: Terminal,
): ReturnType<typeof documentFiles> {
  try {
    return await documentFiles(services, { ...chosen, formats: named ?? FORMATS });
  } catch (error) {
    if (named !== undefined || !(error instanceof BrowserMissing)) throw error;
    terminal.note(`PDF files are left out: ${error.message} ${error.hint ?? ""}`.trim());
    return await documentFiles(services, { ...chosen, formats: FORMATS.filter((format) => format !== "pdf") });
  }
}

/** Names that were given, each of which there must be. */
function known(what: string, given: readonly string[] | undefined, all: readonly string[]): readonly string[] | undefined {
  const names = given
    ?.flatMap((each) => each.split(","))
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const unknown = names?.find((name) => !all.includes(name));
  if (unknown === undefined) return names;
  const near = suggest(unknown, all);
  const hint = near === undefined ? `There are: ${all.join(", ")}.` : `Did you mean ${near}?`;
  throw new Failure(`There is no ${what} ${unknown}.`, { hint, exitCode: EXIT.usage });
}
