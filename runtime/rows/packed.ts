/**
 * Texts of a few kinds as numbers, when they are written as nearly all producers write them: countries, networks and phone numbers take
 * one word or two of a row, and need not be looked for among other texts. Whatever is written in another way stands in the row as a text.
 */
import type { FieldInfo } from "../module.ts";
import { mix } from "./fingerprint.ts";

/** The first bit of a packed word, whose second bit is not set: in a reference to a text the first one never is without the second. */
export const PACKED = 0x8000_0000;
const BITS = 0x3fff_ffff;
const HIGH = 0x1_0000_0000;

/** A word that holds a packed text. */
export function isPacked(word: number): boolean {
  return word >>> 30 === 2;
}

/** Two letters, counted from A. */
export function packedCountry(first: number, second: number): number {
  return (PACKED | (first * 26 + second)) >>> 0;
}

/** A mobile country code, and a mobile network code of two digits or three. */
export function packedNetwork(country: number, network: number, digits: number): number {
  return (PACKED | ((country * 2 + digits - 2) * 1000 + network)) >>> 0;
}

/** Most digits of a phone number that is packed. The first one is no zero. */
export const PHONE_DIGITS = 15;

/** The first word of a phone number, given as a number. */
export function packedPhone(value: number): number {
  return (PACKED | Math.floor(value / HIGH)) >>> 0;
}

/** The words of a text: the second is 0 for all but phone numbers. Undefined when it is not packed. */
export function packed(kind: FieldInfo["kind"], text: string): readonly [word: number, second: number] | undefined {
  switch (kind) {
    case "country":
      return /^[A-Z]{2}$/.test(text) ? [packedCountry(text.charCodeAt(0) - 65, text.charCodeAt(1) - 65), 0] : undefined;
    case "network":
      return /^\d{3}-\d{2,3}$/.test(text)
        ? [packedNetwork(Number(text.slice(0, 3)), Number(text.slice(4)), text.length - 4), 0]
        : undefined;
    case "phone":
      return /^\+[1-9]\d{0,14}$/.test(text) ? [packedPhone(Number(text)), Number(text) % HIGH] : undefined;
    default:
      return undefined;
  }
}

const countries = Array.from({ length: 26 * 26 }, (_, i) => String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26)));

const networks = new Map<number, string>();

/** The text of a word that `packedCountry` made. */
export function countryText(word: number): string {
  return countries[word & BITS]!;
}

/** The text of a word that `packedNetwork` made. */
export function networkText(word: number): string {
  const known = networks.get(word);
  if (known !== undefined) return known;
  const [country, network] = [Math.floor((word & BITS) / 1000), (word & BITS) % 1000];
  const text = `${String(country >>> 1).padStart(3, "0")}-${String(network).padStart(2 + (country & 1), "0")}`;
  networks.set(word, text);
  return text;
}

const SMALLEST = 256;
/** Words of an entry: the two of a number, the first of which is 0 in an empty place, and the place of its text. */
const ENTRY = 3;

/** Phone numbers as strings, each made once. */
export class PhonePool {
  /** Open addressing. */
  #table = new Uint32Array(ENTRY * SMALLEST);
  readonly #texts: string[] = [];

  text(word: number, second: number): string {
    const table = this.#table;
    const i = place(table, word, second);
    if (table[i] !== 0) return this.#texts[table[i + 2]!]!;
    const text = `+${(word & BITS) * HIGH + second}`;
    const number = this.#texts.push(text) - 1;
    put(table, i, word, second, number);
    if (2 * ENTRY * number >= table.length) this.#grow();
    return text;
  }

  #grow(): void {
    const old = this.#table;
    const table = new Uint32Array(2 * old.length);
    for (let i = 0; i < old.length; i += ENTRY)
      if (old[i] !== 0) put(table, place(table, old[i]!, old[i + 1]!), old[i]!, old[i + 1]!, old[i + 2]!);
    this.#table = table;
  }
}

/** Where a number stands, or goes. */
function place(table: Uint32Array, word: number, second: number): number {
  const mask = table.length / ENTRY - 1;
  let i = (mix(second, word) & mask) * ENTRY;
  while (table[i] !== 0 && (table[i + 1] !== second || table[i] !== word)) i = i + ENTRY === table.length ? 0 : i + ENTRY;
  return i;
}

function put(table: Uint32Array, at: number, word: number, second: number, number: number): void {
  table[at] = word;
  table[at + 1] = second;
  table[at + 2] = number;
}
