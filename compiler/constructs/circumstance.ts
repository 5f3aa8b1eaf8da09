/** Circumstances: what an agreement must take or have agreed for a clause to apply. */
import type { ChosenNode, CircumstanceNode, SubscriptionNode } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Chosen, Circumstance, Service, Subscription, Taken, TermEntry } from "../ir/model.ts";
import { suggest } from "../suggest.ts";
import { lowerTerm } from "./term.ts";

export function lowerCircumstances(ctx: ServiceContext, nodes: readonly CircumstanceNode[]): Circumstance[] {
  return nodes.flatMap((node) => (node.kind === "subscription" ? subscription(ctx, node) : chosen(ctx, node)) ?? []);
}

/** What else an agreement must take, or must not. */
function subscription(ctx: ServiceContext, node: SubscriptionNode): Subscription | undefined {
  const service = ctx.scope.workspace.service(node.service, ctx.source);
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
  return {
    kind: "subscription",
    service: node.service.text,
    ...(node.product && { product: node.product.text }),
    negated: node.negated,
    ...(node.included && { included: true }),
  };
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
    if (known.includes(value.text)) return true;
    const what = `\`${term.name}\``;
    ctx.report(D.notAValue, { what, name: value.text, suggestion: suggest(value.text, known), known }, value);
    return false;
  });
  if (values.length === 0) return undefined;
  return { kind: "chosen", term: term.name, values: values.map((value) => value.text), negated: node.negated };
}

/** What an agreement (or an example) takes and sets, as far as circumstances ask for it. */
export interface Agreed {
  readonly takes: readonly Pick<Taken, "service" | "products" | "from">[];
  /** The first day of the agreement, if it says one. */
  readonly from?: string | undefined;
  /** The terms set for the service whose clauses are looked at. */
  readonly terms: readonly TermEntry[];
}

/** Whether a circumstance of a service holds in any month of an agreement. */
export function holds(circumstance: Circumstance, service: Pick<Service, "name" | "terms">, agreed: Agreed): boolean {
  const { takes, terms } = agreed;
  if (circumstance.kind === "subscription") {
    const { service: name, product, negated } = circumstance;
    const taken = takes.find((t) => t.service === name && (product === undefined || t.products.includes(product)));
    if (taken === undefined || !negated) return (taken !== undefined) !== negated;
    // what is taken from a later month on is not taken before
    return firstMonth(agreed, name) > firstMonth(agreed, service.name);
  }
  const { term, values, negated } = circumstance;
  const value = terms.find((entry) => entry.term === term)?.value ?? service.terms.find(({ name }) => name === term)?.value;
  return (value?.kind === "choice" && values.includes(value.value)) !== negated;
}

/** The month from which on an agreement takes a service; empty for ever. */
function firstMonth({ takes, from }: Agreed, service: string): string {
  const days = [from, takes.find((t) => t.service === service)?.from].map((day) => day ?? "");
  return days.sort()[1]!.slice(0, 7);
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
