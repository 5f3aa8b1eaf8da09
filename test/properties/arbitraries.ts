/**
 * Random usage and agreements for a service, made from its intermediate representation. Few keys, so that states interact;
 * instants at and beside the beginnings and ends of months, days, windows and time-outs, and often the same.
 */
import fc from "fast-check";
import { type Counted, countedByCharge, countedByFee } from "../../compiler/ir/counted.ts";
import type {
  Agreement,
  Charge,
  Counting,
  EachEvent,
  Event,
  FieldType,
  Price,
  Quantity,
  RateRow,
  Service,
  Taken,
  Term,
  TermEntry,
  Tier,
} from "../../compiler/ir/model.ts";
import type { ServiceUsage } from "../oracle/bill.ts";
import { monthSpan, startOfDay } from "../oracle/calendar.ts";

/** How often each property is tried: SDL_RUNS multiplies it. */
export const runs = (usual: number): { readonly seed: number; readonly numRuns: number } => ({
  seed: 20_260_301,
  numRuns: Math.max(1, Math.round(usual * Number(process.env.SDL_RUNS ?? 1))),
});

const origin = { file: "test.sdl", line: 1, column: 1 };
export const zones = ["Asia/Ho_Chi_Minh", "Europe/Zagreb", "America/New_York"] as const;
/** March and October have changes of the clock; February is short. */
export const months = ["2026-02", "2026-03", "2026-10"] as const;

export function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Text of the values that keys of rate cards are made of too. */
const phones = ["+84901234567", "+84241234567", "+385911", "+1202"];
const prefixes = ["+84", "+8424", "+84901", "+385", "+1"];
const words: Readonly<Partial<Record<FieldType["kind"], readonly string[]>>> = {
  phone: phones,
  country: ["VN", "HR", "SG"],
  network: ["452-01", "452-02"],
  text: ["a", "b", "c"],
  email: ["an@example.com", "binh@example.com"],
};
const durations = [0, 1, 29, "29.999", 30, "30.001", 30.5, 59, 60, 61, "119.5", 120, 3599, 3600, 3601];
const sizes = [0, 1, 500_000_000, 999_999_999, 1_000_000_000, 1_000_000_001, 5_000_000_000];

function value(service: Service, type: FieldType): fc.Arbitrary<string | number | boolean> {
  switch (type.kind) {
    case "duration":
      return fc.constantFrom<string | number>(...durations);
    case "size":
      return fc.constantFrom(...sizes);
    case "count":
      return fc.nat({ max: 4 });
    case "number":
      return fc.constantFrom<string | number>(0, 1, "2.5", "0.125");
    case "flag":
      return fc.boolean();
    case "enumeration": {
      const values = service.enumerations.find(({ name }) => name === type.enumeration)!.values.map(({ name }) => name);
      // Values that charges and limits speak of come more often.
      const rules = JSON.stringify([service.charges, service.prohibitions, service.measures]);
      return fc.constantFrom(...values.flatMap((name) => (rules.includes(`"${name}"`) ? [name, name, name] : [name])));
    }
    default:
      return fc.constantFrom(...words[type.kind]!);
  }
}

