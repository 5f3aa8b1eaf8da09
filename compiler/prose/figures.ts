/** Numbers in prose, in digits and in words, with their units: "24 hours", "16 tuổi", "10.000 EUR", "mười sáu ngày". */
import { codes as currencyCodes } from "currency-codes";
import type { NumberWord, ProseLanguage } from "./languages/language.ts";

export interface Figure {
  /** The value as a decimal in its shortest form. */
  readonly value: string;
  /** A kind of unit or a currency; nothing for a bare number. */
  readonly unit?: string;
  /** False for words that may be something else than a number; they answer a figure of another language and ask for none. */
  readonly sure: boolean;
  readonly start: number;
  readonly end: number;
}

const letter = "\\p{L}\\p{M}";
const digits = new RegExp(`(?<![${letter}\\d_]|\\d[.,])\\d+(?:[.,]\\d+)*(?![\\d_])`, "gu");
const wordPattern = new RegExp(`[${letter}]+`, "gu");
/** Unit behind a number in any language: sizes, percent, and currency codes and signs. */
const neutralUnits: readonly (readonly [string, string])[] = [
  ["%", "percent"],
  ...["KB", "MB", "GB", "TB"].map((u) => [u, u] as const),
  ["€", "EUR"],
  ["₫", "VND"],
  ["\\$", "USD"],
];
/** The currencies of ISO 4217. */
export const currencies: ReadonlySet<string> = new Set(currencyCodes());

/** Removes what only looks like numbers: parameters, addresses on the internet, names with digits. The length stays. */
export function withoutNames(text: string): string {
  return text
    .replace(/\{[^{}]*\}/g, blank)
    .replace(/https?:\/\/\S+|\S+@\S+\.\S+/g, blank)
    .replace(/\p{L}+[-/]?\d[\p{L}\d-]*/gu, blank);
}

const blank = (found: string): string => " ".repeat(found.length);

/** All figures of a text. A number that is repeated in brackets, "10 (ten)", counts once. */
export function figuresOf(raw: string, language: ProseLanguage): Figure[] {
  const text = withoutNames(raw);
  const reader = unitReader(language);
  const found = [...inDigits(text, language, reader), ...inWords(text, language, reader)].sort((a, b) => a.start - b.start);
  return found.filter((f, i) => {
    const previous = found[i - 1];
    return !(previous !== undefined && previous.value === f.value && /^[^\p{L}\d]*\($/u.test(text.slice(previous.end, f.start)));
  });
}

type UnitReader = (text: string, from: number) => { readonly unit: string; readonly end: number } | undefined;

const readers = new Map<ProseLanguage, UnitReader>();

/** Reads the unit that stands directly behind a number. */
function unitReader(language: ProseLanguage): UnitReader {
  const made = readers.get(language) ?? makeUnitReader(language);
  readers.set(language, made);
  return made;
}

function makeUnitReader(language: ProseLanguage): UnitReader {
  const patterns = [...language.units, ...neutralUnits].map(([pattern, unit]) => {
    const wordy = /[\p{L}]$/u.test(pattern.replace(/\W+$/, ""));
    return [new RegExp(`[\\s\\u00a0-]?(?:${pattern})${wordy ? `(?![${letter}])` : ""}`, "iuy"), unit] as const;
  });
  return (text, from) => {
    for (const [pattern, unit] of patterns) {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (match !== null) return { unit, end: from + match[0].length };
    }
    const code = /^[\s\u00a0]?([A-Z]{3})(?![\p{L}\d])/u.exec(text.slice(from, from + 8));
    return code !== null && currencies.has(code[1]!) ? { unit: code[1]!, end: from + code[0].length } : undefined;
  };
}

function inDigits(text: string, language: ProseLanguage, unitAt: UnitReader): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(digits)) {
    const start = match.index;
    const end = start + match[0].length;
    // a time of day: the minutes count only when there are any
    if (/^:0+(?!\d)/.test(text.slice(end)) || (text[start - 1] === ":" && /^0+$/.test(match[0]))) {
      if (text[start - 1] !== ":") found.push({ value: canonical(match[0]), sure: true, start, end });
      continue;
    }
    const unit = unitAt(text, end) ?? before(text, start);
    found.push({
      value: valueIn(match[0], language),
      ...(unit && { unit: unit.unit }),
      sure: true,
      start,
      end: Math.max(end, unit?.end ?? end),
    });
  }
  return found;
}

