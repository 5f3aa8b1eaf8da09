/** Rating with one generated module, as a library: prices and terms typed by the module, events as objects. */
import type { ChargingModel, DecimalText, ProrationPolicy, RoundingMode, Spend } from "./agreement.ts";
import { AgreementRun } from "./agreement-run.ts";
import { checkServiceShape } from "./agreement-shape.ts";
import { isObject, textProblem } from "./attributes.ts";
import type { Bill } from "./bill.ts";
import type { CloudEvent } from "./cloud-event.ts";
import { type EventCatalog, eventCatalog, type UsageEvent } from "./envelope.ts";
import type { Conflict } from "./identity.ts";
import type { ServiceModule } from "./module.ts";
import { type Problem, type Rejection, reject } from "./record.ts";
import { UsageRows } from "./rows/index.ts";
import type { BoundService, Contract } from "./setup.ts";
import type { StateFile } from "./state-file.ts";

/** What a service is rated under: an agreement that takes this one service. */
export interface ServiceTerms<Prices, Terms> {
  /** Name of the agreement. */
  readonly agreement: string;
  /** Name of the agreement unless given. */
  readonly client?: string;
  readonly accounts?: readonly string[];
  /** ISO 4217 code. */
  readonly currency: string;
  /** IANA time zone. */
  readonly timeZone: string;
  /** "post-pay" unless given. */
  readonly chargingModel?: ChargingModel;
  /** First and last calendar day, both inclusive. */
  readonly from?: string;
  readonly until?: string;
  readonly credit?: DecimalText;
  /** "half up" unless given. */
  readonly rounding?: RoundingMode;
  /** The minor unit unless given. */
  readonly roundingTo?: DecimalText;
  readonly proration?: ProrationPolicy;
  /** What a month comes to at least and at most. */
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
  /** Products taken; all of them unless given. */
  readonly products?: readonly string[];
  readonly prices: Prices;
  /** Terms that differ from the contract's. */
  readonly terms?: Partial<Terms>;
  /** The calendar month, "2026-03". */
  readonly period: string;
  readonly openingState?: StateFile;
}

export interface ServiceResult {
  readonly bill: Bill;
  readonly closingState: StateFile;
  readonly rejections: readonly Rejection[];
  readonly conflicts: readonly Conflict[];
}

/** The bill of one service for one month. Throws an AgreementError when the terms contradict themselves. */
export function rateService<Prices, Terms>(
  module: ServiceModule<Prices, Terms>,
  terms: ServiceTerms<Prices, Terms>,
  events: Iterable<CloudEvent>,
): Bill {
  return rateServiceFully(module, terms, events).bill;
}

/** `rateService` with the closing state, and with what was rejected or in conflict. The line of a record is its number, from 1. A record without a subject is the agreement's. */
export function rateServiceFully<Prices, Terms>(
  module: ServiceModule<Prices, Terms>,
  terms: ServiceTerms<Prices, Terms>,
  events: Iterable<CloudEvent>,
): ServiceResult {
  const rejections: Rejection[] = [];
  const catalog = eventCatalog([module]);
  const kept = new UsageRows(catalog, 1);
  const run = startRun(module, terms, catalog, rejections, (event) => kept.put(event, 0));
  const subjects = new Set([terms.agreement, ...(terms.accounts ?? [])]);
  let line = 0;
  let unassigned = 0;
  for (const event of events) {
    line += 1;
    // A record without a subject is the agreement's: there is no other one here. A copy with own properties only.
    const record: unknown = isObject(event) ? { subject: terms.agreement, ...event } : event;
    const problem = subjectProblem(record, subjects);
    if (problem === undefined) run.add(record as Readonly<Record<string, unknown>>, { line });
    else {
      unassigned += 1;
      rejections.push(reject({ line }, problem, event));
    }
  }
  const [found] = kept.byAgreement().group(0, () => run.ledger);
  const rated = run.finish(found![1], run.rejected + unassigned);
  return { ...rated, closingState: rated.closingState, rejections };
}

function subjectProblem(record: unknown, subjects: ReadonlySet<string>): Problem | undefined {
  if (!isObject(record)) return { code: "not-an-object", reason: "is not an object" };
  const problem = textProblem(record, "subject");
  if (problem !== undefined || subjects.has(record.subject as string)) return problem;
  return { code: "unknown-subject", field: "subject", reason: `"${record.subject}" is not an account of the agreement` };
}

/** The agreement that takes this one service. Throws an AgreementError when it has not the shape of one. */
export function soleService<Prices, Terms>(
  module: ServiceModule<Prices, Terms>,
  terms: Omit<ServiceTerms<Prices, Terms>, "period">,
): { readonly contract: Contract; readonly service: BoundService } {
  const { agreement, client = agreement, accounts = [], chargingModel = "post-pay", rounding = "half up", products = [] } = terms;
  const { currency, timeZone, from, until, credit, roundingTo, proration, atLeast, atMost } = terms;
  const contract = {
    ...{ name: agreement, client, accounts, currency, timeZone, chargingModel, rounding },
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(credit === undefined ? {} : { credit }),
    ...(roundingTo === undefined ? {} : { roundingTo }),
    ...(proration === undefined ? {} : { proration }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(atMost === undefined ? {} : { atMost }),
  };
  checkServiceShape({ ...contract, agreement, products, prices: terms.prices });
  const service = {
    taken: { service: module.service, products },
    module,
    prices: terms.prices,
    terms: { ...module.defaultTerms, ...terms.terms },
  };
  return { contract, service };
}

function startRun<Prices, Terms>(
  module: ServiceModule<Prices, Terms>,
  terms: ServiceTerms<Prices, Terms>,
  catalog: EventCatalog,
  rejections: Rejection[],
  keep: (event: UsageEvent) => void,
): AgreementRun {
  const { contract, service } = soleService(module, terms);
  const { openingState } = terms;
  return new AgreementRun(contract, [service], terms.period, catalog, {
    keep,
    ...(openingState === undefined ? {} : { openingState }),
    onRejection: (rejection) => rejections.push(rejection),
  });
}
