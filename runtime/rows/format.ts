/**
 * Rows: how usage records are kept until their agreement is rated, and in which form. A row is a run of 32-bit words: a head that all
 * rows share, one slot or two for each field of the event, then the texts, each in whole words that are filled up with zeros.
 */
import type { CatalogEntry, EventCatalog } from "../envelope.ts";
import type { FieldInfo } from "../module.ts";

/** Words of the head. The instant takes two. */
export const LENGTH = 0;
export const SHAPE = 1;
export const AT = 2;
export const LINE = 4;
/** A fingerprint of the id: what differs in it is not the same event. */
export const HASH = 5;
export const AGREEMENT = 6;
export const SUBJECT = 7;
export const SOURCE = 8;
export const ID = 9;
export const FILE = 10;
/** The id of the record that this one replaces or voids. */
export const CORRECTS = 11;
export const HEAD = 12;

/** Stands in the slot of what the record left out, and in the shape of a row that no longer counts. */
export const ABSENT = 0xffff_ffff;
/** Number fields have two slots: a whole number, and this in the second; or the text of the number in the second. */
export const WHOLE = 0xffff_fffe;
/** Texts that begin behind this place of a row stand outside of it: places have 16 bits. */
export const LONGEST_ROW = 0x8000;
/** Longer texts stand outside of the row; as length in a slot this says so. */
export const OUTSIDE = 0xffff;
export const LONGEST_TEXT = 2000;

/** A field and where its value stands. */
export interface Slot extends FieldInfo {
  readonly name: string;
  /** Number of the word, counted from the beginning of the row. */
  readonly word: number;
  readonly isNumber: boolean;
}

/** One kind of event, as rows keep it. */
export interface RowShape {
  readonly index: number;
  readonly entry: CatalogEntry;
  readonly slots: readonly Slot[];
  /** Where the texts begin, in bytes. */
  readonly texts: number;
}

const numbers: ReadonlySet<string> = new Set(["duration", "size", "count", "number"]);

/** Of a slot: phone numbers and other numbers have two. */
export function wordsOf({ kind, isNumber }: Pick<Slot, "kind" | "isNumber">): 1 | 2 {
  return isNumber || kind === "phone" ? 2 : 1;
}

/** The shapes of all events, in the order of the catalog. */
export function rowShapes(catalog: EventCatalog): readonly RowShape[] {
  return [...catalog.values()].map((entry, index) => {
    let word = HEAD;
    const slots = Object.entries(entry.info.fields).map(([name, info]): Slot => {
      const isNumber = numbers.has(info.kind);
      const slot = { ...info, name, word, isNumber };
      word += wordsOf(slot);
      return slot;
    });
    return { index, entry, slots, texts: word * 4 };
  });
}

/** A place in a row and a length, both in bytes, as one word. What stands in a slot in place of it is in `packed.ts`. */
export function textRef(start: number, length: number): number {
  return (start | (length << 16)) >>> 0;
}
