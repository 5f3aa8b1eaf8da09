/**
 * The file behind `sdl rate --db`: an SQLite database. Whatever is written is written in transactions, so a run that ends at any moment
 * leaves what was committed before. Every row of data carries a checksum over all that it says, since SQLite itself does not notice
 * changed bytes; how many rows there must be is written down, too.
 */
import { createHash } from "node:crypto";
import { access, constants } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../failure.ts";
import { kindOf } from "../files.ts";

type Value = string | number | bigint | Uint8Array | null;
type Row = Readonly<Record<string, Value>>;

interface Statement {
  run(...values: Value[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
}

interface Connection {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
}

const FORMAT = "sdl-rating";
const VERSION = 1;

/** What a database holds; docs/durable.md says what for. */
const TABLES = `
create table about (name text primary key, value text not null) strict;
create table inputs (
  id integer primary key, period text not null, name text not null, size integer not null, hash text not null,
  stored integer not null, pieces integer not null, checksum text not null, unique (period, hash)
) strict;
create table pieces (
  input integer not null, number integer not null, bytes blob not null, checksum text not null, primary key (input, number)
) strict;
create table periods (
  period text primary key, inputs integer not null, issued integer not null, basis text not null, rejects integer not null,
  read integer not null, elsewhere integer not null, checksum text not null
) strict;
create table rejects (
  period text not null, number integer not null, text text not null, checksum text not null, primary key (period, number)
) strict;
create table bills (
  period text not null, agreement text not null, basis text not null, bill text not null, state text not null,
  days text not null, checksum text not null, primary key (period, agreement)
) strict;
create table issued (
  period text not null, agreement text not null, number integer not null, document text not null, bill text not null,
  basis text not null, inputs integer not null, checksum text not null, primary key (period, agreement, number)
) strict;`;

/** A fingerprint of values that tells them apart, also where one ends and the next begins. */
export function fingerprint(...values: readonly Value[]): string {
  const hash = createHash("sha256");
  for (const value of values) {
    const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest("hex").slice(0, 32);
}

export class RatingDatabase {
  readonly path: string;
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();

  private constructor(path: string, connection: Connection) {
    this.path = path;
    this.#connection = connection;
  }

  /** Opens a database for this run alone; makes it where there is none. Throws a Failure when it cannot be used. */
  static async open(path: string): Promise<RatingDatabase> {
    await requireWritable(path);
    const { default: Database } = await import("libsql");
    let connection: Connection | undefined;
    try {
      connection = new Database(path) as unknown as Connection;
      // Other runs are kept out until this one ends, however it ends.
      for (const setting of ["busy_timeout = 0", "locking_mode = exclusive", "journal_mode = delete", "synchronous = full"])
        connection.prepare(`pragma ${setting}`).all();
      connection.exec("begin exclusive; commit");
      const database = new RatingDatabase(path, connection);
      database.#prepare();
      return database;
    } catch (error) {
      connection?.close();
      throw explained(path, error);
    }
  }

  #prepare(): void {
    const tables = this.#connection.prepare("select name from sqlite_schema where type = 'table'").all();
    if (tables.length === 0) {
      this.transaction(() => {
        this.#connection.exec(TABLES);
        this.run("insert into about values ('format', ?), ('version', ?)", FORMAT, String(VERSION));
      });
      return;
    }
    const about = tables.some(({ name }) => name === "about") ? this.all("select name, value from about") : [];
    const value = (wanted: string) => about.find(({ name }) => name === wanted)?.value;
    if (value("format") !== FORMAT)
      throw new Failure(`${this.path} is a database, but not one of ratings.`, {
        hint: "Name another file; it is made when it is not there.",
      });
    if (value("version") !== String(VERSION))
      throw new Failure(`${this.path} has version ${value("version")}; this program reads version ${VERSION}.`, {
        hint: "Use the version of sdl that wrote it, or begin a new database.",
      });
    for (const table of ["inputs", "periods", "rejects", "bills", "issued"]) {
      const [found] = this.#connection.prepare(`pragma integrity_check('${table}')`).all();
      if (found?.integrity_check !== "ok") throw this.damaged(`its table ${table} is broken`);
    }
  }

  /** Does all of it, or nothing. */
  transaction<Result>(work: () => Result): Result {
    return this.guarded(() => {
      this.#connection.exec("begin immediate");
      try {
        const result = work();
        this.#connection.exec("commit");
        return result;
      } catch (error) {
        // Where the disk is full, SQLite has given up the transaction already.
        try {
          this.#connection.exec("rollback");
        } catch {}
        throw error;
      }
    });
  }

  begin(): void {
    this.guarded(() => this.#connection.exec("begin immediate"));
  }

  commit(): void {
    this.guarded(() => this.#connection.exec("commit"));
  }

  /** Changes rows. Values are bound, never part of the text. */
  run(sql: string, ...values: Value[]): number {
    return this.guarded(() => Number(this.#statement(sql).run(...values).lastInsertRowid));
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.guarded(() => this.#statement(sql).all(...values));
  }

  get(sql: string, ...values: Value[]): Row | undefined {
    return this.guarded(() => this.#statement(sql).get(...values));
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql) ?? this.#connection.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw explained(this.path, error);
    }
  }

  /** Throws a Failure unless a row says what it said when it was written. `values` are all its values but the checksum. */
  check(what: string, row: Row, values: readonly Value[]): void {
    if (row.checksum !== fingerprint(...values)) throw this.damaged(`${what} is not as it was written`);
  }

  damaged(how: string): Failure {
    return damaged(this.path, how);
  }

  close(): void {
    try {
      // The lock goes with the next reading; a connection that is closed may live on until its memory is cleared.
      this.#connection.prepare("pragma locking_mode = normal").all();
      this.#connection.prepare("select count(*) from about").all();
    } catch {}
    this.#connection.close();
  }
}

function damaged(path: string, how: string): Failure {
  return new Failure(`The database ${path} is damaged: ${how}.`, {
    hint: "Nothing was changed in it. Put a copy in its place that was made before, or begin a new database with the same usage.",
  });
}

/** The usual reasons are found before SQLite says less of them. */
async function requireWritable(path: string): Promise<void> {
  const kind = await kindOf(path);
  if (kind === "folder") throw new Failure(`${path} cannot be a database: it is a folder.`);
  if ((await kindOf(dirname(path))) !== "folder") throw new Failure(`There is no folder ${dirname(path)} for the database.`);
  try {
    await access(kind === undefined ? dirname(path) : path, constants.R_OK | constants.W_OK);
    await access(dirname(path), constants.W_OK);
  } catch {
    throw new Failure(`The database ${path} cannot be written: permission was denied.`, {
      hint: "It is written to while rating, and so is its folder.",
    });
  }
}

/** What SQLite says, in words. */
function explained(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED"))
    return new Failure(`The database ${path} is used by another run.`, { hint: "Wait until it has ended, and rate again." });
  if (code === "SQLITE_NOTADB")
    return new Failure(`${path} is not a database.`, { hint: "Name another file; it is made when it is not there." });
  if (code === "SQLITE_FULL" || /\bfull\b/.test(message))
    return new Failure(`The database ${path} cannot be written: the disk is full.`, {
      hint: "What was written before is kept. Make room, and rate again.",
    });
  if (code.startsWith("SQLITE_CORRUPT")) return damaged(path, "SQLite cannot read it");
  if (/^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH|IOERR)/.test(code) || /Unable to open/.test(message))
    return new Failure(`The database ${path} cannot be read or written: ${message}.`, {
      hint: "What was written before is kept. See that the disk has room and may be written, and rate again.",
    });
  return error;
}
