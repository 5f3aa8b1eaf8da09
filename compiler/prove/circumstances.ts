/** What an agreement takes and chooses, as far as clauses depend on it: these are variables like the fields of an event. */
import { alternativeGroups } from "../ir/alternatives.ts";
import type { Charge, Fee, Named, Circumstance as Needed, Package, Service } from "../ir/model.ts";
import { type Diagrams, EVERYTHING, NOTHING, type Region } from "./diagram.ts";

export type Circumstance =
  /** Whether the agreement takes a service or a product: 0 no, 1 yes. */
  | { readonly kind: "taken"; readonly name: string; readonly variable: number }
  /** Which of several alternatives it prices; the last value is none of them. */
  | { readonly kind: "chosen"; readonly members: readonly string[]; readonly variable: number }
  /** Which of its choices a term is set to; the first is the contract's own. */
  | { readonly kind: "set"; readonly term: string; readonly values: readonly string[]; readonly variable: number };

/** An element that only some agreements have. */
export type Conditional = Named & Partial<Pick<Charge & Fee & Package, "circumstances" | "alternativeTo">>;

export class Circumstances {
  readonly #diagrams: Diagrams;
  readonly #service: Service;
  readonly #services: ReadonlyMap<string, Service>;
  readonly #taken = new Map<string, Extract<Circumstance, { kind: "taken" }>>();
  readonly #chosen: Extract<Circumstance, { kind: "chosen" }>[] = [];
  readonly #set = new Map<string, Extract<Circumstance, { kind: "set" }>>();

  constructor(diagrams: Diagrams, service: Service, services: ReadonlyMap<string, Service>) {
    this.#diagrams = diagrams;
    this.#service = service;
    this.#services = services;
  }

  /** Those that follow from others last. */
  get all(): readonly Circumstance[] {
    return [...this.#chosen, ...this.#set.values(), ...this.#taken.values()];
  }

  /** The agreements that have a clause. */
  of(element: Conditional): Region {
    return this.#diagrams.and(this.product(element), this.besidesProduct(element));
  }

  /** The agreements that would have a clause if they took its product. */
  besidesProduct(element: Conditional): Region {
    return this.#diagrams.all([...(element.circumstances ?? []).map((each) => this.#holds(each)), this.#priced(element.name)]);
  }

  /** The agreements that take the product of a clause. */
  product(element: Named): Region {
    return element.product === undefined ? EVERYTHING : this.#takes(this.#service.name, element.product);
  }

  /** The agreements that there can be. */
  universe(): Region {
    const { all, any, not } = operations(this.#diagrams);
    const services = new Set([...this.#taken.keys()].map((name) => name.split(".")[0]!));
    const products = [...services].flatMap((name) => {
      const taken = this.#products(name);
      const own = name === this.#service.name;
      const one = taken.length === 0 ? [] : own ? [any(taken)] : [any([not(this.#takes(name)), any(taken)])];
      return [...one, ...(own ? [] : taken.map((product) => any([not(product), this.#takes(name)])))];
    });
    const choices = this.#chosen.map(({ members, variable }) => {
      const productOf = members.map((name) => this.product(this.#clause(name)));
      const chosen = members.map((_, i) => this.#diagrams.where(variable, (value) => value === i));
      return all([...chosen.map((region, i) => any([not(region), productOf[i]!])), any([...chosen, not(any(productOf))])]);
    });
    return all([...products, ...choices]);
  }

  #products(service: string): Region[] {
    const names = [...this.#taken.keys()].filter((name) => name.startsWith(`${service}.`));
    return names.map((name) => this.#takes(service, name.slice(service.length + 1)));
  }

  #holds(needed: Needed): Region {
    if (needed.kind === "chosen") return this.#isSet(needed);
    const { service, product, negated } = needed;
    const taken = service === this.#service.name && product === undefined ? EVERYTHING : this.#takes(service, product);
    return negated ? this.#diagrams.not(taken) : taken;
  }

  /** The agreements in which a term has one of the values; one that is not negotiable has its own in all of them. */
  #isSet({ term: name, values, negated }: Extract<Needed, { kind: "chosen" }>): Region {
    const term = this.#service.terms.find((each) => each.name === name)!;
    const choices = term.choices.map((choice) => choice.name);
    const meets = (choice: string) => values.includes(choice) !== negated;
    if (term.negotiable === "no") return meets(choices[0]!) ? EVERYTHING : NOTHING;
    let known = this.#set.get(name);
    if (known === undefined) {
      known = { kind: "set", term: name, values: choices, variable: this.#diagrams.variable(choices.length) };
      this.#set.set(name, known);
    }
    return this.#diagrams.where(known.variable, (value) => meets(choices[value]!));
  }

  #takes(service: string, product?: string): Region {
    const name = product === undefined ? service : `${service}.${product}`;
    if (!this.#taken.has(name)) {
      // a service and its products are taken together, so all of them become variables
      const products = (this.#services.get(service)?.products ?? []).map((p) => `${service}.${p.name}`);
      for (const one of [...(service === this.#service.name ? [] : [service]), ...products])
        this.#taken.set(one, { kind: "taken", name: one, variable: this.#diagrams.variable(2) });
    }
    return this.#diagrams.where(this.#taken.get(name)!.variable, (value) => value === 1);
  }

  /** Of alternatives an agreement prices one. */
  #priced(name: string): Region {
    const group = alternativeGroups(this.#service).find((members) => members.includes(name));
    if (group === undefined) return EVERYTHING;
    let known = this.#chosen.find(({ members }) => members[0] === group[0]);
    if (known === undefined) {
      known = { kind: "chosen", members: group, variable: this.#diagrams.variable(group.length + 1) };
      this.#chosen.push(known);
    }
    const { members, variable } = known;
    return this.#diagrams.where(variable, (value) => members[value] === name);
  }

  #clause(name: string): Named {
    const { charges, fees, packages } = this.#service;
    return [...charges, ...fees, ...packages].find((clause) => clause.name === name)!;
  }
}

const operations = (diagrams: Diagrams) => ({
  all: (regions: readonly Region[]) => diagrams.all(regions),
  any: (regions: readonly Region[]) => diagrams.any(regions),
  not: (region: Region) => diagrams.not(region),
});
