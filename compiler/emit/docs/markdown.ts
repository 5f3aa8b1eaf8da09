/**
 * A document as Markdown: languages side by side in tables, one item per line, so that a change of one rule is a change
 * of one line in a pull request.
 */
import type { Service, Text } from "../../ir/model.ts";
import { buildDocument } from "./build.ts";
import { escapeMarkdown } from "./escape.ts";
import type { Block, Document, Item, Section } from "./model.ts";
import { letter } from "./model.ts";
import type { Book } from "./phrases/book.ts";
import { BOOKS } from "./phrases/books.ts";

/** The document of a service as one Markdown file, in the languages of the books. */
export function writeMarkdown(service: Service, books: readonly Book[] = BOOKS): string {
  return renderMarkdown(buildDocument(service, books));
}

export function renderMarkdown(document: Document): string {
  const lines = [`# ${together(document, document.title)}`, "", `*${together(document, document.categoryTitle)}*`];
  for (const section of document.sections) lines.push("", ...renderSection(document, section));
  return `${lines.join("\n")}\n`;
}

/** All languages in one line; a text that is the same in all of them stands there once. */
function together(document: Document, text: Text): string {
  return [...new Set(columns(document, text))].map(escapeMarkdown).join(" · ");
}

function columns(document: Document, text: Text): string[] {
  return document.languages.map(({ language }) => text[language] ?? "");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function header(document: Document, section: Section): string[] {
  const names = document.languages.map(({ name }) => escapeMarkdown(name));
  const note = section.note ? [row(columns(document, section.note).map(escapeMarkdown))] : [];
  return [row(names), row(names.map(() => "---")), ...note];
}

function renderSection(document: Document, section: Section): string[] {
  const lines = [`<a id="${section.anchor}"></a>`, "", `## ${section.number}. ${together(document, section.title)}`];
  let inTable = false;
  for (const item of section.items) {
    if (item.blocks.some((block) => block.kind === "table")) {
      lines.push("", ...itemTable(document, item));
      inTable = false;
      continue;
    }
    if (!inTable) lines.push("", ...header(document, section));
    lines.push(itemRow(document, item));
    inTable = true;
  }
  return lines;
}

// ── An item as one row ──────────────────────────────────────────────────────

function itemRow(document: Document, item: Item): string {
  const cells = document.languages.map(({ language }, index) => {
    const anchor = index === 0 ? `<a id="${item.anchor}"></a>` : "";
    const heading = item.heading ? [`**${escapeMarkdown(item.heading[language] ?? "")}**`] : [];
    const [first = "", ...rest] = [...heading, ...item.blocks.flatMap((block) => blockLines(block, language))];
    return [`${anchor}**${item.number}** ${first}`, ...rest].join("<br>");
  });
  return row(cells);
}

function blockLines(block: Block, language: string): string[] {
  const said = (text: Text) => escapeMarkdown(text[language] ?? "");
  switch (block.kind) {
    case "paragraph":
      return [said(block.text)];
    case "labelled":
      return [`*${said(block.label)}:* ${said(block.text)}`];
    case "list":
      return block.points.map((point, index) => `${letter(index)} ${said(point)}`);
    case "table":
      return block.rows.map((each) => said(each.text));
  }
}

// ── An item as a table of its own ───────────────────────────────────────────

function itemTable(document: Document, item: Item): string[] {
  const heading = columns(document, item.heading ?? {}).map(escapeMarkdown);
  const head = [`<a id="${item.anchor}"></a>${item.number}`, ...heading];
  const rows = item.blocks.flatMap((block) => {
    if (block.kind !== "table") return [row(["", ...blockColumns(document, block)])];
    const lead = block.lead ? `**${together(document, block.lead)}**` : "";
    const captions = columns(document, block.caption).map((caption) => `**${escapeMarkdown(caption)}**`);
    const lines = block.rows.map((each) =>
      row([escapeMarkdown(each.lead ?? ""), ...columns(document, each.text).map(escapeMarkdown)]),
    );
    return [row([lead, ...captions]), ...lines];
  });
  return [row(head), row(head.map(() => "---")), ...rows];
}

function blockColumns(document: Document, block: Block): string[] {
  return document.languages.map(({ language }) => blockLines(block, language).join("<br>"));
}
