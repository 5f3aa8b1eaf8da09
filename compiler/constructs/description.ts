/** The description of a service with the duties of both sides. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Description } from "../ir/model.ts";
import { lowerClause } from "./clause.ts";

export function lowerDescription(ctx: ServiceContext): Description {
  const nodes = ctx.scope.service.node.descriptions;
  for (const extra of nodes.slice(1)) ctx.report(D.repeated, { what: "The description" }, extra);
  const node = nodes[0];
  if (node === undefined) return { includes: [], providerDuties: [], clientDuties: [] };
  return {
    ...(node.texts.length > 0 && { text: ctx.text(node.texts, "The description", node) }),
    includes: node.includes.flatMap((u) => lowerClause(ctx, u)),
    providerDuties: node.provider.flatMap((u) => lowerClause(ctx, u)),
    clientDuties: node.client.flatMap((u) => lowerClause(ctx, u)),
  };
}
