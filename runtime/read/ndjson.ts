/** One JSON record per line. LF or CRLF, a byte order mark at the start, blank lines are skipped. Line numbers count from 1. */
import { type RawRecord, rejectedRecord } from "../record.ts";
import { DEFAULT_LIMIT, MarkSkipper, NEWLINE, type ReadLimits, RecordBuffer, type RecordSplitter, records } from "./bytes.ts";

/** A record from JSON text. */
export function jsonRecord(line: number, text: string): RawRecord {
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    const whole = text.trimStart().startsWith("{");
    const hint = whole ? "Each record is one JSON object on a line of its own." : "A record begins with {.";
    return rejectedRecord(line, { code: "not-json", reason: "is not valid JSON", hint }, text);
  }
}

/** Bytes of an input; `view` is of the same bytes. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** As far as a taker may look behind the end of a line: further than the day of an instant is long. */
const LOOK_AHEAD = 32;

/** Takes lines as they are, without their being parsed. */
export interface LineTaker {
  /** Takes whole lines from `at` on, as long as it can; returns where it stopped: at `until`, or at the beginning of a line. `line` is the number of the first. */
  take(piece: Piece, at: number, until: number, line: number): number;
  /** How many lines it has taken. */
  readonly taken: number;
  /** A line that it did not take, and what stood in it. */
  learn(line: string, value: unknown): void;
}

export interface LineOptions extends ReadLimits {
  readonly taker?: LineTaker | undefined;
  /** Says that what comes is not the beginning of the input, which may have a byte order mark. */
  readonly isRest?: boolean;
}

/** Cuts bytes at line ends. A line that is invalid, or longer than the limit, is rejected by itself. */
export class LineSplitter implements RecordSplitter {
  readonly #mark: MarkSkipper;
  readonly #buffer: RecordBuffer;
  readonly #taker: LineTaker | undefined;
  readonly #limit: number;
  #line = 1;

  constructor({ limit = DEFAULT_LIMIT, taker, isRest = false }: LineOptions = {}) {
    this.#mark = new MarkSkipper(!isRest);
    this.#buffer = new RecordBuffer(limit);
    this.#limit = limit;
    this.#taker = taker;
  }

  /** How many ends of lines have come. */
  get ends(): number {
    return this.#line - 1;
  }

  push(chunk: Uint8Array): RawRecord[] {
    const bytes = this.#mark.skip(chunk);
    const found: RawRecord[] = [];
    const fast = this.#fastPart(bytes);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.#take(bytes.subarray(start, end), found);
      this.#line += 1;
      start = end + 1;
      if (start < fast.until) start = this.#takeFast(fast, start);
    }
    this.#buffer.add(bytes.subarray(start));
    return found;
  }

  /** The lines of a chunk that a taker may be offered: those with enough bytes behind them, since it looks at some behind the end of a line. */
  #fastPart(bytes: Uint8Array): Piece & { readonly until: number } {
    const isOffered = this.#taker !== undefined && bytes.length <= this.#limit && bytes.length > LOOK_AHEAD;
    const until = isOffered ? bytes.lastIndexOf(NEWLINE, bytes.length - LOOK_AHEAD - 1) + 1 : 0;
    return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), until };
  }

  #takeFast(piece: Piece & { readonly until: number }, start: number): number {
    const taker = this.#taker!;
    const before = taker.taken;
    const stopped = taker.take(piece, start, piece.until, this.#line);
    this.#line += taker.taken - before;
    return stopped;
  }

  end(): RawRecord[] {
    const found: RawRecord[] = [];
    this.#take(this.#mark.rest(), found);
    return found;
  }

  #take(last: Uint8Array, found: RawRecord[]): void {
    const taken = this.#buffer.take(this.#line, last);
    if (taken === undefined) return;
    if ("rejected" in taken) found.push(taken.rejected);
    else {
      const record = jsonRecord(this.#line, taken.text);
      if (record.error === undefined) this.#taker?.learn(taken.text, record.value);
      found.push(record);
    }
  }
}

/** The records of an NDJSON input. */
export function readNdjson(source: AsyncIterable<Uint8Array>, limits: LineOptions = {}): AsyncGenerator<RawRecord> {
  return records(source, new LineSplitter(limits));
}
