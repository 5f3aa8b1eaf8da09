/** What the lowering of prices shares: the service whose clauses are priced, and amounts in the agreement's currency. */
import type { QuantityNode } from "../../grammar/index.ts";
import type { Reporter } from "../context.ts";
import type { Host } from "../host.ts";
import type { Service } from "../ir/model.ts";
import { moneyOf } from "./spend.ts";

/** The parts of a service that prices and settings refer to. */
export type Priced = Pick<
  Service,
  "name" | "origin" | "charges" | "fees" | "packages" | "minimums" | "intervals" | "terms" | "measures" | "events"
>;

export interface PriceContext {
  readonly reporter: Reporter;
  readonly host: Host;
  readonly service: Priced;
  readonly currency: string;
}

/** An amount in the agreement's currency. */
export const money = (ctx: PriceContext, node: QuantityNode | undefined, what: string): string | undefined =>
  moneyOf(ctx.reporter, node, ctx.currency, what);
