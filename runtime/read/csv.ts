/**
 * Usage records as a table with a header. The columns id, source, type, time, subject, replaces and voids (and specversion, "1.0" unless
 * given) are the envelope; every other column is a field of the data. An empty cell is a field left out, so records of several kinds can
 * share a table. Columns are separated by commas, semicolons or tabs, whichever the header uses. Cells in quotation marks may
 * hold separators and line ends; "" is a quotation mark. A row with more or fewer cells than the header is rejected.
 */
import Papa from "papaparse";
import type { EventInfo } from "../module.ts";
import { type RawRecord, rejectedRecord } from "../record.ts";
import { DEFAULT_LIMIT, MarkSkipper, NEWLINE, type ReadLimits, RecordBuffer, type RecordSplitter, records } from "./bytes.ts";
import { cellValue, envelopeColumns } from "./table.ts";

export interface CsvOptions extends ReadLimits {
  /** The event of a CloudEvents type, so that cells can be converted to what its fields are. */
  readonly events: (type: string) => Pick<EventInfo, "fields"> | undefined;
}

const separators = [",", ";", "\t"];
const QUOTE = 0x22;
/** Where the splitter is in a cell: only a quotation mark at its beginning opens a quoted cell. */
type Place = "start" | "plain" | "quoted" | "quote-in-quoted";

interface Header {
  readonly names: readonly string[];
  readonly separator: string;
}

export class CsvSplitter implements RecordSplitter {
  readonly #mark = new MarkSkipper();
  readonly #buffer: RecordBuffer;
  readonly #limit: number;
  readonly #events: CsvOptions["events"];
  #separators = new Set(separators.map((text) => text.charCodeAt(0)));
  #header: Header | undefined;
  #place: Place = "start";
  #length = 0;
  #line = 1;
  #began = 1;

  constructor({ limit = DEFAULT_LIMIT, events }: CsvOptions) {
    this.#buffer = new RecordBuffer(limit);
    this.#limit = limit;
    this.#events = events;
  }

  push(chunk: Uint8Array): RawRecord[] {
    const found: RawRecord[] = [];
    this.#scan(this.#mark.skip(chunk), found);
    return found;
  }

  #scan(bytes: Uint8Array, found: RawRecord[]): void {
    let start = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i]!;
      this.#length += 1;
      if (byte !== NEWLINE) this.#step(byte);
      else {
        this.#line += 1;
        if (this.#place === "quoted" && this.#length <= this.#limit) continue;
        this.#row(bytes.subarray(start, i), found);
        start = i + 1;
      }
    }
    this.#buffer.add(bytes.subarray(start));
  }

  #step(byte: number): void {
    if (this.#place === "quoted") {
      if (byte === QUOTE) this.#place = "quote-in-quoted";
    } else if (byte === QUOTE && (this.#place === "start" || this.#place === "quote-in-quoted")) this.#place = "quoted";
    else this.#place = this.#separators.has(byte) ? "start" : "plain";
  }

  #row(last: Uint8Array, found: RawRecord[]): void {
    const line = this.#began;
    const open = this.#place === "quoted";
    const taken = this.#buffer.take(line, last);
    this.#began = this.#line;
    this.#place = "start";
    this.#length = 0;
    if (taken === undefined) return;
    if ("rejected" in taken) found.push(taken.rejected);
    else if (open)
      found.push(
        rejectedRecord(
          line,
          { code: "csv-row", reason: `has a quotation mark that is not closed${span(taken.text)}` },
          taken.text,
        ),
      );
    else if (this.#header === undefined) this.#begin(taken.text);
    else found.push(this.#record(line, taken.text, this.#header));
  }

  #begin(text: string): void {
    const separator = separators
      .map((mark) => ({ mark, count: text.split(mark).length }))
      .sort((a, b) => b.count - a.count)[0]!.mark;
    this.#separators = new Set([separator.charCodeAt(0)]);
    const names = (cells(text, separator) ?? []).map((name) => name.trim());
    this.#header = { names, separator };
  }

  #record(line: number, text: string, { names, separator }: Header): RawRecord {
    const row = cells(text, separator);
    if (row === undefined)
      return rejectedRecord(line, { code: "csv-row", reason: `has quotation marks in the wrong place${span(text)}` }, text);
    if (row.length !== names.length) {
      const reason = `has ${row.length} ${row.length === 1 ? "cell" : "cells"}, but the header has ${names.length}`;
      return rejectedRecord(line, { code: "csv-row", reason, hint: `Columns: ${names.join(separator)}` }, text);
    }
    const type = row[names.indexOf("type")]?.trim() ?? "";
    const fields = this.#events(type)?.fields ?? {};
    const attributes: [string, unknown][] = [["specversion", "1.0"]];
    const data: [string, unknown][] = [];
    for (const [i, name] of names.entries()) {
      const cell = row[i]!;
      if (cell.trim() === "") continue;
      if (envelopeColumns.has(name)) attributes.push([name, cell.trim()]);
      else data.push([name, Object.hasOwn(fields, name) ? cellValue(cell, fields[name]!.kind) : cell]);
    }
    return { line, value: Object.fromEntries([...attributes, ["data", Object.fromEntries(data)]]) };
  }

  end(): RawRecord[] {
    const found: RawRecord[] = [];
    this.#scan(this.#mark.rest(), found);
    this.#row(new Uint8Array(0), found);
    return found;
  }
}

/** For a row that runs over several lines: quotation marks may have joined rows that were meant to be several. */
function span(text: string): string {
  const lines = text.split("\n").length;
  return lines === 1 ? "" : ` (from here it takes in ${lines} lines)`;
}

/** The cells of one row; undefined when its quotation marks are wrong. */
function cells(text: string, separator: string): string[] | undefined {
  const row = text.endsWith("\r") ? text.slice(0, -1) : text;
  if (!row.includes('"')) return row.split(separator);
  const { data, errors } = Papa.parse<string[]>(row, { delimiter: separator, newline: "\n" });
  return errors.length > 0 || data.length !== 1 ? undefined : data[0];
}

/** The records of a CSV input. */
export function readCsv(source: AsyncIterable<Uint8Array>, options: CsvOptions): AsyncGenerator<RawRecord> {
  return records(source, new CsvSplitter(options));
}
