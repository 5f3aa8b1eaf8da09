/**
 * How a producer writes its lines: in which order the attributes come, with which white space, and what else stands there. A layout is
 * taken from one line that was read in full; the lines after it are compared with it byte for byte.
 */
import { isObject } from "../../attributes.ts";
import type { RowShape, Slot } from "../format.ts";
import { isPlain } from "./bytes.ts";

export type Attribute = "id" | "source" | "type" | "time" | "subject" | "other";

/** What is expected before a value, up to its quotation mark where it has one. */
export interface AttributePart {
  readonly before: string;
  readonly attribute: Attribute;
}

/** A line up to its data, and what stands behind the data. */
export interface LineLayout {
  /** Tells layouts apart. */
  readonly text: string;
  readonly parts: readonly AttributePart[];
  /** Up to the beginning of the data. */
  readonly beforeData: string;
  /** Behind the data, up to the end of the line. */
  readonly end: string;
}

export interface FieldPart {
  readonly before: string;
  readonly slot: Slot;
  /** Whether the value stands between quotation marks. */
  readonly quoted: boolean;
}

/** The data of one kind of event. */
export interface DataLayout {
  readonly text: string;
  readonly parts: readonly FieldPart[];
  readonly end: string;
  /** Slots of fields that are left out. */
  readonly absent: readonly Slot[];
}

/** How objects are written between their values. */
interface Style {
  readonly comma: string;
  readonly colon: string;
}

const styles: readonly Style[] = [
  { comma: ",", colon: ":" },
  { comma: ", ", colon: ": " },
];

type Members = Readonly<Record<string, unknown>>;

/** The layout of a line that was read as `value`; undefined when it is written in a way that is read in full each time. */
export function learnLayout(
  line: string,
  value: Members,
  shape: RowShape,
): { readonly line: LineLayout; readonly data: DataLayout } | undefined {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  const style = styles.find((candidate) => written(value, candidate) === text);
  const { data } = value;
  if (style === undefined || !isObject(data) || !Object.keys(value).every(isPlain)) return undefined;
  const lineLayout = learnLine(value, style, text === line ? "\n" : "\r\n");
  const dataLayout = learnData(data, shape, style);
  return lineLayout === undefined || dataLayout === undefined ? undefined : { line: lineLayout, data: dataLayout };
}

function written(value: unknown, style: Style): string {
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}${style.colon}${written(member, style)}`);
  return `{${members.join(style.comma)}}`;
}

const attributes: ReadonlySet<Attribute> = new Set(["id", "source", "type", "time", "subject"]);

function learnLine(value: Members, { comma, colon }: Style, newLine: string): LineLayout | undefined {
  const parts: AttributePart[] = [];
  let before = "{";
  let beforeData: string | undefined;
  for (const [name, member] of Object.entries(value)) {
    before += `"${name}"${colon}`;
    if (name === "data") {
      // What the data are can only be told by the type.
      if (!parts.some(({ attribute }) => attribute === "type")) return undefined;
      beforeData = before;
      before = "";
    } else if (typeof member !== "string" || corrections.has(name)) return undefined;
    else if (name === "specversion") before += JSON.stringify(member);
    else {
      // Attributes behind the data would need to be looked for; nobody writes them there.
      if (beforeData !== undefined) return undefined;
      parts.push({
        before: `${before}"`,
        attribute: attributes.has(name as Attribute) ? (name as Attribute) : "other",
      });
      before = '"';
    }
    before += comma;
  }
  const present = new Set(parts.map(({ attribute }) => attribute));
  if (beforeData === undefined || ![...attributes].every((attribute) => present.has(attribute))) return undefined;
  const end = `${before.slice(0, before.length - comma.length)}}${newLine}`;
  const text = [...parts.map((part) => part.before), beforeData, end].join("\u0000");
  return { text, parts, beforeData, end };
}

/** Attributes that make a record about another one; such records are read in full. */
const corrections: ReadonlySet<string> = new Set(["replaces", "voids", "data_base64"]);

function learnData(data: Members, { slots }: RowShape, { comma, colon }: Style): DataLayout | undefined {
  const parts: FieldPart[] = [];
  let before = "{";
  for (const [name, value] of Object.entries(data)) {
    const slot = slots.find((candidate) => candidate.name === name);
    const quoted = typeof value === "string";
    if (slot === undefined || !isPlain(name) || (slot.kind === "flag" ? typeof value !== "boolean" : !quoted && !slot.isNumber))
      return undefined;
    parts.push({ before: `${before}"${name}"${colon}${quoted ? '"' : ""}`, slot, quoted });
    before = `${quoted ? '"' : ""}${comma}`;
  }
  const end = parts.length === 0 ? "{}" : `${before.slice(0, before.length - comma.length)}}`;
  const absent = slots.filter((slot) => !Object.hasOwn(data, slot.name));
  if (absent.some(({ optional }) => optional !== true)) return undefined;
  const text = [...parts.map((part) => part.before), end].join("\u0000");
  return { text, parts, end, absent };
}
