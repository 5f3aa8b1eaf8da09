/** The small pieces that pages are made of. Every text passes through `escapeHtml`. */
import type { Text } from "../../../ir/model.ts";
import { escapeHtml } from "../escape.ts";
import type { DocumentLanguage } from "../model.ts";
import type { Book, Labels } from "../phrases/book.ts";

export type Languages = readonly Pick<DocumentLanguage, "language" | "name">[];

export const languagesOf = (books: readonly Book[]): Languages =>
  books.map(({ language, languageName }) => ({ language, name: languageName }));

/** A label in the languages of the books. */
export const labelIn = (books: readonly Book[], label: keyof Labels): Text =>
  Object.fromEntries(books.map(({ language, labels }) => [language, labels[label]]));

/** All languages in one line; a text that is the same in all of them stands there once. */
export function spans(languages: Languages, text: Text): string {
  const different = languages.filter(
    ({ language }, index) => languages.findIndex((each) => text[each.language] === text[language]) === index,
  );
  // what is the same in all languages is never hidden
  const tag = different.length > 1 ? "data-l" : "lang";
  return different
    .map(({ language }) => {
      const code = escapeHtml(language);
      return `<span lang="${code}"${tag === "data-l" ? ` data-l="${code}"` : ""}>${escapeHtml(text[language] ?? "")}</span>`;
    })
    .join("");
}

/** A text in the first of the languages. */
export const textIn = (languages: Languages, text: Text): string => text[languages[0]?.language ?? "en"] ?? "";

/** All languages in one line of plain text, for attributes. */
export const together = (languages: Languages, text: Text): string =>
  [...new Set(languages.map(({ language }) => text[language] ?? ""))].join(" · ");

/** One row: a narrow column, and a cell for each language. */
export function row(
  languages: Languages,
  lead: string,
  content: (language: string) => string,
  { kind = "", attributes = "" } = {},
): string {
  const cells = languages.map(({ language }) => {
    const code = escapeHtml(language);
    return `<div lang="${code}" data-l="${code}">${content(language)}</div>`;
  });
  return `<div class="row${kind === "" ? "" : ` ${kind}`}"${attributes}><div class="lead">${lead}</div>${cells.join("")}</div>`;
}
