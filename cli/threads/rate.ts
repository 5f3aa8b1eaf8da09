/**
 * Rating on several threads. Each reads parts of the usage and keeps their rows in a file that all share; when everything is read, each rates
 * groups of agreements. Whichever thread is free takes the next part or group; what comes of it is told in the order of the usage and of the
 * agreements. So the bills are those of one thread, to the byte.
 */
import type { AgreementResult, PartPlace, RateRequest, RateResult, ReadPart, Rejection } from "../../runtime/index.ts";
import { type LinePart, partsOf } from "../line-parts.ts";
import type { TemporaryFile } from "../spill.ts";
import type { ReadingOptions, UsageInput } from "../usage-input.ts";
import { PartRun, partName } from "./part-run.ts";
import { partingOf } from "./parting.ts";
import { Helpers, type Told } from "./pool.ts";
import { GROUPS_AHEAD, type HelperSetup, PARTS_AHEAD, type PartRead, type SentResult } from "./protocol.ts";
import { SharedWork } from "./shared-work.ts";

/** Bytes of rows in memory, of all threads. */
const MEMORY = 32 * 1024 * 1024;

/** What is rated on several threads: rejections and results are told as they come, and single records are not asked about. */
export interface SharedRequest
  extends Pick<RateRequest, "agreements" | "modules" | "period" | "rated">,
    Required<Pick<RateRequest, "onRejection" | "onResult" | "openingStates" | "knownAgreements">> {
  readonly scripts: HelperSetup["scripts"];
  readonly threads: number;
  readonly spill: TemporaryFile;
  /** Whether states at the end of the month are asked for. */
  readonly withStates: boolean;
  readonly events: ReadingOptions["events"];
  /** Is awaited after each part of the usage. */
  readonly afterPart: () => Promise<void>;
}

/** An input, and the number behind that of its last part. */
interface PartedInput {
  readonly input: UsageInput;
  readonly next: number;
}

/** Rates inputs. Throws what rating on one thread throws, and an Error when a thread ends by itself. */
export async function rateOnThreads(request: SharedRequest, inputs: readonly UsageInput[]): Promise<RateResult> {
  const rating = new SharedRating(request, inputs);
  try {
    return await rating.rate();
  } finally {
    await rating.close();
  }
}

class SharedRating {
  readonly #request: SharedRequest;
  readonly #inputs: readonly PartedInput[];
  readonly #parts: readonly LinePart[];
  readonly #own: PartRun;
  readonly #helpers: Helpers;
  readonly #reading: SharedWork;
  /** What was done and has not been told yet, by number; then what helpers handed over, by helper. */
  readonly #read = new Map<number, PartRead>();
  readonly #rated = new Map<number, readonly AgreementResult[]>();
  readonly #handedOver = new Map<number, ReadPart>();
  /** Helpers that have read something. */
  readonly #readers = new Set<number>();
  /** Where what was read stands, by its name in the rows. */
  readonly #places = new Map<string, PartPlace>();

