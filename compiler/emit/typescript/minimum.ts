/** minimum → a draft that the engine settles against the rounded lines */
import type { Minimum } from "../../ir/model.ts";
import { emitApplies, provisoCode } from "./clause.ts";
import { every, when } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { literal } from "./literal.ts";
import type { Rating } from "./rating.ts";
import { emitTermCheck } from "./term.ts";

export function emitMinimum(contract: Contract, rating: Rating, minimum: Minimum): void {
  const applies = emitApplies(contract, rating, minimum);
  emitTermCheck(contract, rating, minimum, applies);
  const quantity = contract.quantityOf(minimum.amount);
  if (quantity.kind !== "money") throw new Error(`${contract.service.name}.${minimum.name} needs an amount of money.`);
  const amount =
    minimum.amount.kind === "term"
      ? contract.term(minimum.amount.term)
      : `{ amount: ${literal(quantity.amount)}, currency: ${literal(quantity.currency)} }`;
  const notify = minimum.prePay?.notify === true ? `setup.chargingModel === "pre-pay"` : "false";
  const prorated = minimum.firstMonthProrated ? provisoCode(contract, minimum.firstMonthIf) : "false";
  const of = `[${minimum.of.map(literal).join(", ")}]`;
  const draft = `draft.minimum(${contract.rule(minimum.name)}, ${amount}, ${of}, { notify: ${notify}, prorated: ${prorated} });`;
  rating.settle(when(every([applies?.code, model(minimum)]), draft));
}

/** A minimum that speaks of one charging model only holds for that one. */
function model({ postPay, prePay }: Minimum): string | undefined {
  if ((postPay === undefined) === (prePay === undefined)) return undefined;
  return `setup.chargingModel === ${literal(postPay === undefined ? "pre-pay" : "post-pay")}`;
}
