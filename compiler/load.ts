/** First pass: from entry paths to source files, following imports. */

import type { Diagnostics } from "./diagnostics/diagnostic.ts";
import { D } from "./diagnostics/registry.ts";
import type { Host } from "./host.ts";
import { SourceFile } from "./source.ts";

export interface LoadedFile {
  readonly source: SourceFile;
  /** Paths of the files that it imports and that were found. */
  readonly imports: readonly string[];
}

/** Joins a path to the folder of a file; keeps leading `../` so that the host can refuse it. */
export function resolvePath(fromFile: string, path: string): string {
  if (path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path)) return path;
  const parts = fromFile.split("/").slice(0, -1);
  for (const part of path.split(/[\\/]/)) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** Reads all entry files and what they import, and stops for a moment after each. A file already parsed with the same text is taken from `sources`. */
export function* load(
  host: Host,
  entries: readonly string[],
  diagnostics: Diagnostics,
  sources: Map<string, SourceFile>,
): Generator<undefined, Map<string, LoadedFile>> {
  const files = new Map<string, LoadedFile>();
  const visiting: string[] = [];

  function* visit(
    path: string,
    from?: { source: SourceFile; span: { start: number; end: number } },
  ): Generator<undefined, boolean> {
    const report = <P>(kind: Parameters<typeof diagnostics.reportAt<P>>[0], parameters: P) =>
      from === undefined
        ? diagnostics.reportAt(kind, parameters, path)
        : diagnostics.report(kind, parameters, from.source, from.span);
    const cycle = visiting.indexOf(path);
    if (cycle !== -1) {
      report(D.importCycle, { path: [...visiting.slice(cycle), path] });
      return false;
    }
    if (files.has(path)) return true;
    if (!path.endsWith(".sdl")) {
      report(D.notSdl, { path });
      return false;
    }
    const file = host.readFile(path);
    if ("error" in file) {
      if (file.error === "missing") report(D.fileMissing, { path });
      else if (file.error === "outside") report(D.fileOutside, { path });
      else report(D.fileUnreadable, { path, reason: file.reason ?? "unknown reason" });
      return false;
    }
    const known = sources.get(path);
    const source = known?.text === file.text ? known : new SourceFile(path, file.text);
    sources.set(path, source);
    if (source !== known) yield;
    const imports: string[] = [];
    const loaded: LoadedFile = { source, imports };
    files.set(path, loaded);
    visiting.push(path);
    for (const node of source.tree.imports) {
      if (node.path.value === "") continue;
      const target = resolvePath(path, node.path.value);
      if (yield* visit(target, { source, span: node.path })) imports.push(target);
    }
    visiting.pop();
    return true;
  }

  for (const entry of entries) {
    const found = host.listFiles(entry);
    if (found.length === 0) {
      const file = host.readFile(entry);
      if ("text" in file || file.error !== "missing") yield* visit(entry);
      else diagnostics.reportAt(D.noFiles, { path: entry }, entry);
    }
    for (const path of found) yield* visit(path);
  }
  for (const { source } of files.values()) reportSyntax(source, diagnostics);
  return files;
}

/** Reports what is wrong with a file by itself, before it is known what it imports. */
export function reportSyntax(source: SourceFile, diagnostics: Diagnostics): void {
  const { file, errors } = source.parsed;
  for (const error of errors) diagnostics.report(D.syntax, { message: error.message, hint: error.hint }, source, error);
  const top = { start: 0, end: 0 };
  if (source.parsed.tokens.length === 0 && errors.length === 0) diagnostics.report(D.emptyFile, {}, source, top);
  else if (file.version === undefined) {
    if (errors.length === 0) diagnostics.report(D.noVersion, {}, source, top);
  } else if (file.version.value !== "1" && file.version.value !== "") {
    diagnostics.report(D.wrongVersion, { version: file.version.value }, source, file.version);
  }
}
