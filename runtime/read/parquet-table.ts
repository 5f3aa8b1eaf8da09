/** What the columns of a Parquet file are for, and the records that its rows make. */
import type { FileMetaData, SchemaElement } from "hyparquet";
import type { EventInfo } from "../module.ts";
import { type RawRecord, rejectedRecord } from "../record.ts";
import { type CellReader, cellReader, Unreadable } from "./parquet-cells.ts";
import { cellValue, envelopeColumns } from "./table.ts";

/** A column that records are made of: an attribute of the envelope, or a field of the data. */
export interface Column {
  readonly name: string;
  /** Where its values are stored, in the schema. */
  readonly path: readonly string[];
  readonly use: "attribute" | "field";
  readonly read: CellReader;
}

/** The values of a column, by row of the file. */
export interface ColumnValues {
  at(row: number): unknown;
}

interface Node {
  readonly element: SchemaElement;
  readonly children: readonly Node[];
}

/** The columns that are looked at. Throws an Error when the schema of the file contradicts itself. */
export function columnsOf({ schema }: Pick<FileMetaData, "schema">): Column[] {
  const { children } = treeOf(schema);
  for (const nodes of [children, ...children.map((child) => child.children)]) {
    const names = nodes.map(({ element }) => element.name);
    const twice = names.find((each, index) => names.indexOf(each) !== index);
    if (twice !== undefined) throw new Error(`it has two columns ${twice}`);
    if (names.includes("__proto__")) throw new Error("a column cannot be named __proto__");
  }
  const whole = children.some(({ element }) => element.name === "data");
  return children.flatMap((node): Column[] => {
    const { name } = node.element;
    if (!whole) return [columnOf(node, envelopeColumns.has(name) ? "attribute" : "field")];
    if (name === "data" && isStructure(node)) return node.children.map((child) => columnOf(child, "field", [name]));
    // Other attributes are extensions, which nobody looks at.
    return envelopeColumns.has(name) || name === "data" || name === "data_base64" ? [columnOf(node, "attribute")] : [];
  });
}

/** A column; of a list or structure, of which no value can be taken, the first part that has values. */
function columnOf(node: Node, use: Column["use"], above: readonly string[] = []): Column {
  const path = [...above, node.element.name];
  for (let part = node; part.children.length > 0; ) {
    part = part.children[0]!;
    path.push(part.element.name);
  }
  return { name: node.element.name, path, use, read: cellReader(node.element) };
}

/** Whether a column has others below it by name; lists and maps are annotated as such. */
function isStructure({ element, children }: Node): boolean {
  const { repetition_type, converted_type, logical_type } = element;
  return children.length > 0 && repetition_type !== "REPEATED" && converted_type === undefined && logical_type === undefined;
}

/** The schema as a tree; in the file it is a list in which each group says how many children follow it. */
function treeOf(schema: readonly SchemaElement[]): Node {
  let next = 0;
  const node = (depth: number): Node => {
    const element = schema[next];
    next += 1;
    if (element === undefined || depth > 100) throw new Error("its schema is not complete");
    const children: Node[] = [];
    for (let count = element.num_children ?? 0; count > 0; count -= 1) children.push(node(depth + 1));
    return { element, children };
  };
  return node(0);
}

/** The library puts what lies below structures and lists into arrays: the first value in them. */
function firstOf(stored: unknown): unknown {
  if (!Array.isArray(stored)) return stored;
  for (const each of stored) {
    const found = firstOf(each);
    if (found !== null && found !== undefined) return found;
  }
  return undefined;
}

/** The record of a row. */
export function recordOf(
  row: number,
  columns: readonly Column[],
  values: readonly ColumnValues[],
  events: (type: string) => Pick<EventInfo, "fields"> | undefined,
): RawRecord {
  const line = row + 1;
  const attributes: [string, unknown][] = [["specversion", "1.0"]];
  const data: [string, unknown][] = [];
  let problem: { readonly field: string; readonly cell: Unreadable } | undefined;
  for (const [index, { name, use, read }] of columns.entries()) {
    const stored = firstOf(values[index]!.at(row));
    if (stored === null || stored === undefined) continue;
    const cell = read(stored);
    if (cell instanceof Unreadable) problem ??= { field: name, cell };
    else (use === "field" ? data : attributes).push([name, cell]);
  }
  const { data: other, ...envelope } = Object.fromEntries(attributes);
  const fields = typeof envelope.type === "string" ? (events(envelope.type)?.fields ?? {}) : {};
  const said = data.map(([name, cell]) => [
    name,
    typeof cell === "string" && Object.hasOwn(fields, name) ? cellValue(cell, fields[name]!.kind) : cell,
  ]);
  const value = { ...envelope, data: other ?? Object.fromEntries(said) };
  if (problem === undefined) return { line, value };
  const { field, cell } = problem;
  const hint = cell.hint === undefined ? {} : { hint: cell.hint };
  return rejectedRecord(line, { code: cell.code, field, reason: `${field} ${cell.reason}`, ...hint }, value);
}
