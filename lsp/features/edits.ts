/** Changes of files. */
import type { SourceFile } from "../../compiler/index.ts";
import { parse } from "../../grammar/index.ts";
import type { Snapshot } from "../snapshot.ts";

/** Puts `text` in the place from `start` up to `end` of a file. */
export interface FileEdit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits by file, in the order in which files come first. */
export function byFile(edits: readonly FileEdit[]): Map<string, FileEdit[]> {
  const files = new Map<string, FileEdit[]>();
  for (const edit of edits) {
    const list = files.get(edit.path);
    if (list === undefined) files.set(edit.path, [edit]);
    else list.push(edit);
  }
  return files;
}

/** A text with edits that do not overlap. */
export function applied(text: string, edits: readonly Pick<FileEdit, "start" | "end" | "text">[]): string {
  const sorted = [...edits].sort((a, b) => b.start - a.start);
  return sorted.reduce((result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end), text);
}

/** Whether a file with edits has no more syntax errors than without. */
export function parses(source: SourceFile, edits: readonly Pick<FileEdit, "start" | "end" | "text">[]): boolean {
  return parse(applied(source.text, edits)).errors.length <= source.parsed.errors.length;
}

/** Whether that holds for all files that are changed. */
export function allParse(snapshot: Snapshot, edits: readonly FileEdit[]): boolean {
  return [...byFile(edits)].every(([path, list]) => {
    const source = snapshot.source(path);
    return source !== undefined && parses(source, list);
  });
}
