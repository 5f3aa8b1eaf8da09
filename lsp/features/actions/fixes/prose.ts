/** Fixes of diagnostics about prose: 51xx and 52xx. */
import type { prose } from "../../../../compiler/diagnostics/codes/prose.ts";
import { type Decisions, type Finding, type Fix, GAP } from "../finding.ts";
import { atEnd, removed, without } from "../places.ts";

export const proseFixes: Decisions<keyof typeof prose> = {
  differentFigures: { none: "which of the two figures is right is for the author to say" },
  differentNames: (at, { insteadOf }) => likeTheOther(at, insteadOf),
  differentLinks: (at, { insteadOf }) => likeTheOther(at, insteadOf),
  differentMeanings: { none: "which of the two texts is right is for the author to say" },
  differentTerms: { none: "where the text speaks of the term, and in which form, is for the author to say" },
  undefinedTerm: (at, { term }) => {
    const { service, source } = at;
    const name = at.free(term.replace(/[^A-Za-z0-9]+/g, ""));
    const lists = service?.names ?? source.tree.names;
    const last = lists.at(-1)?.names.at(-1);
    const proper =
      last !== undefined
        ? [{ start: last.end, end: last.end, text: `, "${term}"` }]
        : service === undefined
          ? []
          : atEnd(source, service, [`names "${term}"`]);
    const definition = `definition ${name} {\n  title en "${term}" vi "${GAP} ${term}"\n  en "${GAP}"\n  vi "${GAP}"\n}`;
    const define = service === undefined || !/^[A-Za-z]/.test(name) ? [] : atEnd(source, service, ["", definition]);
    return [
      ...at.fix(`Define “${term}”`, define),
      ...at.fix(`List “${term}” as a proper name`, proper),
      ...at.fix("Write it in small letters", [{ ...at.span, text: at.text.toLowerCase() }]),
    ];
  },
  unusedProperName: (at) => at.fix("Remove it from `names`", without(at.source, at.span), { preferred: true }),
  unusedDefinition: (at, { title }) => {
    const { element } = at;
    return element === undefined ? [] : at.fix(`Remove the definition of “${title}”`, [removed(at.source, element)]);
  },
  circularDefinitions: { none: "which of the definitions can do without the others is for the author to say" },
};

/** What the other language says there; for both cannot be right, the author chooses. */
const likeTheOther = (at: Finding, insteadOf: string | undefined): Fix[] =>
  insteadOf === undefined ? [] : at.fix(`Write “${insteadOf}”, as the other text does`, [{ ...at.span, text: insteadOf }]);
