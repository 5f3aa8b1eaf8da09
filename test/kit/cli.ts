/** Runs the `sdl` command in tests: in this process, which is quick, or as a process of its own. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { run } from "../../cli/program.ts";
import { starterFiles } from "../../cli/starter/index.ts";
import { Terminal } from "../../cli/terminal.ts";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with files, removed after the tests of the file. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> | ReadonlyMap<string, string>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sdl-test-")));
  folders.push(folder);
  for (const [name, contents] of files instanceof Map ? files : Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), contents);
  }
  return folder;
}

/** The workspace that `sdl init` writes, with other files in it. */
export function starterWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return folderWith({ ...Object.fromEntries(starterFiles()), ...files });
}

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Setting {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
}

class Sink extends Writable {
  text = "";

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs a command in this process. */
export async function sdl(args: readonly string[], { cwd = repository, input = "", env = {} }: Setting = {}): Promise<Result> {
  const [stdout, stderr] = [new Sink(), new Sink()];
  const code = await run(args, new Terminal({ stdin: Readable.from([Buffer.from(input)]), stdout, stderr }, env, cwd), env);
  return { code, out: stdout.text, err: stderr.text };
}

/** Runs a command as people do. With `stopAfter` nobody reads more than so many bytes of its output. */
export function spawned(
  args: readonly string[],
  { cwd = repository, input = "", env = {}, stopAfter }: Setting & { stopAfter?: number } = {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), join(repository, "cli/main.ts"), ...args], {
      cwd,
      env: { PATH: process.env.PATH, ...env },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (stopAfter !== undefined && out.length >= stopAfter) child.stdout.destroy();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, out, err }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** One usage record of the starter workspace. */
export function record(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    specversion: "1.0",
    id: "a-1",
    source: "/test",
    type: "sdl.reminders.sent.v1",
    time: "2026-03-05T09:00:00+07:00",
    subject: "Bakery",
    data: { user: "+84901234567", status: "delivered" },
    ...more,
  };
}

/** Records as NDJSON. */
export function lines(...records: readonly unknown[]): string {
  return records.map((each) => `${typeof each === "string" ? each : JSON.stringify(each)}\n`).join("");
}
