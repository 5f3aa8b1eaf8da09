/** Texts of rows as strings, each made once: keys of states and of prices come again and again. */
import { readText } from "./characters.ts";
import { fingerprint } from "./fingerprint.ts";

const SMALLEST = 1024;
/** Words of an entry: its fingerprint, where the text stood first, and how long it is. */
const HASH = 0;
const START = 1;
const LENGTH = 2;
const ENTRY = 3;

export class TextPool {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  /** Open addressing: number of the text + 1. */
  #table = new Uint32Array(SMALLEST);
  #entries = new Uint32Array((SMALLEST / 2) * ENTRY);
  readonly #texts: string[] = [];
  /** What was asked for last: rules look at the same field one after the other. */
  #lastStart = 0;
  #lastLength = 0;
  #last = "";

  /** Texts are taken from `bytes`, which must not change. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The text that stands at a place. */
  text(start: number, length: number): string {
    if (start !== this.#lastStart || length !== this.#lastLength) {
      this.#last = this.#find(start, length);
      this.#lastStart = start;
      this.#lastLength = length;
    }
    return this.#last;
  }

  #find(start: number, length: number): string {
    const hash = fingerprint(this.#view, this.#bytes, start, start + length);
    const table = this.#table;
    const entries = this.#entries;
    const mask = table.length - 1;
    let i = hash & mask;
    for (let number = table[i]!; number !== 0; number = table[i]!) {
      const entry = (number - 1) * ENTRY;
      if (
        entries[entry + HASH] === hash &&
        entries[entry + LENGTH] === length &&
        this.#same(entries[entry + START]!, start, length)
      )
        return this.#texts[number - 1]!;
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
    const number = this.#texts.push(text);
    const entry = (number - 1) * ENTRY;
    this.#entries[entry + HASH] = hash;
    this.#entries[entry + START] = start;
    this.#entries[entry + LENGTH] = length;
    this.#table[place] = number;
    if (number * 2 === this.#table.length) this.#grow();
    return text;
  }

  #grow(): void {
    const size = this.#table.length * 2;
    const entries = new Uint32Array((size / 2) * ENTRY);
    entries.set(this.#entries);
    this.#entries = entries;
    this.#table = new Uint32Array(size);
    for (let number = 1; number <= this.#texts.length; number += 1) {
      let i = entries[(number - 1) * ENTRY + HASH]! & (size - 1);
      while (this.#table[i] !== 0) i = (i + 1) & (size - 1);
      this.#table[i] = number;
    }
  }
}
