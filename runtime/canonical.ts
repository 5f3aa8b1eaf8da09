/** One way to write a value as JSON: names in code-unit order, nothing undefined, no white space. Equal contents give equal texts. */
import { compareText } from "./text.ts";

/** The canonical JSON of plain data. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? "null";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, of]) => of !== undefined);
  // Object.fromEntries defines properties, so that a name such as "__proto__" is a name like any other.
  return Object.fromEntries(entries.sort(([a], [b]) => compareText(a, b)).map(([name, of]) => [name, sorted(of)]));
}
