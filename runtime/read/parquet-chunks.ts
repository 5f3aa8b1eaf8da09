/** The values of a column in one row group, decoded by the library from its stored bytes when these were looked over. */
import type { ColumnChunk, FileMetaData } from "hyparquet";
import { rawElement, rawParsers } from "./parquet-cells.ts";
import { checkPages } from "./parquet-pages.ts";

/** More values in one row group take too much memory at once. */
const MOST_VALUES = 10_000_000;

/** An input of which any part can be read. */
export interface RangeSource {
  /** In bytes. */
  readonly size: number;
  /** The bytes from `start` to before `end`. */
  read(start: number, end: number): Promise<ArrayBuffer>;
}

/** The stored values of a column, page by page, for as many rows as asked for. */
export type Pages = readonly ArrayLike<unknown>[];

/** Reads the column with a path in the schema, in the row group at an index. Throws an Error that says what is wrong with it. */
export type ChunkReader = (group: number, path: readonly string[]) => Promise<Pages>;

/** The reader of the columns of a file. */
export async function chunkReader(file: RangeSource, metadata: FileMetaData): Promise<ChunkReader> {
  const [column, levels, { decompressPage }, { DEFAULT_PARSERS }, { compressors }] = await Promise.all([
    import("hyparquet/src/column.js"),
    import("hyparquet/src/schema.js"),
    import("hyparquet/src/datapage.js"),
    import("hyparquet/src/convert.js"),
    import("hyparquet-compressors"),
  ]);
  const schema = metadata.schema.map(rawElement);
  const parsers = { ...DEFAULT_PARSERS, ...rawParsers };
  return async (group, path) => {
    const { num_rows, columns } = metadata.row_groups[group]!;
    const { meta, start, end } = placeOf(columns, path, file.size);
    const view = new DataView(await file.read(start, end));
    const schemaPath = levels.getSchemaPath(schema, [...path]);
    const { element } = schemaPath.at(-1)!;
    // Pages are unpacked once, when they are looked over; the library gets them by where they were packed.
    const unpacked = new Map<number, Uint8Array>();
    const unpack = (packed: Uint8Array, size: number) => {
      const page = decompressPage(packed, size, meta.codec, compressors);
      unpacked.set(packed.byteOffset, page);
      return page;
    };
    const layout = {
      values: Number(meta.num_values),
      isFlag: element.type === "BOOLEAN",
      repetition: levels.getMaxRepetitionLevel(schemaPath),
      definition: levels.getMaxDefinitionLevel(schemaPath),
    };
    checkPages(view, layout, column.parquetHeader, unpack);
    const known = (packed: Uint8Array, size: number) => {
      const page = unpacked.get(packed.byteOffset) ?? decompressPage(packed, size, meta.codec, compressors);
      unpacked.delete(packed.byteOffset);
      return page;
    };
    const decoder = { ...meta, pathInSchema: [...path], schemaPath, element, parsers, utf8: true };
    const rows = { groupStart: 0, groupRows: Number(num_rows), selectStart: 0, selectEnd: Number(num_rows) };
    return column.readColumn({ view, offset: 0 }, rows, { ...decoder, compressors: { [meta.codec]: known } }).data;
  };
}

/** Where the bytes of a column are. */
function placeOf(columns: readonly ColumnChunk[], path: readonly string[], size: number) {
  const chunk = columns.find(({ meta_data }) => meta_data?.path_in_schema.join("\0") === path.join("\0"));
  const meta = chunk?.meta_data;
  if (meta === undefined) throw new Error(`the column ${path.join(".")} is missing in a row group`);
  if (chunk?.file_path !== undefined) throw new Error("its columns are in other files");
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  if (!(start >= 0 && start < end && end <= size)) throw new Error(`it refers to bytes ${start} to ${end} of ${size}`);
  if (!(meta.num_values >= 0n && meta.num_values <= BigInt(MOST_VALUES)))
    throw new Error(
      `it has ${meta.num_values} values in one row group, and at most ${MOST_VALUES} are read: write it with smaller row groups`,
    );
  return { meta, start, end };
}
