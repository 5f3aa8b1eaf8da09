/** One service of one agreement over the events of a period: in order, instant by instant, states before judgements. */

import type { Breach } from "./bill.ts";
import { rfc3339 } from "./calendar.ts";
import { canonicalJson } from "./canonical.ts";
import type { UsageEvent } from "./envelope.ts";
import { asContext, Clauses, type Judged, Judgement } from "./judgement.ts";
import { CountsByDay } from "./measure/by-day.ts";
import { type Cost, Meter } from "./meter.ts";
import type {
  AnyServiceModule,
  ClauseInfo,
  RatingSetup,
  ServiceEvent,
  ServiceRating,
  ServiceState,
  Settlement,
} from "./module.ts";
import { Decimal } from "./money.ts";
import { AgreementError } from "./setup.ts";

/** Chargeable events of one clause for which the agreement has no price. */
export interface Unpriced {
  readonly clause: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** How many events. */
  count: number;
  /** The ids of the first 20 of them, in the order of instant and id. */
  readonly events: string[];
}

/** Who wants to know about single events. */
export interface Watch {
  readonly wants: (event: ServiceEvent) => boolean;
  readonly tell: (judged: Judged) => void;
}

/** Events of a service in the order in which they are rated: of instant, id and source. */
export interface EventSequence {
  readonly length: number;
  at(index: number): number;
  /** The event at an index, perhaps only until this is called again. */
  event(index: number): ServiceEvent;
  /** An event that may be kept. */
  whole(index: number): UsageEvent;
}

const IDS_NAMED = 20;

export class ServiceRun {
  readonly module: AnyServiceModule;
  readonly counts = { charged: 0, free: 0, context: 0 };
  /** Events that were charged, by local day. */
  readonly days: CountsByDay;
  readonly #setup: RatingSetup<unknown, unknown>;
  readonly #rating: ServiceRating;
  readonly #clauses: Clauses;
  readonly #judgement: Judgement;
  /** Of a pre-paid agreement. */
  readonly #meter: Meter | undefined;
  readonly #unpriced = new Map<string, Unpriced>();
  readonly #breaches: { readonly at: number; readonly breach: Breach }[] = [];
  readonly #hasNotes: boolean;
  #isRestored = false;

  constructor(module: AnyServiceModule, setup: RatingSetup<unknown, unknown>) {
    this.module = module;
    this.#setup = setup;
    this.days = new CountsByDay(setup.period, setup.timeZone);
    this.#rating = module.create(setup);
    this.#hasNotes = this.#rating.note !== undefined;
    this.#clauses = Clauses.of(module);
    this.#meter = setup.chargingModel === "pre-pay" ? new Meter(setup.money) : undefined;
    this.#judgement = new Judgement(this.#meter);
  }

  /** Takes up the states at the end of the month before. Throws an AgreementError when they are not those of the service. */
  restore(state: ServiceState): void {
    try {
      this.#rating.restore(state);
      this.#isRestored = true;
    } catch (error) {
      throw new AgreementError(
        `The state of ${this.module.service} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
  }

  /** Rates events of the service, each given once and in order. Called again, it goes on with later instants. */
  run(events: EventSequence, watch?: Watch): void {
    const { length } = events;
    let first = 0;
    while (first < length) {
      const at = events.at(first);
      let next = first + 1;
      while (next < length && events.at(next) === at) next += 1;
      if (next === first + 1 && watch === undefined) this.#single(events.event(first));
      else this.#instant(at, events, first, next, watch);
      first = next;
    }
  }

  /** An event that has its instant for itself. */
  #single(event: ServiceEvent): void {
    const { period, active } = this.#setup;
    const { at } = event;
    if (at < period.end) {
      this.#rating.release(event);
      this.#rating.observe(event);
      if (this.#hasNotes && this.#isNoted(at)) this.#rating.note!(event);
    }
    if (at >= active.start && at < active.end) this.#judge(event);
    else this.counts.context += 1;
  }

  /** With the states of the end of the month before, nobody knows what held when an earlier event happened; what it meant is in them. */
  #isNoted(at: number): boolean {
    return !this.#isRestored || at >= this.#setup.period.start;
  }

  #instant(at: number, events: EventSequence, first: number, next: number, watch: Watch | undefined): void {
    const { period, active } = this.#setup;
    if (at < period.end) {
      for (let i = first; i < next; i += 1) this.#rating.release(events.event(i));
      for (let i = first; i < next; i += 1) this.#rating.observe(events.event(i));
      if (this.#hasNotes && this.#isNoted(at)) for (let i = first; i < next; i += 1) this.#rating.note!(events.event(i));
    }
    const inForce = at >= active.start && at < active.end;
    for (let i = first; i < next; i += 1) {
      const wanted = watch?.wants(events.event(i)) === true ? events.whole(i) : undefined;
      if (!inForce) this.counts.context += 1;
      if (wanted === undefined) {
        if (inForce) this.#judge(events.event(i));
      } else if (inForce) this.#judgeWanted(wanted, watch!);
      else watch!.tell(asContext(wanted, this.#setup));
    }
  }

  #judge(event: ServiceEvent): void {
    const judgement = this.#judgement;
    judgement.clear();
    this.#rating.judge(event, judgement);
    if (judgement.isChargeable) {
      this.#meter?.post(event.at);
      this.counts.charged += 1;
      this.days.add(event.at);
    } else this.counts.free += 1;
    if (judgement.isPlain) return;
    for (const { clause, dimensions } of judgement.unpricedClauses) this.#note(event, clause, dimensions);
    for (const clause of judgement.breaches) this.#breach(event, clause);
  }

  #judgeWanted(event: UsageEvent, watch: Watch): void {
    const traces = this.#rating.trace(event);
    this.#judge(event);
    watch.tell(this.#clauses.judged(event, this.#judgement, traces));
  }

  #note(event: ServiceEvent, clause: string, dimensions: Readonly<Record<string, string>>): void {
    const key = canonicalJson([clause, dimensions]);
    const group = this.#unpriced.get(key) ?? { clause, dimensions, count: 0, events: [] };
    this.#unpriced.set(key, group);
    group.count += 1;
    if (group.events.length < IDS_NAMED) group.events.push(event.id);
  }

  #breach(event: ServiceEvent, clause: string): void {
    const breach = {
      clause: this.qualified(clause),
      title: this.clause(clause).title,
      event: event.id,
      time: rfc3339(event.at, this.#setup.timeZone),
    };
    this.#breaches.push({ at: event.at, breach });
  }

  clause(name: string): ClauseInfo {
    return this.#clauses.get(name);
  }

  qualified(name: string): string {
    return this.#clauses.qualified(name);
  }

  /** Where the rule of a qualified name stands among the rules of the service. */
  place(qualified: string): number {
    return this.#clauses.place(qualified);
  }

  unpriced(): readonly Unpriced[] {
    return [...this.#unpriced.values()];
  }

  /** With the instant, so that those of several services can be put in order. */
  breaches(): readonly { readonly at: number; readonly breach: Breach }[] {
    return this.#breaches;
  }

  /** What the events of a pre-paid agreement cost so far. */
  get spent(): Decimal {
    return this.#meter?.spent ?? Decimal.zero;
  }

  /** What events of a pre-paid agreement cost, in the order of time. */
  costs(): Iterable<Cost> {
    return this.#meter?.costs() ?? [];
  }

  /** Called once, after `run`. */
  settle(): Settlement {
    return this.#rating.settle();
  }

  save(): ServiceState {
    return this.#rating.save();
  }
}
