/** Measures, and what measures and charges count. */
import type { CountingNode, QuantityOrName } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Counting, Field, Measure, QuantityOrTerm } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerFilter, resolveEvent, resolveField } from "./condition.ts";
import { typeName } from "./event.ts";
import { isZero, type QuantityKind, quantityOf } from "./quantity.ts";
import { lowerCap, missing } from "./shared.ts";
import { lowerQuantityOrTerm } from "./term.ts";

export function lowerMeasure(ctx: ServiceContext, node: ElementOf<"measure">): Measure | undefined {
  if (node.counts === undefined)
    return missing(ctx, "The measure", node.name, "what it counts", "number of Outbound where status is delivered");
  const counts = lowerCounting(ctx, node.counts);
  return counts && { ...ctx.named(node, "the measure"), counts, ...lowerCap(ctx, node.atMost) };
}

export function lowerCounting(ctx: ServiceContext, node: CountingNode): Counting | undefined {
  switch (node.kind) {
    case "things":
      return things(ctx, node);
    case "distinct": {
      const of = node.of.flatMap((part) => {
        const filter = lowerFilter(ctx, part);
        const event = filter && ctx.events.get(filter.event)!;
        const field = event && resolveField(ctx, event, part.field);
        return filter && field ? [{ ...filter, field: field.name }] : [];
      });
      return of.length < node.of.length ? undefined : { kind: "distinct", of };
    }
    case "sum": {
      const of = lowerFilter(ctx, node.of);
      const field = of && resolveField(ctx, ctx.events.get(of.event)!, node.field);
      if (of === undefined || field === undefined) return undefined;
      if (!["count", "number", "duration", "size"].includes(field.type.kind)) {
        ctx.report(
          D.wrongCondition,
          {
            field: field.name,
            type: typeName(field.type),
            needed: "a number or a quantity",
            hint: "Only numbers, durations and sizes can be added up.",
          },
          node.field,
        );
        return undefined;
      }
      return { kind: "sum", of, field: field.name };
    }
    case "peak": {
      const symbol = ctx.scope.resolve(node.interval, ["interval"]);
      return symbol && { kind: "peak", interval: symbol.node.name.text };
    }
    case "units":
      return units(ctx, node);
  }
}

function things(ctx: ServiceContext, node: CountingNode & { kind: "things" }): Counting | undefined {
  const first = node.of[0];
  if (first === undefined) return undefined;
  const symbol = ctx.scope.resolve(first.event, ["event", "session", "interval", "measure"]);
  if (symbol === undefined) return undefined;
  const { kind, name } = symbol.node;
  if (kind === "event") {
    if (node.which !== undefined) {
      ctx.report(
        D.badWhich,
        { word: node.which.text, what: "events", hint: "Remove it: events are counted as they are." },
        node.which,
      );
    }
    const of = node.of.flatMap((f) => lowerFilter(ctx, f) ?? []);
    return of.length < node.of.length ? undefined : { kind: "events", of };
  }
  if (first.filter.alternatives.length > 0)
    ctx.report(D.conditionOnState, { what: `the ${kind} \`${name.text}\`` }, first.filter);
  for (const other of node.of.slice(1))
    ctx.report(D.conditionOnState, { what: `a union with the ${kind} \`${name.text}\`` }, other);
  const which = node.which?.text;
  const wrong = (hint: string): undefined => {
    ctx.report(D.badWhich, { word: which ?? "", what: `the ${kind} \`${name.text}\``, hint }, node.which ?? first.event);
    return undefined;
  };
  switch (kind) {
    case "session":
      if (which === "alive") return wrong("Sessions are `opened`, `closed` or `active`.");
      return { kind: "sessions", session: name.text, which: (which ?? "opened") as "opened" | "closed" | "active" };
    case "interval":
      if (which !== undefined && which !== "alive") return wrong("Intervals are `alive`, or counted at their `peak of`.");
      return { kind: "alive", interval: name.text };
    case "measure":
      if (which !== undefined) return wrong("Remove it: a measure is a number already.");
      return { kind: "measure", measure: name.text };
  }
}

const unitKinds: Partial<Record<Field["type"]["kind"], QuantityKind>> = {
  duration: "duration",
  size: "size",
  count: "count",
  number: "count",
};

/** What is counted in units or steps of nothing would never come to an end. */
function checkLength(ctx: ServiceContext, quantity: QuantityOrTerm, what: string, at: QuantityOrName): void {
  if (isZero(quantityOf(ctx, quantity))) ctx.report(D.zeroLength, { what }, at);
}

function units(ctx: ServiceContext, node: CountingNode & { kind: "units" }): Counting | undefined {
  const symbol = ctx.scope.resolve(node.of.event, ["event", "interval"]);
  if (symbol === undefined) return undefined;
  const unitNode =
    node.unit.kind === "unit"
      ? { kind: "quantity" as const, number: "1", unit: node.unit, start: node.unit.start, end: node.unit.end }
      : node.unit;
  if (symbol.node.kind === "interval") {
    const interval = symbol.node;
    if (node.total !== undefined) {
      const hint = "Remove it: each interval is counted by itself.";
      ctx.report(D.badWhich, { word: "total", what: `the interval \`${interval.name.text}\``, hint }, node.total);
    }
    if (node.per === undefined) {
      ctx.report(D.badPer, {}, node);
      return undefined;
    }
    if (node.of.filter.alternatives.length > 0)
      ctx.report(D.conditionOnState, { what: `the interval \`${interval.name.text}\`` }, node.of.filter);
    const event = interval.from && resolveEvent(ctx, interval.from.event);
    const field = event && resolveField(ctx, event, node.field);
    const kind = field && unitKinds[field.type.kind];
    if (field === undefined || kind === undefined) {
      if (field !== undefined)
        ctx.report(
          D.wrongCondition,
          {
            field: field.name,
            type: typeName(field.type),
            needed: "a size or a length",
            hint: "Give the field the type `size`, `duration` or `number`.",
          },
          node.field,
        );
      return undefined;
    }
    const unit = lowerQuantityOrTerm(ctx, unitNode, [kind]);
    const per = lowerQuantityOrTerm(ctx, node.per, ["duration"]);
    if (unit === undefined || per === undefined) return undefined;
    checkLength(ctx, unit, "A unit", unitNode);
    checkLength(ctx, per, "A step of time", node.per);
    return {
      kind: "storage",
      interval: interval.name.text,
      field: field.name,
      unit,
      commencedUnit: node.commenced,
      per,
    };
  }
  if (node.per !== undefined || !node.commenced) {
    ctx.report(D.badPer, {}, node);
    return undefined;
  }
  const of = lowerFilter(ctx, node.of);
  const field = of && resolveField(ctx, ctx.events.get(of.event)!, node.field);
  if (of === undefined || field === undefined) return undefined;
  const kind = unitKinds[field.type.kind];
  if (kind === undefined) {
    ctx.report(
      D.wrongCondition,
      {
        field: field.name,
        type: typeName(field.type),
        needed: "a length, a size or a number",
        hint: "Only these come in units.",
      },
      node.field,
    );
    return undefined;
  }
  const unit = lowerQuantityOrTerm(ctx, unitNode, [kind]);
  if (unit !== undefined) checkLength(ctx, unit, "A unit", unitNode);
  return unit && { kind: node.total === undefined ? "commenced" : "commencedTotal", of, field: field.name, unit };
}
