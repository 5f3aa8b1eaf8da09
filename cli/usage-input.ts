/** Usage to be read: files in any format, and standard input. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import {
  isParquet,
  isPlainLines,
  type RangeSource,
  type RawRecord,
  readParquet,
  readUsage,
  type UsageOptions,
} from "../runtime/index.ts";
import { Failure, isSystemError, systemReason } from "./failure.ts";
import { type ByteSource, FilePieces } from "./files.ts";
import { linesOfFile } from "./line-parts.ts";
import type { Terminal } from "./terminal.ts";

/** Usage that is open: it is there, and can be read once. */
export interface UsageInput {
  /** For messages. */
  readonly name: string;
  /** In bytes; undefined when nobody knows. */
  readonly size: number | undefined;
  /** Of an open file that consists of lines of NDJSON as they are, which can be read in parts. */
  readonly lines?: OpenLines;
  /** The records, in batches. */
  records(options: ReadingOptions): AsyncIterable<readonly RawRecord[]>;
  close(): Promise<void>;
}

export interface OpenLines {
  readonly descriptor: number;
  /** In bytes. */
  readonly size: number;
  /** Tells that bytes have been read. */
  passed(bytes: number): void;
}

export type ReadingOptions = Pick<UsageOptions, "taker" | "events">;

/** Usage that does not stand in a file of its own. */
export interface NamedBytes {
  /** For messages. */
  readonly name: string;
  open(): Promise<ByteSource>;
}

/** The name of a file, "-" for standard input, or other bytes. */
export type UsageName = string | NamedBytes;

/** As much of an input as shows what it is. */
const HEAD = 1 << 16;

type OnBytes = (count: number) => void;

/** The bytes of usage; not of standard input. */
export async function usageBytes(usage: UsageName, terminal: Terminal): Promise<ByteSource> {
  return typeof usage === "string" ? await FilePieces.open(resolve(terminal.cwd, usage), "The usage file") : await usage.open();
}

/** Opens usage that the user named. `onBytes` is told of bytes as they are read. */
export async function openUsage(usage: UsageName, terminal: Terminal, onBytes: OnBytes = () => {}): Promise<UsageInput> {
  if (usage === "-")
    return streamed("standard input", undefined, counted(terminal.stdin, "standard input", onBytes), async () => {});
  const name = typeof usage === "string" ? usage : usage.name;
  const file = await usageBytes(usage, terminal);
  const pieces = counted(file, name, onBytes);
  const input = streamed(name, file.size, pieces, () => file.close());
  const head = file.hasParts ? await file.part(0, HEAD) : new Uint8Array(0);
  if (isParquet(head)) return { ...input, records: ({ events }) => readParquet(partsOf(file, name, onBytes), { name, events }) };
  const { descriptor, size } = file;
  if (descriptor === undefined || !file.hasParts || !isPlainLines(head, name)) return input;
  const records = (options: ReadingOptions) => readUsage(counted(linesOfFile(descriptor), name, onBytes), { name, ...options });
  return { ...input, records, lines: { descriptor, size, passed: onBytes } };
}

/** Opens all usage before any of it is read, so that a wrong name costs no time; shows how far it has been read. */
export async function openAllUsage(
  names: readonly UsageName[],
  terminal: Terminal,
): Promise<{ readonly all: readonly UsageInput[]; readonly close: () => Promise<void> }> {
  const all: UsageInput[] = [];
  let read = 0;
  let show: OnBytes = () => {};
  const onBytes = (count: number) => {
    read += count;
    show(read);
  };
  try {
    for (const name of names) all.push(await openUsage(name, terminal, onBytes));
  } catch (error) {
    for (const input of all) await input.close();
    throw error;
  }
  const sizes = all.map(({ size }) => size);
  const total = sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
  const progress = await terminal.progress("Rating", total);
  show = (count) => progress.update(count);
  const close = async () => {
    progress.finish();
    for (const input of all) await input.close();
  };
  return { all, close };
}

function streamed(
  name: string,
  size: number | undefined,
  pieces: AsyncIterable<Uint8Array>,
  close: () => Promise<void>,
): UsageInput {
  return { name, size, close, records: (options) => readUsage(pieces, { name, ...options }) };
}

async function* counted(pieces: AsyncIterable<Uint8Array | string>, name: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of pieces) {
      onBytes(piece.length);
      yield typeof piece === "string" ? Buffer.from(piece) : piece;
    }
  } catch (error) {
    throw unreadable(name, error);
  }
}

function partsOf(file: ByteSource, name: string, onBytes: OnBytes): RangeSource {
  return {
    size: file.size,
    read: async (start, end) => {
      try {
        const bytes = await file.part(start, end);
        onBytes(bytes.length);
        return bytes.buffer;
      } catch (error) {
        throw unreadable(name, error);
      }
    },
  };
}

function unreadable(name: string, error: unknown): unknown {
  return isSystemError(error) ? new Failure(`The usage file ${name} cannot be read: ${systemReason(error)}.`) : error;
}

/** Gives file names in place of standard input, which is kept in a file meanwhile. */
export async function withUsageFiles<T>(
  names: readonly string[],
  terminal: Terminal,
  work: (files: readonly string[]) => Promise<T>,
): Promise<T> {
  if (!names.includes("-")) return work(names);
  const folder = await mkdtemp(join(tmpdir(), "sdl-usage-"));
  try {
    const file = join(folder, "usage");
    await pipeline(terminal.stdin, createWriteStream(file));
    return await work(names.map((name) => (name === "-" ? file : name)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
