/** Fees: monthly, or once. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Fee } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerCircumstances } from "./circumstance.ts";
import { lowerFilter, resolveEvent, resolveField } from "./condition.ts";
import { alternatives, lowerCap, missing } from "./shared.ts";

export function lowerFee(ctx: ServiceContext, node: ElementOf<"fee">): Fee | undefined {
  const basis = lowerBasis(ctx, node);
  return (
    basis && {
      ...ctx.named(node, "the fee"),
      basis,
      pricedBy: pricedBy(ctx, node),
      ...cap(ctx, node),
      inAdvance: node.inAdvance,
      firstMonthProrated: node.firstMonthProrated,
      firstMonthIf: lowerCircumstances(ctx, node.firstMonthIf),
      alternativeTo: alternatives(ctx, node.alternativeTo),
      circumstances: lowerCircumstances(ctx, node.circumstances),
    }
  );
}

/** `at most LIMIT`: not where each thing that is due counts by itself. */
function cap(ctx: ServiceContext, { basis, pricedBy, atMost }: ElementOf<"fee">): Pick<Fee, "atMost"> {
  const why =
    basis?.kind === "once"
      ? "The fee is due for single events"
      : pricedBy.length > 0
        ? "Each has a price of its own"
        : basis?.interval === undefined
          ? "Nothing is counted here"
          : undefined;
  if (why !== undefined && atMost.length > 0) ctx.report(D.badCap, { what: why }, atMost[0]!);
  return lowerCap(ctx, atMost);
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
  const count = basis.peak ? "peak" : "alive";
  return interval && { kind: "monthlyPerInterval", interval: interval.node.name.text, count };
}

/** Fields that the price depends on: only what is due for single events, or for intervals that each begin with one, can have them. */
function pricedBy(ctx: ServiceContext, { basis, pricedBy: names }: ElementOf<"fee">): string[] {
  const name =
    basis?.kind === "once"
      ? basis.of.event
      : basis?.interval === undefined || basis.peak
        ? undefined
        : ctx.scope.resolve(basis.interval, ["interval"])?.node.from?.event;
  const event = name && resolveEvent(ctx, name);
  return names.flatMap((field) => {
    if (field.missing) return [];
    if (name === undefined) ctx.report(D.unpricedField, { field: field.text }, field);
    return event && resolveField(ctx, event, field) ? [field.text] : [];
  });
}
