/** The rating of one agreement for one month: takes its records, gives its bill and its closing state. */
import { admitted, CreditLog } from "./admission.ts";
import type { Bill, Credit, EventCounts, RefusedEvent } from "./bill.ts";
import { firstMonth, lastMonth, period as monthOf, rfc3339 } from "./calendar.ts";
import { unmatchedNotice } from "./corrections.ts";
import { creditNotices, creditOf } from "./credit.ts";
import { type Admission, CreditGate, type GatedService, gatedService } from "./credit-gate.ts";
import { type EventCatalog, readEnvelope, type UsageEvent } from "./envelope.ts";
import { type Conflict, Ledger, type Uncounted } from "./identity.ts";
import { serviceInvoice } from "./invoice.ts";
import { asDropped, asTopUp, type Judged } from "./judgement.ts";
import type { Period, ServiceState } from "./module.ts";
import { Decimal, Money } from "./money.ts";
import { type EventOutcome, rejectedReason } from "./outcome.ts";
import { type Problem, type Rejection, reject } from "./record.ts";
import type { AgreementRows } from "./rows/index.ts";
import { type EventSequence, ServiceRun, type Watch } from "./service-run.ts";
import { activePart, type BoundService, type Contract, checkContract, ratingSetups } from "./setup.ts";
import { type Spender, spenderOf, spendLines } from "./spend.ts";
import { checkState, type StateFile } from "./state-file.ts";
import { compareText } from "./text.ts";
import { type TopUp, topUpOf, topUpProblem } from "./top-up.ts";

/** Who wants to know what became of single records. */
export interface OutcomeWatch {
  readonly wants: (id: string) => boolean;
  readonly tell: (outcome: EventOutcome) => void;
}

export interface AgreementRunOptions {
  readonly openingState?: StateFile;
  readonly watch?: OutcomeWatch;
  readonly onRejection: (rejection: Rejection) => void;
  /** Keeps an event until the agreement is rated. */
  readonly keep: (event: UsageEvent) => void;
  /** Where copies and corrections have been noted already. */
  readonly ledger?: Ledger;
}

export interface RatedAgreement {
  readonly bill: Bill;
  /** Made when it is asked for. Not an own property: copies of the object have none. */
  readonly closingState: StateFile;
  /** In the order of source and id. */
  readonly conflicts: readonly Conflict[];
  /** Per service in force: how many events were charged on each local day of the month, from the first. */
  readonly chargedByDay: ReadonlyMap<string, readonly number[]>;
}

/** A class rather than an object with a getter: V8 makes a shape for each of those, which keeps all that the getter sees from being cleared early. */
class Rated implements RatedAgreement {
  readonly bill: Bill;
  readonly conflicts: readonly Conflict[];
  readonly chargedByDay: ReadonlyMap<string, readonly number[]>;
  readonly #save: () => StateFile;
  #closingState: StateFile | undefined;

  constructor(
    bill: Bill,
    conflicts: readonly Conflict[],
    chargedByDay: ReadonlyMap<string, readonly number[]>,
    save: () => StateFile,
  ) {
    this.bill = bill;
    this.conflicts = conflicts;
    this.chargedByDay = chargedByDay;
    this.#save = save;
  }

  get closingState(): StateFile {
    this.#closingState ??= this.#save();
    return this.#closingState;
  }
}

type Place = { readonly line: number; readonly file?: string };

type ServiceRuns = ReadonlyMap<string, ServiceRun>;

export class AgreementRun {
  readonly contract: Contract;
  readonly #period: string;
  readonly #month: Period;
  readonly #money: Money;
  readonly #services: ReadonlyMap<string, () => ServiceRun>;
  #begun: ServiceRuns | undefined;
  /** Per service, in the order taken: what is agreed of its spending; empty when the service is not in force in the month. */
  readonly #spenders: readonly Spender[];
  readonly #whole: Spender;
  readonly #catalog: EventCatalog;
  readonly #options: AgreementRunOptions;
  readonly ledger: Ledger;
  readonly #topUps: TopUp[] = [];
  /** The services of a pre-paid agreement when a contract says what becomes of events that the credit does not cover. */
  readonly #gated: readonly GatedService[] | undefined;
  readonly #log: CreditLog;
  #rejected = 0;

