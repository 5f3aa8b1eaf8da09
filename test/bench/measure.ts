/** Runs a program, and tells what it took. */
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const probe = pathToFileURL(fileURLToPath(new URL("probe.mjs", import.meta.url))).href;

export interface Cost {
  /** From start to end, start-up and compilation included. */
  readonly seconds: number;
  /** User and system, all threads. */
  readonly cpu: number;
  /** Megabytes (10⁶ bytes). */
  readonly peak: number;
}

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly cwd?: string;
  /** File for the standard output. */
  readonly output?: string;
}

/** A JavaScript program, with the probe. */
export function node(file: string, ...args: readonly string[]): Command {
  return { program: process.execPath, arguments: ["--import", probe, file, ...args] };
}

/** A program took longer than it may. */
export class TooLong extends Error {
  override readonly name = "TooLong";
}

/** Throws when the program fails, with what it said, and when it takes longer than so many seconds. */
export async function measure(
  { program, arguments: args, cwd, output }: Command,
  scratch: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<Cost> {
  const report = join(scratch, "probe.json");
  rmSync(report, { force: true });
  const out = output === undefined ? undefined : openSync(output, "w");
  const began = performance.now();
  const { code, said } = await new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ["ignore", out ?? "ignore", "pipe"],
      env: { ...process.env, BENCH_PROBE: report },
    });
    let said = "";
    const timer = limit === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => child.kill("SIGKILL"), limit * 1000);
    child.stderr!.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });
  const seconds = (performance.now() - began) / 1000;
  if (out !== undefined) closeSync(out);
  if (seconds >= limit) throw new TooLong(`${program} took longer than ${limit} seconds.`);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}: ${said}`);
  if (!existsSync(report)) throw new Error(`${program} did not say what it used.`);
  const { cpu, peak } = JSON.parse(readFileSync(report, "utf8")) as { cpu: number; peak: number };
  return { seconds, cpu, peak };
}

/** The middle of several runs, of each figure by itself. */
export function median(costs: readonly Cost[]): Cost {
  const middle = (of: keyof Cost) => {
    const sorted = costs.map((cost) => cost[of]).sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  };
  return { seconds: middle("seconds"), cpu: middle("cpu"), peak: middle("peak") };
}
