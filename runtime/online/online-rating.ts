/**
 * Rating as usage happens: each record is answered at once, and each month gives the bill that a rating of all its records together gives,
 * byte for byte.
 *
 * Records may come out of order, by at most the stated lateness. A decision is that of all records that came so far; it is final when its
 * instant lies more than the lateness behind the latest instant. If an earlier record changes it before, `onRevised` is told. A record that
 * comes later than that is refused and given back: it is on no bill.
 *
 * A record that corrects another one (`replaces`, `voids`) is taken while the other one can still change; else it is given back.
 *
 * What is kept in memory: the states (windows, sessions, intervals, sets, different users) twice; the events of the time that the lateness
 * covers (up to twice as many, since they are let go in portions); the records of `copies` milliseconds, so that copies are recognised; the
 * events of the next month, until the one before is closed; corrections and what they correct, until the month is closed; and what the bill
 * says.
 */
import type { Agreement, DecimalText, Milliseconds } from "../agreement.ts";
import type { AgreementRun, RatedAgreement } from "../agreement-run.ts";
import { agreementProblem } from "../agreement-run.ts";
import { checkShape } from "../agreement-shape.ts";
import { attribute, isObject } from "../attributes.ts";
import { isMonth, nextMonth } from "../calendar.ts";
import { eventCatalog, readEnvelope, type UsageEvent } from "../envelope.ts";
import type { Judged } from "../judgement.ts";
import type { AnyServiceModule } from "../module.ts";
import { type Problem, reject } from "../record.ts";
import { AgreementError, bindServices, checkContract, modulesByName } from "../setup.ts";
import { checkState, type StateFile } from "../state-file.ts";
import { notAnObject, Subjects, subjectProblem } from "../subjects.ts";
import { copied, type Decision, decision, elsewhere, refused, rejected } from "./decision.ts";
import { type OnlineContract, OnlineMonth } from "./online-month.ts";

export interface OnlineOptions {
  /** By how many milliseconds a record may come after others with later instants. */
  readonly lateness: Milliseconds;
  /** For how long copies of a record are recognised; at least the lateness. A day unless given, or the lateness if that is longer. */
  readonly copies?: Milliseconds;
  /** What time it is; unless given, it is the latest instant of a record. Give it when one record with a wrong time must not make all others late. */
  readonly now?: () => Milliseconds;
  /** Is told when a decision that was not final became another one. */
  readonly onRevised?: (now: Decision, before: Decision) => void;
}

/** What is rated from which month on. */
interface OnlineStart extends OnlineOptions {
  /** The first calendar month, "2026-03"; each agreement has its own time zone. */
  readonly period: string;
  /** By name of the agreement. */
  readonly openingStates?: ReadonlyMap<string, StateFile>;
  /** All agreements of the workspace, so that their records are told from records of nobody. */
  readonly knownAgreements?: readonly Pick<Agreement, "name" | "accounts">[];
}

export interface OnlineRequest extends OnlineStart {
  /** The agreements to rate. */
  readonly agreements: readonly Agreement[];
  /** Modules of all services that the agreements take. */
  readonly modules: Iterable<AnyServiceModule>;
}

/** A request whose prices are typed already. */
export interface BoundOnlineRequest extends OnlineStart {
  readonly contracts: readonly OnlineContract[];
}

/** What a month of an agreement comes to. */
export interface ClosedAgreement extends RatedAgreement {
  readonly agreement: string;
}

const DAY = 86_400_000;

export class OnlineRating {
  readonly #agreements: ReadonlyMap<string, OnlineAgreement>;
  readonly #subjects: Subjects;
  readonly #lateness: Milliseconds;
  readonly #copies: Milliseconds;
  readonly #now: (() => Milliseconds) | undefined;
  #period: string;
  #latest = -Infinity;
  #pushed = 0;
  #unassigned = 0;

  /** Throws an AgreementError or a StateFileError when an agreement cannot be rated. */
  constructor(request: OnlineRequest | BoundOnlineRequest) {
    const { knownAgreements = [], openingStates } = request;
    const contracts = "contracts" in request ? request.contracts : boundContracts(request);
    this.#subjects = new Subjects(
      contracts.map(({ contract }) => contract),
      knownAgreements,
    );
    ({ lateness: this.#lateness, copies: this.#copies, now: this.#now, period: this.#period } = checked(request));
    this.#agreements = new Map(
      contracts.map((of) => {
        const { name } = of.contract;
        return [name, new OnlineAgreement(of, request.period, openingStates?.get(name), request.onRevised)];
      }),
    );
  }

  /** The month whose bill is made next. */
  get period(): string {
    return this.#period;
  }

