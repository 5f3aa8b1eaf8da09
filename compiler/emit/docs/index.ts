/** The documentation back-end: sentences, documents, and the formats they are written in. */
export { buildDocument, rulesOf } from "./build.ts";
export { renderDocx, writeDocx } from "./docx/index.ts";
export { anchorOf, escapeDocx, escapeHtml, escapeMarkdown } from "./escape.ts";
export { type HtmlOptions, htmlFileName, renderHtml, siteFiles, writeHtml, writeIndex } from "./html/index.ts";
export { renderMarkdown, writeMarkdown } from "./markdown.ts";
export type { Block, Document, Item, Row, Section } from "./model.ts";
export type { Book, Labels, Phrases } from "./phrases/book.ts";
export { BOOKS } from "./phrases/books.ts";
export type { Rule } from "./phrases.ts";
export { conditionPhrase, quantityPhrase, ruleSentence, unitPhrase } from "./phrases.ts";
