/** Records that could not be used: written down as they come, or counted and shown when nobody keeps them. */
import type { Rejection } from "../runtime/index.ts";
import { type PieceWriter, writeWhile } from "./files.ts";
import type { RatingWatch } from "./rating.ts";
import { plural } from "./report.ts";
import type { Terminal } from "./terminal.ts";

/** How many rejected records are shown when nobody asked for a file of them. */
const SHOWN = 5;

export interface Rejects {
  readonly count: number;
  /** The first few, in the order read. */
  readonly first: readonly Rejection[];
}

/**
 * Does the work, and writes the rejected records that it tells of into a file, one JSON object per line in the order read; the file is
 * put in place when the work is complete. Without a path they are only counted. What is kept in memory does not grow with their number.
 */
export async function watchingRejects<Result>(
  path: string | undefined,
  work: (watch: Required<Pick<RatingWatch, "onRejection" | "afterBatch">>) => Promise<Result>,
): Promise<{ readonly result: Result; readonly rejects: Rejects }> {
  const first: Rejection[] = [];
  let count = 0;
  const working = (file?: PieceWriter): Promise<Result> =>
    work({
      onRejection: (rejection, agreement) => {
        count += 1;
        if (first.length < SHOWN) first.push(rejection);
        file?.add(`${JSON.stringify(agreement === undefined ? rejection : { agreement, ...rejection })}\n`);
      },
      afterBatch: async () => file?.flush(),
    });
  const result = path === undefined ? await working() : await writeWhile(path, working);
  return { result, rejects: { count, first } };
}

/** Says how many records could not be used, and why the first of them, unless a file has them all. */
export function reportRejects({ count, first }: Rejects, file: string | undefined, terminal: Terminal): void {
  if (count === 0) return;
  if (file !== undefined) {
    terminal.note(`${plural(count, "record")} could not be used; see ${file}.`);
    return;
  }
  for (const { line, file: input, field, reason, hint } of first) {
    const place = `${input === undefined ? "line " : `${input}:`}${line}`;
    terminal.fail({
      message: `${place}: The record ${field === undefined ? reason : `cannot be used: ${reason}`}.`,
      ...(hint === undefined ? { hint: undefined } : { hint }),
    });
  }
  const message = `${plural(count, "record")} could not be used.`;
  terminal.fail({ message, hint: "`--rejects FILE` keeps them all with their reasons, and lets the bill stand." });
}
