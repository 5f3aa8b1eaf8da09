/** The rater written by hand, as a program: PLAN USAGE OUT, and `json` to read every line with JSON.parse. */
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { Batch } from "./batch.ts";
import { billText } from "./bill.ts";
import { GeneralReader } from "./general.ts";
import { type Bytes, bytesOf } from "./hash.ts";
import { readPlan } from "./plan.ts";
import { Rater } from "./rater.ts";
import { EPOCH, Keys, Reader } from "./reader.ts";

const CHUNK = 1 << 20;

/** Reads a file in pieces that end at line ends. */
function pieces(path: string, take: (bytes: Bytes, until: number) => void): void {
  const file = openSync(path, "r");
  const piece = bytesOf(2 * CHUNK);
  let kept = 0;
  for (;;) {
    if (kept > CHUNK) throw new Error("A line is too long.");
    const read = readSync(file, piece.bytes, kept, CHUNK, null);
    const filled = kept + read;
    const until = read === 0 ? filled : piece.bytes.lastIndexOf(10, filled - 1) + 1;
    // Nothing that an earlier piece left behind may continue the last line.
    piece.bytes.fill(0, filled, filled + 8);
    take(piece, until);
    if (read === 0) break;
    piece.bytes.copyWithin(0, until, filled);
    kept = filled - until;
  }
  closeSync(file);
}

/** The bills of usage in a file, as `billText` writes them. */
export function rateFile(planText: string, usage: string, withParser = false): string {
  const plan = readPlan(planText);
  const rater = new Rater(plan);
  const batch = new Batch();
  const reader = withParser ? new ParsingReader(plan) : new Reader(plan);
  pieces(usage, (bytes, until) => {
    for (let at = 0; at < until; ) {
      at = reader.read(bytes, at, until, batch);
      if (batch.count < batch.kind.length) continue;
      rater.add(batch);
      batch.count = 0;
    }
  });
  rater.add(batch);
  return billText(plan, rater.finish());
}

/** JSON.parse for every line, into the same columns. */
class ParsingReader {
  readonly #general: GeneralReader;

  constructor(plan: ReturnType<typeof readPlan>) {
    this.#general = new GeneralReader(new Keys(plan), EPOCH);
  }

  read(from: Bytes, at: number, until: number, batch: Batch): number {
    let p = at;
    for (; p < until && batch.count < batch.kind.length; batch.count += 1)
      p = this.#general.line(from, p, until, batch, batch.count);
    return p;
  }
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith("hand.mjs")) {
  const [plan = "", usage = "", out = "", how] = process.argv.slice(2);
  writeFileSync(out, rateFile(readFileSync(plan, "utf8"), usage, how === "json"));
}
