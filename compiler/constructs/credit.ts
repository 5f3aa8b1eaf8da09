/** What becomes of events that pre-paid credit does not cover. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { WhenShort } from "../ir/model.ts";

export function lowerShortCredit(ctx: ServiceContext): WhenShort | undefined {
  const nodes = ctx.scope.service.node.shortCredit;
  for (const extra of nodes.slice(1)) ctx.report(D.repeated, { what: "What happens when credit is short" }, extra);
  const action = nodes[0]?.action;
  return action === undefined || action.missing ? undefined : (action.text as WhenShort);
}
