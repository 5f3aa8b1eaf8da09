/** Counters of one measure: events, and different values. */
import type { DecimalText } from "../agreement.ts";

/** How many events. */
export class EventCounter {
  #count = 0;

  add(): void {
    this.#count += 1;
  }

  total(): DecimalText {
    return String(this.#count);
  }
}

/** How many different values. */
export class DistinctCounter {
  readonly #values = new Set<string>();

  /** True when the value had not been counted yet. */
  add(value: string): boolean {
    const before = this.#values.size;
    this.#values.add(value);
    return this.#values.size > before;
  }

  total(): DecimalText {
    return String(this.#values.size);
  }
}
