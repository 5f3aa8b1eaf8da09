/**
 * The data of a kind of event, read by plain functions in place of its zod schema: the same values come out, many times faster.
 * What the functions do not take goes to the schema, which alone decides and has the words for what is wrong.
 */
import { z } from "zod";
import { type FieldReader, type FieldValue, fieldReaders, oneOfReader, type PlainKind } from "./field-readers.ts";
import { field } from "./fields.ts";

/** The normalised data of a record without unknown fields; undefined when its schema has to look at it. */
export type DataReader = (data: Readonly<Record<string, unknown>>) => Record<string, FieldValue> | undefined;

interface Field {
  readonly name: string;
  readonly read: FieldReader;
  readonly optional: boolean;
}

/** By the schema of the kind: only these schemas are known to take the same as a reader does. */
const readers = new Map<unknown, FieldReader>(
  Object.entries(fieldReaders).map(([kind, read]) => [field[kind as PlainKind], read]),
);

function fieldReader(schema: unknown): FieldReader | undefined {
  if (
    schema instanceof z.ZodEnum &&
    schema.def.checks === undefined &&
    schema.options.every((value) => typeof value === "string")
  )
    return oneOfReader(schema.options as string[]);
  return readers.get(schema);
}

/** A reader that agrees with a schema; undefined when the schema is not made of the kinds of fields. */
export function dataReader(schema: z.ZodType): DataReader | undefined {
  if (!(schema instanceof z.ZodObject) || schema.def.checks !== undefined || schema.def.catchall !== undefined) return undefined;
  const fields: Field[] = [];
  for (const [name, type] of Object.entries(schema.shape as Record<string, unknown>)) {
    const optional = type instanceof z.ZodOptional && type.def.checks === undefined;
    const read = fieldReader(optional ? type.unwrap() : type);
    if (read === undefined) return undefined;
    fields.push({ name, read, optional });
  }
  return (data) => readFields(data, fields);
}

function readFields(data: Readonly<Record<string, unknown>>, fields: readonly Field[]): Record<string, FieldValue> | undefined {
  const found: Record<string, FieldValue> = {};
  for (const { name, read, optional } of fields) {
    if (optional && !(name in data)) continue;
    const value = read(data[name]);
    if (value === undefined) return undefined;
    found[name] = value;
  }
  return found;
}
