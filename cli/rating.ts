/** What `rate`, `explain` and the demonstration share: contracts, modules, states and usage, put together and rated. */
import { resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import type { Program, Service } from "../compiler/index.ts";
import {
  type Agreement,
  type AnyServiceModule,
  type RateRequest,
  type RateResult,
  type RatingRun,
  type RawRecord,
  rateAgreements,
  readStates,
  type StateFile,
  StateFileError,
} from "../runtime/index.ts";
import { didYouMean } from "../runtime/text.ts";
import { EXIT, Failure, isSystemError } from "./failure.ts";
import { cannotRead, openForReading } from "./files.ts";
import { eventInfos, loadModules, moduleScripts } from "./modules.ts";
import { asFailure } from "./rating-failure.ts";
import { requireSound } from "./report.ts";
import { TemporaryFile } from "./spill.ts";
import type { Terminal } from "./terminal.ts";
import { openAllUsage, type ReadingOptions, type UsageInput, type UsageName } from "./usage-input.ts";
import { openWithAgreements, openWorkspace } from "./workspace.ts";

export interface RatingOptions {
  readonly contracts: string;
  /** Files of agreements as JSON, besides those of the contracts. */
  readonly agreements?: readonly string[];
  /** Names; all agreements when left out. */
  readonly agreement?: readonly string[];
  /** Files; "-" is standard input. */
  readonly usage: readonly UsageName[];
  /** Whether there is usage that is not named here. */
  readonly hasUsage?: boolean;
  readonly period: string;
  readonly state?: string;
  /** How many threads rate; one unless given. */
  readonly threads?: number;
}

/** What rating needs of a workspace. What the compiler made on the way there is let go. */
export interface PreparedRating {
  readonly services: readonly Service[];
  /** All that there are. */
  readonly knownAgreements: Program["agreements"];
  /** Those to rate. */
  readonly agreements: readonly Agreement[];
  readonly modules: ReadonlyMap<string, AnyServiceModule>;
  readonly openingStates: ReadonlyMap<string, StateFile>;
}

/** How many names of agreements are listed in a message. */
const SHOWN_NAMES = 5;

/** By how much the heap may grow, in per cent, before it is cleared. What rating leaves behind is let go of at once: memory is kept for rows. */
const HEAP_GROWTH = 20;

/** Compiles the contracts, finds the agreements, loads modules and states. Throws a Failure where that is not possible. */
export async function prepareRating(options: RatingOptions, terminal: Terminal): Promise<PreparedRating> {
  if (options.usage.length === 0 && !options.hasUsage)
    throw new Failure("There is no usage to rate.", {
      hint: "Name files of usage records: `--usage FILE`.",
      exitCode: EXIT.usage,
    });
  if (options.usage.filter((name) => name === "-").length > 1) {
    throw new Failure("Standard input can be read only once.", { exitCode: EXIT.usage });
  }
  const { contracts, agreements: files = [] } = options;
  const workspace =
    files.length === 0 ? openWorkspace(terminal.cwd, [contracts]) : await openWithAgreements(terminal.cwd, contracts, files);
  requireSound(workspace, terminal);
  const agreements = chosen(workspace.program.agreements, options);
  const states =
    options.state === undefined
      ? new Map<string, StateFile>()
      : await openingStates(resolve(terminal.cwd, options.state), agreements);
  const { services, agreements: knownAgreements } = workspace.program;
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  return { services, knownAgreements, agreements, modules: await loadModules(services), openingStates: states };
}

function chosen(known: readonly Agreement[], { agreement: names, contracts }: RatingOptions): readonly Agreement[] {
  if (known.length === 0)
    throw new Failure(`There is no agreement in ${contracts}.`, {
      hint: "Usage is rated under an agreement; `sdl init` shows one.",
    });
  if (names === undefined) return known;
  return [...new Set(names)].map((name) => {
    const found = known.find((agreement) => agreement.name === name);
    if (found) return found;
    const all = known.map((agreement) => agreement.name);
    throw new Failure(`There is no agreement ${name} in ${contracts}.`, {
      hint: didYouMean(name, all) ?? `Known here: ${all.join(", ")}.`,
    });
  });
}

/** The states of the agreements to rate, from a file that holds the state of one agreement or a list of states. */
async function openingStates(path: string, agreements: readonly Agreement[]): Promise<Map<string, StateFile>> {
  const wanted = new Set(agreements.map(({ name }) => name));
  const states = new Map<string, StateFile>();
  const others: string[] = [];
  const { stream } = await openForReading(path, "The state");
  try {
    for await (const state of readStates(stream)) {
      if (wanted.has(state.agreement)) states.set(state.agreement, state);
      else others.push(state.agreement);
    }
    if (states.size === 0)
      throw new StateFileError(`It belongs to ${someOf(others) || "no agreement"}, not to ${someOf([...wanted])}.`);
    return states;
  } catch (error) {
    if (error instanceof StateFileError) throw new Failure(`The state ${path} cannot be used. ${error.message}`);
    if (isSystemError(error)) throw cannotRead("The state", path, error);
    throw error;
  } finally {
    stream.destroy();
  }
}

/** The first few names of a list that may be long. */
function someOf(names: readonly string[]): string {
  const more = names.length - SHOWN_NAMES;
  return `${names.slice(0, SHOWN_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Who is told what, while usage is rated. */
export interface RatingWatch extends Pick<RateRequest, "wanted" | "onOutcome" | "onRejection" | "onResult" | "rated"> {
  /** Is awaited after each batch of records, before more is read: time to write down what was told. */
  readonly afterBatch?: () => Promise<void>;
  /** Says that nobody asks for the states at the end of the month. */
  readonly withoutStates?: boolean;
}

/** Rates the usage, and shows how far it has come. */
export async function rateUsage(
  prepared: PreparedRating,
  options: RatingOptions,
  terminal: Terminal,
  { afterBatch = async () => {}, withoutStates = false, ...more }: RatingWatch = {},
): Promise<RateResult> {
  const { threads = 1 } = options;
  const { onRejection, onResult, onOutcome, wanted, rated } = more;
  const spill = new TemporaryFile();
  const request = {
    agreements: prepared.agreements,
    modules: [...prepared.modules.values()],
    period: options.period,
    openingStates: prepared.openingStates,
    knownAgreements: prepared.knownAgreements,
    ...(rated === undefined ? {} : { rated }),
  };
  const inputs = await openAllUsage(options.usage, terminal);
  const events = eventInfos(prepared.modules.values());
  try {
    if (threads > 1 && onRejection !== undefined && onResult !== undefined && onOutcome === undefined && wanted === undefined) {
      const { rateOnThreads } = await import("./threads/rate.ts");
      const scripts = await moduleScripts(prepared.services);
      const more = { scripts, threads, spill, withStates: !withoutStates, events, onRejection, onResult, afterPart: afterBatch };
      return await rateOnThreads({ ...request, ...more }, inputs.all);
    }
    return await rateAgreements({
      ...request,
      ...more,
      areCompiled: true,
      store: { spill },
      records: (run) => paced(usageRecords(inputs.all, events, run), afterBatch),
    });
  } catch (error) {
    throw asFailure(error) ?? error;
  } finally {
    await inputs.close();
    spill.close();
  }
}

async function* paced<Batch>(batches: AsyncIterable<Batch>, afterBatch: () => Promise<void>): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    yield batch;
    await afterBatch();
  }
}

/** The records of all inputs, one after another. */
async function* usageRecords(
  inputs: readonly UsageInput[],
  events: ReadingOptions["events"],
  run: RatingRun,
): AsyncGenerator<readonly RawRecord[]> {
  for (const input of inputs) yield* input.records({ events, taker: run.lines(input.name) });
}
