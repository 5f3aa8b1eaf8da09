/** Looking at bytes four at a time. Positions are −1 where what was looked for is not there. */
import type { Piece } from "../../read/ndjson.ts";
import { finish, mix, SEED } from "../fingerprint.ts";

export type { Piece };

export const QUOTE = 0x22;

/** The first of four bytes that ends plain text: a quotation mark, a backslash, a control character, or anything beyond ASCII. 0 to 3, or 4. */
function plainBytes(word: number): number {
  const quote = word ^ 0x2222_2222;
  const slash = word ^ 0x5c5c_5c5c;
  const found =
    (((quote - 0x0101_0101) & ~quote) | ((slash - 0x0101_0101) & ~slash) | ((word - 0x2020_2020) & ~word) | word) & 0x8080_8080;
  return found === 0 ? 4 : (31 - Math.clz32(found & -found)) >> 3;
}

/** The end of a text that stands between quotation marks and needs no decoding: the place of the closing mark. */
export function textEnd({ bytes, view }: Piece, at: number): number {
  let p = at;
  for (;;) {
    const plain = plainBytes(view.getInt32(p, true));
    p += plain;
    if (plain < 4) return bytes[p] === QUOTE ? p : -1;
  }
}

/** The same with the fingerprint of the text, in `hash`. */
export class TextScan {
  hash = 0;

  end({ bytes, view }: Piece, at: number): number {
    let hash = SEED;
    let p = at;
    for (;;) {
      const word = view.getInt32(p, true);
      const plain = plainBytes(word);
      if (plain < 4) {
        p += plain;
        this.hash = finish(hash, plain === 0 ? 0 : word & (0xffff_ffff >>> (32 - 8 * plain)), p - at);
        return bytes[p] === QUOTE ? p : -1;
      }
      hash = mix(hash, word);
      p += 4;
    }
  }
}

/** The number that two digits write, or −1. */
export function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return (tens | (9 - tens) | ones | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
}

/** A text that is expected at a place. ASCII only. */
export class Expected {
  readonly text: string;
  readonly #words: Int32Array;
  readonly #rest: Uint8Array;

  constructor(text: string) {
    this.text = text;
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    this.#words = Int32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getInt32(4 * i, true));
    this.#rest = bytes.subarray(4 * this.#words.length);
  }

  /** The place behind the text. */
  after({ bytes, view }: Piece, at: number): number {
    const words = this.#words;
    const rest = this.#rest;
    let p = at;
    for (let i = 0; i < words.length; i += 1) {
      if (view.getInt32(p, true) !== words[i]) return -1;
      p += 4;
    }
    for (let i = 0; i < rest.length; i += 1) {
      if (bytes[p] !== rest[i]) return -1;
      p += 1;
    }
    return p;
  }
}

const printable = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** Whether a text stands in JSON as it is. */
export function isPlain(text: string): boolean {
  return printable.test(text);
}
