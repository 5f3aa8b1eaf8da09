/** Terms and circumstances in English: what was agreed, and what applies because of it. */
import { type Phrases, phrase } from "./book.ts";
import { list, quoted } from "./en-words.ts";
import { isInclusion, type SaidCircumstance, type SaidTerm } from "./said.ts";

const NEGOTIABLE: Readonly<Record<SaidTerm["negotiable"], string>> = {
  no: "",
  agreed: ", unless otherwise agreed",
  configured: ", unless otherwise configured",
  instructed: ", unless the client instructs otherwise in writing",
};

const KINDS: Readonly<Record<SaidTerm["type"], string>> = {
  duration: "the length of time",
  size: "the size",
  money: "the amount",
  count: "the number",
  percent: "the percentage",
  choice: "the choice",
};

function limits({ atLeast, atMost }: SaidTerm): string {
  return (atLeast === undefined ? "" : `, at least ${atLeast}`) + (atMost === undefined ? "" : `, at most ${atMost}`);
}

/** The value of a term with everything that can change it: "60 seconds, unless otherwise agreed". */
export function termWords(term: SaidTerm): string {
  if (term.value === undefined) return `${KINDS[term.type]} stated in the agreement${limits(term)}`;
  return `${term.value}${NEGOTIABLE[term.negotiable]}${limits(term)}`;
}

/** The sentence of a term, without its title. */
export function termMeaning(term: SaidTerm): string {
  const others =
    term.others.length === 0 ? "" : `; the other choice${term.others.length === 1 ? " is" : "s are"} ${list(term.others, "and")}`;
  return `${termWords(term)}${others}`;
}

const client = "the client ";

const circumstance: Phrases<SaidCircumstance> = {
  subscription: ({ title, negated }) => `${client}${negated ? "does not subscribe" : "subscribes"} to ${quoted(title)}`,
  chosen: ({ term, values, negated }) => `${quoted(term)} is ${negated ? "not " : ""}${list(values, "or")}`,
};

/** "the client subscribes to “X” and “Increments” is each call by itself" */
export function circumstances(all: readonly SaidCircumstance[]): string {
  // "the client subscribes to A and does not subscribe to B": the client is named once
  const said = all.map((each, i) => {
    const words = phrase(circumstance, each);
    return each.kind === "subscription" && all[i - 1]?.kind === "subscription" ? words.slice(client.length) : words;
  });
  return list(said);
}

/** What limits a whole clause. */
export function onlyWhile(all: readonly SaidCircumstance[]): string {
  const others = all.filter((each) => !isInclusion(each));
  const included = all.filter(isInclusion).map(({ title }) => {
    const taken = quoted(title);
    return `; for a client that subscribes to ${taken}, it is included in the fee of ${taken} and not charged separately`;
  });
  return `${others.length === 0 ? "" : `; this applies only while ${circumstances(others)}`}${included.join("")}`;
}
