/** What a module says about one event, and what becomes of the event thereby. */
import type { DecimalText, Text } from "./agreement.ts";
import type { Dropped } from "./corrections.ts";
import type { UsageEvent } from "./envelope.ts";
import type { Meter } from "./meter.ts";
import type { AnyServiceModule, ClauseInfo, ClauseTrace, Metered, RatingSetup, Verdict } from "./module.ts";
import { type Bucket, contextReason, droppedReason, judgedReason } from "./outcome.ts";

/** What became of an event, and why. */
export interface Judged {
  readonly event: UsageEvent;
  readonly bucket: Bucket;
  readonly reason: Text;
  readonly charged: readonly string[];
  readonly unpriced: readonly string[];
  readonly breaches: readonly string[];
  readonly traces: readonly ClauseTrace[];
  /** What a charged event of a pre-paid agreement costs, and what a refused one would have; where it was found out. */
  readonly cost?: DecimalText;
  /** With this event the credit got short by so much, where the contract says that the client is notified. */
  readonly short?: DecimalText;
}

/** A clause for which the agreement has no price. */
interface UnpricedClause {
  readonly clause: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Collects what a module says about one event. Its lists stay as long as they have become, and are used anew for each event. */
export class Judgement implements Verdict {
  readonly #charged: string[] = [];
  readonly #unpriced: UnpricedClause[] = [];
  readonly #breaches: string[] = [];
  #chargedCount = 0;
  #unpricedCount = 0;
  #breachCount = 0;
  readonly #meter: Meter | undefined;

  /** `meter` is told what events are counted in. */
  constructor(meter?: Meter) {
    this.#meter = meter;
  }

  charged(clause: string, counted?: Metered, value?: DecimalText | number): void {
    if (this.#meter !== undefined && counted !== undefined) this.#meter.changed(counted, value!);
    this.#charged[this.#chargedCount] = clause;
    this.#chargedCount += 1;
  }

  unpriced(clause: string, dimensions: Readonly<Record<string, string>>): void {
    this.#unpriced[this.#unpricedCount] = { clause, dimensions };
    this.#unpricedCount += 1;
  }

  breach(prohibition: string): void {
    this.#breaches[this.#breachCount] = prohibition;
    this.#breachCount += 1;
  }

  clear(): void {
    this.#chargedCount = 0;
    this.#unpricedCount = 0;
    this.#breachCount = 0;
  }

  get isChargeable(): boolean {
    return this.#chargedCount > 0 || this.#unpricedCount > 0;
  }

  /** Whether there is nothing to note about single clauses. */
  get isPlain(): boolean {
    return this.#unpricedCount === 0 && this.#breachCount === 0;
  }

  get chargedClauses(): readonly string[] {
    return this.#charged.slice(0, this.#chargedCount);
  }

  get unpricedClauses(): readonly UnpricedClause[] {
    return this.#unpriced.slice(0, this.#unpricedCount);
  }

  get breaches(): readonly string[] {
    return this.#breaches.slice(0, this.#breachCount);
  }
}

const known = new WeakMap<AnyServiceModule, Clauses>();

/** The rules of a service by name. */
export class Clauses {
  readonly #service: string;
  readonly #byName: ReadonlyMap<string, ClauseInfo>;
  readonly #places: ReadonlyMap<string, number>;

  private constructor({ service, clauses }: AnyServiceModule) {
    this.#service = service;
    this.#byName = new Map(clauses.map((clause) => [clause.name, clause]));
    this.#places = new Map(clauses.map(({ name }, place) => [this.qualified(name), place]));
  }

  /** The rules of a module: the same for all agreements. */
  static of(module: AnyServiceModule): Clauses {
    const clauses = known.get(module) ?? new Clauses(module);
    known.set(module, clauses);
    return clauses;
  }

  /** The rule of a name; a module that names a rule it does not have is broken. */
  get(name: string): ClauseInfo {
    const clause = this.#byName.get(name);
    if (clause === undefined) throw new Error(`The module of ${this.#service} speaks of a clause ${name} that it does not have.`);
    return clause;
  }

  qualified(name: string): string {
    return `${this.#service}.${name}`;
  }

  /** Where the rule of a qualified name stands in the contract. */
  place(qualified: string): number {
    return this.#places.get(qualified)!;
  }

  /** What becomes of an event that was judged. */
  judged(event: UsageEvent, judgement: Judgement, traces: readonly ClauseTrace[]): Judged {
    const charged = unique(judgement.chargedClauses);
    const unpriced = unique(judgement.unpricedClauses.map(({ clause }) => clause));
    const declaredFree = traces
      .map(({ clause, holds }) => (holds ? this.get(clause) : undefined))
      .find((clause) => clause?.kind === "free");
    const infos = (names: readonly string[]) => names.map((name) => this.get(name));
    return {
      event,
      bucket: charged.length > 0 || unpriced.length > 0 ? "charged" : "free",
      reason: judgedReason(infos(charged), infos(unpriced), declaredFree),
      charged: charged.map((name) => this.qualified(name)),
      unpriced: unpriced.map((name) => this.qualified(name)),
      breaches: unique(judgement.breaches).map((name) => this.qualified(name)),
      traces,
    };
  }
}

/** What becomes of an event that is not rated, since another one corrects it. */
export function asDropped({ event, why, other }: Dropped): Judged {
  const bucket = why === "conflict" ? "conflict" : "corrected";
  return { event, bucket, reason: droppedReason(why, other), charged: [], unpriced: [], breaches: [], traces: [] };
}

const topUpReason: Text = {
  en: "It tops up the credit of the month in which it lies.",
  vi: "Bản ghi nạp tiền vào số dư trả trước của tháng tương ứng.",
};

/** What becomes of a top-up. */
export function asTopUp(event: UsageEvent): Judged {
  return { event, bucket: "context", reason: topUpReason, charged: [], unpriced: [], breaches: [], traces: [] };
}

/** What becomes of an event that is not judged: at its instant the service is not in force, or it is of another month. */
export function asContext(event: UsageEvent, { period }: Pick<RatingSetup<unknown, unknown>, "period">): Judged {
  const reason = contextReason(event.at < period.start ? "before" : event.at >= period.end ? "after" : "notInForce");
  return { event, bucket: "context", reason, charged: [], unpriced: [], breaches: [], traces: [] };
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
