/** Outcomes that are free on purpose. */
import type { ServiceContext } from "../context.ts";
import type { FreeRule } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerCircumstances } from "./circumstance.ts";
import { lowerFilter } from "./condition.ts";
import { missing } from "./shared.ts";

export function lowerFree(ctx: ServiceContext, node: ElementOf<"free">): FreeRule | undefined {
  if (node.of === undefined)
    return missing(ctx, "The free outcome", node.name, "which events are free", "Outbound where status is rejected");
  const of = lowerFilter(ctx, node.of);
  return of && { ...ctx.named(node, "the free outcome"), circumstances: lowerCircumstances(ctx, node.circumstances), of };
}
