/** Fees: monthly, or once. */
import type { ServiceContext } from "../context.ts";
import type { Fee } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerFilter } from "./condition.ts";
import { alternatives, missing, subscriptions } from "./shared.ts";

export function lowerFee(ctx: ServiceContext, node: ElementOf<"fee">): Fee | undefined {
  const basis = lowerBasis(ctx, node);
  return (
    basis && {
      ...ctx.named(node, "the fee"),
      basis,
      inAdvance: node.inAdvance,
      firstMonthProrated: node.firstMonthProrated,
      alternativeTo: alternatives(ctx, node.alternativeTo),
      onlyWhen: subscriptions(ctx, node.onlyWhen),
    }
  );
}

function lowerBasis(ctx: ServiceContext, node: ElementOf<"fee">): Fee["basis"] | undefined {
  const basis = node.basis;
  if (basis === undefined) return missing(ctx, "The fee", node.name, "when it is due", "monthly for each LeasedNumber");
  if (basis.kind === "once") {
    const of = lowerFilter(ctx, basis.of);
    return of && { kind: "oncePerEvent", of };
  }
  if (basis.interval === undefined) return { kind: "monthlyFlat" };
  const interval = ctx.scope.resolve(basis.interval, ["interval"]);
  return interval && { kind: "monthlyPerInterval", interval: interval.node.name.text, count: basis.peak ? "peak" : "alive" };
}
