/** Where rows of usage go that exceed the memory set aside for them: a file for temporary files, which is gone when the command ends. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, write, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spill } from "../runtime/rows/store.ts";
import { Failure, isSystemError, systemReason } from "./failure.ts";

const BUFFER_WORDS = 256 * 1024;
/** Buffers that are written while reading goes on. When there are no more, reading waits. */
const BUFFERS = 4;

/** An open file that several threads write to and read from, each by a TemporaryFile of its own. */
export interface SharedFile {
  readonly file: number;
  /** Shared memory; one number: how many stretches of the file, as long as a buffer, are somebody's. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

export class TemporaryFile implements Spill {
  #file: number | undefined;
  #folder: string | undefined;
  readonly #isShared: boolean;
  readonly #taken: Int32Array<SharedArrayBuffer>;
  #buffer: Uint32Array = new Uint32Array(BUFFER_WORDS);
  #buffered = 0;
  /** Where the buffer goes, in words, and whether there are words in it that the file does not have. */
  #start = 0;
  #isNew = false;
  readonly #free: Uint32Array[] = [];
  /** Buffers on their way into the file, and where they go. */
  readonly #waiting = new Map<Uint32Array, number>();
  /** How many calls of the system have not come back. */
  #calls = 0;
  #error: Error | undefined;
  #isClosed = false;

  /** A file of its own, made when it is needed; or one that belongs to another TemporaryFile. */
  constructor(shared?: SharedFile) {
    this.#isShared = shared !== undefined;
    this.#file = shared?.file;
    this.#taken = shared?.taken ?? new Int32Array(new SharedArrayBuffer(4));
  }

  /** The file, for those that other threads have. They must end before this one is closed. */
  share(): SharedFile {
    this.#guarded(() => this.#opened());
    return { file: this.#file!, taken: this.#taken };
  }

  /** Throws a Failure when the disk has no room. */
  write(words: Uint32Array): number {
    if (words.length > BUFFER_WORDS) return this.#writeLong(words);
    if (words.length > BUFFER_WORDS - this.#buffered) this.#guarded(() => this.#turn());
    if (this.#buffered === 0) this.#start = this.#take(1);
    const position = this.#start + this.#buffered;
    this.#buffer.set(words, this.#buffered);
    this.#buffered += words.length;
    this.#isNew = true;
    return position;
  }

  #writeLong(words: Uint32Array): number {
    const position = this.#take(Math.ceil(words.length / BUFFER_WORDS));
    this.#guarded(() => writeWhole(this.#opened(), words, position));
    return position;
  }

  /** Where so many stretches of the file begin, in words; they are nobody else's. */
  #take(stretches: number): number {
    return Atomics.add(this.#taken, 0, stretches) * BUFFER_WORDS;
  }

  /** The buffer goes into the file: by itself, as long as there is another one to go on with. */
  #turn(): void {
    const file = this.#opened();
    const next = this.#free.pop() ?? (this.#waiting.size < BUFFERS ? new Uint32Array(BUFFER_WORDS) : undefined);
    if (next === undefined) writeWhole(file, this.#buffer, this.#start);
    else {
      this.#send(file, this.#buffer, this.#start);
      this.#buffer = next;
    }
    this.#buffered = 0;
    this.#isNew = false;
  }

  #send(file: number, buffer: Uint32Array, position: number): void {
    this.#waiting.set(buffer, position);
    this.#calls += 1;
    write(file, buffer, 0, buffer.byteLength, position * 4, (error, count) => {
      this.#calls -= 1;
      if (error !== null) this.#error ??= error;
      // What was written in part is written again before it is read.
      else if (count === buffer.byteLength && this.#waiting.delete(buffer)) this.#free.push(buffer);
      if (this.#isClosed && this.#calls === 0) closeSync(file);
    });
  }

  /** Everything that was written here is in the file, also what is on its way: to write the same twice does no harm. Throws a Failure when that fails. */
  settle(): void {
    this.#guarded(() => {
      const file = this.#opened();
      for (const [buffer, position] of this.#waiting) writeWhole(file, buffer, position);
      this.#waiting.clear();
      if (this.#isNew) writeWhole(file, this.#buffer.subarray(0, this.#buffered), this.#start);
      this.#isNew = false;
    });
  }

  #opened(): number {
    if (this.#error !== undefined) throw this.#error;
    this.#file ??= this.#open();
    return this.#file;
  }

  #open(): number {
    this.#folder = mkdtempSync(join(tmpdir(), "sdl-"));
    const file = openSync(join(this.#folder, "usage"), "w+", 0o600);
    // An open file lives on without a name, and is gone however the command ends; where the system does not allow that, `close` removes it.
    try {
      rmSync(this.#folder, { recursive: true });
      this.#folder = undefined;
    } catch {
      // Removed later.
    }
    return file;
  }

  read(position: number, into: Uint32Array): void {
    const bytes = bytesOf(into);
    this.settle();
    this.#guarded(() => {
      for (let done = 0; done < bytes.length; ) {
        const read = readSync(this.#opened(), bytes, done, bytes.length - done, position * 4 + done);
        if (read === 0) throw new Failure("A temporary file was cut while it was in use.", { hint: "Rate again." });
        done += read;
      }
    });
  }

  /** Lets go of the file, once nothing is on its way any more. */
  close(): void {
    if (this.#isShared) return;
    this.#isClosed = true;
    if (this.#file !== undefined && this.#calls === 0) closeSync(this.#file);
    this.#file = undefined;
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new Failure(`Temporary files in ${tmpdir()} cannot be used: ${systemReason(error)}.`, {
        hint: "Usage that does not fit into memory waits there. Make room, or set TMPDIR to a folder with room.",
      });
    }
  }
}

/** Writes words to a place, counted in words. */
function writeWhole(file: number, words: Uint32Array, position: number): void {
  const bytes = bytesOf(words);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, position * 4 + done);
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
