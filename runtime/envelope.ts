/**
 * The envelope of CloudEvents 1.0 and the data of usage records: what is taken, and in plain words why not.
 * Extension attributes are allowed and not looked at, but for those of corrections. Only own properties count, and records are never copied into
 * objects with a prototype: names such as `__proto__` do nothing.
 */
import type { z } from "zod";
import { attribute, isObject, type JsonObject, textProblem } from "./attributes.ts";
import { type Correction, readCorrection, voidEvent } from "./corrections.ts";
import { type DataReader, dataReader } from "./data-reader.ts";
import { instantProblem, readInstant } from "./instant.ts";
import type { AnyServiceModule, EventInfo, ServiceEvent } from "./module.ts";
import type { Problem } from "./record.ts";
import { didYouMean, excerpt } from "./text.ts";
import { topUpEvent } from "./top-up.ts";

/** A usage record that passed validation. Services see it as the ServiceEvent that it is. */
export interface UsageEvent extends ServiceEvent, Correction {
  /** Name of the service whose event it is; empty for a void and a top-up. */
  readonly service: string;
  /** CloudEvents type. */
  readonly type: string;
  /** The agreement or account id that the record names. */
  readonly subject: string;
  readonly line: number;
  readonly file?: string;
}

export interface CatalogEntry {
  readonly service: string;
  readonly info: EventInfo;
  /** Reads data as the schema does, but for what only the schema can tell. */
  readonly read: DataReader;
}

/** The events of several services, by CloudEvents type, the void and the top-up. */
export type EventCatalog = ReadonlyMap<string, CatalogEntry>;

/** Throws when two services claim the same type. */
export function eventCatalog(modules: Iterable<AnyServiceModule>): EventCatalog {
  const ofVoids: CatalogEntry = { service: "", info: voidEvent, read: dataReader(voidEvent) };
  const ofTopUps: CatalogEntry = { service: "", info: topUpEvent, read: dataReader(topUpEvent) };
  const catalog = new Map([
    [voidEvent.type, ofVoids],
    [topUpEvent.type, ofTopUps],
  ]);
  for (const module of modules) {
    for (const [type, info] of Object.entries(module.events)) {
      const other = catalog.get(type);
      if (other !== undefined) throw new Error(`The event type ${type} belongs to both ${other.service} and ${module.service}.`);
      catalog.set(type, { service: module.service, info, read: dataReader(info) });
    }
  }
  return catalog;
}

/** The event of a record, or what is wrong with it. The subject is checked by whoever assigns records to agreements. */
export function readEnvelope(
  record: JsonObject,
  place: { readonly line: number; readonly file?: string },
  catalog: EventCatalog,
): { readonly event: UsageEvent } | { readonly problem: Problem } {
  const problem =
    specversionProblem(record) ??
    textProblem(record, "id") ??
    textProblem(record, "source") ??
    textProblem(record, "type") ??
    textProblem(record, "time");
  if (problem !== undefined) return { problem };
  const time = record.time as string;
  const at = readInstant(time);
  if (at === undefined) {
    const { problem: reason, hint } = instantProblem(time);
    return {
      problem: {
        code: "time",
        field: "time",
        reason: `time ${reason.startsWith("there") || reason.startsWith('"') ? `"${excerpt(time, 40)}": ${reason}` : reason}`,
        hint,
      },
    };
  }
  const type = record.type as string;
  const entry = catalog.get(type);
  if (entry === undefined) return { problem: unknownType(type, catalog) };
  const read = readData(attribute(record, "data"), entry, attribute(record, "data_base64") !== undefined);
  if ("problem" in read) return read;
  const correction = readCorrection(record);
  if (correction !== undefined && "problem" in correction) return correction;
  const event: UsageEvent = {
    name: entry.info.name,
    id: record.id as string,
    source: record.source as string,
    at,
    data: read.data,
    service: entry.service,
    type: entry.info.type,
    subject: record.subject as string,
    line: place.line,
    ...(place.file === undefined ? {} : { file: place.file }),
    ...correction,
  };
  return { event };
}

