/** What several constructs need: parts that are missing, events that change a state, subscriptions, alternatives. */
import type { EventFilterNode, Name, QuantityOrName } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { EventFilter, QuantityOrTerm } from "../ir/model.ts";
import type { ElementKind } from "../scope.ts";
import { lowerFilter, resolveKey } from "./condition.ts";
import { lowerQuantityOrTerm } from "./term.ts";

export const missing = (ctx: ServiceContext, what: string, name: Name, part: string, example: string): undefined => {
  ctx.report(D.missingPart, { what: `${what} \`${name.text}\``, part, example }, name);
  return undefined;
};

/** The events that change a state, each with the fields of the key; keys must have one type in all of them. */
export function changing(
  ctx: ServiceContext,
  nodes: readonly EventFilterNode[],
  per: readonly Name[],
  what: string,
): EventFilter[] {
  let first: { event: string; types: string[] } | undefined;
  return nodes.flatMap((node) => {
    const filter = lowerFilter(ctx, node, { changesState: what });
    if (filter === undefined) return [];
    const event = ctx.events.get(filter.event)!;
    const key = resolveKey(ctx, event, per);
    if (key.length < per.length) return [];
    const types = key.map((k) => JSON.stringify(event.fields.find((f) => f.name === k)!.type));
    first ??= { event: event.name, types };
    types.forEach((type, i) => {
      if (type !== first!.types[i])
        ctx.report(D.keyTypeMismatch, { key: key[i]!, first: first!.event, second: event.name }, node.event);
    });
    return [filter];
  });
}

/** `at most LIMIT`: the number that a count of the month cannot exceed. */
export function lowerCap(ctx: ServiceContext, nodes: readonly QuantityOrName[]): { readonly atMost?: QuantityOrTerm } {
  if (nodes.length > 1) ctx.report(D.repeated, { what: "What is counted at most" }, nodes[1]!);
  const atMost = lowerQuantityOrTerm(ctx, nodes[0], ["count"]);
  return atMost === undefined ? {} : { atMost };
}

/** Clauses of which an agreement prices one. */
export function alternatives(ctx: ServiceContext, names: readonly Name[]): string[] {
  return names.filter((n) => ctx.scope.resolve(n, ["fee", "package", "charge"]) !== undefined).map((n) => n.text);
}

/** Whether a name means another element of one of the kinds than the one that says it. */
export function isOther(ctx: ServiceContext, name: Name, own: Name, kinds: readonly ElementKind[]): boolean {
  const symbol = ctx.scope.resolve(name, kinds);
  if (symbol !== undefined && name.text === own.text) {
    ctx.report(D.circular, { path: [own.text, own.text] }, name);
    return false;
  }
  return symbol !== undefined;
}

/** Clauses that may charge for the same event. */
export function additions(ctx: ServiceContext, names: readonly Name[], own: Name): string[] {
  return names.filter((n) => isOther(ctx, n, own, ["charge", "fee", "package"])).map((n) => n.text);
}
