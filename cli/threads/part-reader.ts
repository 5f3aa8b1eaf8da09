/** Reads parts of usage files into a rating. */
import type { RatingRun } from "../../runtime/index.ts";
import { named } from "../../runtime/read/bytes.ts";
import { LineSplitter } from "../../runtime/read/ndjson.ts";
import { type LinePart, linesOf, READ } from "../line-parts.ts";

export class PartReader {
  readonly #run: Pick<RatingRun, "lines" | "add">;
  readonly #buffer: Uint8Array;

  constructor(run: Pick<RatingRun, "lines" | "add">, bytesAtOnce = READ) {
    this.#run = run;
    this.#buffer = new Uint8Array(bytesAtOnce);
  }

  /** Feeds the lines of a part to the run, as an input of the name; returns how many ends of lines there are. Throws errors of the system. */
  read(part: LinePart, name: string): number {
    const splitter = new LineSplitter({ taker: this.#run.lines(name), isRest: part.start > 0 });
    for (const bytes of linesOf(part, this.#buffer)) this.#run.add(named(splitter.push(bytes), name));
    this.#run.add(named(splitter.end(), name));
    return splitter.ends;
  }
}
