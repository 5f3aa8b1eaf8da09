/** Parts of a file that can be folded away, and what a selection grows to. */
import type { SourceFile } from "../../compiler/index.ts";
import type { Span } from "../../grammar/index.ts";

export interface Fold extends Span {
  readonly kind: "block" | "comment" | "imports";
}

/** Blocks in braces, runs of comments, the imports. */
export function foldsOf(source: SourceFile): Fold[] {
  const { tokens, comments, file } = source.parsed;
  const folds: Fold[] = [];
  const open: number[] = [];
  for (const token of tokens) {
    if (token.image === "{") open.push(token.startOffset);
    else if (token.image === "}") {
      const start = open.pop();
      if (start !== undefined) folds.push({ kind: "block", start, end: token.startOffset });
    }
  }
  const line = (offset: number) => source.position(offset).line;
  let run: Fold | undefined;
  for (const comment of comments) {
    const end = comment.startOffset + comment.image.length;
    const begins = source.text.slice(source.offset(line(comment.startOffset), 1), comment.startOffset).trim() === "";
    if (run !== undefined && begins && line(comment.startOffset) === line(run.end) + 1) run = { ...run, end };
    else {
      if (run !== undefined) folds.push(run);
      run = begins ? { kind: "comment", start: comment.startOffset, end } : undefined;
    }
  }
  if (run !== undefined) folds.push(run);
  const [first, last] = [file.imports[0], file.imports.at(-1)];
  if (first !== undefined && last !== undefined) folds.push({ kind: "imports", start: first.start, end: last.end });
  return folds.filter((fold) => line(fold.start) < line(fold.end)).sort((a, b) => a.start - b.start);
}

/** The spans around an offset, from the word to the whole file, each inside the next. */
export function selectionsAt(source: SourceFile, offset: number): Span[] {
  const around: Span[] = [];
  const holds = ({ start, end }: Span) => start <= offset && offset <= end && start < end;
  for (const { startOffset: start, image } of [...source.parsed.tokens, ...source.parsed.comments]) {
    const span = { start, end: start + image.length };
    if (!holds(span)) continue;
    around.push(span);
    // inside a text: its words, then all of it without the quotation marks
    if (image.startsWith('"') && offset > start && offset < span.end) {
      around.push({ start: start + 1, end: span.end - 1 });
      const before = /[^\s"]*$/.exec(source.text.slice(start + 1, offset))![0].length;
      const behind = /^[^\s"]*/.exec(source.text.slice(offset, span.end - 1))![0].length;
      around.push({ start: offset - before, end: offset + behind });
    }
  }
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const each of value) visit(each);
      return;
    }
    const { start, end } = value as Partial<Span>;
    if (typeof start === "number" && typeof end === "number") {
      if (!holds({ start, end })) return;
      around.push({ start, end });
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(source.tree);
  const sorted = around.filter(holds).sort((a, b) => a.end - a.start - (b.end - b.start));
  const nested: Span[] = [];
  for (const span of sorted) {
    const inner = nested.at(-1);
    if (inner === undefined) nested.push(span);
    else if (span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start)
      nested.push(span);
  }
  return nested;
}
