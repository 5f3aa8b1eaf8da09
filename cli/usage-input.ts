/** Usage to be read: files in any format, and standard input. */
import { resolve } from "node:path";
import { isParquet, type RangeSource, type RawRecord, readParquet, readUsage, type UsageOptions } from "../runtime/index.ts";
import { Failure, isSystemError, systemReason } from "./failure.ts";
import { FilePieces } from "./files.ts";
import type { Terminal } from "./terminal.ts";

/** Usage that is open: it is there, and can be read once. */
export interface UsageInput {
  /** For messages. */
  readonly name: string;
  /** In bytes; undefined when nobody knows. */
  readonly size: number | undefined;
  /** The bytes as they are. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** The records, in batches. */
  records(options: ReadingOptions): AsyncIterable<readonly RawRecord[]>;
  close(): Promise<void>;
}

export type ReadingOptions = Pick<UsageOptions, "taker" | "events">;

type OnBytes = (count: number) => void;

/** Opens usage that the user named; "-" is standard input. `onBytes` is told of bytes as they are read. */
export async function openUsage(name: string, terminal: Terminal, onBytes: OnBytes = () => {}): Promise<UsageInput> {
  if (name === "-")
    return streamed("standard input", undefined, counted(terminal.stdin, "standard input", onBytes), async () => {});
  const file = await FilePieces.open(resolve(terminal.cwd, name), "The usage file");
  const pieces = counted(file, name, onBytes);
  const input = streamed(name, file.size, pieces, () => file.close());
  const head = file.hasParts ? await file.part(0, 4) : new Uint8Array(0);
  if (!isParquet(head)) return input;
  return { ...input, records: ({ events }) => readParquet(partsOf(file, name, onBytes), { name, events }) };
}

/** Opens all usage before any of it is read, so that a wrong name costs no time; shows how far it has been read. */
export async function openAllUsage(
  names: readonly string[],
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
  return { name, size, pieces, close, records: (options) => readUsage(pieces, { name, ...options }) };
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

function partsOf(file: FilePieces, name: string, onBytes: OnBytes): RangeSource {
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
