/** Writes one row at a time: from an event, or piece by piece from the bytes of a line. */
import type { UsageEvent } from "../envelope.ts";
import { readText, writeText } from "./characters.ts";
import { fingerprint } from "./fingerprint.ts";
import {
  ABSENT,
  AGREEMENT,
  AT,
  CORRECTS,
  FILE,
  HASH,
  ID,
  LENGTH,
  LINE,
  LONGEST_ROW,
  LONGEST_TEXT,
  OUTSIDE,
  type RowShape,
  SHAPE,
  type Slot,
  SOURCE,
  SUBJECT,
  textRef,
  WHOLE,
} from "./format.ts";
import { Names } from "./names.ts";
import { packed } from "./packed.ts";

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** What the numbers in rows stand for, as plain data. */
export interface RowNamesData {
  readonly sources: readonly string[];
  readonly subjects: readonly string[];
  readonly files: readonly string[];
  readonly longTexts: readonly string[];
}

/** What the numbers in rows stand for. */
export class RowNames {
  readonly sources: Names;
  readonly subjects: Names;
  readonly files: Names;
  readonly longTexts: Names;

  constructor({ sources, subjects, files, longTexts }: Partial<RowNamesData> = {}) {
    this.sources = new Names(sources);
    this.subjects = new Names(subjects);
    this.files = new Names(files);
    this.longTexts = new Names(longTexts);
  }

  data(): RowNamesData {
    const { sources, subjects, files, longTexts } = this;
    return { sources: sources.all(), subjects: subjects.all(), files: files.all(), longTexts: longTexts.all() };
  }
}

/** Bytes, and a view of the same ones. */
interface RowBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

function rowBytes(length: number): RowBytes {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

export class RowWriter {
  readonly names: RowNames;
  readonly words = new Uint32Array(0x1_0000 / 4);
  readonly bytes = new Uint8Array(this.words.buffer);
  readonly #view = new DataView(this.words.buffer);
  readonly #scratch = rowBytes(3 * LONGEST_TEXT + 4);
  #end = 0;
  /** Whether a text of the row stands outside of it. */
  hasOutside = false;

  constructor(names: RowNames) {
    this.names = names;
  }

  /** Begins a row. */
  open(shape: RowShape): void {
    this.words[SHAPE] = shape.index;
    this.#end = shape.texts;
    this.hasOutside = false;
  }

  /** Sets the head, apart from the id. */
  head(at: number, line: number, file: number, agreement: number, subject: number, source: number): void {
    const { words } = this;
    this.#view.setFloat64(AT * 4, at, true);
    words[LINE] = line;
    words[AGREEMENT] = agreement;
    words[SUBJECT] = subject;
    words[SOURCE] = source;
    words[FILE] = file;
    words[CORRECTS] = ABSENT;
  }

  /** Sets the id, whose fingerprint is known. */
  id(ref: number, hash: number): void {
    this.words[ID] = ref;
    this.words[HASH] = hash;
  }

  /** Takes bytes over as a text of the row. They must be as `writeText` writes; a few bytes behind them are looked at. */
  copy({ bytes, view }: RowBytes, start: number, end: number): number {
    const length = end - start;
    if (length > LONGEST_TEXT || this.#end + length > LONGEST_ROW) return this.text(readText(bytes, start, end));
    const at = this.#end;
    const { words } = this;
    let to = at >>> 2;
    let from = start;
    for (; from + 4 <= end; from += 4) {
      words[to] = view.getInt32(from, true);
      to += 1;
    }
    if (from < end) {
      words[to] = view.getInt32(from, true) & (0xffff_ffff >>> (8 * (from + 4 - end)));
      to += 1;
    }
    this.#end = to << 2;
    return textRef(at, length);
  }

  /** Adds a text to the row. */
  text(text: string): number {
    if (text.length <= LONGEST_TEXT) {
      const length = writeText(text, this.#scratch.bytes, 0);
      if (length <= LONGEST_TEXT && this.#end + length <= LONGEST_ROW) return this.copy(this.#scratch, 0, length);
    }
    const start = this.#end;
    this.hasOutside = true;
    const number = this.names.longTexts.number(text);
    this.words[start >>> 2] = number;
    this.#end = start + 4;
    return textRef(start, OUTSIDE);
  }

  /** Ends the row; its length in bytes. */
  finish(): number {
    this.words[LENGTH] = this.#end;
    return this.#end;
  }

  /** Writes the row of an event that passed validation; its length in bytes. */
  event(event: UsageEvent, shape: RowShape, agreement: number): number {
    const { names } = this;
    const file = event.file === undefined ? ABSENT : names.files.number(event.file);
    const { subjects, sources } = names;
    this.open(shape);
    this.head(event.at, event.line, file, agreement, subjects.number(event.subject), sources.number(event.source));
    const id = this.text(event.id);
    this.id(id, this.#fingerprint(id));
    const target = event.replaces ?? event.voids;
    if (target !== undefined) this.words[CORRECTS] = this.text(target);
    const data = event.data as Readonly<Record<string, unknown>>;
    for (const slot of shape.slots) this.field(slot, Object.hasOwn(data, slot.name) ? data[slot.name] : undefined);
    return this.finish();
  }

  #fingerprint(ref: number): number {
    const start = ref & 0xffff;
    const length = ref >>> 16;
    return fingerprint(this.#view, this.bytes, start, start + (length === OUTSIDE ? 4 : length));
  }

  /** Sets a field to its value, or to nothing. */
  field({ word, kind, values, isNumber }: Slot, value: unknown): void {
    const { words } = this;
    if (isNumber) this.#number(word, value as string | undefined);
    else if (kind === "phone") this.#phone(word, value as string | undefined);
    else if (value === undefined) words[word] = ABSENT;
    else if (kind === "flag") words[word] = value === true ? 1 : 0;
    else if (kind === "enumeration") words[word] = values!.indexOf(value as string);
    else words[word] = packed(kind, value as string)?.[0] ?? this.text(value as string);
  }

  #phone(word: number, value: string | undefined): void {
    const { words } = this;
    const [first, second] = (value === undefined ? [ABSENT, 0] : packed("phone", value)) ?? [this.text(value!), 0];
    words[word] = first;
    words[word + 1] = second;
  }

  #number(word: number, value: string | undefined): void {
    const { words } = this;
    words[word] = 0;
    if (value === undefined) words[word + 1] = ABSENT;
    else if (WHOLE_NUMBER.test(value)) {
      words[word] = Number(value);
      words[word + 1] = WHOLE;
    } else words[word + 1] = this.text(value);
  }
}
