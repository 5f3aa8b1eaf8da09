/** Reading saved states back: plain data that may have been written by another program, so every row is looked at. */

export class StateError extends Error {
  override readonly name = "StateError";
}

/** A list of rows under a name of the saved object; an absent one is empty. */
export function savedRows(state: unknown, name: string): readonly (readonly unknown[])[] {
  if (state === undefined || state === null) return [];
  if (typeof state !== "object") throw new StateError("The saved state is not an object.");
  const rows: unknown = Object.hasOwn(state, name) ? (state as Record<string, unknown>)[name] : [];
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw new StateError(`The saved state has no list of rows "${name}".`);
  return rows;
}

export function savedText(value: unknown): string {
  if (typeof value !== "string") throw new StateError("The saved state has something else where a text should be.");
  return value;
}

export function savedInstant(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw new StateError("The saved state has something else where an instant (whole milliseconds) should be.");
  }
  return value;
}
