/** Clauses as bills and explanations cite them, and whether an agreement has them at all. */

import { isAlternative } from "../../ir/alternatives.ts";
import type { Circumstance, Named, Service, Text } from "../../ir/model.ts";
import { type Rule, ruleSentence, unitPhrase } from "../docs/phrases.ts";
import { type Contract, words } from "./contract.ts";
import { asWritten, docComment, literal, objectLiteral, propertyName, textLiteral } from "./literal.ts";
import type { Rating } from "./rating.ts";

/** A rule of the contract that can stand on a bill or in an explanation. */
export type ClauseRule = Extract<Rule, { kind: "charge" | "fee" | "package" | "minimum" | "prohibition" | "free" }>;

/** All clauses, in the order in which the contract has them. */
export function clausesOf(service: Service): ClauseRule[] {
  const clauses: ClauseRule[] = [
    ...service.charges.map((element) => ({ kind: "charge", element }) as const),
    ...service.fees.map((element) => ({ kind: "fee", element }) as const),
    ...service.packages.map((element) => ({ kind: "package", element }) as const),
    ...service.minimums.map((element) => ({ kind: "minimum", element }) as const),
    ...service.prohibitions.map((element) => ({ kind: "prohibition", element }) as const),
    ...service.freeRules.map((element) => ({ kind: "free", element }) as const),
  ];
  return clauses.sort(
    (a, b) => a.element.origin.line - b.element.origin.line || a.element.origin.column - b.element.origin.column,
  );
}

/** The doc comment of a construct: its title, its sentence, and what the author wrote above it. */
export function describe(contract: Contract, rule: Rule): string {
  const { element } = rule;
  const short = element.short === undefined ? "" : ` (${element.short})`;
  return docComment(`${words(element.title)}${short}`, words(ruleSentence(contract.service, rule)), element.doc);
}

/** The constant that describes all clauses, by name. */
export function rulesCode(contract: Contract): string {
  const entries = clausesOf(contract.service).map(
    (clause) =>
      `${propertyName(clause.element.name)}: ${clauseInfo(contract, clause)}${contract.typed(asWritten(clause.element.name))},`,
  );
  return `{\n${entries.join("\n")}\n}${contract.typed(` satisfies Record<string, ${contract.useType("ClauseInfo")}>`)}`;
}

function clauseInfo(contract: Contract, clause: ClauseRule): string {
  const match =
    clause.kind === "charge" ? contract.match(clause.element) : clause.kind === "fee" ? contract.matchOfFee(clause.element) : [];
  return objectLiteral([
    ["name", literal(clause.element.name)],
    ["kind", literal(clause.kind)],
    ["title", textLiteral(clause.element.title)],
    ["text", textLiteral(ruleSentence(contract.service, clause))],
    ["unit", textLiteral(unitPhrase(contract.service, clause))],
    ["match", `[${match.map(literal).join(", ")}]`],
    ["priceRequired", String(priceRequired(contract.service, clause))],
  ]);
}

/** Whether an agreement that takes the clause must price it. */
export function priceRequired(service: Service, clause: ClauseRule): boolean {
  if (clause.kind === "charge" && (clause.element.addOn || clause.element.pricedAs !== undefined)) return false;
  if (clause.kind === "charge" || clause.kind === "fee" || clause.kind === "package")
    return !isAlternative(service, clause.element);
  return false;
}

type Conditional = Named & { readonly circumstances?: readonly Circumstance[] };

/** Whether only some agreements have a clause at all. */
export function isConditional(element: Conditional): boolean {
  return element.product !== undefined || (element.circumstances ?? []).length > 0;
}

/** The constant that tells whether the agreement has a clause, and the condition in words. */
export interface Applies {
  readonly code: string;
  readonly text: Text;
}

/** Declares whether the agreement has a clause; gives undefined for clauses that every agreement has. */
export function emitApplies(contract: Contract, rating: Rating, element: Conditional): Applies | undefined {
  const parts = [...agreed(contract, element), ...priced(contract, element)];
  if (parts.length === 0) return undefined;
  const code = contract.companion(element, "Applies");
  const text = inWords(parts);
  rating.declare(
    "clauses",
    `const ${code} = ${parts.map((part) => part.code).join(" && ")};`,
    docComment(`Whether ${words(element.title)} applies: ${words(text)}.`),
  );
  return { code, text };
}

