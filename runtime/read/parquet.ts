/**
 * Usage records in a Parquet file. As in CSV, the columns id, source, type, time and subject (and specversion, "1.0" unless given) are
 * the envelope, and every other column is a field of the data; or there is a column `data`, a structure with the fields,
 * and the other columns are attributes, as in JSON. Null is a field left out. A record's line is the number of its row, from 1.
 * One row group is held at a time. The parts of the file come from whoever has it, since Parquet begins with its end.
 */
import type { EventInfo } from "../module.ts";
import type { RawRecord } from "../record.ts";
import { named } from "./bytes.ts";
import { InputError } from "./gzip.ts";
import { rawParsers } from "./parquet-cells.ts";
import { type ChunkReader, chunkReader, type Pages, type RangeSource } from "./parquet-chunks.ts";
import { type Column, type ColumnValues, columnsOf, recordOf } from "./parquet-table.ts";

export type { RangeSource } from "./parquet-chunks.ts";

export interface ParquetOptions {
  /** The event of a CloudEvents type, so that cells can be converted to what its fields are. */
  readonly events: (type: string) => Pick<EventInfo, "fields"> | undefined;
  /** Name of the input, for messages. */
  readonly name?: string;
}

/** "PAR1", with which Parquet files begin and end. */
const MARK = [0x50, 0x41, 0x52, 0x31];
/** With which they end when they are encrypted: "PARE". */
const ENCRYPTED = [0x50, 0x41, 0x52, 0x45];
const SHORTEST = 12;
const BATCH = 1000;

/** Whether bytes begin like a Parquet file. */
export function isParquet(bytes: Uint8Array): boolean {
  return beginsWith(bytes, MARK);
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return bytes.length >= mark.length && mark.every((byte, index) => bytes[index] === byte);
}

/** The records of a Parquet file, in batches; each carries the input's name. Throws an InputError when the file cannot be read as one. */
export async function* readParquet(source: RangeSource, options: ParquetOptions): AsyncGenerator<readonly RawRecord[]> {
  const name = options.name ?? "The input";
  await checkEnds(source, name);
  const file = new Watched(source);
  const { columns, groups, read } = await file.attempt(name, () => opened(file));
  let first = 0;
  for (const [index, rows] of groups.entries()) {
    const end = first + rows;
    const values: ColumnPages[] = [];
    for (const { path } of rows === 0 ? [] : columns)
      values.push(await file.attempt(name, async () => new ColumnPages(first, rows, await read(index, path))));
    for (let start = first; start < end; start += BATCH) {
      const batch: RawRecord[] = [];
      for (let row = start; row < Math.min(start + BATCH, end); row += 1)
        batch.push(recordOf(row, columns, values, options.events));
      yield named(batch, options.name);
    }
    first = end;
  }
}

interface Opened {
  readonly columns: readonly Column[];
  /** How many rows each group has. */
  readonly groups: readonly number[];
  readonly read: ChunkReader;
}

/** What the end of a file says of it. */
async function opened(file: Watched): Promise<Opened> {
  const { parquetMetadataAsync } = await import("hyparquet");
  const asked = { byteLength: file.size, slice: (start: number, end = file.size) => file.read(start, end) };
  const metadata = await parquetMetadataAsync(asked, { parsers: rawParsers, geoparquet: false });
  const groups = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
  const rows = groups.reduce((sum, count) => sum + count, 0);
  if (!groups.every((count) => count >= 0) || metadata.num_rows !== BigInt(rows))
    throw new Error(`it says that it has ${metadata.num_rows} rows, in groups of ${groups.join(", ")}`);
  return { columns: columnsOf(metadata), groups, read: await chunkReader(file, metadata) };
}

async function checkEnds(source: RangeSource, name: string): Promise<void> {
  const end = new Uint8Array(await source.read(Math.max(0, source.size - MARK.length), source.size));
  if (beginsWith(end, ENCRYPTED)) throw new InputError(`${name} is an encrypted Parquet file. Decrypt it first.`);
  if (source.size < SHORTEST || !beginsWith(end, MARK))
    throw new InputError(`${name} is not a complete Parquet file: its end is missing. Get the file again.`);
}

/** A source whose own errors are told from what is found wrong with its bytes. */
class Watched implements RangeSource {
  readonly size: number;
  readonly #source: RangeSource;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: RangeSource) {
    this.size = source.size;
    this.#source = source;
  }

  async read(start: number, end: number): Promise<ArrayBuffer> {
    try {
      return await this.#source.read(start, end);
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  async attempt<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (this.#failure !== undefined) throw this.#failure.error;
      const detail = error instanceof Error ? error.message : String(error);
      throw new InputError(`${name} is a Parquet file that cannot be read: ${detail.replace(/\.$/, "")}.`, { cause: error });
    }
  }
}

/** The values of one column in one row group; asked for from the first row to the last. */
class ColumnPages implements ColumnValues {
  readonly #pages: Pages;
  #page = 0;
  /** The first row of the page. */
  #start: number;

  constructor(first: number, rows: number, pages: Pages) {
    const found = pages.reduce((sum, { length }) => sum + length, 0);
    if (found !== rows) throw new Error(`a column has ${found} of ${rows} rows in a row group`);
    this.#pages = pages;
    this.#start = first;
  }

  at(row: number): unknown {
    let page = this.#pages[this.#page]!;
    while (row >= this.#start + page.length) {
      this.#start += page.length;
      this.#page += 1;
      page = this.#pages[this.#page]!;
    }
    return page[row - this.#start];
  }
}
