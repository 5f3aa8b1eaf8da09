/** Diagnostics about prose: 51xx what the languages say differently, 52xx defined terms. */
import { define } from "./define.ts";

interface Difference {
  readonly language: string;
  readonly says: string;
  readonly other: string;
  readonly insteadOf?: string | undefined;
}

const differs = (p: Difference): string =>
  p.insteadOf === undefined
    ? `The ${p.language} text says “${p.says}”, which the ${p.other} text does not say.`
    : `The ${p.language} text says “${p.says}” where the ${p.other} text says “${p.insteadOf}”.`;

export const prose = {
  differentFigures: define<Difference>("SDL5101", "error", differs, (p) =>
    p.says === p.insteadOf
      ? "The same digits are another number there: English groups thousands as in 10,000.5, Vietnamese as in 10.000,5."
      : "Amounts, periods and percentages must be the same in all languages.",
  ),
  differentNames: define<Difference>("SDL5102", "warning", differs, () => "Names and acronyms stay the same in all languages."),
  differentLinks: define<Difference>("SDL5103", "warning", differs, () => "Refer all readers to the same place."),
  differentMeanings: define<Difference>(
    "SDL5105",
    "warning",
    differs,
    () => "The two exclude each other; correct the one that is wrong.",
  ),
  differentTerms: define<{ language: string; title: string; other: string; expected: string }>(
    "SDL5104",
    "warning",
    (p) => `The ${p.language} text speaks of “${p.title}”; the ${p.other} text does not use its term for it, “${p.expected}”.`,
    () => "Use the defined term in all languages, or in none.",
  ),
  undefinedTerm: define<{ term: string }>(
    "SDL5201",
    "warning",
    (p) => `“${p.term}” is used like a defined term and never defined.`,
    () =>
      "Define it with `definition`, write it in small letters, list it under `names` if it is a proper name, or put it between quotation marks (“…”) where it is only quoted.",
  ),
  unusedProperName: define<{ name: string }>(
    "SDL5204",
    "warning",
    (p) => `The proper name “${p.name}” stands in no text.`,
    () => "Remove it from `names`.",
  ),
  unusedDefinition: define<{ title: string }>(
    "SDL5202",
    "warning",
    (p) => `“${p.title}” is defined and used in no other text.`,
    () => "Use the term, or remove the definition.",
  ),
  circularDefinitions: define<{ path: readonly string[] }>(
    "SDL5203",
    "warning",
    (p) => `These terms are defined by one another: ${p.path.join(" → ")}.`,
    () => "Define one of them without the others.",
  ),
} as const;
