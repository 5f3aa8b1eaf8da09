/** Texts of rows as strings, each made once: keys of states and of prices come again and again. */
import { readText } from "./characters.ts";
import { fingerprint } from "./fingerprint.ts";

const SMALLEST = 1024;

export class TextPool {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  /** Open addressing: number of the text + 1. */
  #table = new Uint32Array(SMALLEST);
  /** Where each text stood first, and how long it is. */
  #starts: Uint32Array = new Uint32Array(SMALLEST / 2);
  #lengths = new Uint16Array(SMALLEST / 2);
  #hashes: Uint32Array = new Uint32Array(SMALLEST / 2);
  readonly #texts: string[] = [];

  /** Texts are taken from `bytes`, which must not change. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The text that stands at a place. */
  text(start: number, length: number): string {
    const hash = fingerprint(this.#view, this.#bytes, start, start + length);
    const mask = this.#table.length - 1;
    let i = hash & mask;
    for (let entry = this.#table[i]!; entry !== 0; entry = this.#table[i]!) {
      const known = entry - 1;
      if (this.#hashes[known] === hash && this.#lengths[known] === length && this.#same(this.#starts[known]!, start, length))
        return this.#texts[known]!;
      i = (i + 1) & mask;
    }
    return this.#add(i, start, length, hash);
  }

  #same(a: number, b: number, length: number): boolean {
    const bytes = this.#bytes;
    for (let i = 0; i < length; i += 1) if (bytes[a + i] !== bytes[b + i]) return false;
    return true;
  }

  #add(place: number, start: number, length: number, hash: number): string {
    const text = readText(this.#bytes, start, start + length);
    const number = this.#texts.push(text) - 1;
    this.#starts[number] = start;
    this.#lengths[number] = length;
    this.#hashes[number] = hash;
    this.#table[place] = number + 1;
    if (this.#texts.length === this.#starts.length) this.#grow();
    return text;
  }

  #grow(): void {
    const size = this.#table.length * 2;
    this.#starts = grown(this.#starts, new Uint32Array(size / 2));
    this.#hashes = grown(this.#hashes, new Uint32Array(size / 2));
    const lengths = new Uint16Array(size / 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
    this.#table = new Uint32Array(size);
    for (let number = 0; number < this.#texts.length; number += 1) {
      let i = this.#hashes[number]! & (size - 1);
      while (this.#table[i] !== 0) i = (i + 1) & (size - 1);
      this.#table[i] = number + 1;
    }
  }
}

function grown(from: Uint32Array, to: Uint32Array): Uint32Array {
  to.set(from);
  return to;
}
