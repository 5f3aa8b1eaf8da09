/** Packages: a number of a measure for a monthly fee. */
import type { ServiceContext } from "../context.ts";
import type { Package } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerCircumstances } from "./circumstance.ts";
import { alternatives, missing } from "./shared.ts";

export function lowerPackage(ctx: ServiceContext, node: ElementOf<"package">): Package | undefined {
  if (!node.monthlyFee) missing(ctx, "The package", node.name, "that it has a monthly fee", "monthly fee");
  const measure = ctx.scope.resolve(node.measure, ["measure"]);
  return (
    measure && {
      ...ctx.named(node, "the package"),
      measure: measure.node.name.text,
      overage: node.overage,
      overageIf: lowerCircumstances(ctx, node.overageIf),
      alternativeTo: alternatives(ctx, node.alternativeTo),
      circumstances: lowerCircumstances(ctx, node.circumstances),
    }
  );
}
