/** How findings become changes: their severity and their words, in every language. */
import type { Text } from "../ir/model.ts";
import type { Finding } from "./facets.ts";
import type { Change, Severity } from "./model.ts";
import { rules } from "./rules.ts";

/** What a change is about: whose it is, which element, and where it stands. */
export type Place = Pick<Change, "owner" | "element" | "from" | "to">;

/** What an element is called in messages: the word for its kind, its title and its name. */
export interface Subject {
  readonly called: Text;
  readonly title: Text;
  readonly name: string;
}

/** One finding as a change; where it brings no words of its own, the element speaks for itself before and after. */
export function change(finding: Finding, subject: Subject, place: Place, said: Pick<Change, "before" | "after"> = {}): Change {
  const { severity, said: verb } = rules[finding.rule];
  const { before, after } = finding.before || finding.after ? finding : said;
  return {
    rule: finding.rule,
    severity: finding.severity ?? severity,
    ...place,
    summary: sentence(subject, verb),
    ...(before && { before }),
    ...(after && { after }),
  };
}

/** Something that is new or gone. */
export function presence(comes: boolean, severity: Severity, subject: Subject, place: Place, said?: Text): Change {
  const rule = comes ? "added" : "removed";
  return change({ rule, severity, ...(said && (comes ? { after: said } : { before: said })) }, subject, place);
}

/** "Window “Customer Support Window” (CustomerSupportWindow): the length of the window changed" */
function sentence({ called, title, name }: Subject, verb: Text): Text {
  return Object.fromEntries(
    Object.entries(called).map(([language, noun]) => {
      const capital = noun.charAt(0).toUpperCase() + noun.slice(1);
      return [language, `${capital} “${title[language] ?? title.en ?? name}” (${name}): ${verb[language] ?? verb.en ?? ""}`];
    }),
  );
}
