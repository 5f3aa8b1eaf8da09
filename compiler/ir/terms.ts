/** What terms stand for, and which of them the clauses of a service rest on. */
import type { Circumstance, Quantity, Service, Term } from "./model.ts";

/** The terms to which agreements have to give a value ("as agreed") and that a clause in force rests on. */
export function termsDue(
  service: Service,
  inForce: (element: {
    readonly name: string;
    readonly circumstances?: readonly Circumstance[];
    readonly product?: string;
  }) => boolean,
): string[] {
  const { charges, fees, packages, minimums, prohibitions } = service;
  return agreedTermsOf(service, [charges, fees, packages, minimums, prohibitions].flat().filter(inForce));
}

/** The terms without a value of their own ("as agreed") that elements of a service rest on. */
export function agreedTermsOf(service: Service, elements: readonly object[]): string[] {
  const due = service.terms.filter(({ value }) => value === undefined).map(({ name }) => name);
  if (due.length === 0) return [];
  const found = elements.map((element) => agreedTermsOfOne(service, element, due));
  return due.filter((name) => found.some((names) => names.has(name)));
}

/** By service and element: many agreements ask the same. */
const known = new WeakMap<Service, WeakMap<object, ReadonlySet<string>>>();

function agreedTermsOfOne(service: Service, element: object, due: readonly string[]): ReadonlySet<string> {
  const ofService = known.get(service) ?? new WeakMap<object, ReadonlySet<string>>();
  known.set(service, ofService);
  const names = ofService.get(element) ?? reachedFrom(service, element, new Set(due));
  ofService.set(element, names);
  return names;
}

function reachedFrom(service: Service, element: object, due: ReadonlySet<string>): Set<string> {
  const reached = new Set<unknown>();
  const found = new Set<string>();
  const states = [service.windows, service.sessions, service.intervals, service.sets, service.measures].flat();
  const visit = (part: unknown): void => {
    if (part === null || typeof part !== "object" || reached.has(part)) return;
    reached.add(part);
    for (const [key, value] of Object.entries(part)) {
      if (key === "term" && typeof value === "string" && due.has(value)) found.add(value);
      else if (["window", "session", "interval", "set", "measure"].includes(key))
        visit(states.find(({ name }) => name === value));
      visit(value);
    }
  };
  visit(element);
  return found;
}

/** A term's quantity; one that agreements have to give stands for an unknown one, so for the purposes of checking it is one of its kind. */
export function quantityOfTerm({ kind, value, name }: Term): Quantity {
  if (value !== undefined && value.kind !== "choice") return value;
  switch (kind) {
    case "duration":
      return { kind, milliseconds: 1000, amount: "1", unit: "second" };
    case "size":
      return { kind, bytes: "1", amount: "1", unit: "byte" };
    case "money":
      return { kind, amount: "1", currency: "" };
    case "count":
    case "percent":
      return { kind, amount: "1" };
    case "choice":
      throw new Error(`${name} is a choice, not a quantity.`);
  }
}
