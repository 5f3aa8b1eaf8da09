/** Keys numbered from 0 on, and numbers per key: what a state knows of a key takes no object of its own. */

export class KeyNumbers {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  /** The number of a key; −1 when it has none. */
  find(key: string): number {
    return this.#numbers.get(key) ?? -1;
  }

  /** The number of a key; the next one when it has none yet. */
  number(key: string): number {
    return this.#numbers.get(key) ?? this.add(key);
  }

  /** Gives a key that has no number the next one. */
  add(key: string): number {
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  entries(): Iterable<[key: string, number: number]> {
    return this.#numbers.entries();
  }
}

const SMALLEST = 16;

/** One number per key: what no key was given yet is NaN. */
export class Column {
  #values = new Float64Array(0);

  get(index: number): number {
    return index < this.#values.length ? this.#values[index]! : Number.NaN;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) {
      const values = new Float64Array(Math.max(SMALLEST, 2 * index)).fill(Number.NaN, this.#values.length);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[index] = value;
  }
}
