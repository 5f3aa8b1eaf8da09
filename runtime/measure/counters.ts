/** Counters of one measure: events, different values, started units of a total. */
import type { DecimalText } from "../agreement.ts";
import { commencedUnits, DecimalSum } from "./decimal.ts";

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

/** Started units of everything that was added, at least one when anything was. */
export class StartedTotal {
  readonly #unit: DecimalText;
  readonly #sum = new DecimalSum();
  #any = false;

  constructor(unit: DecimalText) {
    this.#unit = unit;
  }

  add(amount: DecimalText | number): void {
    this.#any = true;
    this.#sum.add(amount);
  }

  isZero(): boolean {
    return !this.#any;
  }

  total(): DecimalText {
    return this.#any ? commencedUnits(this.#sum.total(), this.#unit) : "0";
  }
}