  /** `catalog` may hold more services than the agreement takes. Throws an AgreementError or a StateFileError. */
  constructor(
    contract: Contract,
    services: readonly BoundService[],
    period: string,
    catalog: EventCatalog,
    options: AgreementRunOptions,
  ) {
    checkContract(contract);
    this.contract = contract;
    this.#period = period;
    this.#catalog = catalog;
    this.#options = options;
    this.ledger = options.ledger ?? new Ledger(options.watch !== undefined);
    this.#money = new Money(contract.currency, contract.rounding, contract.roundingTo);
    const setups = ratingSetups(contract, services, period);
    this.#spenders = services.map(({ taken, module }, index) => {
      const { active, firstMonth: first, lastMonth: last } = setups[index]!;
      const { service: name, atLeast, atMost } = taken;
      return spenderOf({ name, title: module.title, atLeast, atMost }, active, first ?? last);
    });
    const month = monthOf(contract.timeZone, period);
    this.#month = month;
    const { from, until, timeZone, proration } = contract;
    const part = firstMonth(month, from, timeZone, until, proration) ?? lastMonth(month, until, timeZone, proration);
    this.#whole = spenderOf(contract, activePart(contract, undefined, month), part);
    this.#services = new Map(
      services.map(({ taken, module }, index) => [taken.service, () => new ServiceRun(module, setups[index]!)]),
    );
    const { openingState } = options;
    this.#log = new CreditLog(this.#money, timeZone);
    if (contract.chargingModel === "pre-pay" && services.some(({ module }) => module.whenShort !== undefined))
      this.#gated = services.map(({ module }, i) => gatedService(module, setups[i]!, openingState?.services));
    if (openingState === undefined) return;
    checkState(openingState, contract, period);
    for (const [service, run] of this.#runs)
      if (Object.hasOwn(openingState.services, service)) run.restore(openingState.services[service]!);
  }

  /** How many of the records that it was given were rejected. */
  get rejected(): number {
    return this.#rejected;
  }

  /** By service. They are not begun before they are needed: agreements wait for their rating in thousands, and are rated one by one. */
  get #runs(): ServiceRuns {
    this.#begun ??= new Map([...this.#services].map(([service, begin]) => [service, begin()]));
    return this.#begun;
  }

  /** The runs, which this agreement, being older than they, would otherwise keep from being cleared while they are young. */
  #takeRuns(): ServiceRuns {
    const runs = this.#runs;
    this.#begun = undefined;
    return runs;
  }

  /** Whether the agreement takes a service. */
  takes(service: string): boolean {
    return this.#services.has(service);
  }

  /** Takes a record whose subject is of this agreement. */
  add(record: Readonly<Record<string, unknown>>, place: Place): void {
    const read = readEnvelope(record, place, this.#catalog);
    const problem = "problem" in read ? read.problem : agreementProblem(read.event, this.contract, this.#services);
    if (problem === undefined && "event" in read) this.#options.keep(read.event);
    else this.#reject(record, place, problem!);
  }

  #reject(record: Readonly<Record<string, unknown>>, place: Place, problem: Problem): void {
    const rejection = reject(place, problem, record);
    this.#rejected += 1;
    this.#options.onRejection(rejection);
    const { watch } = this.#options;
    const id = Object.hasOwn(record, "id") ? record.id : undefined;
    if (watch !== undefined && typeof id === "string" && watch.wants(id))
      watch.tell(rejectedOutcome(id, place, rejection, this.contract.name));
  }

  /** Adds a top-up to the credit. */
  topUp(event: UsageEvent): void {
    this.#topUps.push(topUpOf(event));
    const { watch } = this.#options;
    if (watch?.wants(event.id) === true) watch.tell(this.#outcome(asTopUp(event)));
  }

  /** Rates events of a service that lie behind all that were rated before: for those who cannot wait for all of them. */
  rate(service: string, events: EventSequence): void {
    this.#runs.get(service)!.run(events, this.#serviceWatch());
  }

  /**
   * Rates what came, given back as rows. `rejected` is how many records its bill counts as rejected: its own, and those of nobody, which
   * could be of any agreement. Called once.
   */
  finish(rows: AgreementRows, rejected: number): RatedAgreement {
    const runs = this.#takeRuns();
    // Of the events that are of no service, voids no longer count: what is left are top-ups.
    const topUps = rows.sequence("");
    for (let i = 0; i < topUps.length; i += 1) this.topUp(topUps.whole(i));
    const taken = this.#admitted(runs, rows);
    for (const [service, run] of runs) run.run(taken?.get(service) ?? rows.sequence(service), this.#serviceWatch());
    this.#tellDropped();
    const { conflicts, ...uncounted } = this.ledger.tally();
    const bill = this.#bill(runs, this.#counts(runs, rows.received, uncounted, rejected));
    const chargedByDay = new Map([...runs].map(([service, { days }]) => [service, days.values()]));
    return new Rated(bill, conflicts, chargedByDay, () => this.#closingState(runs, bill));
  }

  /** The events that are not refused, when some can be. */
  #admitted(runs: ServiceRuns, rows: AgreementRows): ReadonlyMap<string, EventSequence> | undefined {
    if (this.#gated === undefined || rows.received === 0) return undefined;
    const sequences = new Map(Array.from(runs.keys(), (service) => [service, rows.sequence(service)] as const));
    const gate = new CreditGate(this.#gated, this.#money, Decimal.parse(this.#openingCredit()));
    return admitted(gate, sequences, this.#ownTopUps(), this.#log, this.#serviceWatch());
  }

  /** Takes note of what the credit means for an event of which that was found out elsewhere: for those who cannot wait for all of them. */
  admitted(admission: Admission): void {
    if (this.#gated !== undefined) this.#log.note(admission);
  }

  #refused(): { readonly refused?: readonly RefusedEvent[] } {
    const isRefused = this.#gated?.some(({ module }) => module.whenShort === "refuse") === true;
    return isRefused ? { refused: this.#log.refused } : {};
  }

  #counts(
    runs: ServiceRuns,
    accepted: number,
    { duplicate, conflict, corrected }: Omit<Uncounted, "conflicts">,
    rejected: number,
  ): EventCounts {
    const sum = (bucket: "charged" | "free" | "context") =>
      [...runs.values()].reduce((total, { counts }) => total + counts[bucket], 0);
    const { refused } = this.#refused();
    const counts: EventCounts = {
      received: accepted + rejected,
      charged: sum("charged"),
      free: sum("free"),
      context: sum("context") + this.#topUps.length,
      duplicate,
      conflict,
      corrected,
      rejected,
      ...(refused === undefined ? {} : { refused: refused.length }),
    };
    const { received, ...buckets } = counts;
    const counted = Object.values(buckets).reduce((a, b) => a + b, 0);
    if (counted !== received)
      throw new Error(`${this.contract.name}: ${received} records were received, but ${counted} accounted for.`);
    return counts;
  }

  #bill(runs: ServiceRuns, events: EventCounts): Bill {
    const { name, client, currency, chargingModel } = this.contract;
    const invoices = [...runs.values()].map((run) => serviceInvoice(run, this.#money));
    const ofServices = invoices.flatMap(({ lines }, index) => [
      ...lines,
      ...spendLines(this.#spenders[index]!, lines, this.#money),
    ]);
    const lines = [...ofServices, ...spendLines(this.#whole, ofServices, this.#money)];
    const total = this.#money.sum(lines.map(({ amount }) => amount));
    const credit = chargingModel === "pre-pay" ? this.#credit(runs, total) : undefined;
    const notifying = invoices.flatMap(({ notifyingMinimums }) => notifyingMinimums)[0];
    const breaches = [...runs.values()].flatMap((run) => run.breaches());
    breaches.sort(
      (a, b) => a.at - b.at || compareText(a.breach.event, b.breach.event) || compareText(a.breach.clause, b.breach.clause),
    );
    return {
      agreement: name,
      client,
      period: this.#period,
      currency,
      chargingModel,
      lines,
      total,
      measures: Object.fromEntries(invoices.flatMap(({ measures }) => Object.entries(measures))),
      events,
      breaches: breaches.map(({ breach }) => breach),
      notices: [
        ...invoices.flatMap(({ notices }) => notices),
        ...this.#log.notices(),
        ...(credit === undefined ? [] : creditNotices(credit, this.#money, notifying)),
        ...[unmatchedNotice(this.ledger.corrections.unmatched, this.#month)].filter((notice) => notice !== undefined),
      ],
      ...(credit === undefined ? {} : { credit }),
    };
  }

  /** The credit after all that was rated so far, without what is deducted at the end of the month; undefined when it is not pre-paid. */
  credit(): string | undefined {
    if (this.contract.chargingModel !== "pre-pay") return undefined;
    const added = this.#ownTopUps().map(({ amount }) => Decimal.parse(amount));
    const spent = Array.from(this.#runs.values(), (run) => run.spent.negated());
    return this.#money.sum([Decimal.parse(this.#openingCredit()), ...added, ...spent]);
  }

  #openingCredit(): string {
    return this.#options.openingState?.credit ?? this.contract.credit ?? "0";
  }

  /** Top-ups of other months are on the bills of these. */
  #ownTopUps(): readonly TopUp[] {
    const { start, end } = this.#month;
    return this.#topUps.filter(({ at }) => at >= start && at < end);
  }

  #credit(runs: ServiceRuns, total: string): Credit {
    const changes = {
      opening: this.#openingCredit(),
      topUps: this.#ownTopUps(),
      costs: Array.from(runs.values(), (run) => run.costs()),
      total,
    };
    const credit = creditOf(changes, { money: this.#money, month: this.#month, timeZone: this.contract.timeZone });
    return { ...credit, ...this.#refused() };
  }

  /** States of services that are no longer taken are carried along unchanged. */
  #closingState(runs: ServiceRuns, bill: Bill): StateFile {
    const saved = [...runs].map(([service, run]): [string, ServiceState] => [service, run.save()]);
    return {
      format: "sdl-state",
      version: 2,
      agreement: this.contract.name,
      period: this.#period,
      services: Object.fromEntries([...Object.entries(this.#options.openingState?.services ?? {}), ...saved]),
      ...(bill.credit === undefined ? {} : { currency: bill.currency, credit: bill.credit.closing }),
    };
  }

  #serviceWatch(): Watch | undefined {
    const { watch } = this.#options;
    if (watch === undefined) return undefined;
    return { wants: ({ id }) => watch.wants(id), tell: (judged) => watch.tell(this.#outcome(judged)) };
  }

  /** Tells of events that are not rated, since they were corrected. */
  #tellDropped(): void {
    const { watch } = this.#options;
    if (watch === undefined) return;
    for (const dropped of this.ledger.corrections.dropped)
      if (watch.wants(dropped.event.id)) watch.tell(this.#outcome(asDropped(dropped)));
  }

  #outcome({ event, ...judged }: Judged): EventOutcome {
    const copies = this.ledger.copies(event);
    return {
      agreement: this.contract.name,
      id: event.id,
      source: event.source,
      ...judged,
      place: event.file === undefined ? { line: event.line } : { line: event.line, file: event.file },
      ...(event.service === "" ? {} : { service: event.service }),
      ...(event.replaces === undefined ? {} : { replaces: event.replaces }),
      ...(event.voids === undefined ? {} : { voids: event.voids }),
      event: event.name,
      type: event.type,
      time: rfc3339(event.at, this.contract.timeZone),
      data: event.data,
      ...(copies === undefined ? {} : { copies }),
    };
  }
}

/** The outcome of a record that was rejected; without an agreement when it could not be assigned to one. */
export function rejectedOutcome(id: string, place: Place, rejection: Rejection, agreement?: string): EventOutcome {
  return {
    ...(agreement === undefined ? {} : { agreement }),
    id,
    bucket: "rejected",
    reason: rejectedReason(rejection),
    place,
    charged: [],
    unpriced: [],
    breaches: [],
    traces: [],
    rejection,
  };
}

/** Why an event cannot be one of an agreement: it does not take the service, or nothing can be topped up so. */
export function agreementProblem(
  event: UsageEvent,
  contract: Contract,
  services: { has(service: string): boolean; keys(): Iterable<string> },
): Problem | undefined {
  const { service } = event;
  if (service === "") return topUpProblem(event, contract);
  if (services.has(service)) return undefined;
  return {
    code: "service-not-taken",
    field: "type",
    reason: `${contract.name} does not take ${service}`,
    hint: `It takes ${[...services.keys()].join(", ") || "no service"}.`,
  };
}
