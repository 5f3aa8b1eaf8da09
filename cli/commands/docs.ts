/** `sdl docs`: the documents of services, for lawyers, customers and engineers. */
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { BOOKS } from "../../compiler/emit/docs/phrases/books.ts";
import { Memo } from "../../compiler/index.ts";
import { suggest } from "../../compiler/suggest.ts";
import { BrowserMissing, startBrowser } from "../browser.ts";
import { documentFiles, FORMATS, type Format } from "../docs/formats.ts";
import { EXIT, Failure } from "../failure.ts";
import { writeFilesAtomically } from "../files.ts";
import { plural, requireSound } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openWorkspaceAside } from "../workspace.ts";

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
  const wanted = formats ?? FORMATS;
  // it starts while the contracts are compiled
  const browser = wanted.includes("pdf") ? startBrowser(env) : undefined;
  browser?.catch(() => {});
  try {
    return await written(paths, options, { formats, languages, browser }, terminal);
  } finally {
    await browser?.then((started) => started.close()).catch(() => {});
  }
}

interface Wanted {
  readonly formats: readonly Format[] | undefined;
  readonly languages: readonly string[] | undefined;
  readonly browser: Promise<Browser> | undefined;
}

async function written(
  paths: readonly string[],
  options: DocsCommand,
  { formats, languages, browser }: Wanted,
  terminal: Terminal,
): Promise<number> {
  const memo = new Memo();
  const quick = await openWorkspaceAside(terminal.cwd, paths, { memo, quick: true });
  const sound = quick.program.ok;
  const { services } = quick.program;
  const names = known(
    "service",
    sound ? options.service : undefined,
    services.map(({ name }) => name),
  );
  const chosen = {
    colors: terminal.errorColors,
    ...(browser && { browser }),
    ...(languages && { languages }),
    ...(names && { services: names }),
  };
  // what proofs and the checks of prose find does not change documents, but with errors there are none
  const [files, complete] = await Promise.all([
    sound ? made(services, formats, chosen, terminal) : undefined,
    openWorkspaceAside(terminal.cwd, paths, { memo }),
  ]);
  requireSound(complete, terminal);
  await writeFilesAtomically(resolve(terminal.cwd, options.out), files!);
  terminal.note(
    `Wrote ${plural(files!.size, "file")} for ${plural(names?.length ?? services.length, "service")} to ${options.out}.`,
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
