/**
 * `npm run fuzz -- [--seconds 60] [--seed N] [--target NAME …]`: tries inputs for so long. What fails is made small and put into `corpus/`, where
 * `npm test` tries it again; the exit code is 1 then. An input that takes longer than `HANG` counts as one that hangs.
 */

import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Fuzzing } from "./driver.ts";
import { targets } from "./targets/index.ts";
import type { Report, Task } from "./worker.ts";

const HANG = 60_000;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    target: { type: "string", multiple: true, default: [] },
  },
});
const seed = Number(values.seed);
const until = performance.now() + Number(values.seconds) * 1000;
const unknown = values.target.filter((name) => !targets.some((target) => target.name === name));
if (!Number.isSafeInteger(seed) || Number.isNaN(until) || unknown.length > 0) {
  process.stderr.write(`Targets: ${targets.map(({ name }) => name).join(", ")}. --seconds and --seed are numbers.\n`);
  process.exit(2);
}

const tried = new Map<string, number>();
const failures = new Set<string>();

function keep(target: string, input: Uint8Array, what: string): void {
  const name = createHash("sha256").update(input).digest("hex").slice(0, 12);
  const folder = new URL(`corpus/${target}/`, import.meta.url);
  const path = fileURLToPath(new URL(name, folder));
  if (failures.has(path)) return;
  failures.add(path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, input);
  process.stdout.write(`\n${target}: ${path}\n${what}\n`);
}

/** Runs a worker until time is up or it hangs; gives the case to go on from, if there is one. */
function run(first: number): Promise<number | undefined> {
  const task: Task = { seed, wanted: values.target, first, place };
  const worker = fork(fileURLToPath(new URL("worker.ts", import.meta.url)), [JSON.stringify(task)]);
  return new Promise((resolve, reject) => {
    let heard = performance.now();
    let next: number | undefined;
    const watch = setInterval(() => {
      const now = performance.now();
      if (now - heard > HANG) {
        const bytes = readFileSync(place);
        const [target, number] = [targets[bytes.readInt32LE(0)]!, bytes.readInt32LE(4)];
        next = number + 1;
        keep(
          target.name,
          new Fuzzing(target, seed).input(number),
          `Case ${number} of seed ${seed} takes longer than ${HANG / 1000} s.`,
        );
      } else if (now < until) return;
      clearInterval(watch);
      worker.kill("SIGKILL");
    }, 100);
    worker.on("message", (report: Report) => {
      heard = performance.now();
      const { target, tried: more, failure } = report;
      tried.set(target, (tried.get(target) ?? 0) + more);
      if (failure !== undefined)
        keep(target, Uint8Array.from(Object.values(failure.input)), `Case ${failure.number} of seed ${seed}: ${failure.error}`);
    });
    worker.on("exit", (code) => {
      clearInterval(watch);
      if (code === null) resolve(performance.now() < until ? next : undefined);
      else reject(new Error(`The process that tries cases ended with ${code}.`));
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), "sdl-fuzz-"));
const place = join(folder, "place");
for (let first: number | undefined = 0; first !== undefined; ) first = await run(first);
rmSync(folder, { recursive: true });
for (const [name, count] of tried) process.stdout.write(`${name}: ${count} cases\n`);
process.stdout.write(`${[...tried.values()].reduce((a, b) => a + b, 0)} cases, ${failures.size} failures\n`);
process.exitCode = failures.size > 0 ? 1 : 0;
