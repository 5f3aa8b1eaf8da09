/** Who takes part, and with which command. */
import { fileURLToPath } from "node:url";
import { PERIOD } from "./data/plan.ts";
import { type Command, node } from "./measure.ts";
import type { Data, Format, Programs } from "./prepare.ts";

export interface Contender {
  readonly id: string;
  readonly title: string;
  readonly format: Format;
  /** What rates has bills to show, in the form that compare.ts describes; SDL's are JSON. */
  readonly bills?: "text" | "json";
  /** `usage` is the name of a file without its ending; bills go to `out`. */
  readonly command: (data: Data, usage: string, out: string) => Command;
}

const sql = fileURLToPath(new URL("duckdb/rate.sql", import.meta.url));

/** Megabytes of heap for `sdl`; Node's own limit unless given. */
export function contenders(programs: Programs, packages: string, heap: number | undefined): Contender[] {
  const file = ({ folder }: Data, usage: string, format: Format) => `${folder}/${usage}.${format}`;
  const sdl = (id: string, title: string, format: Format, threads = 1): Contender => ({
    id,
    title,
    format,
    bills: "json",
    command: (data, usage, output) => {
      const options = ["--contracts", "contracts", "--period", PERIOD, "--json", "--threads", String(threads)];
      const command = node(programs.sdl, "rate", ...options, "--usage", file(data, usage, format));
      const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
      return { ...command, arguments: [...limit, ...command.arguments], cwd: data.workspace, output };
    },
  });
  const hand = (id: string, title: string, ...more: string[]): Contender => ({
    id,
    title,
    format: "ndjson",
    bills: "text",
    command: (data, usage, out) => node(programs.hand, data.plan, file(data, usage, "ndjson"), out, ...more),
  });
  const duckdb = (format: Format, name: string): Contender => ({
    id: `duckdb-${format}`,
    title: `DuckDB, 2 threads, ${name}`,
    format,
    bills: "text",
    command: (data, usage, out) => node(programs.duckdb, packages, sql, data.plan, file(data, usage, format), out),
  });
  const floor = (how: string, title: string): Contender => ({
    id: how,
    title,
    format: "ndjson",
    command: (data, usage) => node(programs.floor, how, file(data, usage, "ndjson")),
  });
  const { c } = programs;
  return [
    sdl("sdl", "**SDL**, NDJSON", "ndjson"),
    sdl("sdl-2", "SDL, 2 threads, NDJSON", "ndjson", 2),
    sdl("sdl-csv", "SDL, CSV", "csv"),
    hand("hand", "by hand, TypeScript"),
    ...(c === undefined
      ? []
      : [
          {
            ...{ id: "c", title: "by hand, C", format: "ndjson" as const, bills: "text" as const },
            command: (data: Data, usage: string, out: string) => ({
              program: c,
              arguments: [data.plan, file(data, usage, "ndjson"), out],
            }),
          },
        ]),
    duckdb("ndjson", "NDJSON"),
    duckdb("csv", "CSV"),
    duckdb("parquet", "Parquet"),
    hand("json", "JSON.parse with columns", "json"),
    floor("parse", "JSON.parse alone"),
    floor("lines", "finding the lines"),
    floor("bytes", "reading the bytes"),
  ];
}
