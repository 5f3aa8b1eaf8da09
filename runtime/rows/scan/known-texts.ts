/** Texts that are known beforehand, or have been met, and their numbers: found by fingerprint, then compared. */
import { fingerprint } from "../fingerprint.ts";
import { Expected, isPlain, type Piece, QUOTE } from "./bytes.ts";

const SMALLEST = 64;

export class KnownTexts {
  /** Open addressing: index of the entry + 1. */
  #table = new Uint32Array(SMALLEST);
  readonly #entries: { readonly hash: number; readonly text: Expected; readonly number: number }[] = [];

  /** Adds a text that is not known yet; those that JSON writes in a way of their own are left to others. */
  add(text: string, number: number): void {
    if (!isPlain(text)) return;
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const hash = fingerprint(new DataView(bytes.buffer), bytes, 0, bytes.length);
    this.#entries.push({ hash, text: new Expected(text), number });
    if (this.#entries.length * 2 <= this.#table.length) this.#place(this.#entries.length - 1);
    else {
      this.#table = new Uint32Array(this.#table.length * 4);
      for (let i = 0; i < this.#entries.length; i += 1) this.#place(i);
    }
  }

  #place(index: number): void {
    const mask = this.#table.length - 1;
    let i = this.#entries[index]!.hash & mask;
    while (this.#table[i] !== 0) i = (i + 1) & mask;
    this.#table[i] = index + 1;
  }

  /** The number of the text that stands at a place, before a quotation mark; −1 when it is not known. */
  find(piece: Piece, at: number, hash: number): number {
    const table = this.#table;
    const mask = table.length - 1;
    for (let i = hash & mask; table[i] !== 0; i = (i + 1) & mask) {
      const entry = this.#entries[table[i]! - 1]!;
      if (entry.hash === hash && piece.bytes[entry.text.after(piece, at)] === QUOTE) return entry.number;
    }
    return -1;
  }
}
