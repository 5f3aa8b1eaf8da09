/**
 * Random contracts as their authors would write them: source text with every construct of the language, right by construction.
 * What a declaration speaks of was declared before it, with the type that it needs; nothing is tried and thrown away.
 */
import { Chance } from "./chance.ts";
import { declareClauses } from "./clauses.ts";
import { declareMeasures } from "./countings.ts";
import { declareProse } from "./prose.ts";
import { Scope } from "./scope.ts";
import { declareStates } from "./states.ts";
import { declareEvents, declareKeys, declareOther, declareTerms } from "./things.ts";

/** A contract in its parts, so that parts can be left out. */
export interface ContractText {
  /** What money is in. */
  readonly currency: string;
  /** Declarations of the service. */
  readonly elements: readonly string[];
  /** Declarations of a file that it imports. */
  readonly shared: readonly string[];
  /** Other services. */
  readonly services: readonly string[];
}

export function contractText(seed: number): ContractText {
  const scope = new Scope(new Chance(seed));
  declareOther(scope);
  declareTerms(scope);
  declareKeys(scope);
  declareEvents(scope);
  declareStates(scope);
  declareMeasures(scope);
  declareClauses(scope);
  declareProse(scope);
  const { currency, elements, shared, services } = scope;
  return { currency, elements: scope.chance.shuffled(elements), shared, services };
}

/** The files of a contract. */
export function filesOf({ elements, shared, services }: ContractText): Record<string, string> {
  const file = (parts: readonly string[]) => `sdl 1\n\n${parts.join("\n\n")}\n`;
  const body = elements.map((text) => text.replaceAll(/^/gm, "  ")).join("\n");
  const imported = shared.length === 0 ? [] : ['import "shared.sdl"'];
  return {
    "sample.sdl": file([...imported, `service Sample in Channels {\n  title en "Sample" vi "Sample"\n${body}\n}`]),
    ...(shared.length === 0 ? {} : { "shared.sdl": file(shared) }),
    ...(services.length === 0 ? {} : { "others.sdl": file(services) }),
  };
}
