/** Lines of open files that are read in place: whole files, or parts that several threads take, so that every line is in exactly one part. */
import { readSync } from "node:fs";

const NEWLINE = 0x0a;
/** Bytes read at once: as many as stay in the cache of a processor until they are looked at, which is several times as fast as more. */
export const READ = 1 << 17;
/** Bytes of a part. */
export const PART = 1 << 20;

/** The bytes from `start` to before `end` of an open file that consists of lines of NDJSON. */
export interface LinePart {
  readonly descriptor: number;
  readonly start: number;
  /** The last part of a file ends where the file does. */
  readonly end: number;
}

/** The parts of a file. */
export function partsOf(descriptor: number, bytes: number, size = PART): readonly LinePart[] {
  const count = Math.max(1, Math.ceil(bytes / size));
  return Array.from({ length: count }, (_, i) => ({
    descriptor,
    start: i * size,
    end: i === count - 1 ? Number.POSITIVE_INFINITY : (i + 1) * size,
  }));
}

/**
 * The bytes of the lines that begin in a part, in pieces that end with a line, unless it is longer than the buffer, in which each piece stands
 * until the next one is asked for. Throws errors of the system.
 */
export function* linesOf({ descriptor, start, end }: LinePart, buffer: Uint8Array): Generator<Uint8Array> {
  // The line that is going on where the part begins is of the part before: it ends with the byte before, or later.
  let isBetween = start > 0;
  let at = isBetween ? start - 1 : 0;
  for (;;) {
    const count = readSync(descriptor, buffer, 0, buffer.length, at);
    if (count === 0) return;
    const bytes = buffer.subarray(0, count);
    const from = isBetween ? bytes.indexOf(NEWLINE) + 1 : 0;
    if (from > 0) isBetween = false;
    const last = at + count < end ? -1 : bytes.indexOf(NEWLINE, Math.max(0, end - 1 - at));
    // What is begun of a line is read again, whole.
    const until = last >= 0 ? last + 1 : bytes.lastIndexOf(NEWLINE) + 1 || count;
    if (!isBetween && until > from) yield bytes.subarray(from, until);
    if (last >= 0) return;
    at += until;
  }
}

/** The same of a whole file, with rests in which what else goes on is attended to. */
export async function* linesOfFile(descriptor: number): AsyncGenerator<Uint8Array> {
  let sinceRest = 0;
  for (const bytes of linesOf({ descriptor, start: 0, end: Number.POSITIVE_INFINITY }, new Uint8Array(READ))) {
    yield bytes;
    sinceRest += bytes.length;
    if (sinceRest < PART) continue;
    sinceRest = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
