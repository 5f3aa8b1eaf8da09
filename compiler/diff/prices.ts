/** The rows in which two editions of a rate card differ. */

import type { Book } from "../emit/docs/phrases/book.ts";
import { inEveryLanguage } from "../emit/docs/phrases/books.ts";
import type { Price, RateRow, Text } from "../ir/model.ts";
import { paired } from "./facets.ts";

type Rates = Extract<Price, { readonly kind: "rates" }>;

/** Rows that are written out; what is more is only counted. */
const MAX_ROWS = 12;

interface Words {
  readonly from: (day: string) => string;
  readonly until: (day: string) => string;
  readonly none: string;
  readonly more: (count: string) => string;
}

const words: Readonly<Record<string, Words>> = {
  en: {
    from: (day) => `from ${day}`,
    until: (day) => `until ${day}`,
    none: "no price",
    more: (count) => `and ${count} more`,
  },
  vi: {
    from: (day) => `từ ${day}`,
    until: (day) => `đến ${day}`,
    none: "không có giá",
    more: (count) => `và ${count} dòng nữa`,
  },
};

/** Rows that are new, gone or otherwise priced, as they were and as they are; undefined when there are none. */
export function rowChanges(
  before: Rates,
  after: Rates,
  currency: string,
): { readonly before: Text; readonly after: Text } | undefined {
  const keyOf = (row: RateRow) => JSON.stringify([row.key, row.from ?? "", row.until ?? ""]);
  const changed = paired(before.rows, after.rows, keyOf).filter(({ was, is }) => was?.price !== is?.price);
  if (changed.length === 0) return undefined;
  const side = (pick: (pair: (typeof changed)[number]) => RateRow | undefined): Text =>
    inEveryLanguage((book) => {
      const { more } = words[book.language]!;
      const lines = changed.slice(0, MAX_ROWS).map((pair) => rowWords(book, (pair.is ?? pair.was)!, pick(pair)?.price, currency));
      if (changed.length > MAX_ROWS) lines.push(more(book.number(String(changed.length - MAX_ROWS))));
      return lines.join("\n");
    });
  return { before: side(({ was }) => was), after: side(({ is }) => is) };
}

/** "VN from 2026-04-01: 0.05 EUR" */
function rowWords(book: Book, { key, from, until }: RateRow, price: string | undefined, currency: string): string {
  const said = words[book.language]!;
  const days = [from === undefined ? [] : [said.from(from)], until === undefined ? [] : [said.until(until)]].flat();
  return `${[key.join(" "), ...days].join(" ")}: ${price === undefined ? said.none : book.money(price, currency)}`;
}
