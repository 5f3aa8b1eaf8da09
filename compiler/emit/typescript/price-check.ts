/** What a module refuses of an agreement's prices: missing ones, several of which one is due, and those that would never be charged. */
import { alternativeGroups } from "../../ir/alternatives.ts";
import { type Applies, everInForce, inForceCode, priceRequired } from "./clause.ts";
import { type Contract, find, words } from "./contract.ts";
import { literal } from "./literal.ts";
import { type PricedClause, pricedClauses } from "./prices.ts";
import type { Rating } from "./rating.ts";

/** For a clause that only some agreements have: refuses one that has it and gives no price, and one that never has it and gives one. */
export function emitPriceCheck(contract: Contract, rating: Rating, clause: PricedClause, applies: Applies | undefined): void {
  const { element } = clause;
  if (clause.kind === "charge" && clause.element.pricedAs !== undefined) return;
  const args = `${literal(`${contract.service.name}.${element.name}`)}, ${contract.price(element.name)}`;
  if (applies !== undefined && priceRequired(contract.service, clause))
    rating.declare("clauses", `if (${applies.code}) ${contract.use("requirePrice")}(${args});`);
  const ever = everInForce(contract, element);
  if (ever !== undefined)
    rating.declare("clauses", `if (!(${ever.code})) ${contract.use("refusePrice")}(${args}, ${literal(words(ever.text))});`);
}

/** Of clauses that exclude each other, an agreement prices exactly one of those that it has. */
export function emitAlternatives(contract: Contract, rating: Rating): void {
  for (const group of alternativeGroups(contract.service)) {
    const members = group.map((name) => {
      const { element } = find(
        pricedClauses(contract).map((clause) => ({ name: clause.element.name, element: clause.element })),
        name,
        "clause with a price",
      );
      const priced = `${contract.price(name)} !== undefined`;
      return `[${literal(name)}, ${inForceCode(contract, element) ?? "true"}, ${priced}],`;
    });
    rating.declare(
      "clauses",
      `${contract.use("requireOnePrice")}(${literal(contract.service.name)}, [\n${members.map((m) => `  ${m}`).join("\n")}\n]);`,
    );
  }
}
