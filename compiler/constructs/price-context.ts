/** What the lowering of prices shares: the service whose clauses are priced, and amounts in the agreement's currency. */
import type { QuantityNode } from "../../grammar/index.ts";
import type { Reporter } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Host } from "../host.ts";
import type { Service } from "../ir/model.ts";
import { lowerQuantity } from "./quantity.ts";

/** The parts of a service that prices and settings refer to. */
export type Priced = Pick<Service, "name" | "charges" | "fees" | "packages" | "minimums" | "terms" | "measures">;

export interface PriceContext {
  readonly reporter: Reporter;
  readonly host: Host;
  readonly service: Priced;
  readonly currency: string;
}

/** An amount in the agreement's currency. */
export function money(ctx: PriceContext, node: QuantityNode | undefined, what: string): string | undefined {
  const q = lowerQuantity(ctx.reporter, node, ["money"]);
  if (q?.kind !== "money") return undefined;
  if (q.currency !== ctx.currency) {
    ctx.reporter.report(D.wrongCurrency, { what, found: q.currency, expected: ctx.currency }, node!);
    return undefined;
  }
  return q.amount;
}
