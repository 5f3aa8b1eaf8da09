/**
 * The data of a kind of event, read by plain functions in place of its zod schema: the same values come out, several times faster.
 * What the functions do not take goes to the schema, which alone decides and has the words for what is wrong.
 */
import { type FieldReader, type FieldValue, fieldReaders, oneOfReader } from "./field-readers.ts";
import type { EventInfo, FieldInfo } from "./module.ts";

/** The normalised data of a record without unknown fields; undefined when the schema of its event has to look at it. */
export type DataReader = (data: Readonly<Record<string, unknown>>) => Record<string, FieldValue> | undefined;

interface Field {
  readonly name: string;
  readonly read: FieldReader;
  readonly optional: boolean;
}

/** The reader of a field. */
export function fieldReader({ kind, values = [] }: FieldInfo): FieldReader {
  return kind === "enumeration" ? oneOfReader(values) : fieldReaders[kind];
}

/** A reader of the data of an event: what it takes, the schema takes too and makes the same of it. */
export function dataReader({ fields }: Pick<EventInfo, "fields">): DataReader {
  const all = Object.entries(fields).map(([name, info]) => ({ name, read: fieldReader(info), optional: info.optional === true }));
  return (data) => readFields(data, all);
}

function readFields(data: Readonly<Record<string, unknown>>, fields: readonly Field[]): Record<string, FieldValue> | undefined {
  const prototype: unknown = Object.getPrototypeOf(data);
  // Other objects may have fields that they inherit.
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const found: Record<string, FieldValue> = {};
  for (const { name, read, optional } of fields) {
    const there = Object.hasOwn(data, name);
    if (optional && !there) continue;
    const value = there ? read(data[name]) : undefined;
    if (value === undefined) return undefined;
    found[name] = value;
  }
  return found;
}
