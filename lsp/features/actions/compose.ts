/** Edits that leave a file in the formatter's style. */
import { formatEdits } from "../../../grammar/format/index.ts";
import { parse } from "../../../grammar/index.ts";

/** Puts `text` in the place from `start` up to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A part of a text: with an offset when it is what stood there before. */
interface Piece {
  readonly from?: number;
  readonly text: string;
}

/**
 * The edits, and behind them the formatter: the whole file stays formatted when it was, else the lines that were touched become so.
 * Where the result has syntax errors, it is left as it is.
 */
export function formatted(text: string, edits: readonly Edit[]): Edit[] {
  const first = edited([{ from: 0, text }], edits);
  const result = first.map((piece) => piece.text).join("");
  const changes = formatEdits(result);
  const wasFormatted = formatEdits(text).length === 0 && parse(text).errors.length === 0;
  const lines = touchedLines(first, result);
  const wanted = wasFormatted ? changes : changes.filter((c) => lines.some(({ start, end }) => c.end >= start && c.start <= end));
  return between(edited(first, wanted), text.length);
}

/** The lines of a text that hold what is new, or where something is gone. */
function touchedLines(pieces: readonly Piece[], text: string): { readonly start: number; readonly end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let at = 0;
  let old = 0;
  for (const { from, text: part } of pieces) {
    if (from === undefined || from !== old) {
      const start = text.lastIndexOf("\n", at - 1) + 1;
      const behind = text.indexOf("\n", at + (from === undefined ? part.length : 0));
      lines.push({ start, end: behind === -1 ? text.length : behind });
    }
    if (from !== undefined) old = from + part.length;
    at += part.length;
  }
  return lines;
}

/** The pieces behind edits of the text that they make up. */
function edited(pieces: readonly Piece[], edits: readonly Edit[]): Piece[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const result: Piece[] = [];
  let next = 0;
  let at = 0;
  let skip = 0;
  const keep = ({ from, text }: Piece, start: number, end: number) => {
    if (end > start) result.push({ ...(from !== undefined && { from: from + start }), text: text.slice(start, end) });
  };
  for (const piece of pieces) {
    const end = at + piece.text.length;
    let done = Math.min(Math.max(skip - at, 0), piece.text.length);
    while (next < sorted.length && sorted[next]!.start < end) {
      const edit = sorted[next++]!;
      keep(piece, done, edit.start - at);
      if (edit.text !== "") result.push({ text: edit.text });
      skip = edit.end;
      done = Math.min(edit.end - at, piece.text.length);
    }
    keep(piece, done, piece.text.length);
    at = end;
  }
  for (const edit of sorted.slice(next)) result.push({ text: edit.text });
  return result;
}

/** The edits that lead from a text of a length to pieces of it. */
function between(pieces: readonly Piece[], length: number): Edit[] {
  const edits: Edit[] = [];
  let old = 0;
  let put = "";
  for (const { from, text } of [...pieces, { from: length, text: "" }]) {
    if (from === undefined) {
      put += text;
      continue;
    }
    if (put !== "" || from > old) edits.push({ start: old, end: from, text: put });
    put = "";
    old = from + text.length;
  }
  return edits;
}
