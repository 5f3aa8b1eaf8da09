/** Keys of states. */

/** One key from several values. Each part carries its length, so that no two different lists of parts give the same key. */
export function key(...parts: readonly (string | boolean)[]): string;
export function key(first: string | boolean, second?: string | boolean, ...others: readonly (string | boolean)[]): string {
  if (second === undefined) return part(first);
  if (others.length > 0) return [first, second, ...others].map(part).join("|");
  // The states look at an event one after the other.
  if (first !== lastFirst || second !== lastSecond) {
    lastKey = `${part(first)}|${part(second)}`;
    lastFirst = first;
    lastSecond = second;
  }
  return lastKey;
}

let lastFirst: string | boolean | undefined;
let lastSecond: string | boolean | undefined;
let lastKey = "";

function part(value: string | boolean): string {
  return typeof value === "string" ? `${value.length}:${value}` : `${String(value).length}:${value}`;
}

/** Orders keys the same way on every machine. */
export function byKey(a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
