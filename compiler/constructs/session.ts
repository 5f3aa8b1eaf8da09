/** Sessions: opened by an event, closed by an event, by silence, or some time after they opened. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Session } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { isZero, quantityOf } from "./quantity.ts";
import { changing, missing } from "./shared.ts";
import { lowerQuantityOrTerm } from "./term.ts";

export function lowerSession(ctx: ServiceContext, node: ElementOf<"session">): Session | undefined {
  if (node.opens.length === 0)
    return missing(ctx, "The session", node.name, "what opens it", "opens on Message where from is endUser");
  if (node.opens.length > 1) ctx.report(D.repeated, { what: "What opens the session" }, node.opens[1]!);
  if (node.closesAfter.length > 1)
    ctx.report(D.repeated, { what: "The time after which the session closes" }, node.closesAfter[1]!);
  if (node.closesSinceOpened.length > 1)
    ctx.report(D.repeated, { what: "The time for which the session lasts" }, node.closesSinceOpened[1]!);
  const times = [...node.closesAfter, ...node.closesSinceOpened];
  if (times.length + node.closesOn.length === 0) {
    return missing(ctx, "The session", node.name, "what closes it", "closes after 30 minutes without an answer");
  }
  const what = `The event that changes ${node.name.text}`;
  const filters = changing(ctx, [node.opens[0]!, ...node.closesOn], node.per, what);
  const [opens, ...closes] = filters;
  const timeout = lowerQuantityOrTerm(ctx, node.closesAfter[0], ["duration"]);
  const life = lowerQuantityOrTerm(ctx, node.closesSinceOpened[0], ["duration"]);
  if (life !== undefined && isZero(quantityOf(ctx, life)))
    ctx.report(D.zeroLength, { what: `The session \`${node.name.text}\`` }, node.closesSinceOpened[0]!);
  const lost = (from: readonly unknown[], to: unknown) => from.length > 0 && to === undefined;
  if (opens === undefined || closes.length < node.closesOn.length) return undefined;
  if (lost(node.closesAfter, timeout) || lost(node.closesSinceOpened, life)) return undefined;
  const per = node.per.map((n) => n.text);
  return { ...ctx.named(node, "the session"), per, opens, ...(timeout && { timeout }), ...(life && { life }), closes };
}
