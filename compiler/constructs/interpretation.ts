/** Interpretations of the source. */
import type { Localized } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import type { Interpretation, Text } from "../ir/model.ts";
import { filledOnce, type Used } from "./use.ts";

export function lowerInterpretation(ctx: ServiceContext, { symbol, fill }: Used<"interpretation">): Interpretation {
  const { node, source } = symbol;
  const at = ctx.at(source);
  const named = at.named(node, "the interpretation");
  const part = (localized: Localized | undefined, what: string): Text =>
    fill(at.text(localized === undefined ? [] : [localized], `The ${what} of \`${node.name.text}\``, node.name));
  return {
    ...named,
    title: fill(named.title),
    question: part(node.question, "question"),
    decision: part(node.decision, "decision"),
    reason: part(node.reason, "reason"),
    ...(node.source && { source: filledOnce(fill, node.source.value) }),
  };
}
