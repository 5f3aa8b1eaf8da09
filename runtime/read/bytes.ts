/** Bytes of one record, gathered over chunks, never more than a limit. */
import { type RawRecord, rejectedRecord } from "../record.ts";

export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** What is kept of a record that is too long, to show how it begins. */
const KEPT_OF_TOO_LONG = 256;

/** Greatest length of one record in bytes, unless a reader is told otherwise. */
export const DEFAULT_LIMIT = 1024 * 1024;

/** What all readers can be told. */
export interface ReadLimits {
  /** Greatest length of one record in bytes; 1 MiB unless given. */
  readonly limit?: number;
}

/** Cuts bytes into records; chunks may end anywhere. */
export interface RecordSplitter {
  /** The records that the chunk completes. The chunk is not kept. */
  push(chunk: Uint8Array): RawRecord[];
  /** What is left at the end of the input. Called once. */
  end(): RawRecord[];
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of UTF-8 bytes; undefined when they are no valid UTF-8. */
function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Gathers one record; of one that is too long it keeps only how it begins. */
export class RecordBuffer {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Keeps a copy of the bytes, up to the limit. */
  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const before = this.#length;
    this.#length += bytes.length;
    if (this.#length <= this.#limit) this.#pieces.push(bytes.slice());
    else if (before <= this.#limit || this.#pieces[0]!.length < KEPT_OF_TOO_LONG) {
      this.#pieces = [concatenated([...this.#pieces, bytes.subarray(0, KEPT_OF_TOO_LONG)]).slice(0, KEPT_OF_TOO_LONG)];
    }
  }

  /** The record that ends with `last`; the buffer is empty afterwards. Undefined for a record of nothing but white space. */
  take(line: number, last: Uint8Array): { readonly text: string } | { readonly rejected: RawRecord } | undefined {
    if (this.#length > 0 || last.length > this.#limit) this.add(last);
    const length = this.#length === 0 ? last.length : this.#length;
    const bytes = this.#length === 0 ? last : concatenated(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    return length > this.#limit ? { rejected: tooLong(line, bytes, this.#limit) } : readText(line, bytes);
  }
}

/** A record of which only the beginning was kept. */
export function tooLong(line: number, head: Uint8Array, limit = DEFAULT_LIMIT): RawRecord {
  const hint = "A usage record is a few hundred bytes; perhaps line ends are missing.";
  const problem = { code: "too-long", reason: `is longer than ${limit} bytes`, hint } as const;
  return rejectedRecord(line, problem, lenient.decode(head));
}

function readText(line: number, bytes: Uint8Array): { readonly text: string } | { readonly rejected: RawRecord } | undefined {
  const text = decodeStrictly(bytes);
  if (text === undefined) {
    const problem = { code: "not-utf8", reason: "is not valid UTF-8", hint: "Save the file with the encoding UTF-8." } as const;
    return { rejected: rejectedRecord(line, problem, lenient.decode(bytes)) };
  }
  if (text.includes("\0")) return { rejected: rejectedRecord(line, { code: "nul-byte", reason: "holds a NUL byte" }, text) };
  return text.trim() === "" ? undefined : { text };
}

/** All pieces in one; the piece itself when there is only one. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}

/** Drops a byte order mark at the very beginning of the input, even when chunks cut it. */
export class MarkSkipper {
  #seen = 0;
  #open: boolean;

  /** Without `open`, what comes is not the beginning. */
  constructor(open = true) {
    this.#open = open;
  }

  /** The chunk without the mark; bytes held back because they might begin one are put before it. */
  skip(chunk: Uint8Array): Uint8Array {
    if (!this.#open) return chunk;
    let index = 0;
    while (this.#seen < 3 && index < chunk.length && chunk[index] === BYTE_ORDER_MARK[this.#seen]) {
      this.#seen += 1;
      index += 1;
    }
    if (this.#seen === 3) return this.#close(chunk.subarray(index));
    if (index === chunk.length) return new Uint8Array(0);
    return this.#close(concatenated([Uint8Array.from(BYTE_ORDER_MARK.slice(0, this.#seen)), chunk.subarray(index)]));
  }

  /** Bytes that were held back when the input ended. */
  rest(): Uint8Array {
    return this.#open ? this.#close(Uint8Array.from(BYTE_ORDER_MARK.slice(0, this.#seen))) : new Uint8Array(0);
  }

  #close(bytes: Uint8Array): Uint8Array {
    this.#open = false;
    return bytes;
  }
}

/** The records of an input, one by one. */
export async function* records(source: AsyncIterable<Uint8Array>, splitter: RecordSplitter): AsyncGenerator<RawRecord> {
  for await (const chunk of source) yield* splitter.push(chunk);
  yield* splitter.end();
}

/** A record with the name of its input. */
export function ofInput(record: RawRecord, file: string): RawRecord {
  return record.error === undefined
    ? { line: record.line, file, value: record.value }
    : { line: record.line, file, error: { ...record.error, file } };
}

/** Records with the name of their input. */
export function named(records: readonly RawRecord[], file: string | undefined): readonly RawRecord[] {
  return file === undefined ? records : records.map((record) => ofInput(record, file));
}
