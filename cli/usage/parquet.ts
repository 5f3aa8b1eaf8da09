/** A table of texts as a Parquet file. */
/** Rows of one group, which writers and readers hold at a time. */
const GROUP = 50_000;

/** The bytes of the file, a group of rows at a time. The same rows give the same bytes. */
export async function* parquetFile(
  rows: Iterable<readonly (string | null)[]>,
  names: readonly string[],
  group = GROUP,
): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import("hyparquet-writer");
  const bytes = new ByteWriter();
  const schema = names.map((name) => ({
    ...{ name, type: "BYTE_ARRAY" as const, converted_type: "UTF8" as const, repetition_type: "OPTIONAL" as const },
  }));
  const file = new ParquetWriter({
    writer: bytes,
    schema: [{ name: "usage", num_children: schema.length }, ...schema],
    createdBy: "sdl",
  });
  const taken = (): Uint8Array => {
    const written = bytes.getBytes().slice();
    bytes.index = 0;
    return written;
  };
  let columns = names.map((): (string | null)[] => []);
  let count = 0;
  const write = async (): Promise<Uint8Array> => {
    await file.write({ columnData: names.map((name, index) => ({ name, data: columns[index]! })), rowGroupSize: group });
    columns = names.map(() => []);
    count = 0;
    return taken();
  };
  for (const row of rows) {
    for (const [index, cell] of row.entries()) columns[index]!.push(cell);
    count += 1;
    if (count === group) yield await write();
  }
  if (count > 0) yield await write();
  await file.finish();
  yield taken();
}
