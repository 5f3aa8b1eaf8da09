/** Usage records as they are written down: CloudEvents in NDJSON, as one JSON array, or CSV. */
import type { Service } from "../../compiler/ir/model.ts";

export type UsageFormat = "ndjson" | "json" | "csv";

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

export function encodingOf(format: UsageFormat, services: readonly Service[]): Encoding {
  switch (format) {
    case "ndjson":
      return { head: "", separator: "\n", tail: "\n", encode: (record) => JSON.stringify(record) };
    case "json":
      return { head: "[\n", separator: ",\n", tail: "\n]\n", encode: (record) => JSON.stringify(record) };
    case "csv": {
      const fields = [
        ...new Set(services.flatMap((service) => service.events.flatMap((event) => event.fields.map((field) => field.name)))),
      ].sort();
      return {
        head: `${[...ATTRIBUTES, ...fields].map(csvCell).join(",")}\n`,
        separator: "\n",
        tail: "\n",
        encode: (record) =>
          [...ATTRIBUTES.map((name) => record[name]), ...fields.map((name) => ownValue(record.data, name))]
            .map(csvCell)
            .join(","),
      };
    }
  }
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
