/** Texts of rows as strings, each made once: keys of states and of prices come again and again. */
import { readText } from "./characters.ts";
import { mix, SEED } from "./fingerprint.ts";

const SMALLEST = 1024;
/** Words of an entry: its fingerprint, where the text stood first, and how long it is. */
const HASH = 0;
const START = 1;
const LENGTH = 2;
const ENTRY = 3;

export class TextPool {
  readonly #words: Uint32Array;
  readonly #bytes: Uint8Array;
  /** Open addressing: number of the text + 1. */
  #table = new Uint32Array(SMALLEST);
  #entries = new Uint32Array((SMALLEST / 2) * ENTRY);
  readonly #texts: string[] = [];
  /** What was asked for last: rules look at the same field one after the other. */
  #lastStart = 0;
  #lastLength = 0;
  #last = "";

  /** Texts are taken from rows, which must not change: the same memory as words and as bytes. */
  constructor(words: Uint32Array, bytes: Uint8Array) {
    this.#words = words;
    this.#bytes = bytes;
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
    const hash = this.#hash(start, length);
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

  /** Texts fill whole words, with zeros behind them. */
  #hash(start: number, length: number): number {
    const words = this.#words;
    let hash = SEED;
    for (let word = start >>> 2; word < (start + length + 3) >>> 2; word += 1) hash = mix(hash, words[word]!);
    return mix(hash, length) >>> 0;
  }

  #same(a: number, b: number, length: number): boolean {
    const words = this.#words;
    const [from, to] = [a >>> 2, b >>> 2];
    for (let i = 0; 4 * i < length; i += 1) if (words[from + i] !== words[to + i]) return false;
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
