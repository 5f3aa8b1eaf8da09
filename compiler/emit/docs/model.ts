/**
 * A document about one service, independent of any output format. Every text is given in all languages, so that a
 * writer may set them side by side or take one of them.
 */
import type { Language, Origin, Text } from "../../ir/model.ts";

export interface Document {
  /** The name of the service: a stable identifier, used in file names and links. */
  readonly name: string;
  readonly title: Text;
  /** The name of the category, and what it is called. */
  readonly category: string;
  readonly categoryTitle: Text;
  /** Heading of the section of the source document. */
  readonly source?: string;
  /** Where the service is declared. */
  readonly origin: Origin;
  readonly languages: readonly DocumentLanguage[];
  readonly sections: readonly Section[];
}

export interface DocumentLanguage {
  readonly language: Language;
  /** The name of the language in itself: "Tiếng Việt". */
  readonly name: string;
  readonly contents: string;
}

/** Sections are numbered one after another; their anchors do not depend on the number. */
export interface Section {
  readonly anchor: string;
  readonly number: string;
  readonly title: Text;
  /** A remark that holds for the whole section. */
  readonly note?: Text;
  readonly items: readonly Item[];
}

export type ItemKind = "paragraph" | "duties" | "definition" | "rule" | "interpretation" | "example" | "record";

/** A numbered part of a section, with an anchor made from the name of its element. */
export interface Item {
  readonly kind: ItemKind;
  readonly anchor: string;
  readonly number: string;
  /** Absent where the text speaks for itself. */
  readonly heading?: Text;
  /** What it gives a meaning to: other texts that use the title speak of this item. */
  readonly defines?: Text;
  /** Where it is written. */
  readonly origin?: Origin;
  readonly blocks: readonly Block[];
  /** What was open when in an example, for formats that can draw; the tables say the same. */
  readonly timeline?: Timeline;
}

export type Block =
  | { readonly kind: "paragraph"; readonly text: Text }
  /** "Reason: …" */
  | { readonly kind: "labelled"; readonly label: Text; readonly text: Text }
  /** Points that belong together, lettered (a), (b), (c) … */
  | { readonly kind: "list"; readonly points: readonly Text[] }
  /** Rows of one language-neutral cell (a time, a month), a text, and sometimes a value. */
  | {
      readonly kind: "table";
      readonly caption: Text;
      /** Heading of the neutral column; absent when the rows have no neutral cell. */
      readonly lead?: Text;
      readonly rows: readonly Row[];
    };

/** When something was open, and what happened. Instants are milliseconds since 1970-01-01T00:00:00Z. */
export interface Timeline {
  readonly caption: Text;
  readonly timeZone: string;
  /** In the order of the rows of the table of events. */
  readonly events: readonly { readonly at: number; readonly title: Text }[];
  readonly tracks: readonly { readonly name: string; readonly title: Text; readonly spans: readonly TimelineSpan[] }[];
}

/** Half-open: start ≤ t < end. */
export interface TimelineSpan {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

export interface Row {
  readonly lead?: string;
  readonly text: Text;
}

/** The mark of a point in a list: (a) … (z), then (27) … */
export function letter(index: number): string {
  return `(${"abcdefghijklmnopqrstuvwxyz"[index] ?? index + 1})`;
}