/** A part of what decides whether the agreement has a clause. */
interface Part {
  readonly code: string;
  readonly text: { readonly en: string; readonly vi: string };
}

function inWords(parts: readonly Part[]): Text {
  return { en: parts.map(({ text }) => text.en).join(" and "), vi: parts.map(({ text }) => text.vi).join(" và ") };
}

/** What the agreement must take or have agreed to have a clause. */
function agreed(contract: Contract, element: Conditional): Part[] {
  const product = element.product === undefined ? [] : [takenProduct(contract, element.product)];
  return [...product, ...(element.circumstances ?? []).map((each) => circumstance(contract, each))];
}

/** Whether the agreement has a clause in the period, priced or not. */
export function inForceCode(contract: Contract, element: Conditional): string | undefined {
  const parts = agreed(contract, element);
  return parts.length === 0 ? undefined : parts.map(({ code }) => code).join(" && ");
}

/** Like `Applies`, of what holds for an agreement in all its months alike: its products and its choices. */
export function everInForce(contract: Contract, element: Conditional): Applies | undefined {
  const circumstances = (element.circumstances ?? []).filter(({ kind }) => kind === "chosen");
  const parts = agreed(contract, { ...element, circumstances });
  return parts.length === 0 ? undefined : { code: parts.map(({ code }) => code).join(" && "), text: inWords(parts) };
}

/** A charge that is an alternative to a fee or a package applies when the agreement prices it. */
function priced(contract: Contract, element: Named): Part[] {
  const { charges } = contract.service;
  if (!charges.some((charge) => charge === element) || !isAlternative(contract.service, element)) return [];
  const { title, name } = element;
  return [
    {
      code: `${contract.price(name)} !== undefined`,
      text: { en: `the agreement prices ${title.en ?? name}`, vi: `thỏa thuận có giá cho ${title.vi ?? title.en ?? name}` },
    },
  ];
}

function takenProduct(contract: Contract, name: string): Part {
  const title = contract.service.products.find((product) => product.name === name)?.title ?? { en: name };
  return {
    code: `setup.takesProduct(${literal(name)})`,
    text: { en: `the agreement takes ${title.en ?? name}`, vi: `thỏa thuận sử dụng ${title.vi ?? title.en ?? name}` },
  };
}

function circumstance(contract: Contract, each: Circumstance): Part {
  if (each.kind === "chosen") return chosen(contract, each);
  const { service, product, negated, included } = each;
  const name = product === undefined ? service : `${service}.${product}`;
  return {
    code: `${negated ? "!" : ""}setup.subscribed(${[service, ...(product === undefined ? [] : [product])].map(literal).join(", ")})`,
    text: included
      ? {
          en: `the agreement does not take ${name}, whose fee includes it`,
          vi: `thỏa thuận không sử dụng ${name} mà phí đã bao gồm khoản này`,
        }
      : negated
        ? { en: `the agreement does not take ${name}`, vi: `thỏa thuận không sử dụng ${name}` }
        : { en: `the agreement takes ${name}`, vi: `thỏa thuận sử dụng ${name}` },
  };
}

/** A choice that was made in the agreement, or is the contract's own. */
function chosen(contract: Contract, { term: name, values, negated }: Extract<Circumstance, { kind: "chosen" }>): Part {
  const term = contract.element("terms", name);
  // by a function: TypeScript would take two comparisons of one term, one of which never holds, for a mistake
  const isOne = `${contract.use("isOneOf")}(${[contract.term(name), ...values.map(literal)].join(", ")})`;
  const titleOf = (language: "en" | "vi", title: Text, fallback: string) => title[language] ?? title.en ?? fallback;
  const words = (language: "en" | "vi", or: string) =>
    values.map((value) => titleOf(language, term.choices.find((choice) => choice.name === value)?.title ?? {}, value)).join(or);
  return {
    code: negated ? `!${isOne}` : isOne,
    text: {
      en: `${titleOf("en", term.title, name)} is ${negated ? "not " : ""}${words("en", " or ")}`,
      vi: `${titleOf("vi", term.title, name)} ${negated ? "không phải là" : "là"} ${words("vi", " hoặc ")}`,
    },
  };
}

/** Whether a part of a clause applies, as code: true when nothing has to hold for it. */
export function provisoCode(contract: Contract, provisos: readonly Circumstance[]): string {
  return provisos.length === 0 ? "true" : provisos.map((each) => circumstance(contract, each).code).join(" && ");
}
