/** Sessions: opened by an event, closed by an event or by silence. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Session } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { changing, missing } from "./shared.ts";
import { lowerQuantityOrTerm } from "./term.ts";

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