  /** Decisions on events before this instant are final. */
  get finalBefore(): Milliseconds {
    return (this.#now?.() ?? this.#latest) - this.#lateness;
  }

  /** How many events are kept: those that can still change, and those of which copies are recognised. */
  get kept(): { readonly pending: number; readonly known: number } {
    let pending = 0;
    let known = 0;
    for (const agreement of this.#agreements.values())
      for (const month of agreement.months) {
        pending += month.pending;
        known += month.known;
      }
    return { pending, known };
  }

  /**
   * The credit of a pre-paid agreement after all events that are final, without what is deducted at the end of the month; undefined when the
   * agreement is post-paid. Throws an AgreementError when it is not rated here.
   */
  credit(agreement: string): DecimalText | undefined {
    const online = this.#agreements.get(agreement);
    if (online === undefined) throw new AgreementError(`${agreement} is not rated here.`);
    return online.credit(this.finalBefore);
  }

  /** Takes a usage record, and answers what becomes of it. */
  push(record: unknown): Decision {
    this.#pushed += 1;
    const problem = subjectProblem(record);
    if (problem !== undefined || !isObject(record)) return this.#rejectUnassigned(record, problem ?? notAnObject);
    const subject = record.subject as string;
    const owner = this.#subjects.owner(subject);
    if (owner === undefined) return this.#rejectUnassigned(record, this.#subjects.unknown(subject));
    const id = attribute(record, "id");
    if (owner.kind === "elsewhere") return elsewhere(owner.agreement, id);
    const agreement = this.#agreements.get(owner.agreement)!;
    const read = agreement.read(record, this.#pushed);
    if ("problem" in read) {
      agreement.month.reject();
      return rejected(this.#period, reject({ line: this.#pushed }, read.problem, record), id, owner.agreement);
    }
    const { event } = read;
    const wasBefore = this.finalBefore;
    const taken = agreement.take(event, wasBefore, record, () => {
      this.#latest = Math.max(this.#latest, event.at);
      return this.finalBefore;
    });
    agreement.settle(this.finalBefore, this.finalBefore + this.#lateness - this.#copies);
    return taken;
  }

  #rejectUnassigned(record: unknown, problem: Problem): Decision {
    this.#unassigned += 1;
    const id = isObject(record) ? attribute(record, "id") : undefined;
    return rejected(this.#period, reject({ line: this.#pushed }, problem, record), id);
  }

  /**
   * The bills of a month, which must be the next one to be closed, and goes on with the month after it. Whatever comes of the month from
   * now on is late: close it when the lateness has passed since its end, and before the month after the next begins.
   */
  close(period: string): readonly ClosedAgreement[] {
    if (period !== this.#period) throw new AgreementError(`The month to close next is ${this.#period}, not ${period}.`);
    const closed = [...this.#agreements].map(([agreement, online]) =>
      Object.assign(online.close(this.#unassigned), { agreement }),
    );
    this.#unassigned = 0;
    this.#period = nextMonth(period);
    return closed;
  }
}

function boundContracts({ agreements, modules }: OnlineRequest): readonly OnlineContract[] {
  const byName = modulesByName(modules);
  const catalog = eventCatalog(byName.values());
  for (const agreement of agreements) checkShape(agreement);
  return agreements.map((contract) => ({ contract, services: bindServices(contract, byName), catalog }));
}

function checked({ lateness, copies = Math.max(DAY, lateness), now, period }: OnlineStart) {
  const isSpan = (span: number) => Number.isSafeInteger(span) && span >= 0;
  if (!isSpan(lateness)) throw new AgreementError("The lateness must be a whole number of milliseconds, 0 or more.");
  if (!isSpan(copies) || copies < lateness)
    throw new AgreementError("Copies must be recognised for a whole number of milliseconds, no shorter than the lateness.");
  if (!isMonth(period)) throw new AgreementError(`"${period}" is not a month like "2026-03".`);
  return { lateness, copies, now, period };
}

/** One agreement: the month that is rated, and the next one as far as it has begun. */
class OnlineAgreement {
  readonly #of: OnlineContract;
  readonly #onRevised: OnlineOptions["onRevised"];
  #month: OnlineMonth;
  #run: AgreementRun;
  #next: OnlineMonth | undefined;
  /** Whether this month has changed since the next one took over its states. */
  #isNextStale = false;
  /** No record before it is taken: its month is closed. */
  #floor = -Infinity;
  readonly #services: ReadonlySet<string>;
  /** What becomes of an event depends on the credit, which the bill of the month before decides. */
  readonly #dependsOnCredit: boolean;

  constructor(of: OnlineContract, period: string, openingState: StateFile | undefined, onRevised: OnlineOptions["onRevised"]) {
    checkContract(of.contract);
    if (openingState !== undefined) checkState(openingState, of.contract, period);
    this.#of = of;
    this.#onRevised = onRevised;
    this.#dependsOnCredit =
      of.contract.chargingModel === "pre-pay" && of.services.some(({ module }) => module.whenShort === "refuse");
    this.#services = new Set(of.services.map(({ module }) => module.service));
    this.#month = this.#open(period, openingState);
    this.#run = this.#month.begin(openingState);
  }

  #open(period: string, opening: Pick<StateFile, "services" | "credit"> | undefined): OnlineMonth {
    return new OnlineMonth(this.#of, period, opening, (now, before) => this.#revise(period, now, before));
  }

  #revise(period: string, now: Judged, before: Judged): void {
    if (this.#onRevised === undefined) return;
    const { name: agreement } = this.#of.contract;
    const about = { agreement, event: now.event, period, final: false };
    this.#onRevised(decision(about, now), decision(about, before));
  }

  get month(): OnlineMonth {
    return this.#month;
  }

  get months(): readonly OnlineMonth[] {
    return this.#next === undefined ? [this.#month] : [this.#month, this.#next];
  }

  /** The event of a record of this agreement. */
  read(record: Readonly<Record<string, unknown>>, line: number): ReturnType<typeof readEnvelope> {
    const read = readEnvelope(record, { line }, this.#of.catalog);
    const problem = "problem" in read ? undefined : agreementProblem(read.event, this.#of.contract, this.#services);
    return problem === undefined ? read : { problem };
  }

  /** Takes an event. `accept` is told that it is, and says what is final then. */
  take(event: UsageEvent, finalBefore: Milliseconds, record: unknown, accept: () => Milliseconds): Decision {
    const { name: agreement } = this.#of.contract;
    // A void is of the month of what it voids.
    const target = event.voids === undefined ? undefined : this.months.find((month) => month.hasTarget(event));
    const month = target ?? this.#monthOf(event);
    if (month === undefined) return refused(agreement, event, "ahead", record);
    if (month === this.#next) this.#refreshNext();
    const taken = event.at < this.#floor ? ({ kind: "late" } as const) : month.take(event, this.#horizon(finalBefore));
    if (!("kept" in taken || "judged" in taken)) return refused(agreement, event, taken.kind, record);
    const { period } = month;
    const isOpen = month === this.#month || !this.#dependsOnCredit;
    const final = ({ at }: UsageEvent) => {
      const horizon = this.#horizon(accept());
      return isOpen && at < horizon;
    };
    if ("kept" in taken) {
      const about = { agreement, event, period: period.name, final: final(taken.kept) };
      return copied(about, taken.kind);
    }
    if (month === this.#month) this.#isNextStale = this.#next !== undefined;
    const { judged, replaced, revised } = taken;
    const about = { agreement, event, period: period.name, final: final(event) };
    if (replaced !== undefined) {
      const was = { ...about, event: replaced.event };
      this.#onRevised?.(copied(was, "conflict"), decision(was, replaced));
    }
    for (const { before, now } of revised) this.#revise(period.name, now, before);
    return decision(about, judged);
  }

  /** The next month begins again with the states of this one, if these have changed. */
  #refreshNext(): void {
    if (this.#isNextStale) this.#next?.restart(this.#month.states(), this.#month.credit());
    this.#isNextStale = false;
  }

  /** What the next month begins with when nothing more comes of this one. */
  #soFar(): Pick<StateFile, "services" | "credit"> {
    const credit = this.#month.credit();
    return { services: this.#month.states(), ...(credit === undefined ? {} : { credit }) };
  }

  #horizon(finalBefore: Milliseconds): Milliseconds {
    return Math.max(finalBefore, this.#floor);
  }

  /** The month of an event, if it is this one or the next; what lies before the first month is of the first. */
  #monthOf({ at }: UsageEvent): OnlineMonth | undefined {
    if (at < this.#month.period.end) return this.#month;
    this.#next ??= this.#open(nextMonth(this.#month.period.name), this.#soFar());
    return at < this.#next.period.end ? this.#next : undefined;
  }

  /** Rates what is final, and forgets what came before an instant. */
  settle(finalBefore: Milliseconds, forgotten: Milliseconds): void {
    this.#month.settle(this.#run, this.#horizon(finalBefore), forgotten);
  }

  /** The credit after all events that are final. */
  credit(finalBefore: Milliseconds): DecimalText | undefined {
    this.#month.settle(this.#run, this.#horizon(finalBefore), -Infinity, true);
    return this.#run.credit();
  }

  /** The bill of the month; the next one takes over. */
  close(unassigned: number): RatedAgreement {
    this.#refreshNext();
    const month = this.#month;
    month.settle(this.#run, month.period.end, -Infinity);
    const rated = month.finish(this.#run, unassigned);
    this.#floor = month.period.end;
    this.#month = this.#next ?? this.#open(nextMonth(month.period.name), rated.closingState);
    // What was deducted at the end of the month may change what becomes of events of the next one.
    const { services, credit } = rated.closingState;
    if (this.#next !== undefined && credit !== undefined) this.#next.restart(services, credit);
    this.#next = undefined;
    this.#run = this.#month.begin(rated.closingState);
    return rated;
  }
}
