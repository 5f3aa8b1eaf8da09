/** 64-bit fingerprints of texts, four bytes at a time. */

/** Mixes a word into each half. */
export function mix0(h: number, word: number): number {
  const x = Math.imul(h ^ word, 0x9e3779b1);
  return x ^ (x >>> 15);
}

export function mix1(h: number, word: number): number {
  const x = Math.imul(h ^ ((word << 16) | (word >>> 16)), 0x85ebca77);
  return x ^ (x >>> 13);
}

/** Bytes to be looked at, with four bytes to spare behind the last. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

export function bytesOf(length: number): Bytes {
  const bytes = new Uint8Array(length + 8);
  return { bytes, view: new DataView(bytes.buffer) };
}

/** The first byte of a word that is a quotation mark, a backslash, or beyond ASCII: 0 to 3, or 4. */
export function special(word: number): number {
  const quote = word ^ 0x22222222;
  const slash = word ^ 0x5c5c5c5c;
  const found = (((quote - 0x01010101) & ~quote) | ((slash - 0x01010101) & ~slash) | word) & 0x80808080;
  return found === 0 ? 4 : (31 - Math.clz32(found & -found)) >> 3;
}

/** Fingerprints of texts. The result is in `h0` and `h1`. */
export class Fingerprint {
  h0 = 0;
  h1 = 0;

  /** Of the text from `at` to the next quotation mark; returns the place of the mark, or −1 when the text needs a parser. */
  quoted({ bytes, view }: Bytes, at: number): number {
    let h0 = 0x51ed270b;
    let h1 = 0x2545f491;
    let p = at;
    for (;;) {
      const word = view.getInt32(p, true);
      const end = special(word);
      if (end < 4) {
        const rest = end === 0 ? 0 : word & (0xffffffff >>> (32 - 8 * end));
        p += end;
        if (bytes[p] !== 0x22) return -1;
        this.#finish(h0, h1, rest, p - at);
        return p;
      }
      h0 = mix0(h0, word);
      h1 = mix1(h1, word);
      p += 4;
    }
  }

  /** Of bytes whose length is known; the same as `quoted` gives. */
  span({ bytes, view }: Bytes, at: number, length: number): void {
    let h0 = 0x51ed270b;
    let h1 = 0x2545f491;
    const whole = length & ~3;
    for (let p = at; p < at + whole; p += 4) {
      const word = view.getInt32(p, true);
      h0 = mix0(h0, word);
      h1 = mix1(h1, word);
    }
    let rest = 0;
    for (let i = whole; i < length; i += 1) rest |= bytes[at + i]! << (8 * (i - whole));
    this.#finish(h0, h1, rest, length);
  }

  #finish(h0: number, h1: number, rest: number, length: number): void {
    const word = rest ^ Math.imul(length, 0x01000193);
    const a = mix0(h0, word);
    const b = mix1(h1, word);
    this.h0 = mix0(a, b) >>> 0;
    this.h1 = mix1(b, a) >>> 0;
  }
}

/** A text that is expected at a place, compared four bytes at a time. */
export class Expected {
  readonly length: number;
  readonly #words: Int32Array;
  readonly #rest: Uint8Array;

  constructor(text: string) {
    const bytes = Buffer.from(text);
    this.length = bytes.length;
    this.#words = Int32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readInt32LE(4 * i));
    this.#rest = Uint8Array.from(bytes.subarray(4 * this.#words.length));
  }

  /** The place behind the text, or −1 when something else stands there. */
  after({ bytes, view }: Bytes, at: number): number {
    let p = at;
    const words = this.#words;
    for (let i = 0; i < words.length; i += 1) {
      if (view.getInt32(p, true) !== words[i]) return -1;
      p += 4;
    }
    const rest = this.#rest;
    for (let i = 0; i < rest.length; i += 1) {
      if (bytes[p] !== rest[i]) return -1;
      p += 1;
    }
    return p;
  }
}
