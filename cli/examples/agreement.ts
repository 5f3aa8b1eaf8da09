/** The agreement under which an example is rated: what it says, and defaults for the rest. */
import type { Example, PriceEntry, Service } from "../../compiler/index.ts";
import type { Agreement, Price, Taken } from "../../runtime/index.ts";

/** Name of the client whose example it is; usage from another client has another subject. */
export const EXAMPLE = "Example";

/** The agreement of an example: everything without a price costs 1 per unit; packages include nothing and cost nothing. */
export function exampleAgreement(service: Service, example: Example, services: ReadonlyMap<string, Service>): Agreement {
  const { currency, timeZone, chargingModel, from, credit, prices, terms, subscriptions } = example.agreement;
  const own = subscriptions.filter((subscription) => subscription.service === service.name);
  const others = [...new Set(subscriptions.map((subscription) => subscription.service))].filter((name) => name !== service.name);
  const products = (name: string) =>
    subscriptions.flatMap((each) => (each.service === name && each.product !== undefined ? [each.product] : []));
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
    takes: [
      { ...takenWith(service, prices, own.length > 0 ? products(service.name) : []), terms },
      ...others.map((name) => takenWith(services.get(name)!, [], products(name))),
    ],
  };
}

function takenWith(service: Service, given: readonly PriceEntry[], products: readonly string[]): Taken {
  const priced = new Set(given.map(({ clause }) => clause));
  const flat: Price = { kind: "flat", amount: "1" };
  const defaults: { clause: string; price: Price }[] = [];
  const add = (clause: string, alternativeTo: readonly string[], price: Price) => {
    if (!priced.has(clause) && !alternatives(service, clause, alternativeTo).some((other) => priced.has(other)))
      defaults.push({ clause, price });
  };
  for (const charge of service.charges) if (charge.pricedAs === undefined) add(charge.name, [], flat);
  for (const fee of service.fees) add(fee.name, fee.alternativeTo, flat);
  for (const each of service.packages) {
    add(each.name, each.alternativeTo, { kind: "package", included: "0", fee: "0", ...(each.overage ? { overage: "0" } : {}) });
  }
  return {
    service: service.name,
    products,
    prices: [...given.map(({ clause, price }) => ({ clause, price })), ...defaults],
    terms: [],
  };
}

/** "Alternative to" holds in both directions. */
function alternatives(service: Service, name: string, alternativeTo: readonly string[]): string[] {
  const back = [...service.fees, ...service.packages].filter((element) => element.alternativeTo.includes(name));
  return [...alternativeTo, ...back.map((element) => element.name)];
}
