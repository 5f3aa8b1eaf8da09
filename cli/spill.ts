/** Where rows of usage go that exceed the memory set aside for them: a file for temporary files, which is gone when the command ends. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spill } from "../runtime/rows/store.ts";
import { Failure, isSystemError, systemReason } from "./failure.ts";

const BUFFER_WORDS = 256 * 1024;

export class TemporaryFile implements Spill {
  #file: number | undefined;
  #folder: string | undefined;
  readonly #buffer = new Uint32Array(BUFFER_WORDS);
  #buffered = 0;
  #written = 0;

  /** Throws a Failure when the disk has no room. */
  write(words: Uint32Array): number {
    const position = this.#written + this.#buffered;
    let done = 0;
    while (done < words.length) {
      const count = Math.min(words.length - done, BUFFER_WORDS - this.#buffered);
      this.#buffer.set(words.subarray(done, done + count), this.#buffered);
      this.#buffered += count;
      done += count;
      if (this.#buffered === BUFFER_WORDS) this.#flush();
    }
    return position;
  }

  #flush(): void {
    this.#guarded(() => {
      this.#file ??= this.#open();
      const bytes = new Uint8Array(this.#buffer.buffer, 0, this.#buffered * 4);
      for (let done = 0; done < bytes.length; )
        done += writeSync(this.#file, bytes, done, bytes.length - done, this.#written * 4 + done);
    });
    this.#written += this.#buffered;
    this.#buffered = 0;
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
    if (this.#buffered > 0) this.#flush();
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    this.#guarded(() => {
      for (let done = 0; done < bytes.length; ) {
        const read = readSync(this.#file!, bytes, done, bytes.length - done, position * 4 + done);
        if (read === 0) throw new Failure("A temporary file was cut while it was in use.", { hint: "Rate again." });
        done += read;
      }
    });
  }

  /** Lets go of the file. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
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
