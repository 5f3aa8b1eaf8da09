/** The phrase books there are. One more language is one more entry. */
import type { Text } from "../../../ir/model.ts";
import type { Book } from "./book.ts";
import { english } from "./en.ts";
import { vietnamese } from "./vi.ts";

export const BOOKS: readonly Book[] = [english, vietnamese];

/** Something said in the language of every book. */
export function inEveryLanguage(say: (book: Book) => string, books: readonly Book[] = BOOKS): Text {
  return Object.fromEntries(books.map((book) => [book.language, say(book)]));
}
