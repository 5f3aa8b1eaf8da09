/**
 * Random usage and agreements for a service, made from its intermediate representation. Few keys, so that states interact;
 * instants at and beside the beginnings and ends of months, days, windows and time-outs, and often the same.
 */
import fc from "fast-check";
import { outsideLimits } from "../../compiler/constructs/term.ts";
import { alternativeGroups } from "../../compiler/ir/alternatives.ts";
import { countedByFee } from "../../compiler/ir/counted.ts";
import type {
  Agreement,
  Circumstance,
  Event,
  Price,
  ProrationPolicy,
  Quantity,
  Service,
  Spend,
  Taken,
  Term,
  TermEntry,
  TermValue,
} from "../../compiler/ir/model.ts";
import type { ServiceUsage } from "../oracle/bill.ts";
import { monthSpan, startOfDay } from "../oracle/calendar.ts";
import { amount, chargePrice, defined, isPricedByEvent, optional, unitPrice } from "./prices.ts";
import { value } from "./values.ts";

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

const clausePrice = (clause: string, price: fc.Arbitrary<Price>) => price.map((p) => ({ clause, price: p, origin }));

/** Every charge, fee and package has a price, add-ons sometimes none. */
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
  return fc
    .tuple(
      ...entries.map(({ clause, price, optional }) => {
        const entry = clausePrice(clause.name, price);
        return optional ? fc.option(entry, { nil: undefined, freq: 2 }) : entry;
      }),
    )
    .map((given) => given.filter((entry) => entry !== undefined));
}

/** Increments of 30 seconds or less common ones, another time-out, another limit, another commitment. */
function terms(service: Service): fc.Arbitrary<readonly TermEntry[]> {
  const entries = service.terms
    .filter(({ negotiable }) => negotiable !== "no")
    .flatMap((term) => {
      const values = termValues(term);
      const set = values.map((value): TermEntry => ({ term: term.name, value, origin }));
      if (set.length === 0) return [];
      const one = fc.constantFrom(...set);
      return [term.value === undefined ? one : fc.option(one, { nil: undefined })];
    });
  return fc.tuple(...entries).map((given) => given.filter((entry) => entry !== undefined));
}

function termValues(term: Term): TermValue[] {
  if (term.kind === "choice") return term.choices.map(({ name }) => ({ kind: "choice", value: name }));
  return valuesOfKind(term.kind).filter((value) => outsideLimits(term, value) === undefined);
}

function valuesOfKind(kind: Quantity["kind"]): Quantity[] {
  switch (kind) {
    case "duration":
      return [1_000, 30_000, 45_000, 600_000].map((milliseconds) => ({
        kind,
        milliseconds,
        amount: String(milliseconds / 1000),
        unit: "second",
      }));
    case "money":
      return ["0", "1", "12.345"].map((amount) => ({ kind, amount, currency: "EUR" }));
    case "count":
      return ["0", "1", "3"].map((amount) => ({ kind, amount }));
    default:
      return [];
  }
}

/** What a month comes to, mostly nothing agreed. */
const spend = (...amounts: string[]): fc.Arbitrary<Spend | undefined> =>
  fc.option(fc.record({ amount: fc.constantFrom(...amounts), prorated: fc.boolean() }), { nil: undefined, freq: 1 });
const spends = { atLeast: spend("0.5", "3", "12.345"), atMost: spend("12.345", "20", "500") };

const proration: fc.Arbitrary<ProrationPolicy | undefined> = optional(
  fc
    .record({
      by: fc.constantFrom("days of the month" as const, "30 days" as const),
      firstDayCounts: fc.boolean(),
      lastMonth: optional(fc.record({ lastDayCounts: fc.boolean() })),
    })
    .map((policy) => defined(policy) as ProrationPolicy),
);

function taken(service: Service, month: string): fc.Arbitrary<Taken> {
  const from = fc.option(fc.constantFrom(`${month}-01`, `${month}-11`), { nil: undefined, freq: 4 });
  const products = fc.subarray(
    service.products.map(({ name }) => name),
    { minLength: Math.min(1, service.products.length) },
  );
  return fc
    .record({ prices: prices(service, month), terms: terms(service), products, from, which: fc.nat(2), ...spends })
    .map(
      ({ which, ...rest }): Taken =>
        defined({ service: service.name, origin, ...rest, prices: ofChosen(service, rest, which) }) as Taken,
    );
}

/** The prices of clauses that the agreement has with its terms and products, of alternatives one; of use beyond packages where it is charged. */
function ofChosen(
  service: Service,
  { prices: all, terms: set, products }: Pick<Taken, "prices" | "terms" | "products">,
  which: number,
): Taken["prices"] {
  const valueIn = (name: string) =>
    set.find(({ term }) => term === name)?.value ?? service.terms.find((term) => term.name === name)?.value;
  const hold = (circumstances: readonly Circumstance[]) =>
    circumstances.every((each) => {
      if (each.kind === "subscription") return true;
      const value = valueIn(each.term);
      return value?.kind === "choice" && each.values.includes(value.value) !== each.negated;
    });
  const had = all.flatMap(({ clause, price, ...entry }) => {
    const bundle = service.packages.find(({ name }) => name === clause);
    const priced = bundle ?? [...service.charges, ...service.fees].find(({ name }) => name === clause)!;
    if (!hold(priced.circumstances) || (priced.product !== undefined && !products.includes(priced.product))) return [];
    if (price.kind !== "package" || hold(bundle!.overageIf)) return [{ clause, price, ...entry }];
    const { overage: _, ...reported } = price;
    return [{ clause, price: reported, ...entry }];
  });
  const dropped = alternativeGroups(service).flatMap((group) => {
    const members = group.filter((name) => had.some(({ clause }) => clause === name));
    return members.filter((_, index) => index !== which % members.length);
  });
  return had.filter(({ clause }) => !dropped.includes(clause));
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
      roundingTo: fc.constantFrom(undefined, undefined, "0.001", "0.05", "10"),
      proration,
      ...spends,
      days,
      takes: fc.tuple(...services.map((service) => taken(service, month))),
    })
    .map(
      ({ days: limits, ...rest }) =>
        defined({
          irVersion: 1,
          name: "Acme",
          client: "Acme",
          accounts: [],
          origin,
          ...limits,
          ...rest,
        }) as Agreement,
    );
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
