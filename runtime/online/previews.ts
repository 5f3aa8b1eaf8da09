/** What becomes of the events of an agreement in a month, of which earlier ones may still come: per service, or together where credit is used up. */
import type { AgreementRun } from "../agreement-run.ts";
import type { UsageEvent } from "../envelope.ts";
import { asTopUp, type Judged } from "../judgement.ts";
import type { ServiceState } from "../module.ts";
import type { Preview } from "./preview.ts";

export type States = Readonly<Record<string, ServiceState>>;

export interface Previews {
  /** How many events are kept because they can still change. */
  readonly size: number;
  /** Takes events out, and others to their places in time; what had become of the ones, and becomes of the others. */
  change(
    removed: readonly UsageEvent[],
    added: readonly UsageEvent[],
  ): { readonly was: readonly Judged[]; readonly is: readonly Judged[] };
  /** Hands what lies before an instant over to the rating, in portions unless `atOnce`: nothing earlier comes any more. Gives back what is of a service. */
  settle(run: AgreementRun, before: number, atOnce: boolean): readonly UsageEvent[];
  /** The states behind all events. */
  states(): States;
  /** What is left of pre-paid credit behind all events. */
  credit(): string | undefined;
  /** Begins again, because the month before changed. */
  restart(states: States, credit: string | undefined): void;
}

/** Services that do not depend on one another. */
export class ServicePreviews implements Previews {
  readonly #previews: ReadonlyMap<string, Preview>;
  /** Nothing depends on them, so they are only kept. */
  readonly #topUps = new Set<UsageEvent>();

  constructor(previews: ReadonlyMap<string, Preview>) {
    this.#previews = previews;
  }

  get size(): number {
    let size = 0;
    for (const preview of this.#previews.values()) size += preview.size;
    return size;
  }

  change(removed: readonly UsageEvent[], added: readonly UsageEvent[]): { readonly was: Judged[]; readonly is: Judged[] } {
    const was: Judged[] = [];
    const is: Judged[] = [];
    for (const service of new Set([...removed, ...added].map((changed) => changed.service))) {
      const ofService = (events: readonly UsageEvent[]) => events.filter((changed) => changed.service === service);
      const judged = this.#change(service, ofService(removed), ofService(added));
      was.push(...judged.was);
      is.push(...judged.is);
    }
    return { was, is };
  }

  #change(service: string, removed: readonly UsageEvent[], added: readonly UsageEvent[]) {
    if (service !== "") return this.#previews.get(service)!.change(removed, added);
    // Voids never count, so that these are top-ups.
    for (const event of removed) this.#topUps.delete(event);
    for (const event of added) this.#topUps.add(event);
    return { was: removed.map(asTopUp), is: added.map(asTopUp) };
  }

  settle(run: AgreementRun, before: number, atOnce: boolean): readonly UsageEvent[] {
    for (const event of this.#topUps) {
      if (event.at >= before) continue;
      this.#topUps.delete(event);
      run.topUp(event);
    }
    return [...this.#previews].flatMap(([service, preview]) => {
      const events = preview.take(before, atOnce);
      rate(run, service, events);
      return events;
    });
  }

  states(): States {
    return Object.fromEntries([...this.#previews].map(([service, preview]) => [service, preview.save()]));
  }

  credit(): undefined {
    return undefined;
  }

  restart(states: States): void {
    for (const [service, preview] of this.#previews) preview.restart(states[service]!);
  }
}

/** Rates events of a service that are kept as they came. */
export function rate(run: AgreementRun, service: string, events: readonly UsageEvent[]): void {
  if (events.length === 0) return;
  const event = (i: number) => events[i]!;
  run.rate(service, { length: events.length, at: (i) => event(i).at, event, whole: event });
}
