/** What the benchmark needs: packages, programs and data, made once in a folder for temporary files, and made again when what they come from has changed. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileRater, compilerVersion } from "./c/compile.ts";
import { FileSink } from "./data/files.ts";
import { makePlan, planText } from "./data/plan.ts";
import { generateUsage } from "./data/usage.ts";
import { writeWorkspace } from "./data/workspace.ts";
import { writeParquet } from "./duckdb/main.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
export const repository = fileURLToPath(new URL("../..", import.meta.url));
export const cache = join(tmpdir(), "sdl-bench");

/** Runs `make` unless it was run before with the same text. */
function once(stamp: string, text: string, make: () => void | Promise<void>): void | Promise<void> {
  const hash = createHash("sha256").update(text).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  const done = () => writeFileSync(stamp, hash);
  const made = make();
  return made === undefined ? done() : made.then(done);
}

/** The packages of the other contenders; returns their folder. */
export function installPackages(): string {
  const folder = join(cache, "packages");
  mkdirSync(folder, { recursive: true });
  const list = readFileSync(join(here, "packages/package.json"), "utf8");
  once(join(folder, "stamp"), list, () => {
    writeFileSync(join(folder, "package.json"), list);
    execFileSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  });
  return folder;
}

export interface Programs {
  readonly sdl: string;
  readonly hand: string;
  readonly duckdb: string;
  readonly engines: string;
  readonly floor: string;
  readonly compile: string;
  /** Undefined where there is no C compiler. */
  readonly c: string | undefined;
  readonly compiler: string | undefined;
}

/** All contenders as programs that start fast. The `sdl` command is the package that is published, in dist/. */
export async function buildPrograms(): Promise<Programs> {
  const folder = join(cache, "programs");
  mkdirSync(folder, { recursive: true });
  const names = ["hand", "duckdb", "engines", "floor"] as const;
  await build({
    entryPoints: Object.fromEntries(names.map((name) => [name, join(here, name, "main.ts")])),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  execFileSync(process.execPath, ["--import", "tsx", "cli/bundle.ts"], { cwd: repository, stdio: "inherit" });
  const compiler = compilerVersion();
  const c = compiler === undefined ? undefined : join(folder, "rater");
  if (c !== undefined) compileRater(c);
  const program = (name: string) => join(folder, `${name}.mjs`);
  return {
    sdl: join(repository, "dist/sdl.mjs"),
    ...{ hand: program("hand"), duckdb: program("duckdb"), engines: program("engines"), floor: program("floor") },
    compile: join(here, "compile.ts"),
    ...{ c, compiler },
  };
}

export interface Data {
  readonly folder: string;
  readonly workspace: string;
  readonly plan: string;
  /** Records delivered: those delivered twice count twice. */
  readonly records: number;
  readonly users: number;
  readonly bytes: number;
}

export type Format = "ndjson" | "csv" | "parquet";

/** Plan, workspace and usage of a size. `population`: of how many events the users are; the same for all sizes where growth is measured. */
export async function prepareData(
  packages: string,
  {
    events,
    agreements,
    population,
    formats,
  }: { events: number; agreements: number; population: number; formats: readonly Format[] },
): Promise<Data> {
  const folder = join(cache, `${events}-${agreements}-${population}`);
  const sources = ["data", "duckdb"].flatMap((name) => readdirSync(join(here, name)).map((file) => join(here, name, file)));
  const source = sources.map((file) => readFileSync(file, "utf8")).join("");
  const plan = makePlan(agreements, population);
  const path = (name: string) => join(folder, name);
  mkdirSync(folder, { recursive: true });
  await once(path("stamp"), `${source} ${formats.join()}`, async () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    writeFileSync(path("plan.txt"), planText(plan));
    const ndjson = new FileSink(path("usage.ndjson"));
    const csv = formats.includes("csv") || formats.includes("parquet") ? new FileSink(path("usage.csv")) : undefined;
    generateUsage(plan, events, 1, csv === undefined ? { ndjson } : { ndjson, csv });
    ndjson.close();
    csv?.close();
    writeFileSync(path("records"), String(ndjson.lines));
    writeSmall(folder, csv !== undefined);
    if (!formats.includes("parquet")) return;
    for (const name of ["usage", "one"]) await writeParquet(packages, path(`${name}.csv`), path(`${name}.parquet`));
  });
  writeWorkspace(path("workspace"), plan);
  return {
    ...{ folder, workspace: path("workspace"), plan: path("plan.txt"), records: Number(readFileSync(path("records"), "utf8")) },
    users: plan.agreements.reduce((sum, { users }) => sum + users, 0),
    bytes: statSync(path("usage.ndjson")).size,
  };
}

/** The first record alone: what a program takes for nothing. */
function writeSmall(folder: string, withCsv: boolean): void {
  const small = makePlan(1, 1);
  const [ndjson, csv] = [new FileSink(join(folder, "one.ndjson")), withCsv ? new FileSink(join(folder, "one.csv")) : undefined];
  generateUsage(small, 1, 1, csv === undefined ? { ndjson } : { ndjson, csv });
  ndjson.close();
  csv?.close();
}
