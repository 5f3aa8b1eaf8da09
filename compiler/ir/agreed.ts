/** Which clauses of a contract an agreement has. */
import type { Circumstance, Service, Taken, TermEntry } from "./model.ts";

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
