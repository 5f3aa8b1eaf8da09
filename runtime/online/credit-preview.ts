/**
 * What becomes of the events of a pre-paid agreement, and what they cost: over all services, since they share one credit. When something comes
 * in between, states, counts and credit go back to its instant, and what follows is decided again.
 */
import type { AgreementRun } from "../agreement-run.ts";
import { type Admission, CreditGate, gatedService } from "../credit-gate.ts";
import type { UsageEvent } from "../envelope.ts";
import { compareEvents } from "../identity.ts";
import { asTopUp, type Judged } from "../judgement.ts";
import type { AnyServiceModule, Period, RatingSetup } from "../module.ts";
import { Decimal, type Money } from "../money.ts";
import { topUpOf } from "../top-up.ts";
import { isOther, lowerBound, type OnChange } from "./preview.ts";
import { type Previews, rate, type States } from "./previews.ts";

interface Entry {
  readonly event: UsageEvent;
  judged: Judged | undefined;
  /** Of an event of a service. */
  admission: Admission | undefined;
}

export interface CreditPreviewOptions {
  readonly services: readonly { readonly module: AnyServiceModule; readonly setup: RatingSetup<unknown, unknown> }[];
  readonly money: Money;
  readonly month: Period;
  readonly onChange: OnChange;
}

export class CreditPreview implements Previews {
  readonly #options: CreditPreviewOptions;
  #gate: CreditGate;
  /** Of events that can still change: in the order in which they are rated, at one instant top-ups first. */
  readonly #entries: Entry[] = [];

  constructor(options: CreditPreviewOptions, states: States | undefined, credit: string) {
    this.#options = options;
    this.#gate = this.#begin(states, credit);
  }

  #begin(states: States | undefined, credit: string): CreditGate {
    const { services, money } = this.#options;
    const gated = services.map(({ module, setup }) => gatedService(module, setup, states));
    return new CreditGate(gated, money, Decimal.parse(credit));
  }

  get size(): number {
    return this.#entries.length;
  }

  states(): States {
    return this.#gate.save();
  }

  credit(): string {
    return this.#gate.left.toString();
  }

  restart(states: States, credit: string): void {
    this.#gate = this.#begin(states, credit);
    this.#decideFrom(0);
  }

  change(removed: readonly UsageEvent[], added: readonly UsageEvent[]): { readonly was: Judged[]; readonly is: Judged[] } {
    const was = removed.map((event) => this.#entries.splice(this.#placeOf(event), 1)[0]!.judged!);
    const entries = added.map((event): Entry => ({ event, judged: undefined, admission: undefined }));
    for (const entry of entries) this.#entries.splice(this.#placeOf(entry.event), 0, entry);
    const at = [...removed, ...added].reduce((first, event) => Math.min(first, event.at), Infinity);
    this.#gate.journal.rewind(at);
    this.#decideFrom(this.#firstAt(at));
    return { was, is: entries.map(({ judged }) => judged!) };
  }

  settle(run: AgreementRun, before: number, atOnce: boolean): readonly UsageEvent[] {
    const count = this.#firstAt(before);
    if (!atOnce && count * 2 < this.#entries.length) return [];
    const events = new Map<string, UsageEvent[]>();
    for (const { event, admission } of this.#entries.splice(0, count)) {
      if (admission === undefined) run.topUp(event);
      else {
        run.admitted(admission);
        const ofService = events.get(event.service) ?? [];
        events.set(event.service, ofService);
        if (!admission.refused) ofService.push(event);
      }
    }
    this.#gate.journal.forget(before);
    for (const [service, ofService] of events) rate(run, service, ofService);
    return [...events.values()].flat();
  }

  #firstAt(at: number): number {
    return lowerBound(this.#entries, ({ event }) => event.at < at);
  }

  #placeOf(event: UsageEvent): number {
    return lowerBound(this.#entries, (entry) => compareTurns(entry.event, event) < 0);
  }

  #decideFrom(place: number): void {
    const entries = this.#entries;
    for (let first = place; first < entries.length; ) {
      const { at } = entries[first]!.event;
      let next = first + 1;
      while (next < entries.length && entries[next]!.event.at === at) next += 1;
      this.#decide(at, entries.slice(first, next));
      first = next;
    }
  }

  #decide(at: number, together: readonly Entry[]): void {
    const { start, end } = this.#options.month;
    const ofServices = together.filter(({ event }) => event.service !== "");
    for (const entry of together) {
      const { event } = entry;
      if (event.service !== "") break;
      // A top-up of another month is on the bill of that one.
      if (at >= start && at < end) this.#gate.topUp(at, Decimal.parse(topUpOf(event).amount));
      this.#say(entry, asTopUp(event));
    }
    if (ofServices.length === 0) return;
    const candidates = ofServices.map(({ event }) => ({ service: event.service, event: () => event, wanted: event }));
    for (const [i, admission] of this.#gate.admit(at, candidates, false).entries()) {
      const entry = ofServices[i]!;
      entry.admission = admission;
      this.#say(entry, admission.judged!);
    }
  }

  #say(entry: Entry, now: Judged): void {
    const { judged: before } = entry;
    entry.judged = now;
    if (before !== undefined && isOther(now, before)) this.#options.onChange(now, before);
  }
}

/** The order of events, at one instant top-ups first. */
function compareTurns(a: UsageEvent, b: UsageEvent): number {
  const turn = ({ service }: UsageEvent) => (service === "" ? 0 : 1);
  return a.at - b.at || turn(a) - turn(b) || compareEvents(a, b);
}
