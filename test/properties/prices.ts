/** Random prices of the shapes that a clause can have. */
import fc from "fast-check";
import { type Counted, countedByCharge } from "../../compiler/ir/counted.ts";
import type { Charge, Counting, EachEvent, Price, RateRow, Service, Tier } from "../../compiler/ir/model.ts";
import { prefixes, value } from "./values.ts";

export const amount = fc.constantFrom("0", "1", "0.0450", "0.005", "0.015", "0.0049", "2.5", "10.01", "333.333");

function rateRows(service: Service, by: readonly string[], month: string): fc.Arbitrary<RateRow[]> {
  const kinds = by.map((field) => service.events.flatMap(({ fields }) => fields).find(({ name }) => name === field)!.type);
  const key = fc.tuple(
    ...kinds.map((type) => {
      if (type.kind === "phone") return fc.constantFrom(...prefixes);
      return value(service, type).map(String);
    }),
  );
  const validity = fc.constantFrom<{ from?: string; until?: string }>(
    {},
    { from: `${month}-01` },
    { from: `${month}-11` },
    { until: `${month}-14` },
    { from: `${month}-11`, until: `${month}-14` },
    { from: `${month}-15` },
  );
  return fc
    .uniqueArray(fc.record({ key, price: amount, validity }), {
      minLength: 1,
      maxLength: 10,
      size: "max",
      selector: ({ key, validity }) => JSON.stringify([key, validity.from]),
    })
    .map((rows) => rows.map(({ validity, ...row }, index) => ({ ...row, ...validity, line: index + 2 })));
}

/** Countings whose parts are single events, so that a rate card can price them. */
export const isPricedByEvent = ({ kind }: Counting): boolean =>
  ["events", "commenced", "commencedTotal", "sum", "storage"].includes(kind);

export function chargePrice(service: Service, charge: Charge, month: string): fc.Arbitrary<Price> {
  // Different values priced by their events: no contract can say it, so there is one price.
  if (charge.pricedBy.length > 0 && !isPricedByEvent(charge.counts))
    return amount.map((text) => ({ kind: "flat", amount: text }));
  return unitPrice(service, charge.pricedBy, month, countedByCharge(service, charge));
}

export const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
export const defined = <Values extends object>(values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;

/** What a price may say of single events, where these are charged. */
function eachOf(service: Service, counted: Counted): fc.Arbitrary<{ readonly each?: EachEvent }> {
  if (counted.kind !== "events" && counted.kind !== "units") return fc.constant({});
  const { unit } = counted.kind === "units" ? counted : { unit: undefined };
  const isAgreed = unit?.kind === "term" && service.terms.find(({ name }) => name === unit.term)!.negotiable !== "no";
  const lengths = fc.constantFrom("60", "30", "6", "1", "0.5");
  const increments = fc
    .constantFrom(["60", "1"], ["30", "6"], ["1", "1"], ["0.5", "7"])
    .map(([first, next]) => ({ first: first!, next: next! }));
  return fc
    .record({
      ...(isAgreed ? { increments: optional(increments) } : {}),
      ...(unit === undefined ? {} : { per: optional(lengths) }),
      plus: optional(amount),
      limits: fc.constantFrom<Pick<EachEvent, "atLeast" | "atMost">>(
        {},
        { atLeast: "0.02" },
        { atMost: "2" },
        { atLeast: "0.005", atMost: "0.1" },
      ),
    })
    .map(({ limits, ...rest }) => ({ each: defined({ ...rest, ...limits }) as EachEvent }));
}

const bounds = fc.constantFrom(["1"], ["2", "3"], ["0.5", "1.5", "4"], ["10"]);
const tiered = fc
  .record({
    kind: fc.constantFrom("graduated" as const, "volume" as const),
    bounds,
    amounts: fc.array(amount, { minLength: 4, maxLength: 4 }),
    fees: fc.array(optional(amount), { minLength: 4, maxLength: 4 }),
  })
  .map(
    ({ kind, bounds: all, amounts, fees }): Price => ({
      kind,
      tiers: [...all, undefined].map((upTo, index) => defined({ upTo, amount: amounts[index]!, plus: fees[index] }) as Tier),
    }),
  );
const blocks = fc
  .record({ size: fc.constantFrom("1", "2", "2.5", "10"), amount, free: optional(fc.constantFrom("0", "1", "3.5")) })
  .map((price): Price => ({ kind: "blocks", ...defined(price) }) as Price);

const dated = (month: string) =>
  fc.tuple(amount, amount, amount).map(([first, second, third]): Price & { kind: "dated" } => ({
    kind: "dated",
    periods: [
      { amount: first, until: `${month}-10` },
      { amount: second, from: `${month}-11`, until: `${month}-14` },
      { amount: third, from: `${month}-15` },
    ],
  }));

export function unitPrice(service: Service, by: readonly string[], month: string, counted: Counted): fc.Arbitrary<Price> {
  const simple = fc.oneof(
    { arbitrary: amount.map((text): Price => ({ kind: "flat", amount: text })), weight: 3 },
    { arbitrary: dated(month) as fc.Arbitrary<Price>, weight: 1 },
  );
  const withEach = (price: fc.Arbitrary<Price>) =>
    fc
      .tuple(price, fc.oneof({ arbitrary: fc.constant({}), weight: 2 }, { arbitrary: eachOf(service, counted), weight: 1 }))
      .map(([p, each]): Price => ({ ...p, ...each }) as Price);
  const scales =
    counted.kind === "month"
      ? []
      : [
          { arbitrary: tiered, weight: 1 },
          { arbitrary: blocks, weight: 1 },
        ];
  const flat = fc.oneof({ arbitrary: withEach(simple), weight: 4 }, ...scales);
  if (by.length === 0) return flat;
  const rates = rateRows(service, by, month).map((rows): Price => ({ kind: "rates", file: "rates.csv", by, rows }));
  return fc.oneof({ arbitrary: flat, weight: 1 }, { arbitrary: withEach(rates), weight: 3 });
}
