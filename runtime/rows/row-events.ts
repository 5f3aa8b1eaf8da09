/**
 * Rows seen as events. One object per kind of event is pointed at one row after another, so that rating makes no objects: a module must
 * not keep an event, nor its data, beyond the call. `whole` makes an event that may be kept.
 */
import { type Correction, VOID_TYPE } from "../corrections.ts";
import type { UsageEvent } from "../envelope.ts";
import type { FieldKind, ServiceEvent } from "../module.ts";
import { readText } from "./characters.ts";
import {
  ABSENT,
  AT,
  CORRECTS,
  FILE,
  ID,
  LINE,
  OUTSIDE,
  type RowShape,
  SHAPE,
  type Slot,
  SOURCE,
  SUBJECT,
  WHOLE,
} from "./format.ts";
import { countryText, isPacked, networkText, PhonePool } from "./packed.ts";
import { TextPool } from "./text-pool.ts";
import type { RowNames } from "./writer.ts";

/** Whole numbers up to here have their text ready. */
const COMMON = 4096;
const numerals = Array.from({ length: COMMON }, (_, number) => String(number));

/** Rows in memory, one behind the other. */
export class RowReader {
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
  readonly names: RowNames;
  readonly #view: DataView;
  readonly #pool: TextPool;
  readonly #phones = new PhonePool();

  constructor(words: Uint32Array, names: RowNames) {
    this.words = words;
    this.bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    this.#view = new DataView(words.buffer, words.byteOffset, words.byteLength);
    this.#pool = new TextPool(words, this.bytes);
    this.names = names;
  }

  /** The instant of the row that begins at a word. */
  at(row: number): number {
    return this.#view.getFloat64((row + AT) * 4, true);
  }

  id(row: number): string {
    const ref = this.words[row + ID]!;
    const length = ref >>> 16;
    const start = row * 4 + (ref & 0xffff);
    return length === OUTSIDE ? this.#outside(start) : readText(this.bytes, start, start + length);
  }

  source(row: number): string {
    return this.names.sources.name(this.words[row + SOURCE]!);
  }

  /** What the event of a row corrects. */
  #correction(row: number, { entry }: RowShape): Correction {
    const ref = this.words[row + CORRECTS]!;
    if (ref === ABSENT) return {};
    return entry.info.type === VOID_TYPE ? { voids: this.text(row, ref) } : { replaces: this.text(row, ref) };
  }

  /** A text that a slot refers to. */
  text(row: number, ref: number): string {
    const length = ref >>> 16;
    const start = row * 4 + (ref & 0xffff);
    return length === OUTSIDE ? this.#outside(start) : this.#pool.text(start, length);
  }

  #outside(start: number): string {
    return this.names.longTexts.name(this.#view.getUint32(start, true));
  }

  /** The value of a field; undefined when the record left it out. */
  value(row: number, slot: Slot): string | boolean | undefined {
    const word = this.words[row + slot.word]!;
    if (slot.isNumber) return this.#number(row, word, this.words[row + slot.word + 1]!);
    if (word === ABSENT) return undefined;
    if (slot.kind === "flag") return word === 1;
    if (slot.kind === "enumeration") return slot.values![word];
    return this.field(row, slot.kind, slot.word);
  }

  /** The text of a field that was not left out. */
  field(row: number, kind: FieldKind, slot: number): string {
    const word = this.words[row + slot]!;
    if (!isPacked(word)) return this.text(row, word);
    if (kind === "phone") return this.#phones.text(word, this.words[row + slot + 1]!);
    return kind === "country" ? countryText(word) : networkText(word);
  }

  #number(row: number, whole: number, how: number): string | undefined {
    if (how === WHOLE) return whole < COMMON ? numerals[whole] : String(whole);
    return how === ABSENT ? undefined : this.text(row, how);
  }

  /** The event of a row, made anew. */
  whole(row: number, shape: RowShape): UsageEvent {
    const { info, service } = shape.entry;
    const data = Object.fromEntries(
      shape.slots.flatMap((slot) => {
        const value = this.value(row, slot);
        return value === undefined ? [] : [[slot.name, value]];
      }),
    );
    const file = this.words[row + FILE]!;
    return {
      name: info.name,
      id: this.id(row),
      source: this.source(row),
      at: this.at(row),
      data,
      service,
      type: info.type,
      subject: this.names.subjects.name(this.words[row + SUBJECT]!),
      line: this.words[row + LINE]!,
      ...(file === ABSENT ? {} : { file: this.names.files.name(file) }),
      ...this.#correction(row, shape),
    };
  }
}

/** The row that an event is pointed at. */
class Place {
  reader: RowReader | undefined;
  row = 0;
}

/**
 * Reads a field of the row at a place. It asks the place rather than `this`, whose shape is another one for each kind of event: what is
 * read from objects of one shape is read quickly.
 */
function getter(slot: Slot, place: Place): () => unknown {
  const { word, kind, values = [], isNumber } = slot;
  if (isNumber || slot.optional === true) return () => place.reader!.value(place.row, slot);
  if (kind === "enumeration") return () => values[place.reader!.words[place.row + word]!];
  if (kind === "flag") return () => place.reader!.words[place.row + word] === 1;
  return () => place.reader!.field(place.row, kind, word);
}

/** One object for all events of a kind, with a getter per field. The place is private, since a field may have any name. */
class RowEvent implements ServiceEvent {
  readonly name: string;
  readonly data = {};
  readonly #place = new Place();
  at = 0;

  constructor({ entry, slots }: RowShape) {
    this.name = entry.info.name;
    for (const slot of slots) Object.defineProperty(this.data, slot.name, { get: getter(slot, this.#place) });
  }

  point(reader: RowReader, row: number): void {
    this.#place.reader = reader;
    this.#place.row = row;
    this.at = reader.at(row);
  }

  get id(): string {
    return this.#place.reader!.id(this.#place.row);
  }

  get source(): string {
    return this.#place.reader!.source(this.#place.row);
  }
}

/** Whether a field has the name of something that every object inherits: modules then look at own properties only. */
function isPlain({ slots }: RowShape): boolean {
  return slots.every(({ name }) => !(name in Object.prototype));
}

/** The objects that are pointed at rows: one for each kind of event of a catalog, whichever reader the rows are of. */
export class RowEvents {
  readonly #shapes: readonly RowShape[];
  readonly #events: readonly (RowEvent | undefined)[];

  constructor(shapes: readonly RowShape[]) {
    this.#shapes = shapes;
    this.#events = shapes.map((shape) => (isPlain(shape) ? new RowEvent(shape) : undefined));
  }

  over(reader: RowReader): RowPointer {
    return new RowPointer(reader, this.#shapes, this.#events);
  }
}

/** Points events at rows of one reader. */
export class RowPointer {
  readonly reader: RowReader;
  readonly #shapes: readonly RowShape[];
  readonly #events: readonly (RowEvent | undefined)[];

  constructor(reader: RowReader, shapes: readonly RowShape[], events: readonly (RowEvent | undefined)[]) {
    this.reader = reader;
    this.#shapes = shapes;
    this.#events = events;
  }

  /** The event of a row, until the next call for an event of the same kind, by this pointer or another one. */
  event(row: number): ServiceEvent {
    const event = this.#events[this.reader.words[row + SHAPE]!];
    if (event === undefined) return this.whole(row);
    event.point(this.reader, row);
    return event;
  }

  /** An event that may be kept. */
  whole(row: number): UsageEvent {
    return this.reader.whole(row, this.#shapes[this.reader.words[row + SHAPE]!]!);
  }
}
