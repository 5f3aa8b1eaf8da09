/** The page of a service: the languages side by side, clause by clause. Self-contained: nothing is loaded but the index of the search. */
import { serviceKebab } from "../../../context.ts";
import type { Service, Text } from "../../../ir/model.ts";
import { buildDocument } from "../build.ts";
import { escapeHtml } from "../escape.ts";
import { type Block, type Document, type Item, letter, type Section } from "../model.ts";
import type { Book } from "../phrases/book.ts";
import { BOOKS } from "../phrases/books.ts";
import { type Languages, labelIn, languagesOf, row, spans } from "./markup.ts";
import { page } from "./page.ts";
import { type Linker, termLinker } from "./terms.ts";
import { drawTimeline } from "./timeline.ts";

export interface HtmlOptions {
  readonly books?: readonly Book[];
  /** Whether the page stands in a site, beside the page of all services. */
  readonly site?: boolean;
  /** Where the generated module of a service stands, as a link from its page. */
  readonly module?: (service: Pick<Service, "name" | "title">) => string | undefined;
}

/** The page of a service in all languages. */
export function writeHtml(service: Service, options: HtmlOptions = {}): string {
  return renderHtml(buildDocument(service, options.books), { ...options, module: () => options.module?.(service) });
}

/** The name of the file that the index expects the page of a service in. */
export function htmlFileName(service: { readonly name: string; readonly title: Text }): string {
  return `${serviceKebab(service.name, service.title.en ?? service.name)}.html`;
}

/** What the parts of one page share. */
interface Sheet {
  readonly books: readonly Book[];
  readonly languages: Languages;
  readonly link: Linker;
  readonly module: string | undefined;
  /** Heading of the section of the source document. */
  readonly source: string | undefined;
}

export function renderHtml(document: Document, { books = BOOKS, site = false, module }: HtmlOptions = {}): string {
  const languages = languagesOf(books);
  const sheet: Sheet = { books, languages, link: termLinker(document), module: module?.(document), source: document.source };
  const contents = document.sections.map(
    ({ anchor, number, title }) => `<li><a href="#${escapeHtml(anchor)}">${number}. ${spans(languages, title)}</a></li>`,
  );
  const label = languages.map(({ language }) => labelIn(books, "contents")[language]).join(" · ");
  const body = `<header><p>${spans(languages, document.categoryTitle)}</p><h1>${spans(languages, document.title)}</h1>
${writtenIn(sheet, document)}</header>
<nav aria-label="${escapeHtml(label)}"><ol>${contents.join("")}</ol></nav>
<main id="text">
${document.sections.map((section) => renderSection(sheet, section)).join("\n")}
</main>`;
  return page(books, { title: document.title, body, site });
}

/** The section of the source document, the contract and the generated code. */
function writtenIn({ books, languages, module }: Sheet, { source, origin }: Document): string {
  const line = (label: "source" | "contract" | "ratingCode", html: string) =>
    `<dt>${spans(languages, labelIn(books, label))}</dt><dd>${html}</dd>`;
  return `<dl class="written">${source === undefined ? "" : line("source", `<span id="source">${escapeHtml(source)}</span>`)}${line(
    "contract",
    `<code>${escapeHtml(origin.file)}</code>`,
  )}${module === undefined ? "" : line("ratingCode", `<a href="${escapeHtml(module)}"><code>${escapeHtml(module.replace(/^.*\//, ""))}</code></a>`)}</dl>`;
}

function renderSection(sheet: Sheet, section: Section): string {
  const { languages, link } = sheet;
  const note = section.note
    ? row(languages, "", (language) => `<p class="note">${link(section.note![language] ?? "", language)}</p>`)
    : "";
  const title = escapeHtml(section.anchor);
  return `<section id="${title}" aria-labelledby="${title}-title">
<h2 id="${title}-title"><span class="number">${section.number}.</span> ${spans(languages, section.title)}</h2>
${note}${section.items.map((item) => renderItem(sheet, item)).join("\n")}
</section>`;
}

function numberLink({ anchor, number }: Item): string {
  return `<a class="number" href="#${escapeHtml(anchor)}">${number}</a>`;
}

function renderItem(sheet: Sheet, item: Item): string {
  const { languages } = sheet;
  const tag = item.kind === "interpretation" || item.kind === "example" ? "article" : "div";
  const heading = item.heading && ((language: string) => `<h3>${escapeHtml(item.heading![language] ?? "")}</h3>`);
  const blocks = item.blocks.map((block, index) => {
    const last = index === item.blocks.length - 1;
    const drawn = last && item.timeline ? renderTimeline(languages, item) : "";
    return drawn + renderBlock(sheet, item, block, index === 0 && heading === undefined ? numberLink(item) : "");
  });
  const head = heading === undefined ? "" : row(languages, numberLink(item), heading, { kind: "head" });
  return `<${tag} class="item ${item.kind}" id="${escapeHtml(item.anchor)}">${head}${blocks.join("")}${places(sheet, item)}</${tag}>`;
}

/** Where an item is written, and what it becomes. */
function places({ module, source }: Sheet, { kind, origin }: Item): string {
  if (origin === undefined || (kind !== "rule" && kind !== "interpretation")) return "";
  const code =
    kind === "rule" && module !== undefined
      ? ` · <a href="${escapeHtml(module)}">${escapeHtml(module.replace(/^.*\//, ""))}</a>`
      : "";
  const section = source === undefined ? "" : ` · <a href="#source">${escapeHtml(source)}</a>`;
  return `<p class="places"><span>${escapeHtml(`${origin.file}:${origin.line}`)}</span>${code}${section}</p>`;
}

function renderBlock({ languages, link }: Sheet, { anchor }: Item, block: Block, lead: string): string {
  const said = (text: Text, language: string) => link(text[language] ?? "", language, anchor);
  switch (block.kind) {
    case "paragraph":
      return row(languages, lead, (language) => `<p>${said(block.text, language)}</p>`);
    case "labelled":
      return row(
        languages,
        lead,
        (language) =>
          `<p><span class="label">${escapeHtml(block.label[language] ?? "")}:</span> ${said(block.text, language)}</p>`,
      );
    case "list":
      return block.points
        .map((point, index) => row(languages, letter(index), (language) => `<p>${said(point, language)}</p>`, { kind: "point" }))
        .join("");
    case "table": {
      const head = row(
        languages,
        block.lead ? spans(languages, block.lead) : "",
        (language) => `<span class="caption">${escapeHtml(block.caption[language] ?? "")}</span>`,
        { kind: "caption" },
      );
      const rows = block.rows.map((each) =>
        row(languages, escapeHtml(each.lead ?? ""), (language) => `<p>${escapeHtml(each.text[language] ?? "")}</p>`, {
          kind: "line",
        }),
      );
      return head + rows.join("");
    }
  }
}

function renderTimeline(languages: Languages, { timeline }: Item): string {
  return row(languages, "", (language) => drawTimeline(timeline!, language), { kind: "drawn" });
}
