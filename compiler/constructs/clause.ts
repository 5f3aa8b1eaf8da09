/** Clauses and their use. */
import type { ClauseUseNode } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Clause, Text } from "../ir/model.ts";
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

/** The text of a clause with its parameters filled in. */
export function lowerUse(ctx: ServiceContext, node: ClauseUseNode): Clause[] {
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
