/** Usage records as they are written down: CloudEvents in NDJSON, as one JSON array, or as a table. */
import type { Service } from "../../compiler/ir/model.ts";

/** Formats that are text. */
export type TextFormat = "ndjson" | "json" | "csv";
export type UsageFormat = TextFormat | "parquet";

/** A CloudEvents 1.0 record; a defective one lacks or spoils something. */
export interface UsageRecord {
  readonly specversion?: string;
  readonly id?: string;
  readonly source?: string;
  readonly type?: string;
  readonly time?: string;
  readonly subject?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** How a file of records is put together. */
export interface Encoding {
  readonly head: string;
  readonly separator: string;
  readonly tail: string;
  encode(record: UsageRecord): string;
}

const ATTRIBUTES = ["specversion", "id", "source", "type", "time", "subject"] as const;

export function encodingOf(format: TextFormat, services: readonly Service[]): Encoding {
  switch (format) {
    case "ndjson":
      return { head: "", separator: "\n", tail: "\n", encode: (record) => JSON.stringify(record) };
    case "json":
      return { head: "[\n", separator: ",\n", tail: "\n]\n", encode: (record) => JSON.stringify(record) };
    case "csv": {
      const columns = columnsOf(services);
      return {
        head: `${columns.map(({ name }) => csvCell(name)).join(",")}\n`,
        separator: "\n",
        tail: "\n",
        encode: (record) => columns.map(({ of }) => csvCell(of(record))).join(","),
      };
    }
  }
}

/** A column of a table of records, and its value in a record; undefined when it has none. */
export interface Column {
  readonly name: string;
  readonly of: (record: UsageRecord) => unknown;
}

/** The columns of a table that holds records of all events: the attributes, and every name that a field has. */
export function columnsOf(services: readonly Service[]): Column[] {
  const names = services.flatMap((service) => service.events.flatMap((event) => event.fields.map((field) => field.name)));
  return [
    ...ATTRIBUTES.map((name): Column => ({ name, of: (record) => record[name] })),
    ...[...new Set(names)].sort().map((name): Column => ({ name, of: ({ data }) => ownValue(data, name) })),
  ];
}

function ownValue(data: UsageRecord["data"], name: string): unknown {
  return data !== undefined && Object.hasOwn(data, name) ? data[name] : undefined;
}

/** One cell; quoted where it holds a separator, a quotation mark or a line break. */
function csvCell(value: unknown): string {
  if (value === undefined) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
