/** The content of a document as Word has it: one table for each section, whose rows hold a clause in every language. */
import type { Text } from "../../../ir/model.ts";
import { escapeDocx } from "../escape.ts";
import type { Block, Document, DocumentLanguage, Item, Section } from "../model.ts";
import { letter } from "../model.ts";
import { COLOR, SECTIONS, STYLE, TEXT_WIDTH } from "./styles.ts";

type Library = typeof import("docx");
type Paragraph = import("docx").Paragraph;
type Row = import("docx").TableRow;
type Child = import("docx").ParagraphChild;
type FileChild = import("docx").FileChild;

/** What a language is called in Word, where its proofing tools need a region. */
const TAGS: Readonly<Record<string, string>> = { en: "en-GB", vi: "vi-VN" };

const NUMBER_WIDTH = 720;
/** Where the first column also holds times and months. */
const LEAD_WIDTH = 1_560;

interface Look {
  readonly bold?: boolean;
  readonly italics?: boolean;
}

export class Content {
  readonly #docx: Library;
  readonly #languages: readonly DocumentLanguage[];
  readonly #document: Document;

  constructor(docx: Library, document: Document) {
    this.#docx = docx;
    this.#document = document;
    this.#languages = document.languages;
  }

  children(): FileChild[] {
    const { HeadingLevel, Paragraph } = this.#docx;
    const { title, categoryTitle, sections } = this.#document;
    return [
      new Paragraph({ heading: HeadingLevel.TITLE, children: this.#together(title) }),
      new Paragraph({ style: STYLE.category, children: this.#together(categoryTitle) }),
      ...this.#contents(),
      ...sections.flatMap((section) => this.#section(section)),
    ];
  }

  /** One text in all languages, on one line; what is the same in all of them stands there once. */
  #together(text: Text): Child[] {
    const different = this.#languages.filter(
      ({ language }, index) => this.#languages.findIndex((each) => text[each.language] === text[language]) === index,
    );
    return different.flatMap(({ language }, index) => [
      ...(index > 0 ? [new this.#docx.TextRun(" · ")] : []),
      this.#run(text[language], language),
    ]);
  }

  #run(text: string | undefined, language: string, look: Look = {}): Child {
    return new this.#docx.TextRun({ text: escapeDocx(text ?? ""), language: { value: TAGS[language] ?? language }, ...look });
  }

  #contents(): FileChild[] {
    const { Paragraph, TableOfContents } = this.#docx;
    const label = Object.fromEntries(this.#languages.map(({ language, contents }) => [language, contents]));
    return [
      new Paragraph({ style: STYLE.heading, children: this.#together(label) }),
      // links without page numbers: estimating them took most of the time, and was an estimate
      new TableOfContents("Contents", { hyperlink: true, headingStyleRange: "1-1", pageNumbersEntryLevelsRange: "1-1" }),
    ];
  }

  #section(section: Section): FileChild[] {
    const { Bookmark, HeadingLevel, Paragraph } = this.#docx;
    const heading = new Paragraph({
      heading: HeadingLevel.HEADING_1,
      numbering: { reference: SECTIONS, level: 0 },
      children: [new Bookmark({ id: bookmarkName(section.anchor), children: this.#together(section.title) })],
    });
    const children: FileChild[] = [heading];
    let plain: Row[] = section.note
      ? [
          this.#row("", (language) => [
            this.#paragraph(STYLE.cell, [this.#run(section.note![language], language, { italics: true })]),
          ]),
        ]
      : [];
    const finishPlain = () => {
      if (plain.length > 0) children.push(this.#table(NUMBER_WIDTH, [this.#languageRow(), ...plain]));
      plain = [];
    };
    for (const item of section.items) {
      if (item.blocks.some(({ kind }) => kind === "table")) {
        finishPlain();
        if (children.length > 1) children.push(new Paragraph({ style: STYLE.cell, children: [] }));
        children.push(this.#table(LEAD_WIDTH, this.#itemRows(item)));
      } else plain.push(this.#itemRow(item));
    }
    finishPlain();
    return children;
  }

  // ── Tables ────────────────────────────────────────────────────────────────

  #table(first: number, rows: Row[]): FileChild {
    const { BorderStyle, Table, TableLayoutType, WidthType } = this.#docx;
    const column = Math.floor((TEXT_WIDTH - first) / this.#languages.length);
    const line = { style: BorderStyle.SINGLE, size: 4, color: COLOR.line };
    const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
    return new Table({
      rows,
      layout: TableLayoutType.FIXED,
      width: { size: first + column * this.#languages.length, type: WidthType.DXA },
      columnWidths: [first, ...this.#languages.map(() => column)],
      margins: { top: 50, bottom: 30, left: 90, right: 90 },
      borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
    });
  }

  /** The names of the languages, again on each page. */
  #languageRow(): Row {
    const names = this.#languages.map(({ language, name }) => ({ language, text: name }));
    return this.#headRow([], names);
  }

  #headRow(first: Child[], cells: readonly { readonly language: string; readonly text: string }[]): Row {
    const { TableRow } = this.#docx;
    const head = (children: Child[]) => this.#cell([this.#paragraph(STYLE.columnHead, children)], COLOR.head);
    return new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: [head(first), ...cells.map(({ language, text }) => head([this.#run(text, language)]))],
    });
  }

  #row(first: string | Paragraph, cell: (language: string) => Paragraph[], fill?: string): Row {
    const { TableRow, TextRun } = this.#docx;
    const lead = typeof first === "string" ? this.#paragraph(STYLE.number, [new TextRun(escapeDocx(first))]) : first;
    return new TableRow({
      cantSplit: true,
      children: [this.#cell([lead], fill), ...this.#languages.map(({ language }) => this.#cell(cell(language), fill))],
    });
  }

  #cell(children: Paragraph[], fill?: string) {
    const { ShadingType, TableCell } = this.#docx;
    return new TableCell({ children, ...(fill && { shading: { type: ShadingType.CLEAR, color: "auto", fill } }) });
  }

  #paragraph(style: string, children: readonly Child[]): Paragraph {
    return new this.#docx.Paragraph({ style, children });
  }

  // ── Items ─────────────────────────────────────────────────────────────────

  #number({ anchor, number }: Item): Child {
    return new this.#docx.Bookmark({ id: bookmarkName(anchor), children: [new this.#docx.TextRun(number)] });
  }

  /** Interpretations are set apart by their ground. */
  #itemRow(item: Item): Row {
    const apart = item.kind === "interpretation";
    const body = apart ? STYLE.interpretation : STYLE.cell;
    return this.#row(
      this.#paragraph(STYLE.number, [this.#number(item)]),
      (language) => [
        ...(item.heading ? [this.#paragraph(STYLE.heading, [this.#run(item.heading[language], language)])] : []),
        ...item.blocks.flatMap((block) => this.#block(block, language, body)),
      ],
      apart ? COLOR.apart : undefined,
    );
  }

  /** An item that is a table itself: its title heads it, again on each page. */
  #itemRows(item: Item): Row[] {
    const titles = this.#languages.map(({ language }) => ({ language, text: item.heading?.[language] ?? "" }));
    const rows = item.blocks.flatMap((block) => {
      if (block.kind !== "table") return [this.#row("", (language) => this.#block(block, language, STYLE.cell))];
      const lead = this.#paragraph(STYLE.heading, block.lead ? this.#together(block.lead) : []);
      const caption = this.#row(lead, (language) => [
        this.#paragraph(STYLE.heading, [this.#run(block.caption[language], language)]),
      ]);
      const said = (text: Text) => (language: string) => [this.#paragraph(STYLE.cell, [this.#run(text[language], language)])];
      return [caption, ...block.rows.map((row) => this.#row(row.lead ?? "", said(row.text)))];
    });
    return [this.#headRow([this.#number(item)], titles), ...rows];
  }

  #block(block: Block, language: string, style: string): Paragraph[] {
    switch (block.kind) {
      case "paragraph":
        return [this.#paragraph(style, [this.#run(block.text[language], language)])];
      case "labelled":
        return [
          this.#paragraph(style, [
            this.#run(`${block.label[language]}: `, language, { italics: true }),
            this.#run(block.text[language], language),
          ]),
        ];
      case "list":
        return block.points.map((point, index) =>
          this.#paragraph(STYLE.point, [new this.#docx.TextRun(`${letter(index)}\t`), this.#run(point[language], language)]),
        );
      case "table":
        return block.rows.map((row) => this.#paragraph(style, [this.#run(row.text[language], language)]));
    }
  }
}

/** Bookmarks begin with a letter, hold letters, digits and underscores, and have at most 40 characters. */
export function bookmarkName(anchor: string): string {
  const name = anchor.replace(/[^A-Za-z0-9]+/g, "_").replace(/^(?![A-Za-z])/, "a_");
  return name.length <= 40 ? name : `${name.slice(0, 32)}_${checksum(anchor)}`;
}

/** Tells apart long names that begin alike. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return sum.toString(36).padStart(7, "0");
}
