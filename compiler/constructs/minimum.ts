/** Minimums: a least amount of traffic per calendar month. */
import type { ServiceContext } from "../context.ts";
import type { Minimum } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerCircumstances } from "./circumstance.ts";
import { missing } from "./shared.ts";
import { lowerQuantityOrTerm } from "./term.ts";

export function lowerMinimum(ctx: ServiceContext, node: ElementOf<"minimum">): Minimum | undefined {
  if (node.amount === undefined)
    return missing(ctx, "The minimum", node.name, "how much it is", "300 EUR per calendar month of ServiceMessage");
  if (!node.postPay && !node.prePay) {
    return missing(ctx, "The minimum", node.name, "what happens to the shortfall", "when post-pay invoice the shortfall");
  }
  const amount = lowerQuantityOrTerm(ctx, node.amount, ["money"]);
  const named = node.of.filter((n) => ctx.scope.resolve(n, ["charge", "fee", "package"]) !== undefined).map((n) => n.text);
  const all = ctx.scope.service.node.elements.filter((e) => e.kind === "charge").map((e) => e.name.text);
  return (
    amount && {
      ...ctx.named(node, "the minimum"),
      amount,
      of: node.of.length === 0 ? all : named,
      ...(node.postPay && { postPay: { action: "invoice" as const } }),
      firstMonthProrated: node.firstMonthProrated,
      firstMonthIf: lowerCircumstances(ctx, node.firstMonthIf),
      circumstances: lowerCircumstances(ctx, node.circumstances),
      ...(node.prePay && { prePay: { action: "deduct" as const, notify: node.notify } }),
    }
  );
}
