/** Interpretations of the source. */
import type { Localized, Name } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Interpretation, Text } from "../ir/model.ts";
import type { SourceFile } from "../source.ts";
import { lowerTerm } from "./term.ts";
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
    ...(node.negotiableAs && negotiableTerm(ctx, node.negotiableAs, source)),
    ...(node.source && { source: filledOnce(fill, node.source.value) }),
  };
}

/** The term through which another reading can be agreed: it must be one that agreements may set. Naming it here does not use it in a rule. */
function negotiableTerm(ctx: ServiceContext, name: Name, source: SourceFile): Pick<Interpretation, "negotiableAs"> {
  const symbol = ctx.scope.resolve(name, ["term"], source, "mention");
  const term = symbol && lowerTerm(ctx, symbol);
  if (term === undefined) return {};
  if (term.negotiable === "no") ctx.at(source).report(D.interpretedNotNegotiable, { term: `\`${term.name}\`` }, name);
  return { negotiableAs: term.name };
}
