/** Files in and out. What is written appears whole or not at all: a file under another name first, then renamed. */
import { createReadStream, createWriteStream, type ReadStream, type Stats } from "node:fs";
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Failure, isSystemError, systemReason } from "./failure.ts";

let temporaries = 0;

/** What is to be written, text or bytes, as it is made. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Writes a file so that nobody ever sees half of it. */
export async function writeFileAtomically(path: string, contents: string | Uint8Array): Promise<void> {
  await replacing(path, async (temporary) => {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}

/** Writes pieces as they come, compressed if asked. */
export async function writeStreamAtomically(path: string, pieces: Pieces, gzip: boolean): Promise<void> {
  await replacing(path, async (temporary) => {
    const file = createWriteStream(temporary, { flags: "wx", flush: true });
    const source = Readable.from(pieces, { objectMode: true });
    await (gzip ? pipeline(source, createGzip(), file) : pipeline(source, file));
  });
}

/** Takes pieces of a file as they come. */
export interface PieceWriter {
  /** Keeps a piece until the next `flush`. */
  add(piece: string): void;
  /** Writes what was added, once there is enough of it: to be awaited now and then, so that little is kept. */
  flush(): Promise<void>;
}

/** As much text as is worth a call of the system. */
const WORTH_WRITING = 1 << 16;

/** A file that grows while work is done, and is put in place when the work is complete; what the work comes to. */
export async function writeWhile<Result>(path: string, work: (file: PieceWriter) => Promise<Result>): Promise<Result> {
  let result: { readonly of: Result } | undefined;
  await replacing(path, async (temporary) => {
    const file = await open(temporary, "wx");
    let pieces: string[] = [];
    let length = 0;
    const write = async (): Promise<void> => {
      const text = pieces.join("");
      pieces = [];
      length = 0;
      await prepared(path, () => file.appendFile(text));
    };
    try {
      result = {
        of: await work({
          add: (piece) => {
            pieces.push(piece);
            length += piece.length;
          },
          flush: async () => {
            if (length >= WORTH_WRITING) await write();
          },
        }),
      };
      await write();
      await file.sync();
    } finally {
      await file.close();
    }
  });
  return result!.of;
}

/** Several files that belong together: all are written under other names before the first one is put in place. */
export async function writeFilesAtomically(directory: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await writeFilesWhile(directory, async (put) => {
    for (const [name, contents] of files) await put(name, contents);
  });
}

/** The same of files that are made while work is done; what the work comes to. */
export async function writeFilesWhile<Result>(
  directory: string,
  work: (put: (name: string, contents: string | Uint8Array) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const staged: { temporary: string; target: string }[] = [];
  const put = async (name: string, contents: string | Uint8Array): Promise<void> => {
    const target = inside(directory, name);
    const temporary = temporaryName(target);
    await prepared(target, () => mkdir(dirname(target), { recursive: true }));
    staged.push({ temporary, target });
    await prepared(target, async () => {
      const file = await open(temporary, "wx");
      try {
        await file.writeFile(contents);
      } finally {
        await file.close();
      }
      if ((await kindOf(target)) === "folder") throw new Failure(`${target} cannot be written: it is a folder.`);
    });
  };
  try {
    const result = await work(put);
    for (const { temporary, target } of staged) await prepared(target, () => rename(temporary, target));
    return result;
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}

/** A path below a directory; anything that would lead out of it is refused. */
export function inside(directory: string, name: string): string {
  const target = resolve(directory, name);
  const way = relative(resolve(directory), target);
  if (way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way))
    throw new Failure(`${name} lies outside ${directory}.`);
  return target;
}

/** The text of a file that the user named. */
export async function readTextFile(path: string, what: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw cannotRead(what, path, error);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`${what} ${path} is not valid UTF-8 text.`, { hint: "Save the file with the encoding UTF-8." });
  }
}

/** A file to be read in pieces, and its size; the file is there when this returns. */
export async function openForReading(path: string, what: string): Promise<{ stream: ReadStream; size: number }> {
  try {
    const { size } = await stat(path).then((found) => {
      if (found.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
      return found;
    });
    const file = await open(path, "r");
    return { stream: createReadStream("", { fd: file, highWaterMark: 1 << 18 }), size };
  } catch (error) {
    throw cannotRead(what, path, error);
  }
}

/** Bytes that are there, to be read once from their beginning; of most of them parts can be read, too. */
export interface ByteSource extends AsyncIterable<Uint8Array> {
  readonly size: number;
  /** False of what can be read only once, such as pipes. */
  readonly hasParts: boolean;
  /** Of an open file that has parts: what other threads can read it by. */
  readonly descriptor?: number;
  /** The bytes from `start` to before `end`, in memory of their own; fewer where they end. */
  part(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Bytes of a file at once. */
const PIECE = 1 << 20;

/**
 * A file read from its beginning into two buffers by turns: a piece is what it is until the next one is asked for. Made for large files, of which
 * otherwise every piece would be memory of its own.
 */
export class FilePieces implements ByteSource {
  readonly size: number;
  readonly hasParts: boolean;
  readonly descriptor: number;
  readonly #file: FileHandle;
  #isOpen = true;

  private constructor(file: FileHandle, found: Stats) {
    this.#file = file;
    this.size = found.size;
    this.hasParts = found.isFile();
    this.descriptor = file.fd;
  }

  /** The file is there when this returns. Throws a Failure when it is not. */
  static async open(path: string, what: string): Promise<FilePieces> {
    try {
      const file = await open(path, "r");
      const found = await file.stat();
      if (!found.isDirectory()) return new FilePieces(file, found);
      await file.close();
      throw Object.assign(new Error(), { code: "EISDIR" });
    } catch (error) {
      throw cannotRead(what, path, error);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const buffers = [new Uint8Array(PIECE), new Uint8Array(PIECE)] as const;
    const read = (turn: number) => this.#file.read({ buffer: buffers[turn & 1], position: null });
    let next = read(0);
    try {
      for (let turn = 0; ; turn += 1) {
        const { buffer, bytesRead } = await next;
        if (bytesRead === 0) return;
        // While this piece is looked at, the next one is read.
        next = read(turn + 1);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      // The file must not be closed while it is read; whether that fails concerns nobody any more.
      await next.catch(() => undefined);
    }
  }

  async part(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(end - start);
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await this.#file.read(bytes, read, bytes.length - read, start + read);
      if (bytesRead === 0) return bytes.slice(0, read);
      read += bytesRead;
    }
    return bytes;
  }

  async close(): Promise<void> {
    if (this.#isOpen) await this.#file.close();
    this.#isOpen = false;
  }
}

export function cannotRead(what: string, path: string, error: unknown): Failure {
  return new Failure(`${what} ${path} cannot be read: ${systemReason(error)}.`);
}

/** What is at a path. */
export async function kindOf(path: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (error) {
    if (isSystemError(error) && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
    throw cannotRead("The path", path, error);
  }
}

async function replacing(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const target = resolve(path);
  const temporary = temporaryName(target);
  try {
    if ((await kindOf(target)) === "folder") throw new Failure(`${path} cannot be written: it is a folder.`);
    await prepared(path, async () => {
      await mkdir(dirname(target), { recursive: true });
      await write(temporary);
      await rename(temporary, target);
    });
  } finally {
    // Where it cannot be removed, that must not hide why the work failed.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function prepared(path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new Failure(`${path} cannot be written: ${systemReason(error)}.`);
  }
}

function temporaryName(target: string): string {
  temporaries++;
  return join(dirname(target), `.sdl-${process.pid}-${temporaries}.tmp`);
}
