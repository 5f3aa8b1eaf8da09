/** Counters of one measure: events, different values, started units of a total. */
import type { DecimalText } from "../agreement.ts";
import type { Journal } from "../state/journal.ts";
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
  readonly #journal: Journal | undefined;

  constructor(journal?: Journal) {
    this.#journal = journal;
  }

  /** True when the value had not been counted yet. */
  add(value: string): boolean {
    const before = this.#values.size;
    this.#values.add(value);
    if (this.#values.size === before) return false;
    this.#journal?.drop(this.#values, value);
    return true;
  }

  total(): DecimalText {
    return String(this.#values.size);
  }
}

/** Started units of everything that was added, at least one when anything was. */
export class StartedTotal {
  readonly #unit: DecimalText;
  readonly #sum = new DecimalSum();
  /** How often something was added. */
  #times = 0;

  constructor(unit: DecimalText) {
    this.#unit = unit;
  }

  add(amount: DecimalText | number): void {
    this.#times += 1;
    this.#sum.add(amount);
  }

  /** Takes back what was added. */
  remove(amount: DecimalText | number): void {
    this.#times -= 1;
    this.#sum.remove(amount);
  }

  isZero(): boolean {
    return this.#times === 0;
  }

  total(): DecimalText {
    return this.#times > 0 ? commencedUnits(this.#sum.total(), this.#unit) : "0";
  }
}
