/** Terms: named values, negotiable or not. */
import type { QuantityOrName } from "../../grammar/index.ts";
import type { Reporter, ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { QuantityOrTerm, Term, TermValue } from "../ir/model.ts";
import { quantityOfTerm } from "../ir/terms.ts";
import type { ElementOf, ElementSymbol } from "../scope.ts";
import { suggest } from "../suggest.ts";
import { lowerValues } from "./enumeration.ts";
import { compareQuantities, lowerQuantity, type QuantityKind, quantityWords, written } from "./quantity.ts";

/** Lowers a term once per service; later calls give the same one. */
export function lowerTerm(ctx: ServiceContext, { node, source }: ElementSymbol<ElementOf<"term">>): Term | undefined {
  const done = ctx.terms.get(node.name.text);
  if (done !== undefined) return done;
  const at = ctx.at(source);
  const said = termValue(at, node);
  if (said === undefined) return undefined;
  const { kind, value } = said;
  const [atMost, atLeast] = [node.atMost, node.atLeast].map((limit) =>
    kind === "choice" ? undefined : lowerQuantity(at, limit, [kind]),
  );
  const unlimited = node.atMost ?? node.atLeast;
  if (kind === "choice" && unlimited !== undefined) at.report(D.limitOfChoice, { term: `\`${node.name.text}\`` }, unlimited);
  const term: Term = {
    ...at.named(node, "the term"),
    ...said,
    // what every agreement has to say, it may say
    negotiable: value === undefined ? "agreed" : node.negotiable,
    ...(atMost && { atMost }),
    ...(atLeast && { atLeast }),
  };
  const limit = value && outsideLimits(term, value);
  if (limit !== undefined) at.report(D.negotiableLimit, { name: term.name, limit }, node.value!);
  ctx.terms.set(term.name, term);
  return term;
}

/** Words for what an agreement has to give: `number as agreed`. */
const agreedKinds: Readonly<Record<string, QuantityKind>> = {
  number: "count",
  duration: "duration",
  size: "size",
  money: "money",
  percent: "percent",
};

function termValue(at: Reporter, node: ElementOf<"term">): Pick<Term, "kind" | "value" | "choices"> | undefined {
  if (node.asAgreed !== undefined) {
    const word = node.asAgreed.text;
    const known = Object.keys(agreedKinds);
    const kind = Object.hasOwn(agreedKinds, word) ? agreedKinds[word] : undefined;
    if (kind !== undefined) return { kind, choices: [] };
    at.report(D.unknownName, { what: "kind of value", name: word, suggestion: suggest(word, known), known }, node.asAgreed);
    return undefined;
  }
  if (node.choices.length > 0) {
    const choices = lowerValues(at, node.choices, `the term \`${node.name.text}\``);
    for (const choice of node.choices)
      if (choice.title === undefined && !choice.name.missing)
        at.report(D.missingTitle, { what: "choice", name: choice.name.text }, choice.name);
    if (choices.length === 1) at.report(D.oneChoice, { term: `\`${node.name.text}\`` }, node.choices[0]!);
    return choices.length === 0 ? undefined : { kind: "choice", value: { kind: "choice", value: choices[0]!.name }, choices };
  }
  const value = lowerQuantity(at, node.value);
  if (value !== undefined) return { kind: value.kind, value, choices: [] };
  if (node.value === undefined) {
    const what = `The term \`${node.name.text}\``;
    at.report(D.missingPart, { what, part: "its value", example: "60 seconds, unless otherwise agreed" }, node.name);
  }
  return undefined;
}

/** The limit of a term that a value breaks, in words; undefined when it keeps them. */
export function outsideLimits(term: Term, value: TermValue): string | undefined {
  if (value.kind === "choice") return undefined;
  if (term.atMost !== undefined && compareQuantities(value, term.atMost) > 0) return `at most ${written(term.atMost)}`;
  if (term.atLeast !== undefined && compareQuantities(value, term.atLeast) < 0) return `at least ${written(term.atLeast)}`;
  return undefined;
}

/** A quantity in place or the name of a term, of one of the kinds. */
export function lowerQuantityOrTerm(
  ctx: ServiceContext,
  node: QuantityOrName | undefined,
  kinds: readonly QuantityKind[],
): QuantityOrTerm | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "quantity") {
    const value = lowerQuantity(ctx, node, kinds);
    return value && { kind: "constant", value };
  }
  const symbol = ctx.scope.resolve(node, ["term"]);
  const term = symbol && lowerTerm(ctx, symbol);
  if (term === undefined) return undefined;
  if (term.kind === "choice" || !kinds.includes(term.kind)) {
    const expected = kinds.map((k) => quantityWords[k].a).join(" or ");
    ctx.report(
      D.wrongUnit,
      {
        found: `${term.kind === "choice" ? "a choice" : quantityWords[term.kind].a} (${term.name})`,
        expected,
        example: quantityWords[kinds[0]!].example(term.kind === "choice" ? "1" : quantityOfTerm(term).amount),
      },
      node,
      [{ message: "the term is declared here", source: symbol!.source, span: symbol!.node.name }],
    );
    return undefined;
  }
  return { kind: "term", term: term.name };
}

/** How an agreement gives a value to a term. */
export function settingExample({ name, kind, choices, value }: Term, currency: string): string {
  const example =
    value !== undefined
      ? written(value)
      : kind === "choice"
        ? (choices[0]?.name ?? "")
        : kind === "money"
          ? `300 ${currency}`
          : quantityWords[kind].example("10");
  return `set ${name} to ${example}`;
}
