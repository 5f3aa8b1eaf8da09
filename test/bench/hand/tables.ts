/** Hash tables in flat memory, without an object per entry. In 64 parts that grow one by one, so that growing needs little memory at once. */

const PARTS = 64;

/** Spreads a key of two words over 32 bits. */
function spread(k0: number, k1: number): number {
  let h = Math.imul(k0, 0x9e3779b1) ^ Math.imul(k1 ^ (k0 >>> 15), 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae3d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** A set of 64-bit fingerprints: 8 bytes each, at most 5/8 full. */
export class FingerprintSet {
  readonly #parts = Array.from({ length: PARTS }, () => new Uint32Array(256));
  readonly #sizes = new Uint32Array(PARTS);

  /** True when the fingerprint is new. The fingerprint 0 stands for an empty place and is counted as 1. */
  add(h0: number, h1: number): boolean {
    const k1 = h0 === 0 && h1 === 0 ? 1 : h1;
    const index = k1 & (PARTS - 1);
    let part = this.#parts[index]!;
    let mask = part.length - 1;
    let i = (h0 << 1) & mask;
    while (part[i] !== 0 || part[i + 1] !== 0) {
      if (part[i] === h0 && part[i + 1] === k1) return false;
      i = (i + 2) & mask;
    }
    if (++this.#sizes[index]! * 16 > part.length * 5) {
      part = this.#grow(index);
      mask = part.length - 1;
      i = (h0 << 1) & mask;
      while (part[i] !== 0 || part[i + 1] !== 0) i = (i + 2) & mask;
    }
    part[i] = h0;
    part[i + 1] = k1;
    return true;
  }

  #grow(index: number): Uint32Array<ArrayBuffer> {
    const old = this.#parts[index]!;
    const grown = new Uint32Array(old.length * 2);
    const mask = grown.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from] === 0 && old[from + 1] === 0) continue;
      let i = (old[from]! << 1) & mask;
      while (grown[i] !== 0 || grown[i + 1] !== 0) i = (i + 2) & mask;
      grown[i] = old[from]!;
      grown[i + 1] = old[from + 1]!;
    }
    this.#parts[index] = grown;
    return grown;
  }
}

/** Two words of state per key of two words: 16 bytes in one place. The second word of state is never 0. */
export class StateTable {
  /** Where the entry of the last `find` is. */
  words = new Uint32Array(0);
  readonly #parts = Array.from({ length: PARTS }, () => new Uint32Array(128));
  readonly #sizes = new Uint32Array(PARTS);

  /** The place in `words` of the state of a key; a new one is 0, 1. */
  find(k0: number, k1: number): number {
    const hash = spread(k0, k1);
    const index = hash & (PARTS - 1);
    let part = this.#parts[index]!;
    let i = place(part, k0, k1, hash);
    if (part[i + 3] === 0) {
      if (++this.#sizes[index]! * 32 > part.length * 5) {
        part = this.#grow(index);
        i = place(part, k0, k1, hash);
      }
      part[i] = k0;
      part[i + 1] = k1;
      part[i + 3] = 1;
    }
    this.words = part;
    return i + 2;
  }

  #grow(index: number): Uint32Array<ArrayBuffer> {
    const old = this.#parts[index]!;
    const grown = new Uint32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 4) {
      if (old[from + 3] === 0) continue;
      const i = place(grown, old[from]!, old[from + 1]!, spread(old[from]!, old[from + 1]!));
      grown.set(old.subarray(from, from + 4), i);
    }
    this.#parts[index] = grown;
    return grown;
  }

  /** Calls for each entry. */
  each(visit: (k0: number, state: number, more: number) => void): void {
    for (const part of this.#parts)
      for (let i = 0; i < part.length; i += 4) if (part[i + 3] !== 0) visit(part[i]!, part[i + 2]!, part[i + 3]!);
  }
}

function place(part: Uint32Array, k0: number, k1: number, hash: number): number {
  const mask = part.length - 1;
  let i = ((hash >>> 6) << 2) & mask;
  while (part[i + 3] !== 0 && (part[i] !== k0 || part[i + 1] !== k1)) i = (i + 4) & mask;
  return i;
}
