/** A document as one self-contained HTML page: the languages side by side, no script, nothing loaded from elsewhere. */
import { serviceKebab } from "../../context.ts";
import type { Service, Text } from "../../ir/model.ts";
import { buildDocument } from "./build.ts";
import { escapeHtml } from "./escape.ts";
import { STYLE } from "./html-style.ts";
import type { Block, Document, DocumentLanguage, Item, Section } from "./model.ts";
import type { Book } from "./phrases/book.ts";
import { BOOKS } from "./phrases/books.ts";

/** The page of a service in all languages. */
export function writeHtml(service: Service): string {
  return renderHtml(buildDocument(service));
}

/** The name of the file that the index expects the page of a service in. */
export function htmlFileName(service: { readonly name: string; readonly title: Text }): string {
  return `${serviceKebab(service.name, service.title.en ?? service.name)}.html`;
}

type Languages = readonly DocumentLanguage[];

export function renderHtml(document: Document): string {
  const { languages, sections } = document;
  const contents = sections.map(({ anchor, title }) => `<li><a href="#${anchor}">${spans(languages, title)}</a></li>`);
  const label = languages.map((each) => each.contents).join(" · ");
  return page(
    languages,
    textIn(languages, document.title),
    `<header><p>${spans(languages, document.categoryTitle)}</p><h1>${spans(languages, document.title)}</h1></header>
<nav aria-label="${escapeHtml(label)}"><ol>${contents.join("")}</ol></nav>
<main>
${sections.map((section) => renderSection(languages, section)).join("\n")}
</main>`,
  );
}

/** The list of all services by category, with a link to the page of each. */
export function writeIndex(services: readonly Service[], books: readonly Book[] = BOOKS): string {
  const documents = services.map((service) => buildDocument(service, books));
  const languages = books.map(({ language, languageName, labels }) => ({
    language,
    name: languageName,
    contents: labels.contents,
  }));
  const heading = Object.fromEntries(books.map((book) => [book.language, book.labels.services]));
  const sections = [...new Set(documents.map((document) => document.category))].map((category) => {
    const members = documents.filter((document) => document.category === category);
    const items = members.map(
      (document) => `<li><a href="${escapeHtml(htmlFileName(document))}">${spans(languages, document.title)}</a></li>`,
    );
    return `<section><h2>${spans(languages, members[0]!.categoryTitle)}</h2><ul class="services">${items.join("")}</ul></section>`;
  });
  return page(
    languages,
    textIn(languages, heading),
    `<main><h1>${spans(languages, heading)}</h1>\n${sections.join("\n")}</main>`,
  );
}

function page(languages: Languages, title: string, body: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(languages[0]?.language ?? "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body style="--languages: ${languages.length}">
${body}
</body>
</html>
`;
}

function textIn(languages: Languages, text: Text): string {
  return text[languages[0]?.language ?? "en"] ?? "";
}

/** All languages in one line; a text that is the same in all of them stands there once. */
function spans(languages: Languages, text: Text): string {
  const different = languages.filter(
    ({ language }, index) => languages.findIndex((each) => text[each.language] === text[language]) === index,
  );
  return different
    .map((each) => `<span lang="${escapeHtml(each.language)}">${escapeHtml(text[each.language] ?? "")}</span>`)
    .join("");
}

function renderSection(languages: Languages, section: Section): string {
  const note = section.note ? pair(languages, "", "", (language) => `<p class="note">${said(section.note!, language)}</p>`) : "";
  return `<section id="${escapeHtml(section.anchor)}">
<h2>${section.number}. ${spans(languages, section.title)}</h2>
${note}${section.items.map((item) => renderItem(languages, item)).join("\n")}
</section>`;
}

function said(text: Text, language: string): string {
  return escapeHtml(text[language] ?? "");
}

function pair(languages: Languages, attributes: string, number: string, content: (language: string) => string): string {
  const cells = languages.map(({ language }) => `<div lang="${escapeHtml(language)}">${content(language)}</div>`);
  return `<div class="pair"${attributes}><div>${number}</div>${cells.join("")}</div>`;
}

function numberLink({ anchor, number }: Item): string {
  return `<a class="number" href="#${escapeHtml(anchor)}">${number}</a>`;
}

function renderItem(languages: Languages, item: Item): string {
  if (item.blocks.some((block) => block.kind === "table")) return itemTable(languages, item);
  return pair(languages, ` id="${escapeHtml(item.anchor)}"`, numberLink(item), (language) => {
    const heading = item.heading ? `<h3>${said(item.heading, language)}</h3>` : "";
    return heading + item.blocks.map((block) => renderBlock(block, language)).join("");
  });
}

function renderBlock(block: Block, language: string): string {
  switch (block.kind) {
    case "paragraph":
      return `<p>${said(block.text, language)}</p>`;
    case "labelled":
      return `<p><span class="label">${said(block.label, language)}:</span> ${said(block.text, language)}</p>`;
    case "list":
      return `<ol>${block.points.map((point) => `<li>${said(point, language)}</li>`).join("")}</ol>`;
    case "table":
      return block.rows.map((row) => `<p>${said(row.text, language)}</p>`).join("");
  }
}

function itemTable(languages: Languages, item: Item): string {
  const cells = (tag: string, text: (language: string) => string) =>
    languages.map(({ language }) => `<${tag} lang="${escapeHtml(language)}">${text(language)}</${tag.split(" ")[0]}>`).join("");
  const groups = item.blocks.map((block) => {
    if (block.kind !== "table") return `<tr><td></td>${cells("td", (language) => renderBlock(block, language))}</tr>`;
    const lead = block.lead ? spans(languages, block.lead) : "";
    const rows = block.rows.map(
      (row) =>
        `<tr><th scope="row">${escapeHtml(row.lead ?? "")}</th>${cells("td", (language) => said(row.text, language))}</tr>`,
    );
    const head = `<tr><th scope="colgroup">${lead}</th>${cells('th scope="colgroup"', (language) => said(block.caption, language))}</tr>`;
    return `${head}\n${rows.join("\n")}`;
  });
  const columns = `<colgroup><col class="lead">${languages.map(() => "<col>").join("")}</colgroup>`;
  const heads = cells('th scope="col"', (language) => said(item.heading ?? {}, language));
  return `<table id="${escapeHtml(item.anchor)}">${columns}
<thead><tr><th scope="col">${numberLink(item)}</th>${heads}</tr></thead>
${groups.map((group) => `<tbody>${group}</tbody>`).join("\n")}
</table>`;
}
