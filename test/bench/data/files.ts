/** Files of usage, written line by line through one buffer. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { Sink } from "./usage.ts";

/** Lines of one byte per character, in a file. */
export class FileSink implements Sink {
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafe(1 << 22);
  #length = 0;
  lines = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  line(text: string): void {
    if (this.#length + text.length + 1 > this.#buffer.length) this.#flush();
    this.#length += this.#buffer.write(text, this.#length, "latin1");
    this.#buffer[this.#length] = 10;
    this.#length += 1;
    this.lines += 1;
  }

  #flush(): void {
    for (let from = 0; from < this.#length; ) from += writeSync(this.#file, this.#buffer, from, this.#length - from);
    this.#length = 0;
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }
}

/** Lines in memory, for tests. */
export class TextSink implements Sink {
  readonly lines: string[] = [];

  line(text: string): void {
    this.lines.push(text);
  }

  get text(): string {
    return this.lines.map((line) => `${line}\n`).join("");
  }
}
