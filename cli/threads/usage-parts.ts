/** Parts of usage files, each read by one thread: the lines that begin in it, so that every line is in exactly one part. */
import { readSync } from "node:fs";
import type { RatingRun } from "../../runtime/index.ts";
import { named } from "../../runtime/read/bytes.ts";
import { LineSplitter } from "../../runtime/read/ndjson.ts";

const NEWLINE = 0x0a;
/** Bytes read at once, and bytes of a part: one that ends with an ordinary line is read at once. */
const READ = 1 << 20;
export const PART = READ - (1 << 16);

/** The bytes from `start` to before `end` of an open file that consists of lines of NDJSON. */
export interface UsagePart {
  readonly descriptor: number;
  readonly start: number;
  /** The last part of a file ends where the file does. */
  readonly end: number;
}

/** The parts of a file. */
export function partsOf(descriptor: number, bytes: number, size = PART): readonly UsagePart[] {
  const count = Math.max(1, Math.ceil(bytes / size));
  return Array.from({ length: count }, (_, i) => ({
    descriptor,
    start: i * size,
    end: i === count - 1 ? Number.POSITIVE_INFINITY : (i + 1) * size,
  }));
}

export class PartReader {
  readonly #run: Pick<RatingRun, "lines" | "add">;
  readonly #buffer: Uint8Array;

  constructor(run: Pick<RatingRun, "lines" | "add">, bytesAtOnce = READ) {
    this.#run = run;
    this.#buffer = new Uint8Array(bytesAtOnce);
  }

  /** Feeds the lines of a part to the run, as an input of the name; returns how many ends of lines there are. Throws errors of the system. */
  read({ descriptor, start, end }: UsagePart, name: string): number {
    const splitter = new LineSplitter({ taker: this.#run.lines(name), isRest: start > 0 });
    // The line that is going on where the part begins is of the part before: it ends with the byte before, or later.
    let isBetween = start > 0;
    let at = isBetween ? start - 1 : 0;
    for (let isOver = false; !isOver; ) {
      const count = readSync(descriptor, this.#buffer, 0, this.#buffer.length, at);
      if (count === 0) break;
      const bytes = this.#buffer.subarray(0, count);
      const from = isBetween ? bytes.indexOf(NEWLINE) + 1 : 0;
      if (from > 0) isBetween = false;
      const last = at + count < end ? -1 : bytes.indexOf(NEWLINE, Math.max(0, end - 1 - at));
      isOver = last >= 0;
      if (!isBetween) this.#run.add(named(splitter.push(bytes.subarray(from, isOver ? last + 1 : count)), name));
      at += count;
    }
    this.#run.add(named(splitter.end(), name));
    return splitter.ends;
  }
}