function specversionProblem(record: JsonObject): Problem | undefined {
  const version = attribute(record, "specversion");
  if (version === "1.0") return undefined;
  const hint = 'Usage records are CloudEvents 1.0: "specversion": "1.0".';
  if (version === undefined || version === null)
    return { code: "attribute-missing", field: "specversion", reason: "specversion is missing", hint };
  return { code: "attribute-invalid", field: "specversion", reason: 'specversion must be "1.0"', hint };
}

function unknownType(type: string, catalog: EventCatalog): Problem {
  const hint = didYouMean(type, catalog.keys());
  return {
    code: "unknown-type",
    field: "type",
    reason: `type "${excerpt(type, 80)}" is not an event of any service`,
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The data of a record, normalised by the schema of its event. */
function readData(
  value: unknown,
  { info, read }: CatalogEntry,
  isBinary: boolean,
): { readonly data: unknown } | { readonly problem: Problem } {
  if (isBinary)
    return {
      problem: {
        code: "data",
        field: "data",
        reason: "the data is binary (data_base64)",
        hint: "Give the fields as an object in data.",
      },
    };
  const data = value === undefined ? {} : value;
  if (!isObject(data)) {
    const hint = typeof data === "string" ? "Give the fields as an object, not as text." : "Give the fields as an object.";
    return { problem: { code: "data", field: "data", reason: "data must be an object", hint } };
  }
  for (const name of Object.keys(data)) if (!Object.hasOwn(info.fields, name)) return { problem: unknownField(name, info) };
  const known = read(data);
  if (known !== undefined) return { data: known };
  const parsed = info.schema.safeParse(data);
  return parsed.success ? { data: parsed.data } : { problem: fieldProblem(parsed.error.issues, data, info) };
}

function unknownField(name: string, info: EventInfo): Problem {
  const fields = Object.keys(info.fields);
  const known = fields.length === 0 ? `${info.name} has no fields.` : `${info.name} has the fields ${fields.join(", ")}.`;
  const hint = didYouMean(name, fields) ?? known;
  return { code: "unknown-field", field: excerpt(name, 80), reason: `${info.name} has no field "${excerpt(name, 80)}"`, hint };
}

/** The first issue in plain words, and how many fields have one. */
function fieldProblem(issues: readonly z.core.$ZodIssue[], data: JsonObject, info: EventInfo): Problem {
  const issue = issues[0];
  const name = typeof issue?.path[0] === "string" ? issue.path[0] : undefined;
  if (issue === undefined || name === undefined)
    return { code: "data", field: "data", reason: `data is not valid for ${info.name}: ${issue?.message ?? "unknown reason"}` };
  const others = new Set(issues.map(({ path }) => path[0])).size - 1;
  const more = others === 0 ? "" : ` (and ${others} more ${others === 1 ? "field" : "fields"})`;
  if (attribute(data, name) === undefined)
    return { code: "field-missing", field: name, reason: `${name} is missing${more}`, ...hinted(issue, undefined) };
  const value = data[name];
  if (value === null)
    return { code: "field-invalid", field: name, reason: `${name} is null${more}`, hint: "Leave out a field that has no value." };
  return {
    code: "field-invalid",
    field: name,
    reason: `${name} ${inWords(issue)}${instead(issue, value)}${more}`,
    ...hinted(issue, value),
  };
}

/** The value that stands where one of several was wanted. */
function instead(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== "invalid_value" || typeof value === "object") return "";
  return `, not ${typeof value === "string" ? `"${excerpt(value, 40)}"` : String(value)}`;
}

function inWords(issue: z.core.$ZodIssue): string {
  if (/^(?:must|is|has|may) /.test(issue.message) || /^\S+ is /.test(issue.message)) return issue.message;
  if (issue.code === "invalid_value") return `must be one of: ${issue.values.join(", ")}`;
  return `is not valid: ${issue.message}`;
}

function hinted(issue: z.core.$ZodIssue, value: unknown): { readonly hint?: string } {
  if (issue.code !== "invalid_value")
    return value === undefined && /^must /.test(issue.message) ? { hint: `It ${issue.message}.` } : {};
  const values = issue.values.map(String);
  const near = typeof value === "string" ? didYouMean(value, values) : undefined;
  return near === undefined ? (value === undefined ? { hint: `It is one of: ${values.join(", ")}.` } : {}) : { hint: near };
}
