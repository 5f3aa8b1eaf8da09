/** What an agreement takes and has chosen, and the clauses that apply because of it. */
import type { Circumstance, Named, Subscription } from "../../compiler/ir/model.ts";
import { activeSpan, agreedValue, type Facts, isActive } from "./facts.ts";

/** The agreement takes the product that the clause belongs to, and what else the clause asks for. */
export function applies(facts: Facts, clause: Named & { readonly circumstances?: readonly Circumstance[] }): boolean {
  const { products } = facts.taken;
  const isTaken = clause.product === undefined || products.length === 0 || products.includes(clause.product);
  return isActive(facts) && isTaken && (clause.circumstances ?? []).every((each) => holds(facts, each));
}

/** Whether something holds in the agreement. */
export function holds(facts: Facts, circumstance: Circumstance): boolean {
  if (circumstance.kind === "subscription") return isSubscribed(facts, circumstance) !== circumstance.negated;
  const chosen = agreedValue(facts, circumstance.term);
  return (chosen.kind === "choice" && circumstance.values.includes(chosen.value)) !== circumstance.negated;
}

function isSubscribed({ agreement, month }: Facts, { service, product }: Subscription): boolean {
  const taken = agreement.takes.find((t) => t.service === service);
  if (taken === undefined) return false;
  const { start, end } = activeSpan(agreement, taken, month);
  return start < end && (product === undefined || taken.products.length === 0 || taken.products.includes(product));
}
