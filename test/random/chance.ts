/** Choices that follow from a seed: the same seed makes the same contract, agreement and usage on every machine. */
import { random } from "../kit/random.ts";

export class Chance {
  readonly #next: (below: number) => number;

  constructor(seed: number) {
    // seeds that follow one another give sequences that have nothing in common
    this.#next = random(Math.imul(seed ^ (seed >>> 16), 0x45d9f3b) ^ 0x5bd1e995);
  }

  below(bound: number): number {
    return this.#next(bound);
  }

  /** Both bounds included. */
  between(low: number, high: number): number {
    return low + this.#next(high - low + 1);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.#next(100) < share;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.#next(values.length)]!;
  }

  /** So many of them, in their order; at least `least`. */
  some<Value>(values: readonly Value[], least = 0, most = values.length): Value[] {
    let wanted = this.between(Math.min(least, values.length), Math.min(most, values.length));
    return values.filter((_, index) => {
      const taken = this.#next(values.length - index) < wanted;
      if (taken) wanted -= 1;
      return taken;
    });
  }

  /** In another order. */
  shuffled<Value>(values: readonly Value[]): Value[] {
    const all = [...values];
    for (let i = all.length - 1; i > 0; i--) {
      const j = this.#next(i + 1);
      [all[i], all[j]] = [all[j]!, all[i]!];
    }
    return all;
  }

  /** A value in so many of a hundred cases, or else nothing. */
  maybe<Value>(share: number, make: () => Value): Value | undefined {
    return this.percent(share) ? make() : undefined;
  }

  /** `make` so many times. */
  times<Value>(count: number, make: (index: number) => Value): Value[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}
