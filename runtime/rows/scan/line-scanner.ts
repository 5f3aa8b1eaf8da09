/**
 * From lines of NDJSON straight to rows. The layout that the producer uses is learned from lines that were read in full, and compared
 * with each line byte for byte; a line that is written in any other way, or says anything unusual, is left to the reader that parses
 * and validates. So both ways give the same rows, or the same rejections.
 */
import { isObject } from "../../attributes.ts";
import type { LineTaker, Piece } from "../../read/ndjson.ts";
import { ABSENT, type RowShape } from "../format.ts";
import type { RowWriter } from "../writer.ts";
import { TextScan, textEnd } from "./bytes.ts";
import { InstantScan } from "./instants.ts";
import { KnownTexts } from "./known-texts.ts";
import { type DataLayout, type FieldPart, type LineLayout, learnLayout } from "./layout.ts";
import { Choice, countryField, flagField, numberField, phoneField, textField } from "./values.ts";

/** Layouts that are tried on each line, sources that are remembered, and lines that are looked at for their layout. */
const MOST_LAYOUTS = 8;
const MOST_SOURCES = 10_000;
const MOST_LESSONS = 1000;
/** Longer lines, and those with a text that is too long for a row, are looked at by the reader that parses. */
const LONGEST_LINE = 64 * 1024;

/** Of a subject: another agreement's, which is not rated. */
export const ELSEWHERE = -1;

/** What the scanner needs to know of a run. */
export interface ScanContext {
  readonly shapes: readonly RowShape[];
  readonly writer: RowWriter;
  /** All subjects; the number of the agreement, or ELSEWHERE. */
  readonly subjects: Iterable<readonly [subject: string, agreement: number]>;
  /** How many agreements are rated. */
  readonly agreements: number;
  /** Whether an agreement takes the service of a shape. */
  readonly takes: (agreement: number, shape: RowShape) => boolean;
  /** Keeps the row that the writer has finished. */
  readonly keep: (length: number) => void;
}

export class LineScanner implements LineTaker {
  /** How many records were taken, and how many of them are of agreements that are not rated. */
  taken = 0;
  elsewhere = 0;
  readonly #context: ScanContext;
  readonly #types = new KnownTexts();
  readonly #subjects = new KnownTexts();
  readonly #sources = new KnownTexts();
  /** By number of a known subject: its agreement, and its number among the names of rows. */
  readonly #agreements: number[] = [];
  readonly #subjectNames: number[] = [];
  readonly #choices: ReadonlyMap<string, Choice>[];
  readonly #layouts: LineLayout[] = [];
  readonly #data: DataLayout[][];
  /** By agreement × shapes + shape. */
  readonly #isTaken: Uint8Array;
  readonly #text = new TextScan();
  readonly #instant = new InstantScan();
  /** Sources that were met. */
  readonly #known = new Set<string>();
  #lessons = 0;
  #file = ABSENT;
  #id = 0;
  #idEnd = 0;
  #idHash = 0;
  #source = 0;
  #shape = 0;
  #subject = 0;

