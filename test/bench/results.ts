/** Figures that were measured, as they are kept in docs/benchmarks.json. The page is made from them and from nothing else. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import type { Cost } from "./measure.ts";
import { page } from "./page.ts";
import { repository } from "./prepare.ts";

/** Where figures are from. */
export interface Machine {
  readonly day: string;
  readonly processor: string;
  readonly cores: number;
  /** Gigabytes. */
  readonly memory: number;
  readonly node: string;
  readonly compiler?: string;
}

export interface Row extends Cost {
  readonly id: string;
  readonly title: string;
  /** Seconds for a single record. */
  readonly startup?: number;
  /** When not all events were put to it. */
  readonly sample?: number;
}

/** One that could not do it, and why. */
export interface Failure {
  readonly title: string;
  readonly failed: string;
}

export interface Rating {
  readonly machine: Machine;
  readonly events: number;
  readonly records: number;
  readonly agreements: number;
  readonly users: number;
  readonly bytes: number;
  readonly rounds: number;
  /** Megabytes that the heap of sdl may have, when not Node's own limit. */
  readonly heap?: number;
  /** Lines of the bills, and counts, in which the raters agree. */
  readonly lines: number;
  readonly rows: readonly Row[];
  readonly failures?: readonly Failure[];
}

export interface Growth {
  readonly machine: Machine;
  readonly users: number;
  readonly rounds: number;
  readonly sizes: readonly {
    readonly events: number;
    readonly rows: readonly (Row | Failure)[];
  }[];
}

export interface Compilation {
  readonly machine: Machine;
  readonly rounds: number;
  readonly sizes: readonly {
    readonly services: number;
    readonly lines: number;
    /** Seconds. */
    readonly check: number;
    /** Seconds for the modules of some of them. */
    readonly emit: number;
    readonly emitted: number;
    readonly peak: number;
  }[];
}

/** One line in a hundred broken. */
export interface Broken {
  readonly machine: Machine;
  readonly records: number;
  readonly broken: number;
  readonly rounds: number;
  readonly clean: Cost;
  readonly withBroken: Cost;
}

export interface Results {
  /** By number of events. */
  readonly rating?: Readonly<Record<string, Rating>>;
  readonly growth?: Growth;
  readonly compilation?: Compilation;
  readonly broken?: Broken;
}

const file = join(repository, "docs/benchmarks.json");

/** Keeps figures with those of other measurements, and writes the page. */
export function keep(more: (known: Results) => Results): void {
  const known: Results = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : {};
  const results = more(known);
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(join(repository, "docs/benchmarks.md"), page(results));
}

export function machine(compiler: string | undefined): Machine {
  return {
    day: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memory: Math.round(totalmem() / 1e9),
    node: process.version.slice(1),
    ...(compiler === undefined ? {} : { compiler }),
  };
}
