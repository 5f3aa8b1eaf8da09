/** Agreements of the compiler written as the JSON that `--agreements` reads. */
import { posix } from "node:path";
import { written } from "../../compiler/constructs/quantity.ts";
import { countedByCharge } from "../../compiler/ir/counted.ts";
import type { Agreement, EachEvent, Price, Service, Taken } from "../../compiler/ir/model.ts";
import { quantityOfTerm } from "../../compiler/ir/terms.ts";

/** An agreement as JSON, for a file in a folder of the workspace. */
export function agreementJson(agreement: Agreement, services: readonly Service[], folder: string): Record<string, unknown> {
  const { irVersion: _, doc: __, origin: ___, takes, ...same } = agreement;
  return { ...same, takes: takes.map((taken) => takenJson(taken, services.find(({ name }) => name === taken.service)!, folder)) };
}

function takenJson({ origin: _, products, prices, terms, ...same }: Taken, service: Service, folder: string): unknown {
  return {
    ...same,
    ...(products.length > 0 && { products }),
    prices: Object.fromEntries(prices.map(({ clause, price }) => [clause, priceJson(price, service, clause, folder)])),
    terms: Object.fromEntries(terms.map(({ term, value }) => [term, written(value)])),
  };
}

function priceJson(price: Price, service: Service, clause: string, folder: string): unknown {
  const each = "each" in price && price.each !== undefined ? { each: eachJson(price.each, service, clause) } : {};
  if (price.kind !== "rates") return { ...price, ...each };
  const { rows: _, file, ...same } = price;
  return { ...same, ...each, file: posix.relative(folder, file) };
}

/** Increments are lengths in the measure of the field: JSON says the unit, too. */
function eachJson({ increments, per, ...same }: EachEvent, service: Service, clause: string): unknown {
  const charge = service.charges.find(({ name }) => name === clause);
  const counted = charge && countedByCharge(service, charge);
  if (counted?.kind !== "units") return same;
  const { unit } = counted;
  const { kind } = unit.kind === "term" ? quantityOfTerm(service.terms.find(({ name }) => name === unit.term)!) : unit.value;
  const length = (amount: string) => `${amount}${kind === "duration" ? " seconds" : kind === "size" ? " bytes" : ""}`;
  return {
    ...same,
    ...(increments && { increments: { first: length(increments.first), next: length(increments.next) } }),
    ...(per !== undefined && { per: length(per) }),
  };
}
