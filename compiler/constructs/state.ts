/** Windows, sets, intervals and sessions. */
import type { EventFilterNode, Name } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { EventFilter, Interval, Session, SetState, Window } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { lowerFilter, resolveKey } from "./condition.ts";
import { quantityOf } from "./quantity.ts";
import { lowerQuantityOrTerm } from "./term.ts";

const missing = (ctx: ServiceContext, what: string, name: Name, part: string, example: string): undefined => {
  ctx.report(D.missingPart, { what: `${what} \`${name.text}\``, part, example }, name);
  return undefined;
};

/** The events that change a state, each with the fields of the key; keys must have one type in all of them. */
function changing(ctx: ServiceContext, nodes: readonly EventFilterNode[], per: readonly Name[], what: string): EventFilter[] {
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

export function lowerWindow(ctx: ServiceContext, node: ElementOf<"window">): Window | undefined {
  if (node.length === undefined || node.opens === undefined)
    return missing(ctx, "The window", node.name, "how long it is open", "24 hours from the last Inbound per user");
  const length = lowerQuantityOrTerm(ctx, node.length, ["duration"]);
  const [opens] = changing(ctx, [node.opens], node.per, `The event that opens ${node.name.text}`);
  if (length === undefined || opens === undefined) return undefined;
  const value = quantityOf(ctx, length);
  if (value.kind === "duration" && value.milliseconds === 0)
    ctx.report(D.zeroLength, { what: `The window \`${node.name.text}\`` }, node.length);
  return { ...ctx.named(node, "the window"), length, opens, per: node.per.map((n) => n.text) };
}

export function lowerSet(ctx: ServiceContext, node: ElementOf<"set">): SetState | undefined {
  if (node.added.length === 0)
    return missing(ctx, "The set", node.name, "what is added to it", "added on Bounce where kind is permanent");
  const what = `The event that changes ${node.name.text}`;
  const filters = changing(ctx, [...node.added, ...node.removed], node.of, what);
  if (filters.length < node.added.length + node.removed.length) return undefined;
  return {
    ...ctx.named(node, "the set"),
    of: node.of.map((n) => n.text),
    added: filters.slice(0, node.added.length),
    removed: filters.slice(node.added.length),
  };
}

export function lowerInterval(ctx: ServiceContext, node: ElementOf<"interval">): Interval | undefined {
  if (node.from === undefined || node.until === undefined) {
    return missing(
      ctx,
      "The interval",
      node.name,
      "from when until when it lasts",
      "per user from AccessGranted until AccessRevoked",
    );
  }
  const [from, until] = changing(ctx, [node.from, node.until], node.per, `The event that changes ${node.name.text}`);
  if (from === undefined || until === undefined) return undefined;
  return { ...ctx.named(node, "the interval"), per: node.per.map((n) => n.text), from, until };
}

export function lowerSession(ctx: ServiceContext, node: ElementOf<"session">): Session | undefined {
  if (node.opens.length === 0)
    return missing(ctx, "The session", node.name, "what opens it", "opens on Message where from is endUser");
  if (node.opens.length > 1) ctx.report(D.repeated, { what: "What opens the session" }, node.opens[1]!);
  if (node.closesAfter.length > 1)
    ctx.report(D.repeated, { what: "The time after which the session closes" }, node.closesAfter[1]!);
  if (node.closesAfter.length + node.closesOn.length === 0) {
    return missing(ctx, "The session", node.name, "what closes it", "closes after 30 minutes without an answer");
  }
  const what = `The event that changes ${node.name.text}`;
  const filters = changing(ctx, [node.opens[0]!, ...node.closesOn], node.per, what);
  const [opens, ...closes] = filters;
  const timeout = lowerQuantityOrTerm(ctx, node.closesAfter[0], ["duration"]);
  if (opens === undefined || closes.length < node.closesOn.length || (timeout === undefined && node.closesAfter.length > 0))
    return undefined;
  return { ...ctx.named(node, "the session"), per: node.per.map((n) => n.text), opens, ...(timeout && { timeout }), closes };
}
