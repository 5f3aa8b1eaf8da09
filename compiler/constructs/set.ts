/** Sets: keys that were added and not removed since. */
import type { ServiceContext } from "../context.ts";
import type { SetState } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";
import { changing, missing } from "./shared.ts";

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
