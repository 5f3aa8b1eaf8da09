/** Threads that help, and work that is shared out among them and the thread of the command, with the results in order. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Answer, HelperSetup, Task } from "./protocol.ts";

/** Tasks that a helper has waiting, so that it never waits itself. */
const WAITING = 2;

/** Starts the program of a helper: beside the bundle of the command; or here, as it is written, which needs a loader. */
function startHelper(workerData: HelperSetup): Worker {
  const bundled = ["./rating-helper.mjs", "../rating-helper.mjs"].map((name) => new URL(name, import.meta.url));
  const found = bundled.find((url) => existsSync(fileURLToPath(url)));
  if (found !== undefined) return new Worker(found, { workerData });
  const [loader, program] = [import.meta.resolve("tsx/esm/api"), new URL("./helper.ts", import.meta.url).href];
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}); });`;
  return new Worker(start, { eval: true, workerData });
}

class Helper {
  readonly #worker: Worker;
  readonly #waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }[] = [];

  constructor(setup: HelperSetup) {
    this.#worker = startHelper(setup);
    this.#worker.on("message", (answer: Answer) => this.#waiting.shift()!.resolve(answer));
    const fail = (error: Error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    this.#worker.on("error", fail);
    this.#worker.on("exit", (code) => fail(new Error(`A thread ended with code ${code}.`)));
  }

  get isFree(): boolean {
    return this.#waiting.length < WAITING;
  }

  tell(task: Task): void {
    this.#worker.postMessage(task);
  }

  ask(task: Task, transfer: readonly ArrayBuffer[]): Promise<Answer> {
    this.#worker.postMessage(task, transfer as ArrayBuffer[]);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners("exit");
    await this.#worker.terminate();
  }
}

export class Helpers {
  readonly #helpers: readonly Helper[];

  constructor(setup: HelperSetup, count: number) {
    this.#helpers = Array.from({ length: count }, () => new Helper(setup));
  }

  /** Tells all of them. */
  tell(task: Task): void {
    for (const helper of this.#helpers) helper.tell(task);
  }

  /**
   * Does work: each piece of it by a helper that is free, otherwise here. Results come in the order of the pieces. The next piece is
   * asked for only when somebody is there to do it.
   */
  async *share<Work, Result>(
    work: AsyncIterable<Work> | Iterable<Work>,
    asTask: (work: Work) => { readonly task: Task; readonly transfer: readonly ArrayBuffer[] },
    result: (answer: Answer) => Result,
    here: (work: Work) => Result,
  ): AsyncGenerator<Result> {
    const queue: { done?: Result; readonly promise: Promise<unknown> }[] = [];
    let failure: { readonly error: unknown } | undefined;
    for await (const piece of work) {
      const helper = this.#helpers.find(({ isFree }) => isFree);
      if (helper === undefined) queue.push({ done: here(piece), promise: Promise.resolve() });
      else {
        const { task, transfer } = asTask(piece);
        const place: { done?: Result; promise: Promise<unknown> } = { promise: Promise.resolve() };
        place.promise = helper.ask(task, transfer).then(
          (answer) => {
            place.done = result(answer);
          },
          (error: unknown) => {
            failure = { error };
          },
        );
        queue.push(place);
      }
      // Answers that have come in the meantime are taken.
      await new Promise((resolve) => setImmediate(resolve));
      if (failure !== undefined) throw failure.error;
      while (queue[0]?.done !== undefined) yield queue.shift()!.done!;
    }
    for (const place of queue) {
      await place.promise;
      if (failure !== undefined) throw failure.error;
      yield place.done!;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#helpers.map((helper) => helper.close()));
  }
}
