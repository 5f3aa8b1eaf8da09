/** The prices that an agreement gives, as a type and on the way from plain data into it. */
import { countedByCharge, countedByFee, fieldDecimal } from "../../ir/counted.ts";
import { ruleSentence, unitPhrase } from "../docs/phrases.ts";
import { type ClauseRule, clausesOf, isConditional, priceRequired } from "./clause.ts";
import { type Contract, words } from "./contract.ts";
import { docComment, literal, objectLiteral, propertyName } from "./literal.ts";
import { indent } from "./rating.ts";
import { func, interfaceOf, type Statement } from "./statement.ts";

/** A clause that an agreement can give a price of its own. */
export type PricedClause = Extract<ClauseRule, { kind: "charge" | "fee" | "package" }>;

export function pricedClauses(contract: Contract): PricedClause[] {
  return clausesOf(contract.service).filter(
    (clause): clause is PricedClause =>
      (clause.kind === "charge" && clause.element.pricedAs === undefined) || clause.kind === "fee" || clause.kind === "package",
  );
}

/** Whether every agreement has a price for the clause. */
function isSure(contract: Contract, clause: PricedClause): boolean {
  return priceRequired(contract.service, clause) && !isConditional(clause.element);
}

/** `Prices`: one property per clause that an agreement prices. */
export function pricesInterface(contract: Contract): Statement {
  const properties = pricedClauses(contract).map((clause) => {
    const { element } = clause;
    const unit = clause.kind === "package" ? undefined : `Per ${words(unitPhrase(contract.service, clause))}.`;
    return {
      name: propertyName(element.name),
      optional: !isSure(contract, clause),
      type: priceType(contract, clause),
      doc: docComment(words(element.title), words(ruleSentence(contract.service, clause)), unit),
    };
  });
  return interfaceOf(
    "Prices",
    properties,
    docComment("What an agreement gives a price for; optional where it may leave the clause unpriced."),
  );
}

function priceType(contract: Contract, clause: PricedClause): string {
  if (clause.kind === "package") return contract.useType("PackagePrice");
  const by = clause.element.pricedBy;
  return `${contract.useType("UnitPrice")}${by.length === 0 ? "" : `<${by.map(literal).join(" | ")}>`}`;
}

/** `bind`: from an agreement's entries by name to `Prices` and `Terms`. */
export function bindFunction(contract: Contract): Statement {
  const service = literal(contract.service.name);
  const entries = pricedClauses(contract).map((clause) => `${propertyName(clause.element.name)}: ${bindCode(contract, clause)},`);
  const body = [
    `const agreed = new ${contract.use("PriceBinding")}(${service}, prices);`,
    `const bound${contract.typed(": Prices")} = {\n${indent(entries)}\n};`,
    "agreed.finish();",
    `return { prices: bound, terms: ${contract.use("bindTerms")}(${service}, termRules, defaultTerms, terms) };`,
  ];
  return func("bind", {
    doc: docComment("Turns an agreement's entries into typed prices and terms; throws on what the contract does not allow."),
    parameters: [
      { name: "prices", type: `Readonly<Record<string, ${contract.useType("Price")}>>` },
      { name: "terms", type: `Readonly<Record<string, ${contract.useType("TermValue")}>>` },
    ],
    returns: "{ prices: Prices; terms: Terms }",
    body,
  });
}

function bindCode(contract: Contract, clause: PricedClause): string {
  const { element } = clause;
  const sure = isSure(contract, clause);
  if (clause.kind === "package")
    return `agreed.${sure ? "packagePrice" : "optionalPackagePrice"}(${literal(element.name)}, ${clause.element.overage})`;
  return `agreed.${sure ? "unitPrice" : "optionalUnitPrice"}(${literal(element.name)}, ${priceRule(contract, clause)})`;
}

/** What the contract lets the price of a clause look like. */
function priceRule(contract: Contract, clause: Exclude<PricedClause, { kind: "package" }>): string {
  const { pricedBy } = clause.element;
  const counted = clause.kind === "charge" ? countedByCharge(contract.service, clause.element) : countedByFee(clause.element);
  const term =
    counted.kind === "units" && counted.unit.kind === "term" ? contract.element("terms", counted.unit.term) : undefined;
  const negotiable = term !== undefined && term.negotiable !== "no";
  const counts = counted.kind === "units" ? (negotiable ? "agreed units" : "fixed units") : counted.kind;
  const limits = (["atLeast", "atMost"] as const).flatMap((name) => {
    const limit = negotiable ? term[name] : undefined;
    return limit === undefined ? [] : [[name, literal(fieldDecimal(limit))] as const];
  });
  return objectLiteral([
    ...(pricedBy.length === 0 ? [] : [["by", `[${pricedBy.map(literal).join(", ")}]`] as const]),
    ["counts", literal(counts)],
    ...limits,
  ]);
}
