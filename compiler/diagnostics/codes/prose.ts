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
} as const;
