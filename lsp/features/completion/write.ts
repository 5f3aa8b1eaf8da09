/** The text of completions: what has to follow an item, with placeholders where the author has the word. */

import { keywordOf, type Needed } from "../../../grammar/continuations.ts";
import type { TokenType } from "../../../grammar/index.ts";
import { lex } from "../../../grammar/lexer.ts";
import { snippets } from "../../../grammar/snippets.ts";
import type { AgreedScope } from "./agreed.ts";
import { finderOf } from "./names.ts";

/** Text inside a snippet. */
export const plain = (text: string): string => text.replace(/[\\$}]/g, (c) => `\\${c}`);

/** More names than this are no choice for the eye. */
const CHOICES = 12;

/** An item and all that has to follow it. */
export function writeRest(word: string, rest: readonly Needed[], scope: AgreedScope): string {
  let stop = 0;
  const stopAt = (text: string): string => {
    stop++;
    return `\${${stop}:${plain(text)}}`;
  };
  const write = ({ type, place }: Needed): string => {
    const keyword = keywordOf(type);
    if (keyword !== undefined) return keyword;
    switch (type.name) {
      case "Word": {
        const names = (finderOf(place)?.(scope) ?? []).map(({ name }) => name);
        if (names.length === 0) return stopAt("Name");
        if (names.length === 1 || names.length > CHOICES) return stopAt(names[0]!);
        stop++;
        return `\${${stop}|${names.map((n) => n.replace(/[\\,|$}]/g, (c) => `\\${c}`)).join(",")}|}`;
      }
      case "Text":
        return `"\${${++stop}}"`;
      case "LanguageTag":
        return place.endsWith(".second") && word !== "vi" ? "vi" : "en";
      default:
        return type.PATTERN === undefined || fixed[type.name] === undefined ? image(type) : stopAt(fixed[type.name]!);
    }
  };
  return join([plain(word), ...rest.map(write)]);
}

/** What stands for a token until the author writes it. */
const fixed: Readonly<Record<string, string>> = {
  Number: "1",
  Date: "2026-01-01",
  Month: "2026-01",
  Time: "09:00",
  Phone: "+84901234567",
  TimeUnit: "hours",
  SizeUnit: "GB",
  Currency: "EUR",
};

const image = (type: TokenType): string =>
  type.name === "TimeUnit" || type.name === "SizeUnit"
    ? fixed[type.name]!
    : typeof type.PATTERN === "string"
      ? type.PATTERN === "}"
        ? "\\}"
        : type.PATTERN
      : type.name;

/** With the white space between words that people expect. */
function join(parts: readonly string[]): string {
  return parts.reduce((text, part) => {
    const tight = /^[,.)]/.test(part) || /[(.]$/.test(text) || part === "(";
    return `${text}${tight ? "" : " "}${part}`;
  });
}

/** A whole construct, with the tokens that it is read as. */
export function writeTemplate(keyword: string) {
  const template = Object.hasOwn(snippets, keyword) ? snippets[keyword] : undefined;
  if (template === undefined) return undefined;
  const snippet = template.body.join("\n");
  const { tokens, errors } = lex(withoutStops(snippet));
  if (errors.length > 0) return undefined;
  return { snippet, description: template.description, types: tokens.map(({ tokenType }) => tokenType) };
}

/** A snippet as it stands when nothing is filled in. */
export function withoutStops(snippet: string): string {
  let text = snippet;
  for (let before = ""; before !== text; ) {
    before = text;
    text = text
      .replace(/(^|[^\\])\$\{\d+\|((?:\\.|[^\\|,])*)[^|]*\|\}/g, (_, head: string, first: string) => head + first)
      .replace(/(^|[^\\])\$\{\d+:((?:\\.|[^\\}$])*)\}/g, (_, head: string, inner: string) => head + inner)
      .replace(/(^|[^\\])\$\{\d+\}/g, (_, head: string) => head)
      .replace(/(^|[^\\])\$\d+/g, (_, head: string) => head);
  }
  return text.replace(/\\([\\$},|])/g, "$1");
}
