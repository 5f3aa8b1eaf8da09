/** Sets of keys. The last change of a key wins; at one and the same instant, adding comes after removing. */
import type { Milliseconds } from "../agreement.ts";
import { byKey } from "./key.ts";
import { savedInstant, savedRows, savedText } from "./saved.ts";

interface Change {
  readonly at: Milliseconds;
  readonly member: boolean;
}

export class KeySet {
  readonly #last = new Map<string, Change>();

  /** Puts a key on the set; a change older than the last one does nothing. */
  add(key: string, at: Milliseconds): void {
    const last = this.#last.get(key);
    if (last === undefined || last.at <= at) this.#last.set(key, { at, member: true });
  }

  /** Takes a key off the set; remembered, so that an older `add` that comes again does nothing. */
  remove(key: string, at: Milliseconds): void {
    const last = this.#last.get(key);
    if (last === undefined || last.at < at) this.#last.set(key, { at, member: false });
  }

  has(key: string): boolean {
    return this.#last.get(key)?.member === true;
  }

  /** Since when the key is on the set. */
  span(key: string): { readonly opened: Milliseconds } | undefined {
    const last = this.#last.get(key);
    return last?.member ? { opened: last.at } : undefined;
  }

  save(): unknown {
    const rows = (member: boolean) =>
      [...this.#last]
        .filter(([, change]) => change.member === member)
        .map(([key, change]) => [key, change.at] as [string, Milliseconds])
        .sort(byKey);
    return { members: rows(true), removed: rows(false) };
  }

  restore(state: unknown): void {
    for (const [key, at] of savedRows(state, "removed")) this.remove(savedText(key), savedInstant(at));
    for (const [key, at] of savedRows(state, "members")) this.add(savedText(key), savedInstant(at));
  }
}
