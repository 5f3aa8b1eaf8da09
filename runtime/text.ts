/** Small helpers for texts that people read: suggestions, excerpts, lists. */
import { distance } from "fastest-levenshtein";

/** Longer words are not compared: nobody mistypes them, and comparing costs the product of the lengths. */
const LONGEST_WORD = 80;
const EXCERPT = 200;

/** The candidate that was probably meant: the nearest within a third of the word's length (upper and lower case count as equal). */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const steps = distance(wanted, candidate.toLowerCase());
    if (steps < least || (steps === least && best !== undefined && candidate < best)) [best, least] = [candidate, steps];
  }
  return best;
}

/** `Did you mean "…"?`, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = closest(word, candidates);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}

/** The beginning of a text, on one line, without control characters. */
export function excerpt(text: string, length = EXCERPT): string {
  const cut = text.length > length ? `${text.slice(0, length)}…` : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out
  return cut.replace(/[\u0000-\u001f\u007f]/g, " ");
}

/** Compares code unit by code unit: the same order on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
