/** The formatter: one style for all contracts. It changes white space only, and proves that before it gives anything back. */
import * as doc from "prettier/doc";
import { type Parsed, parse } from "../parse.ts";
import type { SyntaxProblem } from "../syntax-problem.ts";
import { gapsOf } from "./comments.ts";
import { concrete } from "./concrete.ts";
import { type Options, Printer } from "./printer.ts";
import { imageOf, inOrder, isSame } from "./verify.ts";

type Doc = doc.builders.Doc;

export type { Options } from "./printer.ts";

/** A formatted text, or why there is none. */
export type Formatted = { readonly text: string } | { readonly problem: SyntaxProblem };

/** Puts `text` in the place from `start` up to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The style of the shipped contracts. */
export const STYLE: Options = { printWidth: 120, tabWidth: 2 };

/** The layout of a text whose lines end with line feeds; a syntax error is given back instead. */
export function layout(
  text: string,
  options: Options,
): { readonly doc: Doc; readonly parsed: Parsed } | { readonly problem: SyntaxProblem } {
  const parsed = parse(text);
  const [problem] = parsed.errors;
  if (problem !== undefined) return { problem };
  const root = concrete([...parsed.tokens]);
  const printer = new Printer(parsed.tokens, gapsOf(text, parsed.tokens, parsed.comments), options);
  return { doc: printer.file(root), parsed };
}

/** Formats a file. One with a syntax error is left alone. The line endings of the file and its byte order mark stay. */
export function formatText(text: string, options: Options = STYLE): Formatted {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const windows = /\r?\n/.exec(text)?.[0] === "\r\n";
  const laidOut = layout(text.slice(mark.length).replaceAll("\r\n", "\n"), options);
  if ("problem" in laidOut) {
    const [problem] = parse(text).errors;
    return { problem: problem ?? laidOut.problem };
  }
  const { formatted } = doc.printer.printDocToString(laidOut.doc, { ...options, useTabs: false });
  if (!isSame(laidOut.parsed, parse(formatted))) return { problem: refused(text) };
  return { text: mark + (windows ? formatted.replaceAll("\n", "\r\n") : formatted) };
}

/** What is said when the formatter would change more than white space: a defect of it, found before it does harm. */
export function refused(text: string): SyntaxProblem {
  return {
    kind: "unexpected",
    message: "The formatter would change what this file says, and leaves it alone.",
    hint: "Please report this as a defect of SDL.",
    start: 0,
    end: Math.min(1, text.length),
  };
}

/** What formatting changes, place by place: only white space between two words. Nothing when the file has a syntax error. */
export function formatEdits(text: string, options: Options = STYLE): readonly Edit[] {
  const formatted = formatText(text, options);
  if ("problem" in formatted || formatted.text === text) return [];
  const before = inOrder(parse(text));
  const after = inOrder(parse(formatted.text));
  const edits: Edit[] = [];
  let [at, there] = [0, 0];
  for (let i = 0; i <= before.length; i++) {
    const [start, begin] = [before[i]?.startOffset ?? text.length, after[i]?.startOffset ?? formatted.text.length];
    const now = formatted.text.slice(there, begin);
    if (text.slice(at, start) !== now) edits.push({ start: at, end: start, text: now });
    if (i === before.length) break;
    // a text in quotation marks has the same number of characters but for carriage returns
    at = start + (before[i]!.image.startsWith("//") ? imageOf(before[i]!).length : before[i]!.image.length);
    there = begin + (after[i]!.image.startsWith("//") ? imageOf(after[i]!).length : after[i]!.image.length);
  }
  return edits;
}

/** The edits that touch the lines from the one of `start` up to the one of `end`. */
export function formatRange(text: string, start: number, end: number, options: Options = STYLE): readonly Edit[] {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const to = lineEnd < 0 ? text.length : lineEnd;
  // the white space before the first line begins at the end of the line before
  return formatEdits(text, options).filter((edit) => edit.end >= from && edit.start <= to);
}
