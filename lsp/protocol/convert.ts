/** Between the offsets of the compiler and the positions of the protocol: lines and UTF-16 code units, both from 0. */
import type { Position, Range } from "vscode-languageserver";
import type { SourceFile } from "../../compiler/index.ts";
import type { Span } from "../../grammar/index.ts";

export function toPosition(source: SourceFile, offset: number): Position {
  const { line, column } = source.position(offset);
  return { line: line - 1, character: column - 1 };
}

export const toRange = (source: SourceFile, span: Span): Range => ({
  start: toPosition(source, span.start),
  end: toPosition(source, span.end),
});

/** The offset of a position; behind the end of a line is its end, behind the last line the end of the text. */
export function toOffset(source: SourceFile, { line, character }: Position): number {
  const { text } = source;
  const last = source.position(text.length).line - 1;
  if (line > last) return text.length;
  const start = source.offset(line + 1, 1);
  const end = line === last ? text.length : source.offset(line + 2, 1) - 1;
  const lineEnd = text[end - 1] === "\r" && end > start ? end - 1 : end;
  return Math.min(start + Math.max(0, character), lineEnd);
}

export const toSpan = (source: SourceFile, range: Range): Span => ({
  start: toOffset(source, range.start),
  end: toOffset(source, range.end),
});
