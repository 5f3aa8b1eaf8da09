/** Threads that help: how they are started, what they say, and their end. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { Failure } from "../failure.ts";
import type { Answer, HelperSetup, Task } from "./protocol.ts";

/** Starts the program of a helper: beside the bundle of the command; or here, as it is written, which needs a loader. */
function startHelper(workerData: HelperSetup): Worker {
  const bundled = ["./rating-helper.mjs", "../rating-helper.mjs"].map((name) => new URL(name, import.meta.url));
  const found = bundled.find((url) => existsSync(fileURLToPath(url)));
  if (found !== undefined) return new Worker(found, { workerData });
  const [loader, program] = [import.meta.resolve("tsx/esm/api"), new URL("./helper.ts", import.meta.url).href];
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}); });`;
  return new Worker(start, { eval: true, workerData });
}

/** What a helper says when it does not fail. */
export type Told = Exclude<Answer, { readonly kind: "failed" }>;

export class Helpers {
  readonly #workers: readonly Worker[];
  readonly #onTold: (told: Told, helper: number) => void;
  #failure: { readonly error: unknown } | undefined;
  #wake: () => void = () => {};

  /** Is told what helpers, known by number, say. */
  constructor(setup: HelperSetup, count: number, onTold: (told: Told, helper: number) => void) {
    this.#onTold = onTold;
    this.#workers = Array.from({ length: count }, (_, helper) => {
      const worker = startHelper(setup);
      worker.on("message", (answer: Answer) => this.#hear(answer, helper));
      worker.on("error", (error) => this.#fail(error));
      worker.on("exit", (code) => this.#fail(new Error(`A thread ended with code ${code}.`)));
      return worker;
    });
  }

  #hear(answer: Answer, helper: number): void {
    if (answer.kind === "failed") this.#fail(failureOf(answer));
    else {
      this.#onTold(answer, helper);
      this.#wake();
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake();
  }

  tell(helper: number, task: Task): void {
    this.#workers[helper]!.postMessage(task);
  }

  tellAll(task: Task): void {
    for (const helper of this.#workers.keys()) this.tell(helper, task);
  }

  /** Takes what has been said. Throws what made a helper fail. */
  async listen(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Waits until `isSo`, which what helpers say makes true. Throws what makes a helper fail. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#failure !== undefined) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) worker.removeAllListeners();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function failureOf({ failure, defect }: Extract<Answer, { readonly kind: "failed" }>): Error {
  if (failure === undefined) return new Error(`A thread failed: ${defect}`);
  const { message, hint, exitCode } = failure;
  return new Failure(message, { ...(hint === undefined ? {} : { hint }), exitCode });
}
