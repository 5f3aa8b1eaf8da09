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

/** Cuts bytes at line ends. A line that is invalid, or longer than the limit, is rejected by itself. */
export class LineSplitter implements RecordSplitter {
  readonly #mark = new MarkSkipper();
  readonly #buffer: RecordBuffer;
  #line = 1;

  constructor({ limit = DEFAULT_LIMIT }: ReadLimits = {}) {
    this.#buffer = new RecordBuffer(limit);
  }

  push(chunk: Uint8Array): RawRecord[] {
    const bytes = this.#mark.skip(chunk);
    const found: RawRecord[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      this.#take(bytes.subarray(start, end), found);
      this.#line += 1;
      start = end + 1;
    }
    this.#buffer.add(bytes.subarray(start));
    return found;
  }

  end(): RawRecord[] {
    const found: RawRecord[] = [];
    this.#take(this.#mark.rest(), found);
    return found;
  }

  #take(last: Uint8Array, found: RawRecord[]): void {
    const taken = this.#buffer.take(this.#line, last);
    if (taken === undefined) return;
    found.push("rejected" in taken ? taken.rejected : jsonRecord(this.#line, taken.text));
  }
}

/** The records of an NDJSON input. */
export function readNdjson(source: AsyncIterable<Uint8Array>, limits: ReadLimits = {}): AsyncGenerator<RawRecord> {
  return records(source, new LineSplitter(limits));
}
