/** Diagnostics about translations: 5xxx. */
import { define, meant, type Unknown } from "./define.ts";

export const translations = {
  missingLanguage: define<{ what: string; language: string }>(
    "SDL5001",
    "error",
    (p) => `${p.what} has no text in "${p.language}".`,
    (p) => `Add \`${p.language} "…"\`.`,
  ),
  missingTitle: define<{ what: string; name: string }>(
    "SDL5002",
    "warning",
    (p) => `The ${p.what} \`${p.name}\` is used in a rule and has no title.`,
    (p) =>
      p.what === "field" || p.what === "value"
        ? 'Add `en "…" vi "…"` behind it; the documents show it instead of the name.'
        : 'Add `title en "…" vi "…"`; the documents show it instead of the name.',
  ),
  repeatedLanguage: define<{ language: string }>(
    "SDL5003",
    "error",
    (p) => `The language "${p.language}" is given twice.`,
    () => "Keep one of the two texts.",
  ),
  unknownParameter: define<Unknown>(
    "SDL5004",
    "error",
    (p) => `The text speaks of {${p.name}}, which ${p.what} does not have.`,
    meant,
  ),
  missingArgument: define<{ kind: string; name: string; parameter: string }>(
    "SDL5005",
    "error",
    (p) => `The ${p.kind} ${p.name} needs \`${p.parameter}\`.`,
    (p) => `Write \`${p.name}(${p.parameter}: "…")\`.`,
  ),
  differentParameters: define<{ language: string; parameter: string }>(
    "SDL5006",
    "error",
    (p) => `The "${p.language}" text does not mention {${p.parameter}}, the others do.`,
    () => "All languages must say the same.",
  ),
} as const;
