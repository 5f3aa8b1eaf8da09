/** Circumstances: what an agreement must take or have agreed for a clause to apply. */
import type { ChosenNode, CircumstanceNode, Name, SubscriptionNode } from "../../grammar/index.ts";
import type { Reporter, ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Chosen, Circumstance, Subscription } from "../ir/model.ts";
import { suggest } from "../suggest.ts";
import { elementId, partId } from "../unit.ts";
import { lowerTerm } from "./term.ts";

export function lowerCircumstances(ctx: ServiceContext, nodes: readonly CircumstanceNode[]): Circumstance[] {
  return nodes.flatMap((node) => (node.kind === "subscription" ? subscription(ctx, node) : chosen(ctx, node)) ?? []);
}

/** What else an agreement must take, or must not. */
function subscription(ctx: ServiceContext, node: SubscriptionNode): Subscription | undefined {
  const service = ctx.scope.view.service(node.service, ctx.source);
  if (service === undefined) return undefined;
  if (node.product !== undefined && !node.product.missing) {
    const known = service.node.elements.filter((e) => e.kind === "product").map((e) => e.name.text);
    if (!known.includes(node.product.text)) {
      const name = node.product.text;
      const where = `in ${node.service.text}`;
      ctx.report(D.unknownName, { what: "product", name, where, suggestion: suggest(name, known), known }, node.product);
      return undefined;
    }
  }
  ctx.mention(service, node.product?.text);
  linkProduct(ctx, node.service.text, node.product);
  return {
    kind: "subscription",
    service: node.service.text,
    ...(node.product && { product: node.product.text }),
    negated: node.negated,
    ...(node.included && { included: true }),
  };
}

/** Notes which product a name means. */
export function linkProduct(reporter: Reporter, service: string, product: Name | undefined): void {
  if (product !== undefined && !product.missing) reporter.link(product, elementId(service, product.text));
}

/** What must have been chosen of a term. */
function chosen(ctx: ServiceContext, node: ChosenNode): Chosen | undefined {
  const symbol = ctx.scope.resolve(node.term, ["term"]);
  const term = symbol && lowerTerm(ctx, symbol);
  if (term === undefined) return undefined;
  if (term.kind !== "choice") {
    ctx.report(D.notAChoice, { term: `\`${term.name}\`` }, node.term, [
      { message: "the term is declared here", source: symbol!.source, span: symbol!.node.name },
    ]);
    return undefined;
  }
  const known = term.choices.map(({ name }) => name);
  const values = node.values.filter((value) => {
    if (value.missing) return false;
    if (known.includes(value.text)) {
      ctx.link(value, partId(ctx.scope.idOf(symbol!), value.text));
      return true;
    }
    const what = `\`${term.name}\``;
    ctx.report(D.notAValue, { what, name: value.text, suggestion: suggest(value.text, known), known }, value);
    return false;
  });
  if (values.length === 0) return undefined;
  return { kind: "chosen", term: term.name, values: values.map((value) => value.text), negated: node.negated };
}

/** As it is written in the contract: "when Increments is wholeMonth". */
export function circumstanceWritten(circumstance: Circumstance): string {
  if (circumstance.kind === "subscription") {
    const { service, product, negated, included } = circumstance;
    const how = included ? "included in" : `when ${negated ? "not " : ""}subscribed to`;
    return `${how} ${service}${product === undefined ? "" : `.${product}`}`;
  }
  return `when ${circumstance.term} is ${circumstance.negated ? "not " : ""}${circumstance.values.join(" or ")}`;
}
