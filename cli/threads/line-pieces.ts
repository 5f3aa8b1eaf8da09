/** Cuts an input into pieces of whole lines. */
import type { Lines } from "./protocol.ts";

const NEWLINE = 0x0a;
/** Bytes behind the last line that may be looked at. */
const SPARE = 8;

/** Buffers that are used again: what takes a piece gives its buffer back. */
export class Buffers {
  readonly #size: number;
  readonly #free: ArrayBuffer[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(this.#size);
  }

  giveBack(buffer: ArrayBuffer): void {
    if (buffer.byteLength >= this.#size) this.#free.push(buffer);
  }
}

/** As much as is shown of a line that is too long. */
const HEAD = 256;

/** Pieces of an input, each of `size` bytes or less. The last line need not have an end; of a line that is longer than that only the beginning is given. */
export async function* linePieces(source: AsyncIterable<Uint8Array>, buffers: Buffers, size: number): AsyncGenerator<Lines> {
  let bytes = new Uint8Array(buffers.take());
  let filled = 0;
  let isPassing = false;
  let isFirst = true;
  const piece = (until: number): Lines => {
    const start = isFirst && isMarked(bytes) ? 3 : 0;
    isFirst = false;
    return { buffer: bytes.buffer, start, until };
  };
  for await (const chunk of source) {
    let at = 0;
    while (at < chunk.length) {
      if (isPassing) {
        const end = chunk.indexOf(NEWLINE, at);
        at = end < 0 ? chunk.length : end + 1;
        isPassing = end < 0;
        continue;
      }
      const count = Math.min(chunk.length - at, size - filled);
      bytes.set(chunk.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled < size) continue;
      const until = bytes.lastIndexOf(NEWLINE, filled - 1) + 1;
      if (until === 0) {
        yield { buffer: new ArrayBuffer(SPARE), start: 0, until: 0, tooLong: bytes.slice(0, HEAD) };
        filled = 0;
        isPassing = true;
        continue;
      }
      const next = new Uint8Array(buffers.take());
      next.set(bytes.subarray(until, filled));
      yield piece(until);
      bytes = next;
      filled -= until;
    }
  }
  if (filled === 0) return;
  if (bytes[filled - 1] !== NEWLINE) {
    bytes[filled] = NEWLINE;
    filled += 1;
  }
  yield piece(filled);
}

/** Whether bytes begin with a byte order mark. */
function isMarked(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** How large a buffer must be for pieces of a size. */
export function bufferSize(size: number): number {
  return size + 1 + SPARE;
}
