/** English words: articles, plurals, numbers and money in words. */
import { toCardinal } from "n2words/en-GB";
import type { DecimalText } from "../../../ir/model.ts";
import { grouped, isOne, MOST_DIGITS, parts } from "./numbers.ts";

// ── Nouns ───────────────────────────────────────────────────────────────────

/** Words after which a noun phrase only describes its head: "message | sent by the client". */
const AFTER_HEAD = new Set(
  (
    "of to from by in on at for with without within outside inside under over after before between across upon per " +
    "that which who whose sent received made taken held given kept put left begun shown"
  ).split(" "),
);

const IRREGULAR: Readonly<Record<string, string>> = {
  person: "persons",
  man: "men",
  woman: "women",
  child: "children",
  criterion: "criteria",
  series: "series",
  traffic: "traffic",
  storage: "storage",
  information: "information",
};

function headIndex(words: readonly string[]): number {
  const end = words.findIndex((word, index) => index > 0 && (AFTER_HEAD.has(word) || isParticiple(words, index)));
  const last = (end === -1 ? words.length : end) - 1;
  return end !== -1 && last > 0 && /[a-z]ly$/.test(words[last] ?? "") ? last - 1 : last;
}

/** "call | answered by a person", "access | granted", but not "leased | number". */
function isParticiple(words: readonly string[], index: number): boolean {
  const next = words[index + 1];
  return /[a-z]ed$/.test(words[index] ?? "") && (next === undefined || AFTER_HEAD.has(next) || /ly$/.test(next));
}

function pluralWord(word: string): string {
  const lower = word.toLowerCase();
  const irregular = Object.hasOwn(IRREGULAR, lower) ? IRREGULAR[lower] : undefined;
  if (irregular !== undefined) return word[0] + irregular.slice(1);
  if (/^[A-Z0-9]+$/.test(word)) return word.endsWith("S") ? word : `${word}s`;
  if (/(?<![aeiou])y$/i.test(word)) return `${word.slice(0, -1)}ies`;
  if (isPluralWord(word)) return word;
  if (/(s|x|z|ch|sh)$/i.test(word)) return `${word}es`;
  return `${word}s`;
}

function isPluralWord(word: string): boolean {
  return /[^sui]s$/.test(word) && !/^[A-Z0-9]+$/.test(word);
}

function singularWord(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return isPluralWord(word) ? word.slice(0, -1) : word;
}

/** The words before a comma, among which the head is, and what follows: "Active Users | , whoever writes". */
function untilComma(noun: string): readonly [words: string[], rest: string] {
  const whole = bare(noun);
  const comma = whole.indexOf(",");
  return comma === -1 ? [whole.split(" "), ""] : [whole.slice(0, comma).split(" "), whole.slice(comma)];
}

function changeHead(noun: string, change: (word: string) => string): string {
  const [words, rest] = untilComma(noun);
  const index = headIndex(words);
  words[index] = change(words[index] ?? "");
  return words.join(" ") + rest;
}

/** Without an article in front. */
export function bare(noun: string): string {
  return noun.replace(/^(a|an|the) /i, "");
}

export function plural(noun: string): string {
  return changeHead(noun, pluralWord);
}

export function singular(noun: string): string {
  return changeHead(noun, singularWord);
}

/** True when the noun is written in the plural: "Monthly Active Users". */
export function isPlural(noun: string): boolean {
  const [words] = untilComma(noun);
  return isPluralWord(words[headIndex(words)] ?? "");
}

/** With "a" or "an". */
export function withArticle(noun: string): string {
  if (isPlural(noun)) return bare(noun);
  const word = bare(noun);
  const vowel = /^(?:[aeio]|u(?!s[aei]|ni|til|rl)|hour|honest|heir)/i.test(word) && !/^(?:one|once|eu)/i.test(word);
  const spelled = /^[A-Z][A-Z0-9]*\b/.exec(word)?.[0];
  const letters = spelled !== undefined && spelled.length > 1 && !/[AEIOU]/.test(spelled.slice(1));
  return `${(letters ? /^[AEFHILMNORSX]/.test(word) : vowel) ? "an" : "a"} ${word}`;
}

/** With "the", unless the noun says already whose it is: "WhatsApp's official price list". */
export function definite(noun: string): string {
  return /^(the|a|an|its|their) /i.test(noun) || /^\S+['’]s? /.test(noun) ? noun : `the ${noun}`;
}

// ── Numbers ─────────────────────────────────────────────────────────────────

export function number(value: DecimalText): string {
  return grouped(value, ",", ".");
}

/** "three hundred", "zero point zero five"; undefined for numbers too great to be read. */
export function numberInWords(value: DecimalText): string | undefined {
  const { negative, whole, fraction } = parts(value);
  if (whole.length > MOST_DIGITS) return undefined;
  const digits = [...fraction].map((digit) => toCardinal(digit));
  return `${negative ? "minus " : ""}${toCardinal(whole)}${digits.length > 0 ? ` point ${digits.join(" ")}` : ""}`;
}

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  AUD: ["Australian dollar", "Australian dollars"],
  CHF: ["Swiss franc", "Swiss francs"],
  CNY: ["yuan", "yuan"],
  EUR: ["euro", "euros"],
  GBP: ["pound sterling", "pounds sterling"],
  IDR: ["rupiah", "rupiah"],
  INR: ["Indian rupee", "Indian rupees"],
  JPY: ["yen", "yen"],
  KRW: ["won", "won"],
  MYR: ["ringgit", "ringgit"],
  PHP: ["Philippine peso", "Philippine pesos"],
  SGD: ["Singapore dollar", "Singapore dollars"],
  THB: ["baht", "baht"],
  USD: ["US dollar", "US dollars"],
  VND: ["dong", "dong"],
};

/** "300 EUR (three hundred euros)". */
export function moneyInWords(amount: DecimalText, currency: string): string {
  const figures = `${number(amount)} ${currency}`;
  const words = numberInWords(amount);
  if (words === undefined) return figures;
  const [one, many] = CURRENCIES[currency] ?? [currency, currency];
  return `${figures} (${words} ${isOne(amount) ? one : many})`;
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/** "a, b and c"; longer items are set apart by semicolons: "a; b; or c". */
export function list(items: readonly string[], word = "and", separator: "," | ";" = ","): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(`${separator} `)}${separator === ";" ? ";" : ""} ${word} ${items.at(-1)}`;
}