/** "EUR 300", "€300" */
function before(text: string, start: number): { readonly unit: string; readonly end: number } | undefined {
  const head = text.slice(Math.max(0, start - 5), start);
  const code = /(?<![\p{L}])([A-Z]{3})[\s\u00a0]$/u.exec(head)?.[1];
  if (code !== undefined && currencies.has(code)) return { unit: code, end: start };
  const sign = /([€₫$])[\s\u00a0]?$/u.exec(head)?.[1];
  return sign === undefined ? undefined : { unit: { "€": "EUR", "₫": "VND", $: "USD" }[sign]!, end: start };
}

/** Digits with marks as a decimal. A mark divides thousands when groups of three follow it and the language does not use it for decimals. */
function valueIn(written: string, language: ProseLanguage): string {
  const group = language.decimalMark === "." ? "," : ".";
  const grouped = new RegExp(`^[1-9]\\d{0,2}(?:\\${group}\\d{3})+(?:\\${language.decimalMark}\\d+)?$`);
  if (grouped.test(written)) return canonical(written.replaceAll(group, "").replace(language.decimalMark, "."));
  const marks = written.match(/[.,]/g) ?? [];
  return marks.length === 1 ? canonical(written.replace(",", ".")) : marks.length === 0 ? canonical(written) : written;
}

function canonical(decimal: string): string {
  const [whole = "0", fraction = ""] = decimal.split(".");
  const f = fraction.replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "")}${f === "" ? "" : `.${f}`}`;
}

/** Runs of number words: "twenty-four", "hai mươi bốn". */
function inWords(text: string, language: ProseLanguage, unitAt: UnitReader): Figure[] {
  const words = [...text.matchAll(wordPattern)].map((m) => ({
    word: m[0].toLowerCase(),
    start: m.index,
    end: m.index + m[0].length,
  }));
  const numberAt = (i: number): NumberWord | undefined =>
    words[i] !== undefined && Object.hasOwn(language.numbers, words[i].word) ? language.numbers[words[i].word] : undefined;
  const close = (i: number, j: number) => /^[\s\u00a0-]$/.test(text.slice(words[i]!.end, words[j]!.start));
  const found: Figure[] = [];
  for (let i = 0; i < words.length; ) {
    const first = numberAt(i);
    // a word that multiplies says nothing by itself, and may be another word: "tỷ lệ"
    if (first === undefined || first.times) {
      i++;
      continue;
    }
    const run = [first];
    let last = i;
    for (;;) {
      const joined = words[last + 1] !== undefined && language.joins.includes(words[last + 1]!.word) ? last + 2 : last + 1;
      const next = numberAt(joined);
      if (
        next === undefined ||
        !continues(run, next) ||
        !(joined === last + 1 ? close(last, joined) : close(last, last + 1) && close(last + 1, joined))
      )
        break;
      run.push(next);
      last = joined;
    }
    const start = words[i]!.start;
    const end = words[last]!.end;
    const unit = unitAt(text, end);
    const ordinal = i > 0 && language.notBefore.includes(words[i - 1]!.word) && close(i - 1, i);
    // "a hundred reasons" counts nothing, "a hundred days" does
    const counts = first.sure === "always" || unit !== undefined || run.length > (first.sure === "never" ? 2 : 1);
    const sure = !ordinal && counts && (run.length > 1 || first.sure !== "never");
    found.push({ value: String(composed(run)), ...(unit && { unit: unit.unit }), sure, start, end: unit?.end ?? end });
    i = last + 1;
  }
  return found;
}

/** True when the word can belong to the number before it: "twenty" + "four", "one" + "hundred", but not "one" + "two". */
function continues(run: readonly NumberWord[], next: NumberWord): boolean {
  if (!Number.isInteger(next.value)) return false;
  if (next.times) return true;
  const last = run.at(-1)!;
  if (last.times) return next.value < last.value;
  return last.value >= 10 && last.value % 10 === 0 && next.value < 10 && next.value > 0 && next.sure !== "never";
}

/** The value of a run of number words. */
function composed(run: readonly NumberWord[]): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const { value, times } of run) {
    if (times && value >= 1000) {
      total += (group + digit || 1) * value;
      group = digit = 0;
    } else if (times) {
      group += (digit || 1) * value;
      digit = 0;
    } else if (value >= 10) group += value;
    else digit = value;
  }
  return total + group + digit;
}
