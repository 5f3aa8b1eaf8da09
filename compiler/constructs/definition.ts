/** Terms defined in words. */
import type { ServiceContext } from "../context.ts";
import type { Definition } from "../ir/model.ts";
import type { ElementOf, ElementSymbol } from "../scope.ts";

export function lowerDefinition(ctx: ServiceContext, { node, source }: ElementSymbol<ElementOf<"definition">>): Definition {
  const at = ctx.at(source);
  return { ...at.named(node, "the definition"), text: at.text(node.texts, `The definition \`${node.name.text}\``, node.name) };
}
