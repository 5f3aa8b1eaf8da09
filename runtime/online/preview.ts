/**
 * What becomes of events of which earlier ones may still come: each is judged as if nothing else came. When something does come in
 * between, the states go back to its instant, and what follows is judged again. Nothing is counted here: that is done once, when
 * the order of the events is certain.
 */
import type { UsageEvent } from "../envelope.ts";
import { compareEvents } from "../identity.ts";
import { asContext, Clauses, type Judged, Judgement } from "../judgement.ts";
import type { AnyServiceModule, RatingSetup, ServiceRating, ServiceState } from "../module.ts";
import { Journal } from "../state/journal.ts";

/** Is told when an event that was judged before is judged otherwise now. */
export type OnChange = (now: Judged, before: Judged) => void;

interface Entry {
  readonly event: UsageEvent;
  judged: Judged | undefined;
}

type Setup = RatingSetup<unknown, unknown>;

/** One service of an agreement in one month. */
export class Preview {
  readonly #module: AnyServiceModule;
  readonly #setup: Setup;
  readonly #clauses: Clauses;
  readonly #onChange: OnChange;
  readonly #judgement = new Judgement();
  #journal = new Journal();
  #rating: ServiceRating;
  #isRestored = false;
  /** Of events that can still change: in the order in which they are rated. */
  readonly #entries: Entry[] = [];

  constructor(module: AnyServiceModule, setup: Setup, opening: ServiceState | undefined, onChange: OnChange) {
    this.#module = module;
    this.#setup = setup;
    this.#clauses = Clauses.of(module);
    this.#onChange = onChange;
    this.#rating = this.#start(opening);
  }

  #start(opening: ServiceState | undefined): ServiceRating {
    this.#journal = new Journal();
    const rating = this.#module.create({ ...this.#setup, journal: this.#journal });
    this.#isRestored = opening !== undefined;
    if (opening !== undefined) rating.restore(opening);
    return rating;
  }

  /** Begins again with other states, because the month before changed. */
  restart(opening: ServiceState): void {
    this.#rating = this.#start(opening);
    this.#judgeFrom(0);
  }

  /** The states behind all events. */
  save(): ServiceState {
    return this.#rating.save();
  }

  /** How many events are kept. */
  get size(): number {
    return this.#entries.length;
  }

  /** Takes events out, and others to their places in time; what had become of the ones, and becomes of the others. */
  change(removed: readonly UsageEvent[], added: readonly UsageEvent[]): { readonly was: Judged[]; readonly is: Judged[] } {
    const was = removed.map((event) => this.#entries.splice(this.#placeOf(event), 1)[0]!.judged!);
    const entries = added.map((event): Entry => ({ event, judged: undefined }));
    for (const entry of entries) this.#entries.splice(this.#placeOf(entry.event), 0, entry);
    const at = [...removed, ...added].reduce((first, event) => Math.min(first, event.at), Infinity);
    this.#journal.rewind(at);
    this.#judgeFrom(this.#firstAt(at), removed.length === 0 && entries.length === 1 ? entries[0] : undefined);
    return { was, is: entries.map(({ judged }) => judged!) };
  }

  /**
   * Lets go of the events before an instant: nothing earlier comes any more. Unless `at once`, they are let go when they are at least half
   * of all, so that the others are not moved for each single one.
   */
  take(before: number, atOnce: boolean): UsageEvent[] {
    const count = this.#firstAt(before);
    if (!atOnce && count * 2 < this.#entries.length) return [];
    const taken = this.#entries.splice(0, count);
    this.#journal.forget(before);
    return taken.map(({ event }) => event);
  }

  /** How many events lie before an instant. */
  #firstAt(at: number): number {
    return lowerBound(this.#entries, ({ event }) => event.at < at);
  }

  #placeOf(event: UsageEvent): number {
    return lowerBound(this.#entries, (entry) => compareEvents(entry.event, event) < 0);
  }

  /**
   * Rates the entries from a place on. When one is `added` and does nothing to the states, the others behind it are decided as they were:
   * only their states are made again.
   */
  #judgeFrom(place: number, added?: Entry): void {
    const entries = this.#entries;
    let decides = true;
    for (let first = place; first < entries.length; ) {
      const { at } = entries[first]!.event;
      let next = first + 1;
      while (next < entries.length && entries[next]!.event.at === at) next += 1;
      const together = entries.slice(first, next);
      const changes = this.#changeStates(at, together, added);
      if (decides) for (const entry of together) this.#decide(entry);
      if (added !== undefined && together.includes(added)) decides = changes;
      first = next;
    }
  }

  /** Whether an entry did something to the states at its instant. */
  #changeStates(at: number, entries: readonly Entry[], asked: Entry | undefined): boolean {
    const { period } = this.#setup;
    const rating = this.#rating;
    const journal = this.#journal;
    journal.begin(at);
    if (at >= period.end) return false;
    let changes = false;
    const each = (act: (event: UsageEvent) => void) => {
      for (const entry of entries) {
        const before = journal.steps;
        act(entry.event);
        if (entry === asked && journal.steps !== before) changes = true;
      }
    };
    each((event) => rating.release(event));
    each((event) => rating.observe(event));
    // With the states of the end of the month before, nobody knows what held when an earlier event happened; what it meant is in them.
    if (!this.#isRestored || at >= period.start) each((event) => rating.note?.(event));
    return changes;
  }

  #decide(entry: Entry): void {
    const { judged: before } = entry;
    const now = this.#judge(entry.event);
    entry.judged = now;
    if (before !== undefined && isOther(now, before)) this.#onChange(now, before);
  }

  #judge(event: UsageEvent): Judged {
    const { active } = this.#setup;
    if (event.at < active.start || event.at >= active.end) return asContext(event, this.#setup);
    const traces = this.#rating.trace(event);
    this.#judgement.clear();
    this.#rating.judge(event, this.#judgement);
    return this.#clauses.judged(event, this.#judgement, traces);
  }
}

/** Whether something was decided otherwise. That a window was opened by another event alone does not change a decision. */
export function isOther(now: Judged, before: Judged): boolean {
  return decided(now) !== decided(before);
}

function decided({ bucket, reason, charged, unpriced, breaches, traces, cost, short }: Judged): string {
  const isCharged = (clause: string) => charged.some((one) => one.endsWith(`.${clause}`));
  const applied = traces.filter(({ clause, holds }) => holds && isCharged(clause));
  const prices = applied.map(({ clause, quantity, price }) => [clause, quantity, price]);
  return JSON.stringify([bucket, reason, charged, unpriced, breaches, prices, cost, short]);
}

/** How many elements at the beginning of a sorted list are before something. */
export function lowerBound<Element>(list: readonly Element[], isBefore: (element: Element) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
