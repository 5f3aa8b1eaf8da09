/** Words of a text, and where sequences of words occur in it. */
import type { ProseLanguage } from "./languages/language.ts";

export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What people call something, as a sequence of words. */
export interface Title<T> {
  readonly words: readonly string[];
  readonly of: T;
}

export interface Occurrence<T> {
  readonly of: T;
  readonly start: number;
  readonly end: number;
}

const wordPattern = /[\p{L}\p{M}\d]+/gu;
/** What may stand between two words of one title. */
const gap = /^[^\p{L}\p{M}\d.;:!?]{1,2}$/u;

/** A text that is laid out for searching. */
export interface Laid {
  readonly text: string;
  readonly words: readonly Word[];
  /** True where the next word follows in the same phrase. */
  readonly joined: readonly boolean[];
  /** True where only a space or a hyphen stands before the next word. */
  readonly close: readonly boolean[];
}

const laidOut = new Map<string, Laid>();
/** Texts that are remembered: those of a large workspace. */
const MOST_TEXTS = 50_000;

/** Lays a text out; the same text is laid out once. */
export function layOut(text: string): Laid {
  const known = laidOut.get(text);
  if (known !== undefined) return known;
  const laid = layOutAnew(text);
  if (laidOut.size >= MOST_TEXTS) laidOut.clear();
  laidOut.set(text, laid);
  return laid;
}

function layOutAnew(text: string): Laid {
  const words = [...text.matchAll(wordPattern)].map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length }));
  const joined = words.map((w, i) => words[i + 1] !== undefined && gap.test(text.slice(w.end, words[i + 1]!.start)));
  const close = words.map((w, i) => words[i + 1] !== undefined && /^[\s\u00a0-]$/.test(text.slice(w.end, words[i + 1]!.start)));
  return { text, words, joined, close };
}

/** The words of a title. */
export const wordsOf = (title: string): string[] => layOut(title).words.map((w) => w.text);

/** True when the words from `at` on are those of a title; the last one also in the plural. */
export function matchesAt(laid: Laid, at: number, title: readonly string[], language: ProseLanguage, exact: boolean): boolean {
  if (title.length === 0 || at + title.length > laid.words.length) return false;
  const same = (a: string, b: string) => (exact ? a === b : a.toLowerCase() === b.toLowerCase());
  return title.every((wanted, i) => {
    const found = laid.words[at + i]!.text;
    if (i < title.length - 1) return same(found, wanted) && laid.joined[at + i]!;
    return same(found, wanted) || same(language.singular(found), language.singular(wanted));
  });
}

/** True when a title stands anywhere in a text, whatever its capitals. */
export function stands(laid: Laid, title: readonly string[], language: ProseLanguage): boolean {
  const first = title[0];
  if (first === undefined) return false;
  return laid.words.some((word, i) => mayBe(word.text, first, language) && matchesAt(laid, i, title, language, false));
}

/** False only where two words cannot be the same, in the plural or not. */
const mayBe = (found: string, wanted: string, language: ProseLanguage): boolean =>
  found.charCodeAt(0) === wanted.charCodeAt(0) ||
  found[0]!.toLowerCase() === wanted[0]!.toLowerCase() ||
  language.singular(found)[0]?.toLowerCase() === language.singular(wanted)[0]?.toLowerCase();

/** Titles by their first word, for finding in texts. */
export class Titles<T> {
  readonly #byWord = new Map<string, { readonly title: Title<T>; readonly order: number }[]>();
  readonly #language: ProseLanguage;
  readonly #count: number;
  readonly #common: Titles<T> | undefined;

  /** `common` are further titles, after these: they are put in order once, however many share them. */
  constructor(titles: readonly Title<T>[], language: ProseLanguage, common?: Titles<T>) {
    this.#language = language;
    this.#count = titles.length;
    this.#common = common;
    titles.forEach((title, order) => {
      const first = title.words[0];
      for (const key of first === undefined ? [] : this.#keys(first)) {
        const others = this.#byWord.get(key);
        if (others === undefined) this.#byWord.set(key, [{ title, order }]);
        else others.push({ title, order });
      }
    });
  }

  #keys(word: string): ReadonlySet<string> {
    return new Set([word.toLowerCase(), this.#language.singular(word).toLowerCase()]);
  }

  *#under(key: string): Generator<{ readonly title: Title<T>; readonly order: number }> {
    yield* this.#byWord.get(key) ?? [];
    if (this.#common === undefined) return;
    for (const { title, order } of this.#common.#under(key)) yield { title, order: this.#count + order };
  }

  /** The titles that begin at a word, the longest first. A title with a capital is matched with its capitals when `exact`. */
  at(laid: Laid, word: number, exact: boolean): Title<T>[] {
    const found = new Map<number, Title<T>>();
    for (const key of this.#keys(laid.words[word]!.text)) {
      for (const { title, order } of this.#under(key)) {
        if (matchesAt(laid, word, title.words, this.#language, exact && isCapitalised(title.words))) found.set(order, title);
      }
    }
    const inOrder = [...found].sort(([a], [b]) => a - b).map(([, title]) => title);
    return inOrder.sort((a, b) => b.words.length - a.words.length);
  }

  /** Where titles occur, the longest first: "Viber User" hides "Viber" inside it. */
  occurrences(laid: Laid, exact: boolean): Occurrence<T>[] {
    const found: Occurrence<T>[] = [];
    for (let i = 0; i < laid.words.length; ) {
      const here = this.at(laid, i, exact);
      const length = here[0]?.words.length ?? 1;
      for (const title of here) {
        if (title.words.length === length)
          found.push({ of: title.of, start: laid.words[i]!.start, end: laid.words[i + length - 1]!.end });
      }
      i += length;
    }
    return found;
  }
}

/** True when a title begins with a capital, as defined terms do. */
export const isCapitalised = (words: readonly string[]): boolean => /^\p{Lu}/u.test(words[0] ?? "");

/** True when a word begins a sentence, so that its capital says nothing. */
export function beginsSentence(laid: Laid, word: Word): boolean {
  const before = laid.text.slice(0, word.start).replace(/["“‘(«[]+$/, "");
  return before.trim() === "" || /[.!?:…][\s\u00a0]+$/.test(before);
}

/** The text without what is only quoted, addresses on the internet and parameters; the length stays. */
export function withoutQuotations(text: string): string {
  const blank = (found: string) => " ".repeat(found.length);
  return text
    .replace(/“[^”]*”|‘[^’]*’|«[^»]*»|"[^"]*"/g, blank)
    .replace(/https?:\/\/\S+|\S+@\S+\.\S+/g, blank)
    .replace(/\{[^{}]*\}/g, blank);
}
