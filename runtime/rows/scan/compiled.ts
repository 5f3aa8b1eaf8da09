/**
 * Layouts as functions. What a layout says of a line is the same for millions of lines, so it is made into straight code once: fixed
 * text is compared four bytes at a time with numbers, and each value is read by the scan of its kind. Only numbers and the names of
 * the scans below enter the code, never a text of the input or of a contract.
 */
import { ABSENT, type Slot, wordsOf } from "../format.ts";
import type { RowWriter } from "../writer.ts";
import { type Piece, QUOTE, TextScan, textEnd } from "./bytes.ts";
import { InstantScan } from "./instants.ts";
import type { KnownTexts } from "./known-texts.ts";
import type { Attribute, DataLayout, FieldPart, LineLayout } from "./layout.ts";
import { Choice, countryField, flagField, networkField, numberField, phoneField, textField } from "./values.ts";

/** Reads the attributes of a line up to its data; the place where these begin, or −1. */
export type AttributesScan = (piece: Piece, at: number) => number;

/** Reads the data of an event into the row; the place behind them, or −1. */
export type DataScan = (piece: Piece, at: number) => number;

/** Compares the end of a line; the place behind it, or −1. */
export type EndScan = (piece: Piece, at: number) => number;

/** What the attributes of the line at hand are. */
export class Attributes {
  readonly text = new TextScan();
  readonly instant = new InstantScan();
  /** Where the id stands. */
  id = 0;
  idEnd = 0;
  idHash = 0;
  /** Numbers among the known texts. */
  source = 0;
  type = 0;
  subject = 0;
  readonly sources: KnownTexts;
  readonly types: KnownTexts;
  readonly subjects: KnownTexts;

  constructor(known: { readonly sources: KnownTexts; readonly types: KnownTexts; readonly subjects: KnownTexts }) {
    this.sources = known.sources;
    this.types = known.types;
    this.subjects = known.subjects;
  }
}

/** Code that compares a text of ASCII characters with the bytes from `p` on, and goes behind it. */
function expect(text: string): string {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const whole = bytes.length & ~3;
  const tests: string[] = [];
  for (let i = 0; i < whole; i += 4) tests.push(`view.getInt32(p + ${i}, true) !== ${view.getInt32(i, true)}`);
  for (let i = whole; i < bytes.length; i += 1) tests.push(`bytes[p + ${i}] !== ${bytes[i]}`);
  return tests.length === 0 ? "" : `if (${tests.join(" || ")}) return -1;\np += ${bytes.length};`;
}

const OPEN = "const { bytes, view } = piece;\nlet p = at;\nlet end = 0;";
const CLOSE = "return p;";

function known(name: "source" | "type" | "subject"): string {
  return `end = text.end(piece, p);
if (end <= p) return -1;
found.${name} = found.${name}s.find(piece, p, end - p, text.hash);
if (found.${name} < 0) return -1;
p = end;`;
}

const attributeCode: Readonly<Record<Attribute, string>> = {
  id: `end = text.end(piece, p);
if (end <= p) return -1;
found.id = p;
found.idEnd = end;
found.idHash = text.hash;
p = end;`,
  source: known("source"),
  type: known("type"),
  subject: known("subject"),
  time: "p = instant.end(piece, p);\nif (p < 0) return -1;",
  other: "p = textEnd(piece, p);\nif (p < 0) return -1;",
};

/** Makes a function of code. Undefined where the surroundings allow no such thing, as a page may: lines are then read in full. */
function made<Scan>(body: readonly string[], scope: Readonly<Record<string, unknown>>): Scan | undefined {
  const code = `"use strict"; return (piece, at) => {\n${[OPEN, ...body, CLOSE].join("\n")}\n};`;
  try {
    return new Function(...Object.keys(scope), code)(...Object.values(scope)) as Scan;
  } catch {
    return undefined;
  }
}

/** The attributes of lines in a layout. */
export function attributesScan({ parts, beforeData }: LineLayout, found: Attributes): AttributesScan | undefined {
  const body = parts.flatMap(({ before, attribute }) => [expect(before), attributeCode[attribute]]);
  return made([...body, expect(beforeData)], { found, text: found.text, instant: found.instant, textEnd });
}

/** The end of lines in a layout. */
export function endScan({ end }: LineLayout): EndScan | undefined {
  return made([expect(end)], {});
}

const FAILED = "if (p < 0) return -1;";

/** The data of a kind of event in a layout. The scope grows by the choices of its enumerations. */
export function dataScan({ parts, end, absent }: DataLayout, writer: RowWriter): DataScan | undefined {
  const scope: Record<string, unknown> = {
    writer,
    words: writer.words,
    textField,
    phoneField,
    countryField,
    networkField,
    flagField,
    numberField,
  };
  const body = parts.flatMap((part, index) => [expect(part.before), fieldCode(part, `choice${index}`, scope)]);
  return made([...body, ...absent.map(absentCode), expect(end)], scope);
}

function fieldCode({ slot, quoted }: FieldPart, choice: string, scope: Record<string, unknown>): string {
  const { word, kind, values } = slot;
  const scan = (name: string, ...more: unknown[]) =>
    `p = ${name}(${["piece", "p", "writer", word, ...more].join(", ")});\n${FAILED}`;
  switch (kind) {
    case "phone":
      return scan("phoneField");
    case "country":
      return scan("countryField");
    case "flag":
      return scan("flagField");
    case "network":
      return scan("networkField");
    case "text":
    case "email":
      return scan("textField");
    case "enumeration":
      scope[choice] = new Choice(values!);
      return `p = ${choice}.end(piece, p);\n${FAILED}\nwords[${word}] = ${choice}.found;`;
    default: {
      const number = scan("numberField", kind === "duration" || kind === "number");
      return quoted ? `${number}\nif (bytes[p] !== ${QUOTE}) return -1;` : number;
    }
  }
}

function absentCode(slot: Slot): string {
  const { word, isNumber } = slot;
  if (wordsOf(slot) === 1) return `words[${word}] = ${ABSENT};`;
  const [first, second] = isNumber ? [0, ABSENT] : [ABSENT, 0];
  return `words[${word}] = ${first};\nwords[${word + 1}] = ${second};`;
}
