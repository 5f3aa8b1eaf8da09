/** How wide something is when it stands on one line. */
import * as doc from "prettier/doc";
import stringWidth from "string-width";

type Doc = doc.builders.Doc;

/** The number of columns in a terminal or an editor. */
export function widthOf(content: Doc): number {
  const options = { printWidth: Number.POSITIVE_INFINITY, tabWidth: 2, useTabs: false };
  return stringWidth(doc.printer.printDocToString(doc.utils.removeLines(content), options).formatted);
}

/** What fills a cell up to a width. */
export const padding = (content: Doc, width: number): string => " ".repeat(Math.max(0, width - widthOf(content)));
