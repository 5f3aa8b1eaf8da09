/** Terms defined in words. */
import type { ServiceContext } from "../context.ts";
import type { Definition } from "../ir/model.ts";
import type { Used } from "./use.ts";

export function lowerDefinition(ctx: ServiceContext, { symbol, fill }: Used<"definition">): Definition {
  const { node, source } = symbol;
  const at = ctx.at(source);
  const named = at.named(node, "the definition");
  return {
    ...named,
    title: fill(named.title),
    text: fill(at.text(node.texts, `The definition \`${node.name.text}\``, node.name)),
  };
}