  constructor(context: ScanContext) {
    this.#context = context;
    for (const { index, entry } of context.shapes) this.#types.add(entry.info.type, index);
    for (const [subject, agreement] of context.subjects) {
      this.#subjects.add(subject, this.#agreements.length);
      this.#agreements.push(agreement);
      this.#subjectNames.push(context.writer.names.subjects.number(subject));
    }
    this.#choices = context.shapes.map(
      ({ slots }) => new Map(slots.flatMap(({ name, values }) => (values === undefined ? [] : [[name, new Choice(values)]]))),
    );
    this.#data = context.shapes.map(() => []);
    const { shapes, agreements, takes } = context;
    this.#isTaken = new Uint8Array(agreements * shapes.length);
    for (let agreement = 0; agreement < agreements; agreement += 1)
      for (const shape of shapes) this.#isTaken[agreement * shapes.length + shape.index] = takes(agreement, shape) ? 1 : 0;
  }

  /** The lines that follow are of an input; without a name when there is only one. */
  input(file: string | undefined): void {
    this.#file = file === undefined ? ABSENT : this.#context.writer.names.files.number(file);
  }

  /** Takes lines from `at` on, as long as it can; returns where it stopped. All of them end before `until`. */
  take(piece: Piece, at: number, until: number, line: number): number {
    let p = at;
    let number = line;
    while (p < until) {
      const next = this.#line(piece, p, number);
      if (next < 0) return p;
      this.taken += 1;
      number += 1;
      p = next;
    }
    return p;
  }

  /** Looks at a line that was read in full, for how it is written. */
  learn(line: string, value: unknown): void {
    if (!isObject(value) || typeof value.type !== "string") return;
    const shape = this.#context.shapes.find(({ entry }) => entry.info.type === value.type);
    if (shape === undefined || value.specversion !== "1.0") return;
    if (typeof value.source === "string" && value.source !== "") this.#learnSource(value.source);
    if (this.#lessons >= MOST_LESSONS) return;
    this.#lessons += 1;
    const learned = learnLayout(line, value, shape);
    if (learned === undefined) return;
    addLayout(this.#layouts, learned.line);
    addLayout(this.#data[shape.index]!, learned.data);
  }

  #learnSource(source: string): void {
    if (this.#known.size >= MOST_SOURCES || this.#known.has(source)) return;
    this.#known.add(source);
    this.#sources.add(source, this.#context.writer.names.sources.number(source));
  }

  #line(piece: Piece, at: number, line: number): number {
    for (let i = 0; i < this.#layouts.length; i += 1) {
      const end = this.#inLayout(this.#layouts[i]!, piece, at, line);
      if (end >= 0) return end;
    }
    return -1;
  }

  #inLayout({ parts, beforeData, end }: LineLayout, piece: Piece, at: number, line: number): number {
    let p = at;
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i]!;
      p = part.before.after(piece, p);
      if (p < 0) return -1;
      p = this.#attribute(part.attribute, piece, p);
      if (p < 0) return -1;
    }
    p = beforeData.after(piece, p);
    if (p < 0) return -1;
    const agreement = this.#agreements[this.#subject]!;
    const { writer, shapes } = this.#context;
    const shape = shapes[this.#shape]!;
    if (agreement !== ELSEWHERE && this.#isTaken[agreement * shapes.length + this.#shape] === 0) return -1;
    writer.open(shape);
    const id = writer.copy(piece.bytes, this.#id, this.#idEnd);
    p = this.#fields(piece, p, shape);
    if (p < 0) return -1;
    p = end.after(piece, p);
    if (p < 0 || p - at > LONGEST_LINE || writer.hasOutside) return -1;
    if (agreement === ELSEWHERE) this.elsewhere += 1;
    else {
      const subject = this.#subjectNames[this.#subject]!;
      writer.head(this.#instant.at, line, this.#file, agreement, subject, this.#source);
      writer.id(id, this.#idHash);
      this.#context.keep(writer.finish());
    }
    return p;
  }

  /** Reads an attribute; the place of the quotation mark behind it. */
  #attribute(attribute: LineLayout["parts"][number]["attribute"], piece: Piece, at: number): number {
    if (attribute === "time") return this.#instant.end(piece, at);
    if (attribute === "other") return textEnd(piece, at);
    const text = this.#text;
    const end = text.end(piece, at);
    if (end <= at) return -1;
    switch (attribute) {
      case "id":
        this.#id = at;
        this.#idEnd = end;
        this.#idHash = text.hash;
        return end;
      case "source":
        this.#source = this.#sources.find(piece, at, end - at, text.hash);
        return this.#source < 0 ? -1 : end;
      case "type":
        this.#shape = this.#types.find(piece, at, end - at, text.hash);
        return this.#shape < 0 ? -1 : end;
      case "subject":
        this.#subject = this.#subjects.find(piece, at, end - at, text.hash);
        return this.#subject < 0 ? -1 : end;
    }
  }

  #fields(piece: Piece, at: number, shape: RowShape): number {
    const layouts = this.#data[shape.index]!;
    for (let i = 0; i < layouts.length; i += 1) {
      const end = this.#inData(layouts[i]!, piece, at, shape);
      if (end >= 0) return end;
    }
    return -1;
  }

  #inData({ parts, end, absent }: DataLayout, piece: Piece, at: number, shape: RowShape): number {
    let p = at;
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i]!;
      p = part.before.after(piece, p);
      if (p < 0) return -1;
      p = this.#field(part, piece, p, shape);
      if (p < 0) return -1;
    }
    const { words } = this.#context.writer;
    for (let i = 0; i < absent.length; i += 1) {
      const { word, isNumber } = absent[i]!;
      words[word] = isNumber ? 0 : ABSENT;
      if (isNumber) words[word + 1] = ABSENT;
    }
    return end.after(piece, p);
  }

  #field({ slot, quoted }: FieldPart, piece: Piece, at: number, shape: RowShape): number {
    const { writer } = this.#context;
    const { word } = slot;
    switch (slot.kind) {
      case "phone":
        return phoneField(piece, at, writer, word);
      case "country":
        return countryField(piece, at, writer, word);
      case "enumeration": {
        const choice = this.#choices[shape.index]!.get(slot.name)!;
        const end = choice.end(piece, at);
        writer.words[word] = choice.found;
        return end;
      }
      case "flag":
        return flagField(piece, at, writer, word);
      case "text":
      case "network":
      case "email":
        return textField(piece, at, writer, word);
      default: {
        const end = numberField(piece, at, writer, word, slot.kind === "duration" || slot.kind === "number");
        return end >= 0 && quoted && piece.bytes[end] !== 0x22 ? -1 : end;
      }
    }
  }
}

/** Those that were met first are tried first. */
function addLayout<Layout extends { readonly text: string }>(layouts: Layout[], layout: Layout): void {
  if (layouts.length < MOST_LAYOUTS && !layouts.some(({ text }) => text === layout.text)) layouts.push(layout);
}
