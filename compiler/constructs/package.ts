/** Packages: a number of a measure for a monthly fee. */
import type { ServiceContext } from "../context.ts";
import type { Package } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { alternatives, missing, subscriptions } from "./shared.ts";

export function lowerPackage(ctx: ServiceContext, node: ElementOf<"package">): Package | undefined {
  if (!node.monthlyFee) missing(ctx, "The package", node.name, "that it has a monthly fee", "monthly fee");
  const measure = ctx.scope.resolve(node.measure, ["measure"]);
  return (
    measure && {
      ...ctx.named(node, "the package"),
      measure: measure.node.name.text,
      overage: node.overage,
      alternativeTo: alternatives(ctx, node.alternativeTo),
      onlyWhen: subscriptions(ctx, node.onlyWhen),
    }
  );
}
