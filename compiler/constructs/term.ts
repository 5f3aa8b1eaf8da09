/** Terms: named values, negotiable or not. */
import type { QuantityOrName } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Quantity, QuantityOrTerm, Term } from "../ir/model.ts";
import type { ElementOf, ElementSymbol } from "../scope.ts";
import { compareQuantities, lowerQuantity, type QuantityKind, quantityWords, written } from "./quantity.ts";

/** Lowers a term once per service; later calls give the same one. */
export function lowerTerm(ctx: ServiceContext, { node, source }: ElementSymbol<ElementOf<"term">>): Term | undefined {
  const done = ctx.terms.get(node.name.text);
  if (done !== undefined) return done;
  const at = ctx.at(source);
  const value = lowerQuantity(at, node.value);
  if (value === undefined) {
    if (node.value === undefined)
      at.report(
        D.missingPart,
        { what: `The term \`${node.name.text}\``, part: "its value", example: "60 seconds, unless otherwise agreed" },
        node.name,
      );
    return undefined;
  }
  const atMost = lowerQuantity(at, node.atMost, [value.kind]);
  const atLeast = lowerQuantity(at, node.atLeast, [value.kind]);
  const term: Term = {
    ...at.named(node, "the term"),
    value,
    negotiable: node.negotiable,
    ...(atMost && { atMost }),
    ...(atLeast && { atLeast }),
  };
  const limit = outsideLimits(term, value);
  if (limit !== undefined) at.report(D.negotiableLimit, { name: term.name, limit }, node.value!);
  ctx.terms.set(term.name, term);
  return term;
}

/** The limit of a term that a value breaks, in words; undefined when it keeps them. */
export function outsideLimits(term: Term, value: Quantity): string | undefined {
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
  if (!kinds.includes(term.value.kind)) {
    const expected = kinds.map((k) => quantityWords[k].a).join(" or ");
    ctx.report(
      D.wrongUnit,
      {
        found: `${quantityWords[term.value.kind].a} (${term.name})`,
        expected,
        example: quantityWords[kinds[0]!].example(term.value.amount),
      },
      node,
      [{ message: "the term is declared here", source: symbol!.source, span: symbol!.node.name }],
    );
    return undefined;
  }
  return { kind: "term", term: term.name };
}
