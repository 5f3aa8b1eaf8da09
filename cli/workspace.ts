/** A workspace on the disk, compiled. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { type CompileOptions, compile, compiling, type Diagnostic, type Host, type Program } from "../compiler/index.ts";
import { Failure } from "./failure.ts";
import { nodeHost } from "./host.ts";

export interface OpenWorkspace {
  readonly root: string;
  readonly program: Program;
  /** The text of a source file of the program. */
  readonly textOf: (file: string) => string | undefined;
}

/** Compiles files and folders. Without any, the folder `contracts` of the current directory, else the current directory. */
export function openWorkspace(cwd: string, paths: readonly string[], options: CompileOptions = {}): OpenWorkspace {
  const { root, host, entries } = located(cwd, paths);
  return opened(root, host, compile(host, entries, options));
}

/** The same with files of agreements as JSON. Throws a Failure when one of them is not what it should be. */
export async function openWithAgreements(cwd: string, contracts: string, files: readonly string[]): Promise<OpenWorkspace> {
  const { AgreementSource } = await import("./agreements/source.ts");
  const { root, host, entries } = located(cwd, [contracts, ...files]);
  const sources = entries.slice(1).map((path) => {
    const file = host.readFile(path);
    if ("text" in file) return new AgreementSource(path, file.text);
    throw new Failure(`The file ${path} cannot be read: ${file.reason ?? "it is not in the workspace"}.`);
  });
  const program = compile(host, entries.slice(0, 1), { sources });
  const nameOf = ({ file, start }: Diagnostic) => sources.find(({ path }) => path === file)?.nameAt(start);
  const diagnostics = program.diagnostics.map((diagnostic) => {
    const name = nameOf(diagnostic);
    return name === undefined ? diagnostic : { ...diagnostic, message: `${name}: ${diagnostic.message}` };
  });
  return opened(root, host, { ...program, diagnostics });
}

/** The same in small steps, between which other work goes on: a browser that starts, say. */
export async function openWorkspaceAside(
  cwd: string,
  paths: readonly string[],
  options: CompileOptions = {},
): Promise<OpenWorkspace> {
  const { root, host, entries } = located(cwd, paths);
  const steps = compiling(host, entries, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return opened(root, host, step.value);
    await new Promise((done) => setImmediate(done));
  }
}

function located(cwd: string, paths: readonly string[]) {
  const named = paths.length > 0 ? paths : [existsSync(resolve(cwd, "contracts")) ? "contracts" : "."];
  const absolute = named.map((path) => {
    const full = resolve(cwd, path);
    if (!existsSync(full))
      throw new Failure(`There is no file or folder ${path}.`, { hint: "Name a contract or a folder that holds contracts." });
    return realpathSync(full);
  });
  const root = workspaceRoot(realpathSync(cwd), absolute);
  const entries = absolute.map((path) => relative(root, path).split(sep).join("/") || ".");
  return { root, host: nodeHost(root), entries };
}

function opened(root: string, host: Host, program: Program): OpenWorkspace {
  const texts = new Map<string, string | undefined>();
  const textOf = (file: string) => {
    if (!texts.has(file)) {
      const read = host.readFile(file);
      texts.set(file, "text" in read ? read.text : undefined);
    }
    return texts.get(file);
  };
  return { root, program, textOf };
}

/** The current directory when it holds all the paths, else the innermost folder that does. */
export function workspaceRoot(cwd: string, paths: readonly string[]): string {
  if (paths.every((path) => holds(cwd, path))) return cwd;
  let root = folderOf(paths[0]!);
  while (!paths.every((path) => holds(root, path))) root = dirname(root);
  return root;
}

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}

function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}
