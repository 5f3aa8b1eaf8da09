/** What all pages have: the head, the choice of language, the search, and a policy that lets nothing but our own script run. */

import type { Text } from "../../../ir/model.ts";
import { escapeHtml } from "../escape.ts";
import type { Book } from "../phrases/book.ts";
import { labelIn, languagesOf, spans, textIn, together } from "./markup.ts";
import { SCRIPT, SCRIPT_HASH } from "./script.ts";
import { STYLE } from "./style.ts";

/** Where the pages keep what the search looks in, and the page of all services. */
export const SEARCH_INDEX = "search-index.js";
export const INDEX_PAGE = "index.html";

const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}' 'self' file:; connect-src 'self'; base-uri 'none'; form-action 'none'`;

export interface PageParts {
  readonly title: Text;
  /** HTML between the head of the page and its end. */
  readonly body: string;
  /** Whether the page is one of a site, with the page of all services and the search beside it. */
  readonly site: boolean;
}

export function page(books: readonly Book[], { title, body, site }: PageParts): string {
  const languages = languagesOf(books);
  const label = (name: Parameters<typeof labelIn>[1]) => labelIn(books, name);
  const all = languages.map(({ language }) => language).join(" ");
  const none = escapeHtml(together(languages, label("noResults")));
  const search = `<search><input id="search" type="search" autocomplete="off" data-index="${SEARCH_INDEX}" aria-label="${escapeHtml(together(languages, label("search")))}" placeholder="${escapeHtml(together(languages, label("search")))}"><ul id="results" data-none="${none}" aria-live="polite" hidden></ul></search>`;
  const home = `<a class="home" href="${INDEX_PAGE}">${spans(languages, label("services"))}</a>`;
  const choices = [
    ...languages.map(({ language, name }) => ({ language, name, lang: ` lang="${escapeHtml(language)}"` })),
    { language: "all", name: together(languages, label("sideBySide")), lang: "" },
  ].map(
    ({ language, name, lang }) =>
      `<button type="button" data-choose="${escapeHtml(language)}" aria-pressed="false"${lang}>${escapeHtml(name)}</button>`,
  );
  const chooser =
    languages.length > 1
      ? `<div class="languages" role="group" aria-label="${escapeHtml(together(languages, label("language")))}">${choices.join("")}</div>`
      : "";
  return `<!doctype html>
<html lang="${escapeHtml(languages[0]?.language ?? "en")}" data-languages="${escapeHtml(all)}" style="--languages: ${languages.length}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<title>${escapeHtml(together(languages, title))}</title>
<style>${STYLE}${hidden(languages.map(({ language }) => language))}</style>
</head>
<body>
<a class="skip" href="#text">${escapeHtml(textIn(languages, label("skip")))}</a>
<div class="bar" role="region" aria-label="${escapeHtml(together(languages, label("contents")))}">${site ? home + search : ""}${chooser}</div>
${body}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** A language that was not chosen is not shown. */
function hidden(languages: readonly string[]): string {
  return languages
    .filter((language) => /^[a-z]{2,3}$/.test(language))
    .map((language) => `html[data-show="${language}"] [data-l]:not([data-l="${language}"]) { display: none; }\n`)
    .join("");
}
