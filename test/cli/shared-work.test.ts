/** Pieces of work that threads share: each is taken once, in order, and none far ahead of what was told. */
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { SharedWork } from "../../cli/threads/shared-work.ts";

describe("shared work", () => {
  test("is not taken before it is open, nor too far ahead of what was told", () => {
    const work = new SharedWork(5, 2);
    expect(work.take()).toBeUndefined();
    work.open(4);
    expect([work.take(), work.take(), work.take()]).toEqual([0, 1, undefined]);
    work.tell();
    expect([work.told, work.take(), work.take()]).toEqual([1, 2, undefined]);
    work.tell();
    work.tell();
    expect([work.take(), work.take()]).toEqual([3, undefined]);
    work.open(5);
    expect([work.take(), work.take(), work.await()]).toEqual([4, undefined, undefined]);
  });

  test("is known to all that have the same cells", () => {
    const work = new SharedWork(3, 9);
    work.open(3);
    const other = new SharedWork(3, 9, work.cells);
    expect([work.take(), other.await(), work.take(), other.await()]).toEqual([0, 1, 2, undefined]);
  });

  test("that is not open yet is waited for by other threads", async () => {
    const work = new SharedWork(200, 3);
    const program = new URL("../../cli/threads/shared-work.ts", import.meta.url).href;
    const script = `
      const { parentPort, workerData } = require("node:worker_threads");
      import(${JSON.stringify(import.meta.resolve("tsx/esm/api"))}).then(async ({ register }) => {
        register();
        const { SharedWork } = await import(${JSON.stringify(program)});
        const work = new SharedWork(200, 3, workerData);
        for (let next = work.await(); next !== undefined; next = work.await()) parentPort.postMessage(next);
        parentPort.postMessage("over");
      });`;
    const done = new Set<number>();
    const order: number[] = [];
    let most = 0;
    const helpers = [1, 2].map(
      () =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(script, { eval: true, workerData: work.cells });
          worker.on("error", reject);
          worker.on("message", (told: number | "over") => {
            if (told === "over") return resolve();
            order.push(told);
            done.add(told);
            most = Math.max(most, told - work.told);
            while (done.has(work.told)) work.tell();
            // Half of the work is open from the beginning, the rest when that is done.
            if (work.told === 100) work.open(200);
          });
        }),
    );
    work.open(100);
    await Promise.all(helpers);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(most).toBeLessThan(3);
  });
});
