/** Prohibitions: what the client must not do. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Prohibition } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerCircumstances } from "./circumstance.ts";
import { lowerFilter, resolveEvent, resolveField, resolveKey } from "./condition.ts";
import { missing } from "./shared.ts";
import { lowerQuantityOrTerm } from "./term.ts";

export function lowerProhibition(ctx: ServiceContext, node: ElementOf<"forbid">): Prohibition | undefined {
  const rule = prohibitionRule(ctx, node);
  return rule && { ...ctx.named(node, "the prohibition"), circumstances: lowerCircumstances(ctx, node.circumstances), rule };
}

function prohibitionRule(ctx: ServiceContext, node: ElementOf<"forbid">): Prohibition["rule"] | undefined {
  if (node.limit === undefined) {
    if (node.rule === undefined)
      return missing(
        ctx,
        "The prohibition",
        node.name,
        "what is forbidden",
        "Outbound where format is freeForm outside CustomerSupportWindow",
      );
    const of = lowerFilter(ctx, node.rule);
    return of && { kind: "event", of };
  }
  const limit = lowerQuantityOrTerm(ctx, node.limit.amount, ["count"]);
  if (node.limit.of === undefined || limit === undefined) return undefined;
  if (node.limit.field !== undefined) {
    const of = lowerFilter(ctx, node.limit.of);
    const event = of && ctx.events.get(of.event)!;
    const field = event && resolveField(ctx, event, node.limit.field);
    const per = event && resolveKey(ctx, event, node.limit.per);
    return of && field && per && { kind: "distinct", of, field: field.name, limit, per };
  }
  const interval = ctx.scope.resolve(node.limit.of.event, ["interval"]);
  if (interval === undefined) return undefined;
  if (node.limit.of.filter.alternatives.length > 0)
    ctx.report(D.conditionOnState, { what: `the interval \`${interval.node.name.text}\`` }, node.limit.of.filter);
  const event = interval.node.from && resolveEvent(ctx, interval.node.from.event);
  return event && { kind: "concurrent", interval: interval.node.name.text, limit, per: resolveKey(ctx, event, node.limit.per) };
}
