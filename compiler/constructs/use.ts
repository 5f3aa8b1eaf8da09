/** The use of shared prose by name: parameters checked where it is declared, arguments filled in where it is used. */
import type { Localized, TextNode, UseNode } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Text } from "../ir/model.ts";
import { type ElementOf, type ElementSymbol, kindNames } from "../scope.ts";
import { suggest } from "../suggest.ts";
import { partId } from "../unit.ts";

/** Kinds of declarations that may have parameters. */
export type ProseKind = "clause" | "definition" | "interpretation";

/** Whether a declaration is one of them. */
export const isProse = (symbol: ElementSymbol): symbol is ElementSymbol<ElementOf<ProseKind>> =>
  ["clause", "definition", "interpretation"].includes(symbol.node.kind);

/** Puts arguments into a text; leaves it alone where nothing is to be filled in. */
export type Fill = (text: Text) => Text;

/** Puts arguments into a text that is the same for readers of all languages. */
export const filledOnce = (fill: Fill, text: string): string => fill({ und: text }).und!;

/** Prose that is used by name, with what its parameters stand for. */
export interface Used<K extends ProseKind = ProseKind> {
  readonly symbol: ElementSymbol<ElementOf<K>>;
  readonly fill: Fill;
}

/** Leaves a text as it is: what a service declares itself has no parameters. */
export const asWritten: Fill = (text) => text;

/** What a parameter looks like in a text: `{traffic}`. */
const placeholder = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

const theKind = (node: ElementOf<ProseKind>) => `the ${kindNames[node.kind]} ${node.name.text}`;

/** The texts of a declaration, each with its translations, which must say the same. */
function textsOf(node: ElementOf<ProseKind>): (readonly Localized[])[] {
  const own =
    node.kind === "interpretation" ? [node.question, node.decision, node.reason].map((t) => (t ? [t] : [])) : [node.texts];
  return [node.titles, ...own];
}

/** Checks that texts mention only the declared parameters, and each text the same ones in every language. */
export function checkParameters(ctx: ServiceContext, { node, source, shared }: ElementSymbol<ElementOf<ProseKind>>): void {
  const at = ctx.at(source);
  const parameters = node.parameters.map((p) => p.text);
  const id = ctx.scope.idOf({ node, source, shared });
  if (!shared && node.kind !== "clause" && node.parameters.length > 0)
    at.report(D.parametersOfOwn, { what: `The ${kindNames[node.kind]} \`${node.name.text}\`` }, node.parameters[0]!);
  const mentionedIn = (text: TextNode): Set<string> => {
    const names = new Set([...text.value.matchAll(placeholder)].map((m) => m[1]!));
    for (const { 1: name, index } of source.text.slice(text.start, text.end).matchAll(placeholder)) {
      const start = text.start + index + 1;
      if (parameters.includes(name!)) at.link({ start, end: start + name!.length }, partId(id, name!));
    }
    for (const name of names) {
      if (parameters.includes(name)) continue;
      const suggestion = suggest(name, parameters);
      at.report(D.unknownParameter, { what: theKind(node), name, suggestion, known: parameters }, text);
    }
    return names;
  };
  if (node.kind === "interpretation" && node.source !== undefined) mentionedIn(node.source);
  for (const text of textsOf(node)) {
    const mentioned = new Map<string, Set<string>>();
    for (const t of text.flatMap((x) => x.translations)) mentioned.set(t.language, mentionedIn(t.text));
    for (const parameter of parameters) {
      const having = [...mentioned.values()].filter((names) => names.has(parameter));
      if (having.length === 0 || having.length === mentioned.size) continue;
      for (const [language, names] of mentioned) {
        if (!names.has(parameter)) at.report(D.differentParameters, { language, parameter }, text[0]!);
      }
    }
  }
}

/** Finds the prose that a use names; reports an unknown name, and arguments that are missing, unknown or given twice. */
export function resolveUse<K extends ProseKind>(ctx: ServiceContext, use: UseNode, kinds: readonly K[]): Used<K> | undefined {
  const symbol: ElementSymbol<ElementOf<ProseKind>> | undefined = ctx.scope.resolve(use.name, kinds);
  if (symbol === undefined) return undefined;
  const filled = argumentsOf(ctx, use, symbol);
  const inLanguage = (language: string, text: string) =>
    text.replace(placeholder, (whole, name: string) => filled.get(name)?.(language) ?? whole);
  return {
    symbol: symbol as ElementSymbol<ElementOf<K>>,
    fill: (text) => Object.fromEntries(Object.entries(text).map(([language, t]) => [language, inLanguage(language, t)])),
  };
}

/** What each parameter stands for, by language. */
function argumentsOf(ctx: ServiceContext, use: UseNode, symbol: ElementSymbol<ElementOf<ProseKind>>) {
  const { node, source } = symbol;
  const known = node.parameters.map((p) => p.text);
  const filled = new Map<string, (language: string) => string | undefined>();
  for (const argument of use.arguments) {
    const { parameter, value, localized } = argument;
    const name = parameter.text;
    if (!known.includes(name)) {
      const where = `in ${theKind(node)}`;
      ctx.report(D.unknownName, { what: "parameter", name, where, suggestion: suggest(name, known), known }, parameter);
      continue;
    }
    ctx.link(parameter, partId(ctx.scope.idOf(symbol), name));
    if (filled.has(name)) ctx.report(D.repeated, { what: `\`${name}\`` }, argument);
    else if (localized !== undefined) {
      const text = ctx.text([localized], `\`${name}\``, argument);
      filled.set(name, (language) => text[language] ?? text[localized.translations[0]!.language]);
    } else filled.set(name, () => value?.value);
  }
  for (const p of node.parameters) {
    if (p.missing || filled.has(p.text)) continue;
    ctx.report(D.missingArgument, { kind: kindNames[node.kind], name: node.name.text, parameter: p.text }, use.name, [
      { message: `${theKind(node)} is declared here`, source, span: node.name },
    ]);
  }
  return filled;
}

/** The shared definitions and interpretations that a service brings in with `uses`, each once. */
export function lowerUses(ctx: ServiceContext): Used<"definition" | "interpretation">[] {
  const seen = new Set<string>();
  return ctx.scope.service.node.uses.flatMap((use) => {
    const used = resolveUse(ctx, use, ["definition", "interpretation"]);
    if (used === undefined) return [];
    const { text: name } = use.name;
    if (!used.symbol.shared) ctx.report(D.ownUse, { what: `The ${kindNames[used.symbol.node.kind]} \`${name}\`` }, use);
    else if (seen.has(name)) ctx.report(D.repeated, { what: `\`${name}\`` }, use);
    else {
      seen.add(name);
      return [used];
    }
    return [];
  });
}
