/** Runs the examples of contracts through the generated modules. */
import type { Example, ExampleEvent, Expectation, Service } from "../../compiler/index.ts";
import {
  AgreementError,
  type AnyServiceModule,
  type Bill,
  Decimal,
  type EventOutcome,
  localMonth,
  nextMonth,
  RatingRun,
  type StateFile,
} from "../../runtime/index.ts";
import { EXAMPLE, exampleAgreement } from "./agreement.ts";

/** One number that an example expects, and what came out. */
export interface CheckedExpectation {
  readonly period: string;
  /** As it is written: "TemplateMessage", "total", "free". */
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
  /** What came out as a plain number, with at least as many decimal places as the contract writes. */
  readonly value: string;
  readonly ok: boolean;
  readonly origin: Expectation["origin"];
  /** When it is not met: what became of each event of the month, as far as it bears on the number. */
  readonly events: readonly ExplainedEvent[];
}

export interface ExplainedEvent {
  readonly example: ExampleEvent;
  readonly outcome: EventOutcome;
}

export interface ExampleResult {
  readonly service: string;
  readonly example: Example;
  readonly ok: boolean;
  readonly expectations: readonly CheckedExpectation[];
  readonly months: readonly ExampleMonth[];
  /** Why the example could not be rated at all. */
  readonly problem?: string;
}

/** What one month of an example came to. */
export interface ExampleMonth {
  readonly bill: Bill;
  readonly outcomes: readonly EventOutcome[];
}

/** Runs one example: month after month with carried state, from its first event (or first day) to the last month it speaks of. */
export function runExample(
  service: Service,
  example: Example,
  services: ReadonlyMap<string, Service>,
  modules: ReadonlyMap<string, AnyServiceModule>,
): ExampleResult {
  try {
    const months = rateMonths(service, example, services, modules);
    const expectations = example.expect.map((expectation) => checked(service, example, expectation, months));
    return { service: service.name, example, ok: expectations.every(({ ok }) => ok), expectations, months: [...months.values()] };
  } catch (error) {
    if (!(error instanceof AgreementError)) throw error;
    return { service: service.name, example, ok: false, expectations: [], months: [], problem: error.message };
  }
}

function rateMonths(
  service: Service,
  example: Example,
  services: ReadonlyMap<string, Service>,
  modules: ReadonlyMap<string, AnyServiceModule>,
): Map<string, ExampleMonth> {
  const agreement = exampleAgreement(service, example, services);
  const types = new Map(service.events.map((event) => [event.name, event.type]));
  const byMonth = new Map<string, ExampleEvent[]>();
  for (const event of example.events) {
    const name = localMonth(Date.parse(event.time), agreement.timeZone);
    const known = byMonth.get(name);
    if (known) known.push(event);
    else byMonth.set(name, [event]);
  }
  const named = [
    ...byMonth.keys(),
    ...example.expect.map(({ period }) => period),
    ...(agreement.from ? [agreement.from.slice(0, 7)] : []),
  ].sort();
  const months = new Map<string, ExampleMonth>();
  let state: StateFile | undefined;
  for (let period = named[0]; period !== undefined && period <= named.at(-1)!; period = nextMonth(period)) {
    const outcomes: EventOutcome[] = [];
    const run = new RatingRun({
      agreements: [agreement],
      modules: agreement.takes.map((taken) => modules.get(taken.service)!),
      period,
      knownAgreements: [...new Set(example.events.flatMap(({ client }) => client ?? []))].map((name) => ({ name, accounts: [] })),
      ...(state === undefined ? {} : { openingStates: new Map([[agreement.name, state]]) }),
      onOutcome: (outcome) => outcomes.push(outcome),
    });
    for (const event of byMonth.get(period) ?? []) {
      const value = {
        specversion: "1.0",
        id: event.id,
        source: "/example",
        type: types.get(event.event),
        time: event.time,
        subject: event.client ?? EXAMPLE,
        data: event.data,
      };
      run.add({ line: example.events.indexOf(event) + 1, value });
    }
    const rated = run.finish().agreements[0]!;
    state = rated.closingState;
    months.set(period, { bill: rated.bill, outcomes });
  }
  return months;
}

function checked(
  service: Service,
  example: Example,
  expectation: Expectation,
  months: ReadonlyMap<string, ExampleMonth>,
): CheckedExpectation {
  const { what, value, period, origin } = expectation;
  const { bill, outcomes } = months.get(period)!;
  const actual = actualValue(service, expectation, bill);
  const ok = actual.compare(Decimal.parse(value.amount)) === 0;
  const unit = value.kind === "money" ? ` ${value.currency}` : "";
  const digits = value.kind === "money" ? (bill.total.split(".")[1]?.length ?? 0) : 0;
  return {
    period,
    name: "name" in what ? what.name : what.kind,
    expected: `${Decimal.parse(value.amount).toFixed(digits)}${unit}`,
    actual: `${actual.toFixed(digits)}${unit}`,
    value: actual.toFixed(value.amount.split(".")[1]?.length ?? 0),
    ok,
    origin,
    events: ok ? [] : outcomes.map((outcome) => ({ outcome, example: example.events[outcome.place.line - 1]! })),
  };
}

function actualValue(service: Service, { what, value }: Expectation, bill: Bill): Decimal {
  switch (what.kind) {
    case "total":
      return Decimal.parse(bill.total);
    case "credit":
      return Decimal.parse(bill.credit?.closing ?? "0");
    case "notices":
      return Decimal.fromJson(bill.notices.length);
    case "bucket":
      return Decimal.fromJson(bill.events[what.name] ?? 0);
    case "breach":
      return Decimal.fromJson(bill.breaches.filter(({ clause }) => clause === `${service.name}.${what.name}`).length);
    case "measure":
      return Decimal.parse(bill.measures[`${service.name}.${what.name}`] ?? "0");
    case "clause": {
      const lines = bill.lines.filter((line) => line.clause === `${service.name}.${what.name}`);
      if (value.kind === "money") return sum(lines.map((line) => line.amount));
      // The quantity of a package is what lies beyond it.
      const isPackage = service.packages.some(({ name }) => name === what.name);
      return sum(lines.filter(({ kind }) => (isPackage ? kind === "overage" : kind !== "error")).map((line) => line.quantity));
    }
  }
}

function sum(amounts: readonly string[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(Decimal.parse(amount)), Decimal.zero);
}
