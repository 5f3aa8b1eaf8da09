/** The attributes of a record: own properties only, for what objects inherit is not part of a record. */
import type { Problem } from "./record.ts";

/** What a record is, parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object of JSON: neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own property; what objects inherit is not part of a record. */
export function attribute(record: JsonObject, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The problem of an attribute that must be a text and not empty; undefined when it is one. */
export function textProblem(record: JsonObject, name: string, hint?: string): Problem | undefined {
  const value = attribute(record, name);
  const more = hint === undefined ? {} : { hint };
  if (value === undefined || value === null)
    return { code: "attribute-missing", field: name, reason: `${name} is missing`, ...more };
  if (typeof value !== "string") return { code: "attribute-invalid", field: name, reason: `${name} must be text`, ...more };
  if (value === "") return { code: "attribute-invalid", field: name, reason: `${name} is empty`, ...more };
  return undefined;
}
