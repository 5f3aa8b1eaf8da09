/** Windows: open for a length of time from the last event of a kind. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Window } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { quantityOf } from "./quantity.ts";
import { changing, missing } from "./shared.ts";
import { lowerQuantityOrTerm } from "./term.ts";

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
