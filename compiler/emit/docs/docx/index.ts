/** A document as a Word file. The same document always gives the same bytes. */
import type { Service, Text } from "../../../ir/model.ts";
import { buildDocument } from "../build.ts";
import { escapeDocx } from "../escape.ts";
import type { Document } from "../model.ts";
import type { Book } from "../phrases/book.ts";
import { BOOKS } from "../phrases/books.ts";
import { Content } from "./content.ts";
import { PAGE, SECTIONS, STYLE, styles, TEXT_WIDTH } from "./styles.ts";

/** The document of a service, in the languages of the books, as a Word file. */
export function writeDocx(service: Service, books: readonly Book[] = BOOKS): Promise<Uint8Array> {
  return renderDocx(buildDocument(service, books));
}

export async function renderDocx(document: Document): Promise<Uint8Array> {
  const docx = await import("docx");
  const { AlignmentType, Footer, Header, LevelFormat, PageNumber, Paragraph, TabStopType, TextRun } = docx;
  const title = together(document, document.title);
  const running = (children: readonly InstanceType<typeof TextRun>[]) =>
    new Paragraph({ style: STYLE.running, tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }], children });
  const file = new docx.Document({
    title,
    creator: "SDL",
    lastModifiedBy: "SDL",
    styles: styles(),
    numbering: {
      config: [
        {
          reference: SECTIONS,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: "%1.",
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 480, hanging: 480 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin, header: 480, footer: 480 },
          },
        },
        headers: {
          default: new Header({ children: [running([new TextRun(`${title}\t${together(document, document.categoryTitle)}`)])] }),
        },
        footers: {
          default: new Footer({
            children: [running([new TextRun({ children: ["\t", PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] })])],
          }),
        },
        children: new Content(docx, document).children(),
      },
    ],
  });
  return normalised(await docx.Packer.pack(file, "uint8array"));
}

function together({ languages }: Document, text: Text): string {
  return [...new Set(languages.map(({ language }) => escapeDocx(text[language] ?? "")))].join(" · ");
}

/** The oldest time that a zip file can tell, in local time as the format has it. */
const ZIP_TIME = new Date(1980, 0, 1);

/** Without the time at which the file was made, and with ids that are counted within it. */
async function normalised(bytes: Uint8Array): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import("fflate");
  const files = unzipSync(bytes);
  const change = (path: string, replace: (xml: string) => string) => {
    const file = files[path];
    if (file) files[path] = strToU8(replace(strFromU8(file)));
  };
  change("docProps/core.xml", (xml) => xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "1980-01-01T00:00:00Z"));
  change("word/document.xml", countedBookmarks);
  const entries = Object.keys(files)
    .filter((path) => !path.endsWith("/"))
    .sort((a, b) => Number(b === "[Content_Types].xml") - Number(a === "[Content_Types].xml") || (a < b ? -1 : 1))
    .map((path) => [path, files[path]!] as const);
  return zipSync(Object.fromEntries(entries), { mtime: ZIP_TIME, level: 6 });
}

/** The library numbers bookmarks, and names those of headings, through all files that a process makes. */
function countedBookmarks(xml: string): string {
  const counted = (ids: Map<string, number>, id: string) => {
    if (!ids.has(id)) ids.set(id, ids.size + 1);
    return ids.get(id)!;
  };
  const [ids, headings] = [new Map<string, number>(), new Map<string, number>()];
  return xml.replace(/<[^>]+>|\bPAGEREF _Toc\d+/g, (markup) =>
    markup
      .replace(
        /^(<w:bookmark(?:Start|End)\b[^>]*?\bw:id=")([^"]+)/,
        (_, before: string, id: string) => `${before}${counted(ids, id)}`,
      )
      .replace(/(["\s])_Toc(\d+)/g, (_, before: string, id: string) => `${before}_Toc${counted(headings, id)}`),
  );
}
