/**
 * Pre-paid credit while it is used: which events it covers. Events come in the order of time, those of one instant together, over all services
 * of the agreement; top-ups of an instant come first. When the credit covers all events of an instant, all are taken. When it does not, they
 * are taken one by one in the order of id and source, and one whose service refuses what the credit does not cover is refused when it would
 * cost something and leave the credit below zero. A refused event counts for nothing, as if it had never come: what it did to states and counts
 * is taken back.
 */
import type { Milliseconds } from "./agreement.ts";
import type { UsageEvent } from "./envelope.ts";
import { asContext, Clauses, type Judged, Judgement } from "./judgement.ts";
import { Meter } from "./meter.ts";
import type { AnyServiceModule, RatingSetup, ServiceEvent, ServiceRating, ServiceState } from "./module.ts";
import { Decimal, type Money } from "./money.ts";
import { refusedReason } from "./outcome.ts";
import { Journal } from "./state/journal.ts";

/** A service of the agreement, with its states at the end of the month before. */
export interface GatedService {
  readonly module: AnyServiceModule;
  readonly setup: RatingSetup<unknown, unknown>;
  readonly opening: ServiceState | undefined;
}

/** A service, with its states at the end of the month before. */
export function gatedService(
  module: AnyServiceModule,
  setup: RatingSetup<unknown, unknown>,
  states: Readonly<Record<string, ServiceState>> | undefined,
): GatedService {
  const opening = states !== undefined && Object.hasOwn(states, module.service) ? states[module.service] : undefined;
  return { module, setup, opening };
}

/** An event in its turn. */
export interface Candidate {
  readonly service: string;
  /** The event, perhaps only until another one is asked for. */
  readonly event: () => ServiceEvent;
  /** The event when somebody wants to know what becomes of it. */
  readonly wanted?: UsageEvent | undefined;
}

/** What the credit means for an event. */
export interface Admission {
  readonly candidate: Candidate;
  readonly refused: boolean;
  /** What it costs; what it would have cost when it is refused. */
  readonly cost: Decimal;
  /** What is left behind it. */
  readonly left: Decimal;
  /** With this event the credit gets short, and the contract says that the client is notified. */
  readonly notified: boolean;
  /** Of an event that is wanted. */
  readonly judged?: Judged | undefined;
}

interface Rated {
  readonly rating: ServiceRating;
  readonly clauses: Clauses;
  readonly judgement: Judgement;
  readonly service: GatedService;
}

/** How many instants are kept when nothing is taken back from further behind. */
const KEPT = 64;

export class CreditGate {
  readonly journal = new Journal();
  readonly #meter: Meter;
  readonly #money: Money;
  readonly #rated: ReadonlyMap<string, Rated>;
  /** What was there at the beginning and was added. */
  #given: Decimal;

  constructor(services: readonly GatedService[], money: Money, opening: Decimal) {
    this.#money = money;
    this.#given = opening;
    this.#meter = new Meter(money, this.journal);
    this.#rated = new Map(services.map((service) => [service.module.service, this.#begin(service)]));
  }

