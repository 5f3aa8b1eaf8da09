/** Measures, charges, fees, packages, minimums, prohibitions and free outcomes. */
import type { Name, SubscriptionNode } from "../../grammar/index.ts";
import { inWords, type ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Charge, Counting, Fee, FreeRule, Measure, Minimum, Package, Prohibition, Subscription } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerFilter, resolveEvent, resolveField, resolveKey } from "./condition.ts";
import { lowerCounting } from "./counting.ts";
import { lowerQuantityOrTerm } from "./term.ts";

const missing = (ctx: ServiceContext, what: string, name: Name, part: string, example: string): undefined => {
  ctx.report(D.missingPart, { what: `${what} \`${name.text}\``, part, example }, name);
  return undefined;
};

export function lowerMeasure(ctx: ServiceContext, node: ElementOf<"measure">): Measure | undefined {
  if (node.counts === undefined)
    return missing(ctx, "The measure", node.name, "what it counts", "number of Outbound where status is delivered");
  const counts = lowerCounting(ctx, node.counts);
  return counts && { ...ctx.named(node, "the measure"), counts };
}

export function lowerCharge(ctx: ServiceContext, node: ElementOf<"charge">): Charge | undefined {
  if (node.counts === undefined)
    return missing(ctx, "The charge", node.name, "what it is for", "for each Outbound where status is delivered");
  const counts = lowerCounting(ctx, node.counts);
  if (counts === undefined) return undefined;
  const tariff = node.tariff;
  return {
    ...ctx.named(node, "the charge"),
    addOn: node.addOn,
    counts,
    pricedBy: pricedBy(ctx, counts, node.pricedBy),
    ...(node.pricedAs && otherCharge(ctx, node.pricedAs, node.name) && { pricedAs: node.pricedAs.text }),
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
    inAdditionTo: node.inAdditionTo.filter((n) => otherCharge(ctx, n, node.name)).map((n) => n.text),
    onlyWhen: subscriptions(ctx, node.onlyWhen),
  };
}

function otherCharge(ctx: ServiceContext, name: Name, own: Name): boolean {
  const symbol = ctx.scope.resolve(name, ["charge"]);
  if (symbol !== undefined && name.text === own.text) {
    ctx.report(D.circular, { path: [own.text, own.text] }, name);
    return false;
  }
  return symbol !== undefined;
}

/** Fields that a price depends on: every event that is counted must have them. */
function pricedBy(ctx: ServiceContext, counts: Counting, names: readonly Name[]): string[] {
  const events =
    counts.kind === "events" ? counts.of.map((f) => f.event) : counts.kind === "commenced" ? [counts.of.event] : undefined;
  return names.flatMap((name) => {
    if (name.missing) return [];
    if (events === undefined) {
      ctx.report(D.unpricedField, { field: name.text }, name);
      return [];
    }
    const fields = events.map((e) => resolveField(ctx, ctx.events.get(e)!, name));
    return fields.every((f) => f !== undefined) ? [name.text] : [];
  });
}

function subscriptions(ctx: ServiceContext, nodes: readonly SubscriptionNode[]): Subscription[] {
  return nodes.flatMap((node) => {
    const service = ctx.scope.workspace.service(node.service, ctx.source);
    if (service === undefined) return [];
    if (node.product !== undefined && !node.product.missing) {
      const known = service.node.elements.filter((e) => e.kind === "product").map((e) => e.name.text);
      if (!known.includes(node.product.text)) {
        ctx.report(
          D.unknownName,
          { what: "product", name: node.product.text, where: `in ${node.service.text}`, known },
          node.product,
        );
        return [];
      }
    }
    return [{ service: node.service.text, ...(node.product && { product: node.product.text }), negated: node.negated }];
  });
}

function alternatives(ctx: ServiceContext, names: readonly Name[]): string[] {
  return names.filter((n) => ctx.scope.resolve(n, ["fee", "package", "charge"]) !== undefined).map((n) => n.text);
}

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
      ...(node.prePay && { prePay: { action: "deduct" as const, notify: node.notify } }),
    }
  );
}

export function lowerProhibition(ctx: ServiceContext, node: ElementOf<"forbid">): Prohibition | undefined {
  const rule = prohibitionRule(ctx, node);
  return rule && { ...ctx.named(node, "the prohibition"), rule };
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

export function lowerFree(ctx: ServiceContext, node: ElementOf<"free">): FreeRule | undefined {
  if (node.of === undefined)
    return missing(ctx, "The free outcome", node.name, "which events are free", "Outbound where status is rejected");
  const of = lowerFilter(ctx, node.of);
  return of && { ...ctx.named(node, "the free outcome"), of };
}
