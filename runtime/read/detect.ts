/** Usage in any of its formats: NDJSON, a JSON array or CSV, with gzip or without; told apart by the first bytes, then by the name. */
import type { RawRecord } from "../record.ts";
import { concatenated, named, type RecordSplitter } from "./bytes.ts";
import { type CsvOptions, CsvSplitter } from "./csv.ts";
import { type Decompress, gunzip, InputError, isGzip } from "./gzip.ts";
import { ArraySplitter } from "./json-array.ts";
import { LineSplitter, type LineTaker } from "./ndjson.ts";
import { isParquet } from "./parquet.ts";

export type UsageFormat = "ndjson" | "json-array" | "csv";

export interface UsageOptions extends CsvOptions {
  /** Name of the input, for messages and for its ending (.ndjson, .jsonl, .json, .csv, each perhaps with .gz). */
  readonly name?: string;
  /** Takes lines of NDJSON before they are parsed. */
  readonly taker?: LineTaker | undefined;
  /** In place of the DecompressionStream of the platform. */
  readonly decompress?: Decompress;
}

/** As much as is looked at in search of the first character that is no white space. */
const LONGEST_LOOK = 64 * 1024;

/**
 * The records of an input, in batches as they come; each carries the input's name. Throws an InputError when the input itself
 * cannot be read: damaged gzip, or UTF-16.
 */
export async function* readUsage(source: AsyncIterable<Uint8Array>, options: UsageOptions): AsyncGenerator<readonly RawRecord[]> {
  const name = options.name ?? "The input";
  const packed = await peek(source, (head) => head.length >= 2);
  const plain = isGzip(packed.head) ? gunzip(packed.all(), name, options.decompress) : packed.all();
  const { head, all } = await peek(plain, tellsFormat);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new InputError(`${name} is written in UTF-16. Save it with the encoding UTF-8.`);
  }
  if (isParquet(head))
    throw new InputError(
      `${name} is a Parquet file, which begins with its end: give it as a file, and not compressed as a whole.`,
    );
  const splitter = splitterFor(detectFormat(head, options.name), options);
  for await (const chunk of all()) yield named(splitter.push(chunk), options.name);
  yield named(splitter.end(), options.name);
}

/** Whether an input consists of lines of NDJSON as they are, by its first bytes and its name. */
export function isPlainLines(head: Uint8Array, name: string): boolean {
  if (isGzip(head) || isParquet(head) || (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return false;
  return detectFormat(head, name) === "ndjson";
}

function splitterFor(format: UsageFormat, options: UsageOptions): RecordSplitter {
  if (format === "csv") return new CsvSplitter(options);
  return format === "json-array" ? new ArraySplitter(options) : new LineSplitter(options);
}

/** The format of an input: by its first character when that is `[` or `{`, else by the ending of its name, else by whether it begins like a header. */
export function detectFormat(head: Uint8Array, name = ""): UsageFormat {
  const text = beginning(head);
  if (text.startsWith("[")) return "json-array";
  if (text.startsWith("{")) return "ndjson";
  const ending = name.toLowerCase().replace(/\.gz$/, "").split(".").at(-1);
  if (ending === "csv" || ending === "tsv") return "csv";
  if (ending === "ndjson" || ending === "jsonl" || ending === "json") return "ndjson";
  const firstLine = text.split("\n", 1)[0] ?? "";
  return /(?:^|[,;\t])"?(?:id|type|subject)"?(?:[,;\t\r]|$)/.test(firstLine) ? "csv" : "ndjson";
}

/** Whether bytes are enough to tell the format: a bracket, or the whole first line that is not blank. */
export function tellsFormat(bytes: Uint8Array): boolean {
  if (bytes.length >= LONGEST_LOOK) return true;
  const text = beginning(bytes);
  return text.startsWith("[") || text.startsWith("{") || text.includes("\n");
}

/** What an input begins with, without white space and byte order marks before it; never more than is looked at. */
function beginning(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_LOOK), { stream: true }).trimStart();
}

export interface Peeked {
  readonly head: Uint8Array;
  /** The whole input, the head included. To be read once. */
  readonly all: () => AsyncGenerator<Uint8Array>;
}

/** Reads ahead until enough is known. */
export async function peek(source: AsyncIterable<Uint8Array>, enough: (head: Uint8Array) => boolean): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  let done = false;
  while (!done && !enough(head)) {
    const next = await iterator.next();
    if (next.done) done = true;
    else head = concatenated([head, next.value.slice()]);
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  return { head, all };
}
