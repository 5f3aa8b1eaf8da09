/** Keys of states. */

/** One key from several values. Each part carries its length, so that no two different lists of parts give the same key. */
export function key(...parts: readonly (string | boolean)[]): string {
  return parts.map((part) => `${String(part).length}:${part}`).join("|");
}

/** Orders keys the same way on every machine. */
export function byKey(a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
