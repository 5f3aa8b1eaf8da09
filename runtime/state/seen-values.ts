/** Different values that were ever seen per group, for limits such as "at most 1 user per licence". */
import type { Journal } from "./journal.ts";
import { byKey } from "./key.ts";
import { savedRows, savedText } from "./saved.ts";

export class SeenValues {
  readonly #groups = new Map<string, Set<string>>();
  readonly #journal: Journal | undefined;

  constructor(journal?: Journal) {
    this.#journal = journal;
  }

  /** The number of different values of the group when this one is new, 0 when it was seen before. */
  add(group: string, value: string): number {
    const values = this.#groups.get(group) ?? new Set();
    this.#groups.set(group, values);
    if (values.has(value)) return 0;
    this.#journal?.drop(values, value);
    return values.add(value).size;
  }

  save(): unknown {
    return {
      values: [...this.#groups].map(([group, values]) => [group, ...[...values].sort()] as [string, ...string[]]).sort(byKey),
    };
  }

  restore(state: unknown): void {
    for (const [group, ...values] of savedRows(state, "values")) {
      for (const value of values) this.add(savedText(group), savedText(value));
    }
  }
}
