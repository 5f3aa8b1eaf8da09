/** A small seeded generator of pseudo-random numbers (xoshiro128**): the same seed gives the same sequence everywhere. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: string) {
    const mix = splitMix(hash(seed));
    this.#a = mix();
    this.#b = mix();
    this.#c = mix();
    this.#d = mix() | 1;
  }

  /** 32 random bits. */
  bits(): number {
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** From 0, inclusive, to 1, exclusive. */
  fraction(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** A whole number from `from` to `to`, both inclusive. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  choose<T>(choice: Choice<T>): T {
    return choice.at(this.fraction());
  }
}

/** Items with weights, drawn in proportion to them. */
export class Choice<T> {
  readonly #items: readonly T[];
  readonly #limits: number[] = [];

  constructor(items: readonly T[], weight: (item: T, index: number) => number) {
    this.#items = items;
    let sum = 0;
    for (const [index, item] of items.entries()) {
      sum += weight(item, index);
      this.#limits.push(sum);
    }
  }

  get size(): number {
    return this.#items.length;
  }

  find(meets: (item: T) => boolean): T | undefined {
    return this.#items.find(meets);
  }

  /** The item at a fraction (0 ≤ fraction < 1) of the total weight. */
  at(fraction: number): T {
    const point = fraction * (this.#limits.at(-1) ?? 0);
    let low = 0;
    let high = this.#limits.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#limits[middle]! > point) high = middle;
      else low = middle + 1;
    }
    return this.#items[low]!;
  }
}

/** A well mixed 32-bit number for a text. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return mixed(value);
}

/** A well mixed 32-bit number for two numbers. */
export function hash2(first: number, second: number): number {
  return mixed(Math.imul(first ^ 0x9e3779b9, 0x85ebca6b) ^ mixed(second));
}

function mixed(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function splitMix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mixed(state);
  };
}