  constructor(request: SharedRequest, inputs: readonly UsageInput[]) {
    this.#request = request;
    const parts: LinePart[] = [];
    this.#inputs = inputs.map((input) => {
      if (input.lines !== undefined) parts.push(...partsOf(input.lines.descriptor, input.lines.size));
      return { input, next: parts.length };
    });
    this.#parts = parts;
    const { scripts, threads, spill, withStates, agreements, period, rated = new Set<string>(), openingStates } = request;
    const shared = { agreements, period, rated, openingStates, parting: partingOf(agreements.length), memory: MEMORY / threads };
    this.#own = new PartRun({ ...request, ...shared, spill, keepsLong: true });
    this.#reading = new SharedWork(parts.length, PARTS_AHEAD);
    const knownAgreements = request.knownAgreements.map(({ name, accounts }) => ({ name, accounts }));
    this.#helpers = new Helpers(
      { ...shared, scripts, knownAgreements, withStates, spill: spill.share(), parts, reading: this.#reading.cells },
      threads - 1,
      (told, helper) => this.#hear(told, helper),
    );
  }

  #hear(told: Told, helper: number): void {
    switch (told.kind) {
      case "read":
        this.#readers.add(helper);
        this.#read.set(told.read.part, told.read);
        return;
      case "handed over":
        this.#handedOver.set(helper, told.part);
        return;
      case "rated":
        this.#rated.set(told.group, told.results.map(whole));
    }
  }

  async rate(): Promise<RateResult> {
    for (let i = 0; i < this.#inputs.length; i += 1) {
      if (this.#inputs[i]!.input.lines === undefined) await this.#readAlone(this.#inputs[i]!.input, i);
      else await this.#readTogether(this.#inputs[i]!, i);
    }
    await this.#rateTogether();
    return { agreements: [], ...this.#own.run.counts(), unassigned: [], outcomes: [] };
  }

  /** Reads an input whose parts all threads may take, as well as those of the inputs that follow. */
  async #readTogether({ input, next }: PartedInput, file: number): Promise<void> {
    const other = this.#inputs.findIndex((each, i) => i > file && each.input.lines === undefined);
    this.#reading.open(other < 0 ? this.#parts.length : this.#inputs[other - 1]!.next);
    const before = { lines: 0 };
    const here = (part: number) => this.#own.read(this.#parts[part]!, part);
    await this.#inOrder({ work: this.#reading, done: this.#read, until: next, here }, async (read) => {
      const { rejections, long, lines, part } = read;
      this.#places.set(partName(part), { order: this.#places.size, file, lines: before.lines });
      for (const [event, agreement] of long) this.#own.run.keep(event, agreement);
      for (const [rejection, agreement] of rejections)
        this.#request.onRejection(moved(rejection, before.lines, input.name), agreement);
      before.lines += lines;
      input.lines!.passed(sizeOf(this.#parts[part]!, input.lines!.size));
      await this.#request.afterPart();
    });
  }

  /** Reads an input that cannot be parted. */
  async #readAlone(input: UsageInput, file: number): Promise<void> {
    this.#places.set(input.name, { order: this.#places.size, file, lines: 0 });
    const { run } = this.#own;
    for await (const records of input.records({ events: this.#request.events, taker: run.lines(input.name) })) {
      run.add(records);
      for (const [rejection, agreement] of this.#own.noted().rejections) this.#request.onRejection(rejection, agreement);
      await this.#request.afterPart();
    }
  }

  async #rateTogether(): Promise<void> {
    const { run } = this.#own;
    const own = run.part();
    this.#request.spill.settle();
    for (const helper of this.#readers) this.#helpers.tell(helper, { kind: "hand over" });
    await this.#helpers.until(() => this.#handedOver.size === this.#readers.size);
    const files = this.#inputs.map(({ input }) => input.name);
    const usage = run.join([own, ...this.#handedOver.values()], this.#places, files);
    run.take(usage);
    const work = new SharedWork(run.groups, GROUPS_AHEAD);
    work.open(run.groups);
    this.#helpers.tellAll({ kind: "rate", usage, groups: run.groups, rating: work.cells });
    const here = (group: number) => [...run.rateGroup(group)];
    await this.#inOrder({ work, done: this.#rated, until: run.groups, here }, async (results) => {
      for (const result of results) await this.#request.onResult(result);
    });
  }

  /** Shares work out, and tells what comes of it in the order of its numbers, up to the one before `until`. */
  async #inOrder<Done>({ work, done, until, here }: Sharing<Done>, tell: (done: Done) => Promise<void>): Promise<void> {
    while (work.told < until) {
      const next = done.get(work.told);
      if (next !== undefined) {
        done.delete(work.told);
        await tell(next);
        work.tell();
        continue;
      }
      const number = work.take();
      if (number === undefined) await this.#helpers.until(() => done.has(work.told));
      else done.set(number, here(number));
      await this.#helpers.listen();
    }
  }

  async close(): Promise<void> {
    await this.#helpers.close();
  }
}

interface Sharing<Done> {
  readonly work: SharedWork;
  /** What was done, here or by helpers, and has not been told yet. */
  readonly done: Map<number, Done>;
  readonly until: number;
  readonly here: (number: number) => Done;
}

/** A result as helpers send it; to ask for a state that was not asked for before is a mistake. */
function whole({ closingState, ...result }: SentResult): AgreementResult {
  return {
    ...result,
    get closingState() {
      if (closingState === undefined) throw new Error("The states at the end of the month were not asked for.");
      return closingState;
    },
  };
}

function sizeOf({ start, end }: LinePart, size: number): number {
  return Math.max(0, Math.min(end, size) - start);
}

/** A rejection of a part, as one of its file. */
function moved(rejection: Rejection, lines: number, file: string): Rejection {
  return { ...rejection, line: rejection.line + lines, file };
}
