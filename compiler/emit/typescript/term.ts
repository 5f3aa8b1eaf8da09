/** term → a typed value with its default, and how an agreement may set it */

import { unitTerms } from "../../ir/counted.ts";
import type { Named, Quantity, Term, TermValue } from "../../ir/model.ts";
import { termsDue } from "../../ir/terms.ts";
import { type Applies, describe } from "./clause.ts";
import { when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { docComment, literal, numberLiteral, objectLiteral, propertyName } from "./literal.ts";
import type { Rating } from "./rating.ts";
import { constant, interfaceOf, type Statement } from "./statement.ts";

export function emitTerms(contract: Contract): Statement[] {
  const { terms } = contract.service;
  const rule = contract.useType("TermRule");
  const property = (term: Term) => ({
    name: propertyName(term.name),
    type: typeOf(contract, term),
    // every agreement that has a clause resting on it has to give it a value
    optional: term.value === undefined,
    doc: describe(contract, { kind: "term", element: term }),
  });
  const entries = (of: readonly Term[], code: (term: Term) => string) =>
    `{ ${of.map((term) => `${propertyName(term.name)}: ${code(term)}`).join(", ")} }`;
  return [
    interfaceOf(
      "Terms",
      terms.map(property),
      docComment("Values that the rules refer to. Lengths of time are milliseconds, sizes bytes."),
    ),
    constant(
      "defaultTerms",
      entries(
        terms.filter(({ value }) => value !== undefined),
        (term) => valueCode(term.value!),
      ),
      { type: "Terms", doc: docComment("What the contract says, unless otherwise agreed."), exported: true },
    ),
    constant(
      "termRules",
      `${entries(terms, (term) => ruleCode(contract, term))}${contract.typed(` satisfies Record<keyof Terms, ${rule}>`)}`,
      {
        doc: docComment("Which terms an agreement may set, and within which limits."),
      },
    ),
  ];
}

/** The terms that an agreement may set. */
export function negotiableTerms(contract: Contract): string {
  const names = contract.service.terms.filter(({ negotiable }) => negotiable !== "no").map(({ name }) => literal(name));
  return names.length === 0 ? "Record<string, never>" : `Partial<Pick<Terms, ${names.join(" | ")}>>`;
}

function typeOf(contract: Contract, { kind, choices }: Term): string {
  if (kind === "choice") return choices.map(({ name }) => literal(name)).join(" | ");
  if (kind === "duration") return contract.useType("Milliseconds");
  return contract.useType(kind === "money" ? "MoneyAmount" : "DecimalText");
}

function valueCode(value: TermValue): string {
  switch (value.kind) {
    case "choice":
      return literal(value.value);
    case "duration":
      return numberLiteral(value.milliseconds);
    case "size":
      return literal(value.bytes);
    case "money":
      return `{ amount: ${literal(value.amount)}, currency: ${literal(value.currency)} }`;
    default:
      return literal(value.amount);
  }
}

function ruleCode(contract: Contract, { name, kind, choices, negotiable, atMost, atLeast }: Term): string {
  const limit = (quantity: Quantity) =>
    literal(
      quantity.kind === "duration" ? String(quantity.milliseconds) : quantity.kind === "size" ? quantity.bytes : quantity.amount,
    );
  return objectLiteral([
    ["kind", literal(kind)],
    ["negotiable", String(negotiable !== "no")],
    ...(kind !== "duration" && negotiable !== "no" && unitTerms(contract.service).has(name)
      ? [["moreThanNothing", "true"] as const]
      : []),
    ...(kind === "choice" ? [["choices", `[${choices.map(({ name }) => literal(name)).join(", ")}]`] as const] : []),
    ...(atMost === undefined ? [] : [["atMost", limit(atMost)] as const]),
    ...(atLeast === undefined ? [] : [["atLeast", limit(atLeast)] as const]),
  ]);
}

/** Refuses an agreement that has a clause and gives no value to a term on which the clause rests. */
export function emitTermCheck(contract: Contract, rating: Rating, element: Named, applies: Applies | undefined): void {
  for (const name of termsDue(contract.service, (clause) => clause.name === element.name)) {
    const check = `${contract.use("requireTerm")}(${literal(`${contract.service.name}.${name}`)}, ${contract.agreedTerm(name)});`;
    rating.declare("clauses", when(applies?.code, check));
  }
}
