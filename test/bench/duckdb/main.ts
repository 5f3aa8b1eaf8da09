/** DuckDB as a program: PACKAGES SQL PLAN USAGE OUT; the file of usage is NDJSON, CSV or Parquet by its ending. Two threads. */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What is used of @duckdb/node-api, which is installed with the benchmark only. */
interface Connection {
  run(sql: string): Promise<unknown>;
}
interface DuckDB {
  readonly DuckDBInstance: {
    create(path: string, options: Readonly<Record<string, string>>): Promise<{ connect(): Promise<Connection> }>;
  };
}

const FIELDS: Readonly<Record<string, string>> = {
  ...{ user: "VARCHAR", status: "VARCHAR", destination: "VARCHAR", network: "VARCHAR", result: "VARCHAR", origin: "VARCHAR" },
  ...{ format: "VARCHAR", duration: "UINTEGER", answeredBy: "VARCHAR", machineDetection: "BOOLEAN", address: "VARCHAR" },
  ...{ validation: "VARCHAR", kind: "VARCHAR", chatbot: "VARCHAR", from: "VARCHAR", requestedBy: "VARCHAR", call: "VARCHAR" },
  ...{ storage: "VARCHAR", size: "UBIGINT", length: "UINTEGER" },
};
const ENVELOPE = { id: "VARCHAR", source: "VARCHAR", type: "VARCHAR", time: "TIMESTAMP", subject: "VARCHAR" };

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const columns = (of: Readonly<Record<string, string>>) =>
  `{${Object.entries(of)
    .map(([name, type]) => `${quoted(name)}: ${quoted(type)}`)
    .join(", ")}}`;

/** The records of a file, as a query. */
function records(path: string): string {
  if (path.endsWith(".parquet")) return `select * from read_parquet(${quoted(path)})`;
  if (path.endsWith(".csv"))
    return `select * from read_csv(${quoted(path)}, header = true, columns = ${columns({ ...ENVELOPE, ...FIELDS })})`;
  const data = `STRUCT(${Object.entries(FIELDS)
    .map(([name, type]) => `"${name}" ${type}`)
    .join(", ")})`;
  const all = columns({ ...ENVELOPE, data });
  return `select * exclude (data), unnest(data) from read_json(${quoted(path)}, format = 'newline_delimited', columns = ${all})`;
}

/** Opens a database in memory. `packages` is the folder in which the benchmark's packages are installed. */
async function open(packages: string): Promise<Connection> {
  const require = createRequire(join(packages, "package.json"));
  const { DuckDBInstance } = require("@duckdb/node-api") as DuckDB;
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  return instance.connect();
}

/** Writes usage as Parquet, as DuckDB does unless told otherwise. */
export async function writeParquet(packages: string, usage: string, to: string): Promise<void> {
  const connection = await open(packages);
  await connection.run(`copy (${records(usage)}) to ${quoted(to)} (format parquet)`);
}

async function rate(packages: string, sql: string, plan: string, usage: string, out: string): Promise<void> {
  const connection = await open(packages);
  await connection.run(
    `create table plan as select string_split(line, ' ') as cells
     from (select unnest(string_split(rtrim(content, chr(10)), chr(10))) as line from read_text(${quoted(plan)}))`,
  );
  await connection.run(`create view usage as ${records(usage)}`);
  await connection.run(readFileSync(sql, "utf8"));
  await connection.run(`copy (
    select concat_ws(chr(9), name, clause, kind, key, quantity, price, decimal_text(amount, digits)) from line join agreement using (agreement)
    union all select concat_ws(chr(9), name, '#received', received) from (select agreement, sum(copies) as received from event group by all) join agreement using (agreement)
    union all select concat_ws(chr(9), name, '#context', context) from (select agreement, count(*) filter (not in_force) as context from event group by all) join agreement using (agreement)
    union all select concat_ws(chr(9), name, '#duplicate', duplicate) from (select agreement, sum(copies - 1) as duplicate from event group by all) join agreement using (agreement)
    union all select concat_ws(chr(9), name, '#breaches', coalesce(breaches, 0)) from agreement left join (select agreement, count(*) filter (not more and not inside) as breaches from outbound group by all) using (agreement)
  ) to ${quoted(out)} (header false, quote '', delimiter '')`);
}

if (process.argv[1]?.endsWith("duckdb.mjs")) {
  const [packages = "", sql = "", plan = "", usage = "", out = ""] = process.argv.slice(2);
  await rate(packages, sql, plan, usage, out);
  if (statSync(out).size === 0) throw new Error("Nothing was rated.");
}
