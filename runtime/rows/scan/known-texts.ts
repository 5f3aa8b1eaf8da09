/** Texts that are known beforehand, or have been met, and their numbers: found by fingerprint, then compared. */
import { fingerprint } from "../fingerprint.ts";
import { isPlain, type Piece, QUOTE } from "./bytes.ts";

const SMALLEST = 64;
/** Words of an entry: fingerprint, where the text begins, its length, its number. */
const ENTRY = 4;

export class KnownTexts {
  /** Open addressing; the length is that of the text + 1, so that 0 is an empty place. */
  #table = new Int32Array(SMALLEST * ENTRY);
  #bytes: Uint8Array = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #used = 0;
  #count = 0;

  /** Adds a text that is not known yet; those that JSON writes in a way of their own are left to others. */
  add(text: string, number: number): void {
    if (!isPlain(text)) return;
    const start = this.#used;
    // Texts begin at whole words, with room for one more: they are compared four bytes at a time.
    this.#used = start + ((text.length + 7) & ~3);
    if (this.#used > this.#bytes.length) this.#grow();
    for (let i = 0; i < text.length; i += 1) this.#bytes[start + i] = text.charCodeAt(i);
    const hash = fingerprint(this.#view, this.#bytes, start, start + text.length);
    this.#count += 1;
    if (this.#count * 2 * ENTRY > this.#table.length) this.#spread();
    place(this.#table, [hash | 0, start, text.length + 1, number]);
  }

  #grow(): void {
    const bytes = new Uint8Array(this.#used * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }

  #spread(): void {
    const table = new Int32Array(this.#table.length * 4);
    for (let i = 0; i < this.#table.length; i += ENTRY)
      if (this.#table[i + 2] !== 0) place(table, this.#table.subarray(i, i + ENTRY));
    this.#table = table;
  }

  /** The number of the text that stands at a place, before a quotation mark; −1 when it is not known. */
  find(piece: Piece, at: number, length: number, hash: number): number {
    const table = this.#table;
    const mask = table.length / ENTRY - 1;
    for (let i = (hash & mask) * ENTRY; table[i + 2] !== 0; i = (i + ENTRY) & (table.length - 1))
      if (table[i] === (hash | 0) && table[i + 2] === length + 1 && this.#stands(piece, at, table[i + 1]!, length))
        return table[i + 3]!;
    return -1;
  }

  #stands({ bytes, view }: Piece, at: number, start: number, length: number): boolean {
    let i = 0;
    for (; i + 4 <= length; i += 4) if (view.getInt32(at + i, true) !== this.#view.getInt32(start + i, true)) return false;
    for (; i < length; i += 1) if (bytes[at + i] !== this.#bytes[start + i]) return false;
    return bytes[at + length] === QUOTE;
  }
}

function place(table: Int32Array, entry: ArrayLike<number>): void {
  const mask = table.length / ENTRY - 1;
  let i = (entry[0]! & mask) * ENTRY;
  while (table[i + 2] !== 0) i = (i + ENTRY) & (table.length - 1);
  table.set(entry, i);
}
