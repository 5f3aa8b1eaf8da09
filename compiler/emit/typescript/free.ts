/** free → an explanation only: what is declared free is simply not charged */
import type { FreeRule } from "../../ir/model.ts";
import { emitApplies } from "./clause.ts";
import type { Contract } from "./contract.ts";
import type { Rating } from "./rating.ts";
import { traceClause, traceFilter } from "./trace.ts";

export function emitFree(contract: Contract, rating: Rating, element: FreeRule): void {
  const applies = emitApplies(contract, rating, element);
  rating.on("trace", element.of.event, traceClause(contract, element, applies, traceFilter(contract, [element.of])));
}
