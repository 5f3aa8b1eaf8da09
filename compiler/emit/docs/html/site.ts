/** All pages of a site: a page for each service, the page of all services, and what the search looks in. */
import type { Service, Text } from "../../../ir/model.ts";
import { buildDocument } from "../build.ts";
import { escapeHtml } from "../escape.ts";
import type { Block, Document, Item } from "../model.ts";
import type { Book } from "../phrases/book.ts";
import { BOOKS } from "../phrases/books.ts";
import { labelIn, languagesOf, spans } from "./markup.ts";
import { INDEX_PAGE, page, SEARCH_INDEX } from "./page.ts";
import { type HtmlOptions, htmlFileName, renderHtml } from "./service.ts";

/** The files of the site by name. */
export function siteFiles(services: readonly Service[], options: Omit<HtmlOptions, "site"> = {}): Map<string, string> {
  const { books = BOOKS, module } = options;
  const documents = services.map((service) => ({ service, document: buildDocument(service, books) }));
  const files = new Map<string, string>();
  for (const { service, document } of documents)
    files.set(htmlFileName(service), renderHtml(document, { books, site: true, module: () => module?.(service) }));
  files.set(
    INDEX_PAGE,
    indexPage(
      documents.map(({ document }) => document),
      books,
    ),
  );
  files.set(SEARCH_INDEX, searchIndex(documents.map(({ document }) => document)));
  return files;
}

/** The list of all services by category, with a link to the page of each. */
export function writeIndex(services: readonly Service[], books: readonly Book[] = BOOKS): string {
  return indexPage(
    services.map((service) => buildDocument(service, books)),
    books,
  );
}

function indexPage(documents: readonly Document[], books: readonly Book[]): string {
  const languages = languagesOf(books);
  const heading = labelIn(books, "services");
  const sections = [...new Set(documents.map((document) => document.category))].map((category) => {
    const members = documents.filter((document) => document.category === category);
    const items = members.map(
      (document) => `<li><a href="${escapeHtml(htmlFileName(document))}">${spans(languages, document.title)}</a></li>`,
    );
    return `<section><h2>${spans(languages, members[0]!.categoryTitle)}</h2><ul class="services">${items.join("")}</ul></section>`;
  });
  const body = `<main id="text"><h1>${spans(languages, heading)}</h1>\n${sections.join("\n")}</main>`;
  return page(books, { title: heading, body, site: true });
}

interface Found {
  readonly href: string;
  readonly service: Text;
  readonly number?: string;
  readonly title: Text;
  readonly text: Text;
}

/** A script that holds nothing but data, so that pages read from a disk can load it. */
function searchIndex(documents: readonly Document[]): string {
  const entries = documents.flatMap((document): Found[] => {
    const file = htmlFileName(document);
    const items = document.sections.flatMap((section) => section.items);
    return [
      { href: file, service: document.title, title: {}, text: document.categoryTitle },
      ...items.map((item) => ({
        href: `${file}#${item.anchor}`,
        service: document.title,
        number: item.number,
        title: item.heading ?? item.defines ?? {},
        text: textOf(document, item),
      })),
    ];
  });
  return `globalThis.SDL_SEARCH = ${JSON.stringify(entries).replace(/[<\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`)};\n`;
}

function textOf({ languages }: Document, { blocks }: Item): Text {
  const said = (block: Block): Text[] => {
    if (block.kind === "list") return [...block.points];
    return block.kind === "table" ? block.rows.map((row) => row.text) : [block.text];
  };
  const texts = blocks.flatMap(said);
  return Object.fromEntries(languages.map(({ language }) => [language, texts.map((text) => text[language] ?? "").join(" ")]));
}
