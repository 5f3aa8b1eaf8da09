/** Every text of a file in its languages: figures, names, addresses and kinds of thing must agree. */
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import { D } from "../diagnostics/registry.ts";
import { proseLanguages } from "./languages/index.ts";
import { type Difference, differences } from "./parallel.ts";
import type { Passage } from "./passage.ts";

const kinds = {
  figure: D.differentFigures,
  name: D.differentNames,
  link: D.differentLinks,
  concept: D.differentMeanings,
} as const satisfies Record<Difference["kind"], unknown>;

/** Compares each further language of a passage with its first one. */
export function checkTranslations(passages: readonly Passage[], diagnostics: Diagnostics): void {
  for (const passage of passages) {
    const [first, ...others] = Object.keys(passage.text).filter((tag) => Object.hasOwn(proseLanguages, tag));
    if (first === undefined) continue;
    for (const other of others) {
      const found = differences([proseLanguages[first]!, passage.text[first]!], [proseLanguages[other]!, passage.text[other]!]);
      for (const { kind, says, insteadOf, at, other: counterpart } of found) {
        const { source, span } = passage.place(at.language, at.start, at.end);
        diagnostics.report(
          kinds[kind],
          {
            language: proseLanguages[at.language]!.name,
            says,
            other: proseLanguages[counterpart]!.name,
            insteadOf,
          },
          source,
          span,
        );
      }
    }
  }
}
