/** Values of fields in bytes, written as nearly all producers write them. Each scan puts the value into the row, and tells where it ends. */
import { WHOLE } from "../format.ts";
import { PHONE_DIGITS, packedCountry, packedNetwork, packedPhone } from "../packed.ts";
import type { RowWriter } from "../writer.ts";
import { Expected, isPlain, type Piece, QUOTE, textEnd, twoDigits } from "./bytes.ts";

/** The values of an enumeration, by their first character. */
export class Choice {
  readonly #first = new Int16Array(256).fill(-1);
  readonly #next: Int16Array;
  readonly #values: readonly Expected[];
  /** The value that was found. */
  found = 0;

  constructor(values: readonly string[]) {
    this.#values = values.map((value) => new Expected(value));
    this.#next = new Int16Array(values.length).fill(-1);
    for (const [i, value] of values.entries()) {
      if (!isPlain(value)) continue;
      const code = value.charCodeAt(0) & 255;
      this.#next[i] = this.#first[code]!;
      this.#first[code] = i;
    }
  }

  /** The place of the quotation mark behind a value. */
  end(piece: Piece, at: number): number {
    const { bytes } = piece;
    for (let i = this.#first[bytes[at]!]!; i >= 0; i = this.#next[i]!) {
      const p = this.#values[i]!.after(piece, at);
      if (p < 0 || bytes[p] !== QUOTE) continue;
      this.found = i;
      return p;
    }
    return -1;
  }
}

/** A text that is not empty. */
export function textField(piece: Piece, at: number, writer: RowWriter, word: number): number {
  const end = textEnd(piece, at);
  if (end <= at) return -1;
  writer.words[word] = writer.copy(piece, at, end);
  return end;
}

/** A plus and up to 31 digits. */
export function phoneField(piece: Piece, at: number, writer: RowWriter, word: number): number {
  const { bytes } = piece;
  if (bytes[at] !== 0x2b) return -1;
  let value = 0;
  let p = at + 1;
  for (let digit = bytes[p]! - 48; digit >= 0 && digit <= 9; digit = bytes[p]! - 48) {
    value = value * 10 + digit;
    p += 1;
  }
  if (p === at + 1 || p > at + 32 || bytes[p] !== QUOTE) return -1;
  const isPlain = p <= at + 1 + PHONE_DIGITS && bytes[at + 1] !== 48;
  writer.words[word] = isPlain ? packedPhone(value) : writer.copy(piece, at, p);
  writer.words[word + 1] = isPlain ? value : 0;
  return p;
}

/** Two upper-case letters. */
export function countryField({ bytes }: Piece, at: number, writer: RowWriter, word: number): number {
  const a = bytes[at]! - 65;
  const b = bytes[at + 1]! - 65;
  if ((a | (25 - a) | b | (25 - b)) < 0 || bytes[at + 2] !== QUOTE) return -1;
  writer.words[word] = packedCountry(a, b);
  return at + 2;
}

/** A country code and a network code; or another text that is not empty. */
export function networkField(piece: Piece, at: number, writer: RowWriter, word: number): number {
  const { bytes } = piece;
  const country = threeDigits(bytes, at);
  const end = at + (bytes[at + 6] === QUOTE ? 6 : 7);
  if (country < 0 || bytes[at + 3] !== 0x2d || bytes[end] !== QUOTE) return textField(piece, at, writer, word);
  const network = end === at + 6 ? twoDigits(bytes, at + 4) : threeDigits(bytes, at + 4);
  if (network < 0) return textField(piece, at, writer, word);
  writer.words[word] = packedNetwork(country, network, end - at - 4);
  return end;
}

function threeDigits(bytes: Uint8Array, at: number): number {
  const hundreds = bytes[at]! - 48;
  const rest = twoDigits(bytes, at + 1);
  return (hundreds | (9 - hundreds) | rest) < 0 ? -1 : hundreds * 100 + rest;
}

const yes = new Expected("true");
const no = new Expected("false");

export function flagField(piece: Piece, at: number, writer: RowWriter, word: number): number {
  const isTrue = piece.bytes[at] === 0x74;
  writer.words[word] = isTrue ? 1 : 0;
  return (isTrue ? yes : no).after(piece, at);
}

/** Digits that a number is made of when all of them certainly count. */
const EXACT_DIGITS = 15;

/** A number without a sign: whole, or (where `fractions`) with decimals of which the last is no zero. */
export function numberField(piece: Piece, at: number, writer: RowWriter, word: number, fractions: boolean): number {
  const { bytes } = piece;
  let value = 0;
  let p = at;
  for (let digit = bytes[p]! - 48; digit >= 0 && digit <= 9; digit = bytes[p]! - 48) {
    value = value * 10 + digit;
    p += 1;
  }
  const digits = p - at;
  if (digits === 0 || digits > EXACT_DIGITS || (digits > 1 && bytes[at] === 48)) return -1;
  if (bytes[p] === 0x2e) {
    if (!fractions) return -1;
    for (p += 1; bytes[p]! >= 48 && bytes[p]! <= 57; ) p += 1;
    const behind = p - at - digits - 1;
    if (behind === 0 || behind > 6 || digits + behind > EXACT_DIGITS || bytes[p - 1] === 48) return -1;
  } else if (digits <= 9) {
    writer.words[word] = value;
    writer.words[word + 1] = WHOLE;
    return p;
  }
  writer.words[word] = 0;
  writer.words[word + 1] = writer.copy(piece, at, p);
  return p;
}
