/** term → a typed value with its default, and how an agreement may set it */
import type { StatementStructures } from "ts-morph";
import type { Quantity, Term } from "../../ir/model.ts";
import { describe } from "./clause.ts";
import type { Contract } from "./contract.ts";
import { constant, interfaceOf } from "./file.ts";
import { docComment, literal, numberLiteral, objectLiteral, propertyName } from "./literal.ts";

export function emitTerms(contract: Contract): StatementStructures[] {
  const { terms } = contract.service;
  const rule = contract.useType("TermRule");
  const property = (term: Term) => ({
    name: propertyName(term.name),
    type: typeOf(contract, term.value),
    doc: describe(contract, { kind: "term", element: term }),
  });
  const entries = (code: (term: Term) => string) =>
    `{ ${terms.map((term) => `${propertyName(term.name)}: ${code(term)}`).join(", ")} }`;
  return [
    interfaceOf(
      "Terms",
      terms.map(property),
      docComment("Values that the rules refer to. Lengths of time are milliseconds, sizes bytes."),
    ),
    constant(
      "defaultTerms",
      entries((term) => valueCode(term.value)),
      { type: "Terms", doc: docComment("What the contract says, unless otherwise agreed."), exported: true },
    ),
    constant("termRules", `${entries(ruleCode)} satisfies Record<keyof Terms, ${rule}>`, {
      doc: docComment("Which terms an agreement may set, and within which limits."),
    }),
  ];
}

/** The terms that an agreement may set. */
export function negotiableTerms(contract: Contract): string {
  const names = contract.service.terms.filter(({ negotiable }) => negotiable !== "no").map(({ name }) => literal(name));
  return names.length === 0 ? "Record<string, never>" : `Partial<Pick<Terms, ${names.join(" | ")}>>`;
}

function typeOf(contract: Contract, { kind }: Quantity): string {
  if (kind === "duration") return contract.useType("Milliseconds");
  return contract.useType(kind === "money" ? "MoneyAmount" : "DecimalText");
}

function valueCode(value: Quantity): string {
  switch (value.kind) {
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

function ruleCode({ value, negotiable, atMost, atLeast }: Term): string {
  const limit = (quantity: Quantity) =>
    literal(
      quantity.kind === "duration" ? String(quantity.milliseconds) : quantity.kind === "size" ? quantity.bytes : quantity.amount,
    );
  return objectLiteral([
    ["kind", literal(value.kind)],
    ["negotiable", String(negotiable !== "no")],
    ...(atMost === undefined ? [] : [["atMost", limit(atMost)] as const]),
    ...(atLeast === undefined ? [] : [["atLeast", limit(atLeast)] as const]),
  ]);
}
