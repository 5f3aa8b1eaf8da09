/** Interpretations of the source. */
import type { Localized } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import type { Interpretation, Text } from "../ir/model.ts";
import type { ElementOf } from "../scope.ts";

export function lowerInterpretation(ctx: ServiceContext, node: ElementOf<"interpretation">): Interpretation {
  const part = (localized: Localized | undefined, what: string): Text =>
    ctx.text(localized === undefined ? [] : [localized], `The ${what} of \`${node.name.text}\``, node.name);
  return {
    ...ctx.named(node, "the interpretation"),
    question: part(node.question, "question"),
    decision: part(node.decision, "decision"),
    reason: part(node.reason, "reason"),
    ...(node.source && { source: node.source.value }),
  };
}
