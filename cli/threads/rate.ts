/**
 * Rating on several threads: pieces of the inputs are scanned, and agreements rated, by whichever thread is free; what comes of it is put
 * together in the order of the inputs and of the agreements. So the bills are those of one thread, to the byte.
 */
import { type AgreementResult, lineRecord, type RateRequest, type RateResult, RatingRun } from "../../runtime/index.ts";
import { ofInput, tooLong } from "../../runtime/read/bytes.ts";
import { Buffers, bufferSize, linePieces } from "./line-pieces.ts";
import { Helpers } from "./pool.ts";
import type { HelperSetup, ScannedLines } from "./protocol.ts";
import { PieceScanner } from "./scan.ts";

/** Bytes of a piece: more than the longest line. */
const PIECE = (1 << 20) + (1 << 16);
const ROWS = 1 << 20;

export interface Input {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** What is rated on several threads: rejections and results are told as they come, and single records are not asked about. */
export type SharedRequest = Omit<RateRequest, "wanted" | "onOutcome" | "onRejection" | "onResult"> &
  Required<Pick<RateRequest, "onRejection" | "onResult" | "openingStates" | "knownAgreements">>;

/** Rates inputs that consist of lines. Throws what rating on one thread throws, and an Error when a thread ends by itself. */
export async function rateOnThreads(
  request: SharedRequest,
  inputs: readonly Input[],
  scripts: HelperSetup["scripts"],
  threads: number,
  afterPiece: () => Promise<void> = async () => {},
): Promise<RateResult> {
  const run = new RatingRun(request);
  const { agreements, knownAgreements, period, openingStates, rated: already = new Set<string>() } = request;
  const known = knownAgreements.map(({ name, accounts }) => ({ name, accounts }));
  const helpers = new Helpers(
    { scripts, agreements, knownAgreements: known, period, openingStates, rated: already },
    threads - 1,
  );
  try {
    for (const input of inputs) await scanInput(run, input, helpers, afterPiece);
    helpers.tell({ kind: "names", names: run.names() });
    const rated = helpers.share(
      run.groups(),
      (group) => {
        // The words of a group are overwritten by the next one.
        const words = group.words.slice();
        return { task: { kind: "rate", group: { ...group, words } }, transfer: [words.buffer as ArrayBuffer] };
      },
      (answer) => (answer.kind === "rated" ? answer.results : []),
      (group): readonly AgreementResult[] => [...run.rateGroup(group)],
    );
    for await (const results of rated) for (const result of results) await request.onResult(result);
    return { agreements: [], ...run.counts(), unassigned: [], outcomes: [] };
  } finally {
    await helpers.close();
  }
}

async function scanInput(
  run: RatingRun,
  { name, pieces }: Input,
  helpers: Helpers,
  afterPiece: () => Promise<void>,
): Promise<void> {
  const scanner = new PieceScanner(run);
  const buffers = new Buffers(bufferSize(PIECE));
  const rows = new Buffers(ROWS);
  const scanned = helpers.share(
    linePieces(pieces, buffers, PIECE),
    (lines) => {
      const room = rows.take();
      return { task: { kind: "scan", lines, rows: room }, transfer: [lines.buffer, room] };
    },
    (answer) => {
      if (answer.kind !== "scanned") throw new Error(`A thread answered with ${answer.kind}.`);
      return answer.scanned;
    },
    (lines) => scanner.scan(lines, rows.take()),
  );
  let before = 0;
  for await (const piece of scanned) {
    before += takeScanned(run, piece, before, name);
    buffers.giveBack(piece.lines.buffer);
    rows.giveBack(piece.rows);
    await afterPiece();
  }
}

/** Takes what was scanned over into the run; returns how many lines it was. */
function takeScanned(run: RatingRun, piece: ScannedLines, before: number, file: string): number {
  const { lines, rows, words, sources, taken, elsewhere, left, count } = piece;
  run.addRows({ words: new Uint32Array(rows, 0, words), lines: before, file, sources }, taken, elsewhere);
  const bytes = new Uint8Array(lines.buffer);
  for (const { line, start, end } of left) {
    const record = lineRecord(before + line, bytes.subarray(start, end));
    if (record !== undefined) run.add(ofInput(record, file));
  }
  if (lines.tooLong === undefined) return count;
  run.add(ofInput(tooLong(before + 1, lines.tooLong), file));
  return 1;
}