function data(service: Service, { fields }: Event): fc.Arbitrary<Record<string, string | number | boolean>> {
  const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  return fc.record(Object.fromEntries(fields.map(({ name, type }) => [name, value(service, type)])), {
    requiredKeys: required,
    noNullPrototype: true,
  });
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Lengths of windows, time-outs and steps of storage, and the days with a change of the clock. */
const distances = [0, MINUTE, 30 * MINUTE, HOUR, 12 * HOUR, 23 * HOUR, 24 * HOUR, 25 * HOUR, 48 * HOUR];

/** Instants around the days of a month and its neighbours on which something may begin or end. */
export function instant(month: string, timeZone: string): fc.Arbitrary<number> {
  const { start, end } = monthSpan(month, timeZone);
  const days = ["01", "11", "14", "15", "28"].map((day) => startOfDay(`${month}-${day}`, timeZone));
  const anchors = [
    [start, 1],
    [start, 1],
    [start, -1],
    [end, -1],
    [end, 1],
    ...days.flatMap((day) => [
      [day, 1],
      [day, -1],
    ]),
  ];
  return fc
    .tuple(fc.constantFrom(...anchors), fc.constantFrom(...distances), fc.constantFrom(0, 0, 0, -1, 1))
    .map(([[anchor, direction], distance, beside]) => anchor! + direction! * distance + beside);
}

/** Usage of services: each record once, with ids whose order is not that of time. */
export function usageOf(
  services: readonly Service[],
  at: fc.Arbitrary<number>,
  maxLength: number,
): fc.Arbitrary<readonly ServiceUsage[]> {
  const kinds = services.flatMap((service) => service.events.map((event) => ({ service, event })));
  if (kinds.length === 0) return fc.constant([]);
  const one = fc.oneof(
    ...kinds.map(({ service, event }) =>
      fc.record({
        service: fc.constant(service.name),
        name: fc.constant(event.name),
        at,
        prefix: fc.constantFrom("a", "b", "c"),
        source: fc.constantFrom("/one", "/two"),
        data: data(service, event),
      }),
    ),
  );
  return fc
    .array(one, { minLength: 0, maxLength, size: "max" })
    .map((usage) => usage.map(({ prefix, ...event }, index) => ({ ...event, id: `${prefix}${index}` })));
}

// ── Agreements ──

const amount = fc.constantFrom("0", "1", "0.0450", "0.005", "0.015", "0.0049", "2.5", "10.01", "333.333");

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
const isPricedByEvent = ({ kind }: Counting): boolean => ["events", "commenced", "sum", "storage"].includes(kind);

function chargePrice(service: Service, charge: Charge, month: string): fc.Arbitrary<Price> {
  // Different values priced by their events: no contract can say it, so there is one price.
  if (charge.pricedBy.length > 0 && !isPricedByEvent(charge.counts))
    return amount.map((text) => ({ kind: "flat", amount: text }));
  return unitPrice(service, charge.pricedBy, month, countedByCharge(service, charge));
}

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const defined = <Values extends object>(values: Values): Values =>
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

function unitPrice(service: Service, by: readonly string[], month: string, counted: Counted): fc.Arbitrary<Price> {
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

const clausePrice = (clause: string, price: fc.Arbitrary<Price>) => price.map((p) => ({ clause, price: p, origin }));

/** Every charge, fee and package has a price, but of alternatives only one, and add-ons sometimes none. */
function prices(service: Service, month: string): fc.Arbitrary<Taken["prices"]> {
  const entries = [
    ...service.charges
      .filter(({ pricedAs }) => pricedAs === undefined)
      .map((charge) => ({
        clause: charge,
        price: chargePrice(service, charge, month),
        optional: charge.addOn && isPricedByEvent(charge.counts),
      })),
    ...service.fees.map((fee) => ({
      clause: fee,
      price: unitPrice(service, fee.pricedBy, month, countedByFee(fee)),
      optional: false,
    })),
    ...service.packages.map((bundle) => ({
      clause: bundle,
      price: fc
        .record({ included: fc.constantFrom("0", "1", "2", "3"), fee: amount, overage: amount })
        .map(({ overage, ...p }): Price => ({ kind: "package", ...p, ...(bundle.overage ? { overage } : {}) })),
      optional: false,
    })),
  ];
  const alternatives = [...service.fees, ...service.packages].flatMap(({ name, alternativeTo }) =>
    alternativeTo.map((to) => [name, to] as const),
  );
  return fc
    .tuple(
      fc.array(fc.boolean(), { minLength: alternatives.length, maxLength: alternatives.length }),
      ...entries.map(({ clause, price, optional }) => {
        const entry = clausePrice(clause.name, price);
        return optional ? fc.option(entry, { nil: undefined, freq: 2 }) : entry;
      }),
    )
    .map(([choices, ...given]) => {
      const dropped = new Set(alternatives.map((pair, index) => pair[choices[index] ? 0 : 1]));
      return given.filter((entry) => entry !== undefined).filter(({ clause }) => !dropped.has(clause));
    });
}

/** Increments of 30 seconds or less common ones, another time-out, another limit, another commitment. */
function terms(service: Service): fc.Arbitrary<readonly TermEntry[]> {
  const entries = service.terms
    .filter(({ negotiable }) => negotiable !== "no")
    .flatMap((term) => {
      const values = termValues(term);
      const set = values.map((value): TermEntry => ({ term: term.name, value, origin }));
      return set.length === 0 ? [] : [fc.option(fc.constantFrom(...set), { nil: undefined })];
    });
  return fc.tuple(...entries).map((given) => given.filter((entry) => entry !== undefined));
}

function termValues({ value: { kind }, atLeast, atMost }: Term): Quantity[] {
  switch (kind) {
    case "duration": {
      const least = atLeast?.kind === "duration" ? atLeast.milliseconds : 0;
      const most = atMost?.kind === "duration" ? atMost.milliseconds : Number.POSITIVE_INFINITY;
      return [1_000, 30_000, 45_000, 600_000]
        .filter((ms) => ms >= least && ms <= most)
        .map((ms) => ({ kind: "duration", milliseconds: ms, amount: String(ms / 1000), unit: "second" }));
    }
    case "money":
      return ["0", "1", "12.345"].map((amount) => ({ kind: "money", amount, currency: "EUR" }));
    case "count":
      return ["0", "1", "3"].map((amount) => ({ kind: "count", amount }));
    default:
      return [];
  }
}

function taken(service: Service, month: string): fc.Arbitrary<Taken> {
  const from = fc.option(fc.constantFrom(`${month}-01`, `${month}-11`), { nil: undefined, freq: 4 });
  const products = fc.subarray(
    service.products.map(({ name }) => name),
    { minLength: Math.min(1, service.products.length) },
  );
  return fc
    .record({ prices: prices(service, month), terms: terms(service), products, from })
    .map(({ from: day, ...rest }) => ({ service: service.name, origin, ...rest, ...(day === undefined ? {} : { from: day }) }));
}

/** Agreements that take all of the services given. */
export function agreementFor(services: readonly Service[], month: string): fc.Arbitrary<Agreement> {
  const days = fc.constantFrom<{ from?: string; until?: string }>(
    {},
    {},
    {},
    { from: "2026-01-01" },
    { from: "2026-01-01", until: "2026-12-31" },
    { from: `${month}-01` },
    { from: `${month}-11` },
    { from: `${month}-28` },
    { until: `${month}-14` },
    { from: `${month}-02`, until: `${month}-11` },
    { until: "2026-01-31" },
  );
  const hasMinimum = services.some(({ minimums }) => minimums.length > 0);
  return fc
    .record({
      timeZone: fc.constantFrom(...zones),
      currency: hasMinimum ? fc.constant("EUR") : fc.constantFrom("EUR", "EUR", "VND"),
      chargingModel: fc.constantFrom("post-pay" as const, "pre-pay" as const),
      credit: fc.constantFrom("0", "10", "1000.5"),
      rounding: fc.constantFrom("half up" as const, "half up" as const, "half even" as const, "up" as const, "down" as const),
      days,
      takes: fc.tuple(...services.map((service) => taken(service, month))),
    })
    .map(({ days: limits, ...rest }) => ({
      irVersion: 1,
      name: "Acme",
      client: "Acme",
      accounts: [],
      origin,
      ...limits,
      ...rest,
    }));
}

export interface Scenario {
  readonly month: string;
  readonly agreement: Agreement;
  readonly usage: readonly ServiceUsage[];
}

type Instants = (month: string, timeZone: string) => fc.Arbitrary<number>;

/** Instants on and beside a grid of some length of time about the beginning of a month: what lasts so long ends when other things come. */
export const grid =
  (step: number): Instants =>
  (month, timeZone) => {
    const { start } = monthSpan(month, timeZone);
    return fc
      .tuple(fc.integer({ min: -2, max: 5 }), fc.constantFrom(0, 0, 0, -1, 1))
      .map(([steps, beside]) => start + steps * step + beside);
  };

/** Usage around a month under an agreement that takes the services. */
export function scenario(services: readonly Service[], maxLength = 36, instants: Instants = instant): fc.Arbitrary<Scenario> {
  return fc
    .constantFrom(...months)
    .chain((month) => fc.record({ month: fc.constant(month), agreement: agreementFor(services, month) }))
    .chain(({ month, agreement }) =>
      fc.record({
        month: fc.constant(month),
        agreement: fc.constant(agreement),
        usage: usageOf(services, instants(month, agreement.timeZone), maxLength),
      }),
    );
}
