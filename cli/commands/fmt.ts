/** `sdl fmt`: writes contracts in the one style, or says which are not written in it. */
import { existsSync, realpathSync } from "node:fs";
import { relative, resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { SourceFile } from "../../compiler/source.ts";
import { formatText } from "../../grammar/format/index.ts";
import type { SyntaxProblem } from "../../grammar/index.ts";
import { EXIT, Failure } from "../failure.ts";
import { writeFileAtomically } from "../files.ts";
import { nodeHost } from "../host.ts";
import { plural } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { workspaceRoot } from "../workspace.ts";

export interface FormatOptions {
  readonly check?: boolean;
}

export async function fmt(paths: readonly string[], options: FormatOptions, terminal: Terminal): Promise<number> {
  if (paths.includes("-")) {
    if (paths.length > 1) throw new Failure("Standard input is formatted by itself: leave out the other paths.");
    return standardInput(options, terminal);
  }
  const { root, files } = filesOf(paths, terminal.cwd);
  const host = nodeHost(root);
  let [changed, broken] = [0, 0];
  for (const file of files) {
    const path = realpathSync(resolve(root, file));
    const name = relative(terminal.cwd, resolve(root, file)) || file;
    const read = host.readFile(file);
    if (!("text" in read))
      throw new Failure(`The file ${name} cannot be read: ${read.reason ?? "it is missing or outside the workspace"}.`);
    const formatted = formatText(read.text);
    if ("problem" in formatted) {
      broken++;
      report(name, read.text, formatted.problem, terminal);
    } else if (formatted.text !== read.text) {
      changed++;
      terminal.print(name);
      if (!options.check) await writeFileAtomically(path, formatted.text);
    }
  }
  const done = options.check ? "not formatted" : "formatted anew";
  const left = broken > 0 ? `, ${broken} left alone because of errors` : "";
  terminal.note(`${changed} ${done}${left}, of ${plural(files.length, "file")}`);
  return broken > 0 || (options.check && changed > 0) ? EXIT.failed : EXIT.ok;
}

/** Standard input to standard output; nothing comes out of a text with errors. */
async function standardInput(options: FormatOptions, terminal: Terminal): Promise<number> {
  const before = await readAll(terminal.stdin);
  const formatted = formatText(before);
  if ("problem" in formatted) {
    report("(standard input)", before, formatted.problem, terminal);
    return EXIT.failed;
  }
  if (!options.check) terminal.stdout.write(formatted.text);
  return options.check && formatted.text !== before ? EXIT.failed : EXIT.ok;
}

/** The contracts among the paths, relative to a folder that holds them all. */
function filesOf(paths: readonly string[], cwd: string): { readonly root: string; readonly files: readonly string[] } {
  const absolute = (paths.length === 0 ? ["."] : paths).map((path) => {
    const full = resolve(cwd, path);
    if (!existsSync(full))
      throw new Failure(`There is no file or folder ${path}.`, { hint: "Name contracts or folders that hold them." });
    return realpathSync(full);
  });
  const root = workspaceRoot(realpathSync(cwd), absolute);
  const host = nodeHost(root);
  return { root, files: [...new Set(absolute.flatMap((path) => host.listFiles(relative(root, path) || ".")))].sort() };
}

function report(name: string, text: string, { message, hint, start }: SyntaxProblem, terminal: Terminal): void {
  const { line, column } = new SourceFile(name, text).position(start);
  terminal.fail({ message: `${name}:${line}:${column}: ${message} The file is left as it is.`, hint });
}
