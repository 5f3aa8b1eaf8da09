/**
 * From lines of NDJSON straight to rows. The layout that the producer uses is learned from lines that were read in full, and compared
 * with each line byte for byte; a line that is written in any other way, or says anything unusual, is left to the reader that parses
 * and validates. So both ways give the same rows, or the same rejections.
 */
import { isObject } from "../../attributes.ts";
import type { LineTaker, Piece } from "../../read/ndjson.ts";
import { ABSENT, type RowShape } from "../format.ts";
import type { RowWriter } from "../writer.ts";
import { Attributes, type AttributesScan, attributesScan, type DataScan, dataScan, type EndScan, endScan } from "./compiled.ts";
import { KnownTexts } from "./known-texts.ts";
import { learnLayout } from "./layout.ts";

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

/** Lines in one layout. */
interface LineScan {
  readonly text: string;
  readonly attributes: AttributesScan;
  readonly end: EndScan;
}

/** Data in one layout. */
interface DataScanOf {
  readonly text: string;
  readonly scan: DataScan;
}

export class LineScanner implements LineTaker {
  /** How many records were taken, and how many of them are of agreements that are not rated. */
  taken = 0;
  elsewhere = 0;
  readonly #context: ScanContext;
  readonly #found = new Attributes({ sources: new KnownTexts(), types: new KnownTexts(), subjects: new KnownTexts() });
  /** By number of a known subject: its agreement, and its number among the names of rows. */
  readonly #agreements: number[] = [];
  readonly #subjectNames: number[] = [];
  readonly #layouts: LineScan[] = [];
  /** By shape. */
  readonly #data: DataScanOf[][];
  /** By agreement × shapes + shape. */
  readonly #isTaken: Uint8Array;
  /** Sources that were met. */
  readonly #known = new Set<string>();
  #lessons = 0;
  #file = ABSENT;

  constructor(context: ScanContext) {
    this.#context = context;
    for (const { index, entry } of context.shapes) this.#found.types.add(entry.info.type, index);
    for (const [subject, agreement] of context.subjects) {
      this.#found.subjects.add(subject, this.#agreements.length);
      this.#agreements.push(agreement);
      this.#subjectNames.push(context.writer.names.subjects.number(subject));
    }
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
    const { line: layout, data } = learned;
    addScan(this.#layouts, layout.text, () => {
      const [attributes, end] = [attributesScan(layout, this.#found), endScan(layout)];
      return attributes === undefined || end === undefined ? undefined : { text: layout.text, attributes, end };
    });
    addScan(this.#data[shape.index]!, data.text, () => {
      const scan = dataScan(data, this.#context.writer);
      return scan === undefined ? undefined : { text: data.text, scan };
    });
  }

  #learnSource(source: string): void {
    if (this.#known.size >= MOST_SOURCES || this.#known.has(source)) return;
    this.#known.add(source);
    this.#found.sources.add(source, this.#context.writer.names.sources.number(source));
  }

  #line(piece: Piece, at: number, line: number): number {
    for (let i = 0; i < this.#layouts.length; i += 1) {
      const end = this.#inLayout(this.#layouts[i]!, piece, at, line);
      if (end >= 0) return end;
    }
    return -1;
  }

  #inLayout({ attributes, end }: LineScan, piece: Piece, at: number, line: number): number {
    const found = this.#found;
    let p = attributes(piece, at);
    if (p < 0) return -1;
    const agreement = this.#agreements[found.subject]!;
    const { writer, shapes } = this.#context;
    const shape = shapes[found.type]!;
    if (agreement !== ELSEWHERE && this.#isTaken[agreement * shapes.length + found.type] === 0) return -1;
    writer.open(shape);
    const id = writer.copy(piece, found.id, found.idEnd);
    p = this.#fields(piece, p, shape);
    if (p < 0) return -1;
    p = end(piece, p);
    if (p < 0 || p - at > LONGEST_LINE || writer.hasOutside) return -1;
    if (agreement === ELSEWHERE) this.elsewhere += 1;
    else {
      writer.head(found.instant.at, line, this.#file, agreement, this.#subjectNames[found.subject]!, found.source);
      writer.id(id, found.idHash);
      this.#context.keep(writer.finish());
    }
    return p;
  }

  #fields(piece: Piece, at: number, { index }: RowShape): number {
    const scans = this.#data[index]!;
    for (let i = 0; i < scans.length; i += 1) {
      const end = scans[i]!.scan(piece, at);
      if (end >= 0) return end;
    }
    return -1;
  }
}

/** Those that were met first are tried first. */
function addScan<Scan extends { readonly text: string }>(scans: Scan[], text: string, make: () => Scan | undefined): void {
  if (scans.length >= MOST_LAYOUTS || scans.some((scan) => scan.text === text)) return;
  const scan = make();
  if (scan !== undefined) scans.push(scan);
}