  #begin(service: GatedService): Rated {
    const { module, setup, opening } = service;
    const rating = module.create({ ...setup, journal: this.journal });
    if (opening !== undefined) rating.restore(opening);
    return { rating, clauses: Clauses.of(module), judgement: new Judgement(this.#meter), service };
  }

  /** What is left of the credit, without what is deducted at the end of the month. */
  get left(): Decimal {
    return this.#given.minus(this.#meter.open);
  }

  /** The states behind all events. */
  save(): Readonly<Record<string, ServiceState>> {
    return Object.fromEntries([...this.#rated].map(([service, { rating }]) => [service, rating.save()]));
  }

  /** Adds to the credit at an instant that is not before any other. */
  topUp(at: Milliseconds, amount: Decimal): void {
    this.journal.begin(at);
    const given = this.#given;
    this.journal.note(() => {
      this.#given = given;
    });
    this.#given = given.plus(amount);
  }

  /** Takes the events of an instant that is not before any other, in the order of id and source; nothing before it is taken back any more when it is `settled`. */
  admit(at: Milliseconds, candidates: readonly Candidate[], settled: boolean): readonly Admission[] {
    const { journal } = this;
    if (settled && journal.size >= KEPT) journal.forget(at);
    journal.begin(at);
    const before = this.left;
    const steps = journal.steps;
    const admitted = this.#takeAll(at, candidates);
    const { left } = this;
    if (!left.isNegative() || left.compare(before) >= 0 || !this.#isAsked(candidates, before)) return admitted;
    journal.takeBack(steps);
    return this.#oneByOne(at, candidates);
  }

  /** Whether it matters which of the events the credit does not cover. */
  #isAsked(candidates: readonly Candidate[], before: Decimal): boolean {
    return candidates.some(({ service }) => {
      const { whenShort } = this.#rated.get(service)!.service.module;
      return whenShort === "refuse" || (whenShort === "notify" && !before.isNegative());
    });
  }

  #takeAll(at: Milliseconds, candidates: readonly Candidate[]): readonly Admission[] {
    this.#changeStates(at, candidates);
    return candidates.map((candidate) => this.#judge(candidate));
  }

  #oneByOne(at: Milliseconds, candidates: readonly Candidate[]): readonly Admission[] {
    const { journal } = this;
    const start = journal.steps;
    const taken: Candidate[] = [];
    const admissions = new Map<Candidate, Admission>();
    for (const candidate of candidates) {
      const before = this.left;
      const steps = journal.steps;
      this.#changeStates(at, [candidate]);
      // What does something to states may change what the others of the instant cost.
      const isAlone = journal.steps === steps || taken.length === 0;
      let admission: Admission;
      if (isAlone) admission = this.#judge(candidate);
      else {
        journal.takeBack(start);
        admission = this.#takeAll(at, [...taken, candidate]).at(-1)!;
      }
      const { left } = this;
      const cost = before.minus(left);
      const { whenShort } = this.#rated.get(candidate.service)!.service.module;
      const isShort = left.isNegative() && left.compare(before) < 0;
      if (isShort && whenShort === "refuse") {
        journal.takeBack(isAlone ? steps : start);
        if (!isAlone) this.#takeAll(at, taken);
        admissions.set(candidate, { ...admission, refused: true, cost, left: before, judged: this.#refused(admission, cost) });
      } else {
        taken.push(candidate);
        const notified = isShort && whenShort === "notify" && !before.isNegative();
        admissions.set(candidate, { ...admission, cost, left, notified });
      }
    }
    if (taken.some(({ wanted }) => wanted !== undefined)) {
      journal.takeBack(start);
      for (const { candidate, judged } of this.#takeAll(at, taken)) {
        const admission = admissions.get(candidate)!;
        const costing = judged && this.#costing(judged, admission.cost);
        const short = admission.notified ? { short: this.#money.format(admission.left.negated()) } : {};
        admissions.set(candidate, { ...admission, judged: costing && { ...costing, ...short } });
      }
    }
    return candidates.map((candidate) => admissions.get(candidate)!);
  }

  #changeStates(at: Milliseconds, candidates: readonly Candidate[]): void {
    for (const { service, event } of candidates) {
      const { rating, service: own } = this.#rated.get(service)!;
      if (at < own.setup.period.end) rating.release(event());
    }
    for (const { service, event } of candidates) {
      const { rating, service: own } = this.#rated.get(service)!;
      if (at < own.setup.period.end) rating.observe(event());
    }
    for (const { service, event } of candidates) {
      const { rating, service: own } = this.#rated.get(service)!;
      const { start, end } = own.setup.period;
      // With the states of the end of the month before, nobody knows what held when an earlier event happened; what it meant is in them.
      if (at < end && (own.opening === undefined || at >= start)) rating.note?.(event());
    }
  }

  #judge(candidate: Candidate): Admission {
    const { wanted } = candidate;
    const { rating, clauses, judgement, service } = this.#rated.get(candidate.service)!;
    const { active } = service.setup;
    const before = this.left;
    const event = candidate.event();
    const nothing = { candidate, refused: false, notified: false, left: before, cost: Decimal.zero };
    if (event.at < active.start || event.at >= active.end)
      return { ...nothing, judged: wanted && asContext(wanted, service.setup) };
    const traces = wanted === undefined ? [] : rating.trace(wanted);
    judgement.clear();
    rating.judge(event, judgement);
    const { left } = this;
    const cost = before.minus(left);
    return { ...nothing, left, cost, judged: wanted && this.#costing(clauses.judged(wanted, judgement, traces), cost) };
  }

  #costing(judged: Judged, cost: Decimal): Judged {
    return judged.bucket === "charged" ? { ...judged, cost: this.#money.format(cost) } : judged;
  }

  #refused({ judged }: Admission, cost: Decimal): Judged | undefined {
    if (judged === undefined) return undefined;
    const said = this.#money.format(cost);
    const reason = refusedReason(`${said} ${this.#money.currency}`);
    return { ...judged, bucket: "refused", reason, charged: [], unpriced: [], breaches: [], cost: said };
  }
}
