/**
 * The pages of a stored column, looked over before the library decodes them: a damaged or hostile number in them must neither take all
 * memory nor all time. What the library itself does not check is how many values a page says it has, and how often a run repeats.
 */

/** What is known of a page before it is decoded. */
export interface PageHeader {
  readonly compressed_page_size: number;
  readonly uncompressed_page_size: number;
  readonly data_page_header?: { readonly num_values: number; readonly encoding: string } | undefined;
  readonly data_page_header_v2?: PageHeaderV2 | undefined;
  readonly dictionary_page_header?: { readonly num_values: number } | undefined;
}

interface PageHeaderV2 {
  readonly num_values: number;
  readonly num_rows: number;
  readonly encoding: string;
  readonly definition_levels_byte_length: number;
  readonly repetition_levels_byte_length: number;
  readonly is_compressed?: boolean | undefined;
}

/** What a column is, as far as its pages depend on it. */
export interface Layout {
  /** How many values its pages hold together. */
  readonly values: number;
  readonly isFlag: boolean;
  /** The greatest levels; zero where there are none. */
  readonly repetition: number;
  readonly definition: number;
}

const LARGEST_PAGE = 1 << 28;
/** Writers fill up the last run of a page. */
const FILLING = 512;

/** Throws an Error unless the pages lie within the view, and hold as many values as the layout says, in runs that are no longer. */
export function checkPages(
  view: DataView,
  layout: Layout,
  header: (reader: { view: DataView; offset: number }) => PageHeader,
  unpack: (packed: Uint8Array, size: number) => Uint8Array,
): void {
  const reader = { view, offset: 0 };
  let found = 0;
  while (reader.offset < view.byteLength && found < layout.values) {
    const page = header(reader);
    const { compressed_page_size: stored, uncompressed_page_size: size } = page;
    if (!(stored >= 0 && reader.offset + stored <= view.byteLength && size >= 0 && size <= LARGEST_PAGE))
      throw new Error(`it has a page of ${stored} bytes, ${size} when unpacked`);
    const { data_page_header: first, data_page_header_v2: second, dictionary_page_header: dictionary } = page;
    const { num_values: count = 0 } = first ?? second ?? dictionary ?? {};
    if (!(count >= 0 && count <= layout.values && (second?.num_rows ?? 0) <= layout.values))
      throw new Error(`it has a page of ${count} values in a column of ${layout.values}`);
    const bytes = new Uint8Array(view.buffer, view.byteOffset + reader.offset, stored);
    if (first !== undefined) checkData(unpack(bytes, size), first.encoding, count, layout);
    else if (second !== undefined) checkDataV2(bytes, size, second, layout, unpack);
    if (dictionary === undefined) found += count;
    reader.offset += stored;
  }
  if (found !== layout.values) throw new Error(`it has ${found} values in a column that says ${layout.values}`);
}

/** The levels and the values of a page, one after another, each with its length in front. */
function checkData(page: Uint8Array, encoding: string, count: number, { repetition, definition, isFlag }: Layout): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let at = 0;
  for (const level of [repetition, definition].filter((each) => each > 0)) {
    checkRuns(view, at + 4, widthOf(level), count);
    at += 4 + view.getUint32(at, true);
  }
  checkValues(view, at, encoding, count, isFlag);
}

function checkDataV2(
  bytes: Uint8Array,
  size: number,
  header: PageHeaderV2,
  { repetition, definition, isFlag }: Layout,
  unpack: (packed: Uint8Array, size: number) => Uint8Array,
): void {
  const { repetition_levels_byte_length: before, definition_levels_byte_length: length, num_values, encoding } = header;
  if (!(before >= 0 && length >= 0 && before + length <= bytes.length)) throw new Error("it has a page shorter than its levels");
  const levels = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (repetition > 0) checkRuns(levels, 0, widthOf(repetition), num_values);
  if (definition > 0) checkRuns(levels, before, widthOf(definition), num_values);
  const packed = bytes.subarray(before + length);
  const page = header.is_compressed !== false ? unpack(packed, size - before - length) : packed;
  checkValues(new DataView(page.buffer, page.byteOffset, page.byteLength), 0, encoding, num_values, isFlag);
}

function checkValues(view: DataView, at: number, encoding: string, count: number, isFlag: boolean): void {
  if (encoding === "RLE" && isFlag) checkRuns(view, at + 4, 1, count);
  else if (encoding.endsWith("_DICTIONARY") && at < view.byteLength) checkRuns(view, at + 1, view.getUint8(at), count);
}

function widthOf(level: number): number {
  return 32 - Math.clz32(level);
}

/** Runs of repeated values and of packed ones, until there are as many values as wanted. */
function checkRuns(view: DataView, start: number, width: number, count: number): void {
  let at = start;
  for (let seen = 0; seen < count && at < view.byteLength; ) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = view.getUint8(at);
      at += 1;
      header |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    const packed = (header & 1) === 1;
    const length = packed ? (header >> 1) << 3 : header >>> 1;
    if (length < 0 || length > count + FILLING) throw new Error(`it has a run of ${length} values in a page of ${count}`);
    at += packed ? (length * width) >> 3 : (width + 7) >> 3;
    seen += length;
  }
}
