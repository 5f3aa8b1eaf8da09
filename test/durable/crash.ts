/**
 * Durable runs that are killed. A story (usage in two parts, the month closed, late usage that is adjusted) is told command by command; each is
 * killed at random moments and given again until it ends by itself. What the commands print must be what they print without being killed.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { random } from "../kit/random.ts";
import { dealt, rateArgs, type Workspace } from "./workspace.ts";

export interface Crashes {
  readonly kills: number;
  /** Kills after the database was begun, when there is something to lose. */
  readonly late: number;
  readonly stories: number;
  /** What differed; empty when all is well. */
  readonly differences: readonly string[];
}

interface Ended {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
  readonly took: number;
}

/** Runs a command and kills it after so many milliseconds, when it still runs. */
function started(program: readonly string[], args: readonly string[], cwd: string, killAfter?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [...program, ...args], { cwd, env: { PATH: process.env.PATH } });
    let [out, err] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      err += chunk;
    });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ out, err, code, took: performance.now() - begun });
    });
  });
}

/** The commands of a story: the whole one, or a short one. */
function story({ lines, write }: Workspace, isShort: boolean): string[][] {
  const [a, b, late] = dealt(lines, 3, 7) as [string[], string[], string[]];
  const [first, second, third] = [write("a.ndjson", a), write("b.ndjson", b), write("late.ndjson", late)];
  const end = rateArgs([third], "--db", "x.db");
  if (isShort) return [rateArgs([first, second], "--db", "x.db", "--close"), end];
  return [rateArgs([first], "--db", "x.db"), rateArgs([second], "--db", "x.db"), rateArgs([], "--db", "x.db", "--close"), end];
}

/** Where two texts part. */
function difference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 200), at + 200));
  return `${around(a)} and ${around(b)}`;
}

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  /** Leave out half of the story. */
  readonly isShort?: boolean;
}

/** Kills so many times. `program` is what Node runs as the command. */
export async function crashes(
  workspace: Workspace,
  program: readonly string[],
  { kills, seed, isShort = false }: CrashOptions,
): Promise<Crashes> {
  const { cwd } = workspace;
  const path = join(cwd, "x.db");
  const clean = () => {
    for (const name of [path, `${path}-journal`]) rmSync(name, { force: true });
  };
  const commands = story(workspace, isShort);
  const expected: Ended[] = [];
  for (const args of commands) expected.push(await started(program, args, cwd));
  const wrong = expected.find(({ code }) => code !== 0);
  if (wrong !== undefined) throw new Error(`The story does not end well by itself: ${wrong.err}`);
  const rejects = readFileSync(join(cwd, "rejects.ndjson"), "utf8");
  const below = random(seed);
  const differences: string[] = [];
  let [done, late, stories] = [0, 0, 0];
  while (done < kills) {
    clean();
    stories += 1;
    for (const [step, args] of commands.entries()) {
      const { out, took } = expected[step]!;
      // A command is killed up to three times; most of what it does comes after its start.
      for (let times = isShort ? 1 : below(4); times > 0 && done < kills; times -= 1) {
        const killed = await started(program, args, cwd, (took * (250 + below(750))) / 1000);
        if (killed.code !== null) continue;
        done += 1;
        if (existsSync(path)) late += 1;
      }
      const ended = await started(program, args, cwd);
      if (ended.code !== 0 || ended.out !== out) {
        differences.push(
          `Story ${stories} of seed ${seed}, ${args.join(" ")}: ended with ${ended.code}, ${difference(out, ended.out)}\n${ended.err}`,
        );
        break;
      }
    }
    if (differences.length > 0) break;
    if (readFileSync(join(cwd, "rejects.ndjson"), "utf8") !== rejects)
      differences.push(`Story ${stories}: the rejected records differ.`);
  }
  return { kills: done, late, stories, differences };
}
