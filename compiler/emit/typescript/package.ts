/** package → a fee line, and a line or a notice for what is beyond */
import type { Package } from "../../ir/model.ts";
import { emitApplies, provisoCode } from "./clause.ts";
import { when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { emitPriceCheck } from "./price-check.ts";
import type { Rating } from "./rating.ts";
import { emitTermCheck } from "./term.ts";

export function emitPackage(contract: Contract, rating: Rating, element: Package): void {
  const applies = emitApplies(contract, rating, element);
  emitPriceCheck(contract, rating, { kind: "package", element }, applies);
  emitTermCheck(contract, rating, element, applies);
  const { name } = contract.element("measures", element.measure);
  const args = [contract.rule(element.name), contract.price(element.name), `measures.${name}`];
  if (element.overage && element.overageIf.length > 0) args.push(provisoCode(contract, element.overageIf));
  rating.settle(when(applies?.code, `draft.package(${args.join(", ")});`));
}
