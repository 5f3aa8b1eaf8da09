/** A thread that helps the command to rate: it scans pieces of inputs, then rates agreements. */
import { parentPort, workerData } from "node:worker_threads";
import { RatingRun } from "../../runtime/index.ts";
import { loadScript } from "../load-script.ts";
import type { Answer, HelperSetup, Task } from "./protocol.ts";
import { PieceScanner } from "./scan.ts";

const { scripts, ...setup } = workerData as HelperSetup;
const run = new RatingRun({
  ...setup,
  modules: scripts.map(([name, script]) => loadScript(script, name)),
  areCompiled: true,
  onRejection: () => {},
});
const scanner = new PieceScanner(run);

function answer(task: Task): { readonly answer: Answer; readonly transfer: readonly ArrayBuffer[] } | undefined {
  switch (task.kind) {
    case "scan": {
      const scanned = scanner.scan(task.lines, task.rows);
      return { answer: { kind: "scanned", scanned }, transfer: [scanned.rows, scanned.lines.buffer] };
    }
    case "names":
      run.takeNames(task.names);
      return undefined;
    case "rate": {
      // Plain copies, since what is lazy cannot be sent.
      const results = Array.from(run.rateGroup(task.group), (result) => ({ ...result, closingState: result.closingState }));
      return { answer: { kind: "rated", results }, transfer: [] };
    }
  }
}

parentPort!.on("message", (task: Task) => {
  const done = answer(task);
  if (done !== undefined) parentPort!.postMessage(done.answer, done.transfer as ArrayBuffer[]);
});
