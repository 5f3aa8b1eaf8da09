/** How a document looks in Word: its named styles, the numbering of its sections, its page. */
import type * as Docx from "docx";

/** Names of the styles, as they appear in Word. */
export const STYLE = {
  category: "Category",
  cell: "Clause",
  number: "ClauseNumber",
  heading: "ClauseHeading",
  columnHead: "ColumnHeading",
  point: "Point",
  interpretation: "Interpretation",
  running: "Running",
} as const;

/** The numbering of sections: "1.", "2." … */
export const SECTIONS = "sections";

/** A4 upright, in twentieths of a point. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1_020 } as const;
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;

export const COLOR = {
  ink: "1A1A1A",
  quiet: "595959",
  accent: "1F4E79",
  head: "E8EEF4",
  apart: "F6F3EA",
  line: "BFC7CF",
} as const;

export const FONT = "Times New Roman";

const paragraphStyle = (id: string, name: string, more: Partial<Docx.IParagraphStyleOptions>): Docx.IParagraphStyleOptions => ({
  id,
  name,
  basedOn: "Normal",
  quickFormat: true,
  ...more,
});

export function styles(): Docx.IStylesOptions {
  const heading = { font: FONT, bold: true, color: COLOR.accent };
  return {
    default: {
      document: { run: { font: FONT, size: 20, color: COLOR.ink }, paragraph: { spacing: { after: 80, line: 259 } } },
      title: { run: { ...heading, size: 40 }, paragraph: { spacing: { before: 0, after: 80 } } },
      heading1: { run: { ...heading, size: 28 }, paragraph: { spacing: { before: 320, after: 120 }, keepNext: true } },
    },
    paragraphStyles: [
      paragraphStyle(STYLE.category, "Category", {
        run: { color: COLOR.quiet, size: 22 },
        paragraph: { spacing: { after: 240 } },
      }),
      paragraphStyle(STYLE.cell, "Clause", { paragraph: { spacing: { after: 60, line: 252 } } }),
      paragraphStyle(STYLE.number, "Clause Number", { run: { color: COLOR.quiet, size: 18 } }),
      paragraphStyle(STYLE.heading, "Clause Heading", {
        run: { bold: true },
        paragraph: { keepNext: true, spacing: { after: 60 } },
      }),
      paragraphStyle(STYLE.columnHead, "Column Heading", {
        run: { bold: true, color: COLOR.accent },
        paragraph: { keepNext: true, spacing: { before: 20, after: 20 } },
      }),
      paragraphStyle(STYLE.point, "Point", {
        paragraph: { indent: { left: 360, hanging: 360 }, spacing: { after: 40, line: 252 } },
      }),
      paragraphStyle(STYLE.interpretation, "Interpretation", { paragraph: { spacing: { after: 60, line: 252 } } }),
      paragraphStyle(STYLE.running, "Running", { run: { color: COLOR.quiet, size: 16 }, paragraph: { spacing: { after: 0 } } }),
      paragraphStyle("TOC1", "toc 1", { paragraph: { spacing: { after: 60 } } }),
    ],
  };
}
