/** Charges. */
import type { Name } from "../../grammar/index.ts";
import { inWords, type ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import { isWhole } from "../ir/counted.ts";
import type { Charge, Counting } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerCircumstances } from "./circumstance.ts";
import { resolveField } from "./condition.ts";
import { lowerCounting } from "./measure.ts";
import { additions, isOther, lowerCap, missing } from "./shared.ts";

export function lowerCharge(ctx: ServiceContext, node: ElementOf<"charge">): Charge | undefined {
  if (node.counts === undefined)
    return missing(ctx, "The charge", node.name, "what it is for", "for each Outbound where status is delivered");
  const counts = lowerCounting(ctx, node.counts);
  if (counts === undefined) return undefined;
  const why = counts.kind === "commencedTotal" ? "Each price has its own total here" : "Single events are charged here";
  if (node.atMost.length > 0 && !isWhole(counts)) ctx.report(D.badCap, { what: why }, node.atMost[0]!);
  const tariff = node.tariff;
  return {
    ...ctx.named(node, "the charge"),
    addOn: node.addOn,
    counts,
    ...lowerCap(ctx, node.atMost),
    pricedBy: pricedBy(ctx, counts, node.pricedBy),
    ...(node.pricedAs && isOther(ctx, node.pricedAs, node.name, ["charge"]) && { pricedAs: node.pricedAs.text }),
    ...(tariff && {
      externalTariff: {
        name: tariff.name.text,
        title:
          tariff.titles.length === 0
            ? inWords(tariff.name.text)
            : ctx.text(tariff.titles, `The title of \`${tariff.name.text}\``, tariff),
        titled: tariff.titles.length > 0,
      },
    }),
    inAdditionTo: additions(ctx, node.inAdditionTo, node.name),
    circumstances: lowerCircumstances(ctx, node.circumstances),
  };
}

/** Fields that a price depends on: every event that is counted must have them. */
function pricedBy(ctx: ServiceContext, counts: Counting, names: readonly Name[]): string[] {
  const events =
    counts.kind === "events"
      ? counts.of.map((f) => f.event)
      : counts.kind === "commenced" || counts.kind === "commencedTotal" || counts.kind === "sum"
        ? [counts.of.event]
        : undefined;
  return names.flatMap((name) => {
    if (name.missing) return [];
    if (events === undefined) {
      ctx.report(D.unpricedField, { field: name.text }, name);
      return [];
    }
    const fields = events.map((e) => resolveField(ctx, ctx.events.get(e)!, name));
    // a rate card has one way of matching a field
    const other = fields.findIndex((field) => field?.type.kind !== fields[0]?.type.kind);
    if (other > 0 && fields.every((f) => f !== undefined))
      ctx.report(D.keyTypeMismatch, { key: name.text, first: events[0]!, second: events[other]! }, name);
    return fields.every((f) => f !== undefined) ? [name.text] : [];
  });
}
