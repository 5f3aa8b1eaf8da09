/** Clauses, where they are used. */
import type { UseNode } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import type { Clause } from "../ir/model.ts";
import { resolveUse } from "./use.ts";

/** The clause that is used, with its parameters filled in; nothing when there is none. */
export function lowerClause(ctx: ServiceContext, use: UseNode): Clause[] {
  const used = resolveUse(ctx, use, ["clause"]);
  if (used === undefined) return [];
  const { node, source } = used.symbol;
  const at = ctx.at(source);
  const name = node.name.text;
  return [
    {
      name,
      ...(node.titles.length > 0 && { title: used.fill(at.text(node.titles, `The title of \`${name}\``, node.name)) }),
      text: used.fill(at.text(node.texts, `The clause \`${name}\``, node.name)),
      origin: source.origin(node.name),
    },
  ];
}
