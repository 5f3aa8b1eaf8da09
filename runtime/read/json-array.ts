/**
 * The elements of one JSON array, without holding the array: bytes are cut at the commas between its elements. A record's line is the
 * one on which it begins. What is broken inside an element rejects that element; an array that ends too early gives the
 * records before the end, and one rejected record that stands for what is missing.
 */
import { type RawRecord, rejectedRecord } from "../record.ts";
import { DEFAULT_LIMIT, MarkSkipper, NEWLINE, type ReadLimits, RecordBuffer, type RecordSplitter, records } from "./bytes.ts";
import { jsonRecord } from "./ndjson.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const nothing = new Uint8Array(0);

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

export class ArraySplitter implements RecordSplitter {
  readonly #mark = new MarkSkipper();
  readonly #buffer: RecordBuffer;
  #place: "before" | "inside" | "after" | "rejected" = "before";
  #line = 1;
  /** Line on which the current element begins; 0 while only white space was seen. */
  #began = 0;
  #elements = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor({ limit = DEFAULT_LIMIT }: ReadLimits = {}) {
    this.#buffer = new RecordBuffer(limit);
  }

  push(chunk: Uint8Array): RawRecord[] {
    const found: RawRecord[] = [];
    this.#scan(this.#mark.skip(chunk), found);
    return found;
  }

  #scan(bytes: Uint8Array, found: RawRecord[]): void {
    let start = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i]!;
      if (byte === NEWLINE) this.#newLine();
      else if (this.#place !== "inside") {
        if (!isSpace(byte)) this.#outside(byte, found);
        start = i + 1;
      } else if (this.#inString) this.#string(byte);
      else if (this.#depth === 0 && (byte === COMMA || byte === CLOSE_ARRAY)) {
        this.#element(bytes.subarray(start, i), byte === COMMA, found);
        start = i + 1;
      } else this.#structure(byte);
    }
    if (this.#place === "inside") this.#buffer.add(bytes.subarray(start));
  }

  /** JSON has no line ends inside strings: one that is not closed ends here, so that it does not swallow the records after it. */
  #newLine(): void {
    this.#line += 1;
    this.#inString = false;
    this.#escaped = false;
  }

  #string(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }

  #structure(byte: number): void {
    if (this.#began === 0 && !isSpace(byte)) this.#began = this.#line;
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && this.#depth > 0) this.#depth -= 1;
  }

  #outside(byte: number, found: RawRecord[]): void {
    if (this.#place === "rejected") return;
    if (this.#place === "before" && byte === OPEN_ARRAY) {
      this.#place = "inside";
      return;
    }
    const reason =
      this.#place === "before" ? "is not a JSON array: it does not begin with [" : "stands after the end of the array";
    this.#place = "rejected";
    found.push(
      rejectedRecord(
        this.#line,
        { code: "array", reason, hint: "The input is one JSON array of records." },
        String.fromCharCode(byte),
      ),
    );
  }

  /** An element that a comma or the end of the array completes. */
  #element(last: Uint8Array, more: boolean, found: RawRecord[]): void {
    const line = this.#began === 0 ? this.#line : this.#began;
    const empty = this.#began === 0;
    const taken = this.#buffer.take(line, last);
    if (!empty && taken !== undefined) found.push("rejected" in taken ? taken.rejected : jsonRecord(line, taken.text));
    else if (more || this.#elements > 0) {
      found.push(
        rejectedRecord(
          line,
          {
            code: "array",
            reason: "is missing: there is nothing between two marks of the array",
            hint: "Take out the comma too many.",
          },
          "",
        ),
      );
    }
    this.#elements += 1;
    this.#began = 0;
    if (!more) this.#place = "after";
  }

  end(): RawRecord[] {
    const found: RawRecord[] = [];
    this.#scan(this.#mark.rest(), found);
    if (this.#place !== "inside") return found;
    const line = this.#began === 0 ? this.#line : this.#began;
    const taken = this.#buffer.take(line, nothing);
    const problem = {
      code: "truncated",
      reason: "is not complete: the array ends before its closing ]",
      hint: "Records may be missing after this one; get the whole file.",
    } as const;
    if (taken === undefined) found.push(rejectedRecord(line, problem, ""));
    else if ("rejected" in taken) found.push(taken.rejected);
    else {
      const last = jsonRecord(line, taken.text);
      if (last.error === undefined) found.push(last);
      found.push(
        rejectedRecord(last.error === undefined ? this.#line : line, problem, last.error === undefined ? "" : taken.text),
      );
    }
    return found;
  }
}

/** The records of an input that is one JSON array. */
export function readJsonArray(source: AsyncIterable<Uint8Array>, limits: ReadLimits = {}): AsyncGenerator<RawRecord> {
  return records(source, new ArraySplitter(limits));
}
