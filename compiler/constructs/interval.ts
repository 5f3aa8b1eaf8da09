/** Intervals: from one event until another. */
import type { ServiceContext } from "../context.ts";
import type { Interval } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { changing, missing } from "./shared.ts";

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
