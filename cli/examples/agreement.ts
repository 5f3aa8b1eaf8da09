/** The agreement under which an example is rated: what it says, and defaults for the rest. */
import type { Circumstance, Example, PriceEntry, Service } from "../../compiler/index.ts";
import { type Agreed, holds } from "../../compiler/ir/agreed.ts";
import { alternativeGroups } from "../../compiler/ir/alternatives.ts";
import type { Agreement, Price, Taken } from "../../runtime/index.ts";

/** Name of the client whose example it is; usage from another client has another subject. */
export const EXAMPLE = "Example";

/**
 * The agreement of an example: everything without a price costs 1 per unit; packages include nothing and cost nothing. Of
 * alternatives without a price it has the one that the example expects something of, or the first.
 */
export function exampleAgreement(service: Service, example: Example, services: ReadonlyMap<string, Service>): Agreement {
  const { currency, timeZone, chargingModel, from, credit, prices, terms, subscriptions } = example.agreement;
  const taken = [service.name, ...new Set(subscriptions.map((each) => each.service).filter((name) => name !== service.name))].map(
    (name) => ({
      service: name,
      products: subscriptions.flatMap((each) => (each.service === name && each.product !== undefined ? [each.product] : [])),
    }),
  );
  // where no product is named, all are taken
  const takes = taken.map((one) => (one.products.length === 0 ? { ...one, products: productsOf(services, one.service) } : one));
  const expected = new Set(
    example.expect.flatMap(({ what, value }) => (what.kind === "clause" && Number(value.amount) !== 0 ? [what.name] : [])),
  );
  return {
    name: EXAMPLE,
    client: EXAMPLE,
    accounts: [],
    currency,
    timeZone,
    chargingModel,
    ...(from === undefined ? {} : { from }),
    ...(credit === undefined ? {} : { credit }),
    rounding: "half up",
    takes: taken.map(({ service: name, products }) => {
      const own = name === service.name;
      const one = services.get(name) ?? service;
      const set = own ? terms : [];
      const has = (clause: Clause) => isInForce(one, clause, { takes, terms: set, from });
      return { service: name, products, prices: pricesOf(one, own ? prices : [], has, expected), terms: set };
    }),
  };
}

function productsOf(services: ReadonlyMap<string, Service>, service: string): string[] {
  return services.get(service)?.products.map(({ name }) => name) ?? [];
}

interface Clause {
  readonly name: string;
  readonly product?: string;
  readonly circumstances: readonly Circumstance[];
}

function isInForce(service: Service, { product, circumstances }: Clause, agreed: Agreed): boolean {
  const { products } = agreed.takes.find((taken) => taken.service === service.name)!;
  return (product === undefined || products.includes(product)) && circumstances.every((each) => holds(each, service, agreed));
}

function pricesOf(
  service: Service,
  given: readonly PriceEntry[],
  has: (clause: Clause) => boolean,
  expected: ReadonlySet<string>,
): Taken["prices"] {
  const flat: Price = { kind: "flat", amount: "1" };
  const defaults = [
    ...service.charges.filter(({ pricedAs }) => pricedAs === undefined).map((clause) => ({ clause, price: flat })),
    ...service.fees.map((clause) => ({ clause, price: flat })),
    ...service.packages.map((clause) => ({
      clause,
      price: { kind: "package", included: "0", fee: "0", ...(clause.overage ? { overage: "0" } : {}) } satisfies Price,
    })),
  ].filter(({ clause }) => has(clause));
  const priced = new Set(given.map(({ clause }) => clause));
  const others = alternativeGroups(service).flatMap((group) => {
    const members = group.filter((name) => defaults.some(({ clause }) => clause.name === name));
    const one = members.find((name) => priced.has(name)) ?? members.find((name) => expected.has(name)) ?? members[0];
    return members.filter((name) => name !== one);
  });
  const kept = defaults.filter(({ clause: { name } }) => !priced.has(name) && !others.includes(name));
  return [
    ...given.map(({ clause, price }) => ({ clause, price })),
    ...kept.map(({ clause, price }) => ({ clause: clause.name, price })),
  ];
}
