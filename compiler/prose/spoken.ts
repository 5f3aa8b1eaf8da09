/** Which titles of services the texts of a file can speak of: an editor reads again only texts that a changed title concerns. */
import type { Text } from "../ir/model.ts";
import type { SourceFile } from "../source.ts";
import { proseLanguages } from "./languages/index.ts";
import { wordsOf } from "./words.ts";

const languages = Object.values(proseLanguages);

/** A word as it is compared: in small letters, and in the singular. Two words that can be the same have one of these in common. */
const forms = (word: string): string[] => languages.flatMap(({ singular }) => [word.toLowerCase(), singular(word).toLowerCase()]);

const known = new WeakMap<SourceFile, ReadonlySet<string>>();

/** The words of a file, texts or not, in all their forms. */
function wordsIn(source: SourceFile): ReadonlySet<string> {
  const before = known.get(source);
  if (before !== undefined) return before;
  const words = new Set<string>();
  for (const word of new Set(wordsOf(source.text))) for (const form of forms(word)) words.add(form);
  known.set(source, words);
  return words;
}

/** The titles whose first word stands in one of the files. */
export function spokenOf(titles: readonly Text[], files: readonly SourceFile[]): Text[] {
  const words = files.map(wordsIn);
  return titles.filter((title) =>
    Object.values(title).some((text) => {
      const [first] = wordsOf(text);
      return first !== undefined && forms(first).some((form) => words.some((set) => set.has(form)));
    }),
  );
}
