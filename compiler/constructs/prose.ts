/** Prose: the description with its duties, definitions and interpretations. */
import type { ClauseUseNode, Localized } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Clause, Definition, Description, Interpretation, Text } from "../ir/model.ts";
import type { ElementOf, ElementSymbol } from "../scope.ts";
import { suggest } from "../suggest.ts";

const placeholder = /\{([^{}]*)\}/g;

/** Checks that a clause's texts mention its parameters, all of them in every language, and no others. */
export function checkClause(ctx: ServiceContext, { node, source }: ElementSymbol<ElementOf<"clause">>): void {
  const at = ctx.at(source);
  const parameters = node.parameters.map((p) => p.text);
  const mentioned = new Map<string, Set<string>>();
  for (const t of node.texts.flatMap((x) => x.translations)) {
    const names = new Set([...t.text.value.matchAll(placeholder)].map((m) => m[1]!));
    mentioned.set(t.language, names);
    for (const name of names) {
      if (!parameters.includes(name)) {
        at.report(
          D.unknownParameter,
          { what: `the clause ${node.name.text}`, name, suggestion: suggest(name, parameters), known: parameters },
          t.text,
        );
      }
    }
  }
  for (const parameter of parameters) {
    const with_ = [...mentioned].filter(([, names]) => names.has(parameter));
    if (with_.length === 0 || with_.length === mentioned.size) continue;
    for (const [language, names] of mentioned) {
      if (!names.has(parameter)) at.report(D.differentParameters, { language, parameter }, node.texts[0] ?? node.name);
    }
  }
}

function use(ctx: ServiceContext, node: ClauseUseNode): Clause[] {
  const symbol = ctx.scope.resolve(node.clause, ["clause"]);
  if (symbol === undefined) return [];
  const at = ctx.at(symbol.source);
  const clause = symbol.node;
  const name = clause.name.text;
  const text = at.text(clause.texts, `The clause \`${name}\``, clause.name);
  const filled: Record<string, Text> = {};
  for (const argument of node.arguments) {
    const parameter = argument.parameter.text;
    if (!clause.parameters.some((p) => p.text === parameter)) {
      const known = clause.parameters.map((p) => p.text);
      ctx.report(
        D.unknownName,
        { what: "parameter", name: parameter, where: `in the clause \`${name}\``, suggestion: suggest(parameter, known), known },
        argument.parameter,
      );
    } else if (Object.hasOwn(filled, parameter)) ctx.report(D.repeated, { what: `\`${parameter}\`` }, argument);
    else if (argument.localized !== undefined) filled[parameter] = ctx.text([argument.localized], `\`${parameter}\``, argument);
    else filled[parameter] = Object.fromEntries(Object.keys(text).map((l) => [l, argument.value?.value ?? ""]));
  }
  for (const p of clause.parameters) {
    if (!p.missing && !Object.hasOwn(filled, p.text)) {
      ctx.report(D.missingArgument, { clause: name, parameter: p.text }, node.clause, [
        { message: "the clause is declared here", source: symbol.source, span: clause.name },
      ]);
    }
  }
  return [
    {
      name,
      ...(clause.titles.length > 0 && { title: at.text(clause.titles, `The title of \`${name}\``, clause.name) }),
      text: Object.fromEntries(
        Object.entries(text).map(([language, t]) => [
          language,
          t.replace(placeholder, (whole, p: string) => (Object.hasOwn(filled, p) ? (filled[p]![language] ?? "") : whole)),
        ]),
      ),
      origin: symbol.source.origin(clause.name),
    },
  ];
}

export function lowerDescription(ctx: ServiceContext): Description {
  const nodes = ctx.scope.service.node.descriptions;
  for (const extra of nodes.slice(1)) ctx.report(D.repeated, { what: "The description" }, extra);
  const node = nodes[0];
  if (node === undefined) return { includes: [], providerDuties: [], clientDuties: [] };
  return {
    ...(node.texts.length > 0 && { text: ctx.text(node.texts, "The description", node) }),
    includes: node.includes.flatMap((u) => use(ctx, u)),
    providerDuties: node.provider.flatMap((u) => use(ctx, u)),
    clientDuties: node.client.flatMap((u) => use(ctx, u)),
  };
}

export function lowerDefinition(ctx: ServiceContext, { node, source }: ElementSymbol<ElementOf<"definition">>): Definition {
  const at = ctx.at(source);
  return { ...at.named(node, "the definition"), text: at.text(node.texts, `The definition \`${node.name.text}\``, node.name) };
}

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
