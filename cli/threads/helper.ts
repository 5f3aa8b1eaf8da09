/** A thread that helps the command to rate: it reads parts of the usage, then rates groups of agreements. */
import { parentPort, workerData } from "node:worker_threads";
import type { AgreementResult } from "../../runtime/index.ts";
import { loadScript } from "../load-script.ts";
import { asFailure } from "../rating-failure.ts";
import { TemporaryFile } from "../spill.ts";
import { PartRun } from "./part-run.ts";
import { type Answer, GROUPS_AHEAD, type HelperSetup, PARTS_AHEAD, type SentResult, type Task } from "./protocol.ts";
import { SharedWork } from "./shared-work.ts";

const { scripts, withStates, parts, reading, ...setup } = workerData as HelperSetup;
const port = parentPort!;

function tell(answer: Answer): void {
  port.postMessage(answer);
}

/** What comes in the meantime is taken: rows reach their file. */
const breath = () => new Promise((resolve) => setImmediate(resolve));

const spill = new TemporaryFile(setup.spill);
const own = new PartRun({
  ...setup,
  modules: scripts.map(([name, script]) => loadScript(script, name)),
  spill,
  keepsLong: false,
});

async function read(): Promise<void> {
  const work = new SharedWork(parts.length, PARTS_AHEAD, reading);
  for (let part = work.await(); part !== undefined; part = work.await()) {
    tell({ kind: "read", read: own.read(parts[part]!, part) });
    await breath();
  }
}

async function rate({ usage, groups, rating }: Extract<Task, { kind: "rate" }>): Promise<void> {
  own.run.take(usage);
  const work = new SharedWork(groups, GROUPS_AHEAD, rating);
  for (let group = work.await(); group !== undefined; group = work.await()) {
    tell({ kind: "rated", group, results: Array.from(own.run.rateGroup(group), plain) });
    await breath();
  }
}

/** A copy, since what is lazy cannot be sent. */
function plain(result: AgreementResult): SentResult {
  const { agreement, bill, conflicts, chargedByDay, rejections } = result;
  return { agreement, bill, conflicts, chargedByDay, rejections, ...(withStates ? { closingState: result.closingState } : {}) };
}

async function handOver(): Promise<void> {
  const part = own.run.part();
  spill.settle();
  tell({ kind: "handed over", part });
}

function guarded(work: () => Promise<void>): void {
  work().catch((error: unknown) => {
    const failure = asFailure(error);
    if (failure === undefined)
      tell({ kind: "failed", defect: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    else tell({ kind: "failed", failure: { message: failure.message, hint: failure.hint, exitCode: failure.exitCode } });
  });
}

guarded(async () => {
  await read();
  port.on("message", (task: Task) => guarded(() => (task.kind === "rate" ? rate(task) : handOver())));
});
