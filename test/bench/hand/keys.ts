/** Keys of rate cards, found from bytes without making a text. */
import type { Bytes } from "./hash.ts";

/** Networks of countries, and countries: `VN/452-01` and `VN` as numbers. */
export class CodeKeys {
  readonly #index = new Int32Array(1 << 13).fill(-1);
  readonly #codes = new Int32Array(1 << 13);

  constructor(keys: readonly string[]) {
    for (const [index, key] of keys.entries()) {
      const code = codeOf(key);
      let i = Math.imul(code, 0x9e3779b1) >>> 19;
      while (this.#index[i] !== -1) i = (i + 1) & 0x1fff;
      this.#index[i] = index;
      this.#codes[i] = code;
    }
  }

  /** The index of a key, or −1. */
  find(code: number): number {
    let i = Math.imul(code, 0x9e3779b1) >>> 19;
    while (this.#index[i] !== -1 && this.#codes[i] !== code) i = (i + 1) & 0x1fff;
    return this.#index[i]!;
  }
}

/** A country as a number. */
export function countryCode(first: number, second: number): number {
  return first * 128 + second;
}

/** With a network: its country code, its own code, and how many digits that has. */
export function networkCode(country: number, mobileCountry: number, mobileNetwork: number, digits: number): number {
  return (country * 1000 + mobileCountry) * 2000 + mobileNetwork + (digits === 3 ? 1000 : 0);
}

export function codeOf(key: string): number {
  const [country = "", network] = key.split("/");
  const code = countryCode(country.charCodeAt(0), country.charCodeAt(1));
  if (network === undefined) return code;
  const [first = "", second = ""] = network.split("-");
  return networkCode(code, Number(first), Number(second), second.length) | 0;
}

/** Prefixes of numbers as a tree of digits. Each node knows the longest prefix on the way to it. */
export class PrefixKeys {
  readonly #nodes: Int16Array;
  readonly #key: Int16Array;
  /** By key: the key of the next shorter prefix, or −1. */
  readonly shorter: Int16Array;

  constructor(prefixes: readonly string[]) {
    const nodes: number[][] = [Array<number>(10).fill(0)];
    const ends = [-1];
    for (const [index, prefix] of prefixes.entries()) {
      let node = 0;
      for (const digit of prefix) {
        if (nodes[node]![Number(digit)] === 0) {
          nodes[node]![Number(digit)] = nodes.length;
          nodes.push(Array<number>(10).fill(0));
          ends.push(-1);
        }
        node = nodes[node]![Number(digit)]!;
      }
      ends[node] = index;
    }
    const walk = (node: number, longest: number): void => {
      if (ends[node] !== -1) {
        this.shorter[ends[node]!] = longest;
        this.#key[node] = ends[node]!;
      } else this.#key[node] = longest;
      for (const child of nodes[node]!) if (child !== 0) walk(child, this.#key[node]!);
    };
    this.#nodes = Int16Array.from(nodes.flat());
    this.#key = new Int16Array(nodes.length);
    this.shorter = new Int16Array(prefixes.length);
    walk(0, -1);
  }

  /** The key of the longest prefix of the digits from a place on, or −1. */
  find({ bytes }: Bytes, at: number): number {
    let node = 0;
    for (let p = at; ; p += 1) {
      const digit = bytes[p]! - 48;
      const next = digit >= 0 && digit <= 9 ? this.#nodes[node * 10 + digit]! : 0;
      if (next === 0) return this.#key[node]!;
      node = next;
    }
  }
}
