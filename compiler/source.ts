/** A source file with its tree, and positions in it. */
import { type FileNode, type Parsed, parse, type Span } from "../grammar/index.ts";

/** Line and column count from 1, columns in UTF-16 code units; the offset from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly parsed: Parsed;
  private lineStarts: number[] | undefined;

  /** `parsed` is given of a text that is not SDL. */
  constructor(path: string, text: string, parsed: Parsed = parse(text)) {
    this.path = path;
    this.text = text;
    this.parsed = parsed;
  }

  get tree(): FileNode {
    return this.parsed.file;
  }

  position(offset: number): Position {
    if (this.lineStarts === undefined) {
      this.lineStarts = [0];
      for (let i = this.text.indexOf("\n"); i !== -1; i = this.text.indexOf("\n", i + 1)) this.lineStarts.push(i + 1);
    }
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.lineStarts[low]! + 1, offset };
  }

  /** The offset of a line and column. */
  offset(line: number, column: number): number {
    if (this.lineStarts === undefined) this.position(0);
    return this.lineStarts![line - 1]! + column - 1;
  }

  origin(span: Span): { file: string; line: number; column: number } {
    const { line, column } = this.position(span.start);
    return { file: this.path, line, column };
  }
}
