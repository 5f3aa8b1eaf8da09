/** Scans pieces of an input: lines to rows, for whoever puts them in their place. */
import type { RatingRun } from "../../runtime/index.ts";
import type { LeftLine, Lines, ScannedLines } from "./protocol.ts";

const NEWLINE = 0x0a;
const decoder = new TextDecoder();

export class PieceScanner {
  readonly #scanner: ReturnType<RatingRun["scanner"]>;
  #rows = new Uint32Array(0);
  #used = 0;

  constructor(run: RatingRun) {
    this.#scanner = run.scanner((words, length) => this.#keep(words, length >>> 2));
  }

  #keep(words: Uint32Array, count: number): void {
    if (this.#used + count > this.#rows.length) {
      const rows = new Uint32Array(Math.max(1 << 17, (this.#used + count) * 2));
      rows.set(this.#rows.subarray(0, this.#used));
      this.#rows = rows;
    }
    for (let i = 0; i < count; i += 1) this.#rows[this.#used + i] = words[i]!;
    this.#used += count;
  }

  /** Scans lines. The rows are written into a buffer that may be replaced by a larger one. */
  scan(lines: Lines, rows: ArrayBuffer): ScannedLines {
    const { scanner, sources } = this.#scanner;
    const bytes = new Uint8Array(lines.buffer);
    const piece = { bytes, view: new DataView(lines.buffer) };
    this.#rows = new Uint32Array(rows);
    this.#used = 0;
    const [taken, elsewhere] = [scanner.taken, scanner.elsewhere];
    const left: LeftLine[] = [];
    let count = 0;
    for (let at = lines.start; at < lines.until; ) {
      const before = scanner.taken;
      at = scanner.take(piece, at, lines.until, count + 1);
      count += scanner.taken - before;
      if (at >= lines.until) break;
      const end = bytes.indexOf(NEWLINE, at);
      count += 1;
      left.push({ line: count, start: at, end });
      learn(scanner, bytes.subarray(at, end));
      at = end + 1;
    }
    return {
      ...{ lines, count, rows: this.#rows.buffer, words: this.#used, sources: sources(), left },
      ...{ taken: scanner.taken - taken, elsewhere: scanner.elsewhere - elsewhere },
    };
  }
}

/** Looks at how a line is written; what is wrong with it is for others to say. */
function learn(scanner: { learn(line: string, value: unknown): void }, bytes: Uint8Array): void {
  const line = decoder.decode(bytes);
  try {
    scanner.learn(line, JSON.parse(line));
  } catch {
    // Not JSON.
  }
}
