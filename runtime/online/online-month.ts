/** One agreement in one month, as its events come: previews until their order is certain, then the rating that the bill is made of. */
import { AgreementRun, type RatedAgreement } from "../agreement-run.ts";
import { period as monthOf } from "../calendar.ts";
import type { EventCatalog, UsageEvent } from "../envelope.ts";
import { Ledger } from "../identity.ts";
import { asDropped, asTopUp, type Judged } from "../judgement.ts";
import type { Period, ServiceState } from "../module.ts";
import { noRows } from "../rows/index.ts";
import { type BoundService, type Contract, ratingSetups } from "../setup.ts";
import type { StateFile } from "../state-file.ts";
import { type Change, type Known, KnownEvents } from "./known-events.ts";
import { type OnChange, Preview } from "./preview.ts";

/** What an agreement is rated with, whatever the month. */
export interface OnlineContract {
  readonly contract: Contract;
  readonly services: readonly BoundService[];
  readonly catalog: EventCatalog;
}

type States = Readonly<Record<string, ServiceState>>;

/** What became of an event that was taken, or why it was not. */
export type Taken =
  | {
      readonly kind: "judged";
      readonly judged: Judged;
      /** What had become of the event that was kept under the same id. */
      readonly replaced?: Judged;
      /** Other events of which something else is decided now, since one corrects another. */
      readonly revised: readonly { readonly before: Judged; readonly now: Judged }[];
    }
  | Exclude<Known, { readonly kind: "taken" }>;

export class OnlineMonth {
  readonly period: Period;
  readonly #of: OnlineContract;
  readonly #previews: ReadonlyMap<string, Preview>;
  readonly #ledger = new Ledger(false);
  readonly #known = new KnownEvents(this.#ledger);
  /** Those of the known events that are final, in the order of time. */
  #remembered: UsageEvent[] = [];
  readonly #topUps = new Set<UsageEvent>();
  #lookAgainAt = 1000;
  #accepted = 0;
  #rejected = 0;

  constructor(of: OnlineContract, periodName: string, opening: States | undefined, onChange: OnChange) {
    this.#of = of;
    this.period = monthOf(of.contract.timeZone, periodName);
    const setups = ratingSetups(of.contract, of.services, periodName);
    this.#previews = new Map(
      of.services.map(({ module }, i) => {
        const state = opening !== undefined && Object.hasOwn(opening, module.service) ? opening[module.service] : undefined;
        return [module.service, new Preview(module, setups[i]!, state, onChange)];
      }),
    );
  }

  /** How many events are kept because they can still change. */
  get pending(): number {
    let count = 0;
    for (const preview of this.#previews.values()) count += preview.size;
    return count;
  }

  /** How many events are known, so that their copies are recognised. */
  get known(): number {
    return this.#known.size;
  }

  /** Counts a record that was rejected. */
  reject(): void {
    this.#rejected += 1;
  }

  /** Whether the record that an event corrects is of this month and known. */
  hasTarget(event: UsageEvent): boolean {
    return this.#known.hasTarget(event);
  }

  /** Takes an event. What lies before `horizon` is final. */
  take(event: UsageEvent, horizon: number): Taken {
    const known = this.#known.take(event, horizon);
    if (known.kind !== "duplicate" && known.kind !== "conflict" && known.kind !== "taken") return known;
    this.#accepted += 1;
    return known.kind === "taken" ? this.#judge(event, known.change) : known;
  }

  #judge(event: UsageEvent, { removed, added, dropped, replaced }: Change): Taken {
    const was = new Map<UsageEvent, Judged>();
    const is = new Map<UsageEvent, Judged>();
    for (const service of new Set([...removed, ...added].map((changed) => changed.service))) {
      const ofService = (events: readonly UsageEvent[]) => events.filter((changed) => changed.service === service);
      const judged = this.#change(service, ofService(removed), ofService(added));
      for (const before of judged.was) was.set(before.event, before);
      for (const now of judged.is) is.set(now.event, now);
    }
    const own = dropped.find((changed) => changed.event === event)!;
    const revised = dropped.flatMap(({ event: other, before, now }) => {
      if (other === event) return [];
      return [
        {
          before: before === undefined ? was.get(other)! : asDropped(before),
          now: now === undefined ? is.get(other)! : asDropped(now),
        },
      ];
    });
    return {
      kind: "judged",
      judged: own.now === undefined ? is.get(event)! : asDropped(own.now),
      revised,
      ...(replaced === undefined ? {} : { replaced: was.get(replaced) ?? asDropped(own.before!) }),
    };
  }

  #change(service: string, removed: readonly UsageEvent[], added: readonly UsageEvent[]) {
    if (service !== "") return this.#previews.get(service)!.change(removed, added);
    // Voids never count, so that these are top-ups.
    for (const event of removed) this.#topUps.delete(event);
    for (const event of added) this.#topUps.add(event);
    return { was: removed.map(asTopUp), is: added.map(asTopUp) };
  }

  /** The states behind all that came so far. */
  states(): States {
    return Object.fromEntries([...this.#previews].map(([service, preview]) => [service, preview.save()]));
  }

  /** Begins again with other states, because the month before changed. */
  restart(states: States): void {
    for (const [service, preview] of this.#previews) preview.restart(states[service]!);
  }

  /** The rating of the month, once the states before it are certain. */
  begin(openingState: StateFile | undefined): AgreementRun {
    const { contract, services, catalog } = this.#of;
    return new AgreementRun(contract, services, this.period.name, catalog, {
      ...(openingState === undefined ? {} : { openingState }),
      ledger: this.#ledger,
      keep: () => {},
      onRejection: () => {},
    });
  }

  /** Rates what is final, in portions unless `atOnce`, and forgets which events came before `forgotten`. */
  settle(run: AgreementRun, horizon: number, forgotten: number, atOnce = false): void {
    for (const event of this.#topUps) {
      if (event.at >= horizon) continue;
      this.#topUps.delete(event);
      run.topUp(event);
    }
    for (const [service, preview] of this.#previews) {
      const events = preview.take(horizon, atOnce);
      if (events.length === 0) continue;
      const event = (i: number) => events[i]!;
      run.rate(service, { length: events.length, at: (i) => event(i).at, event, whole: event });
      this.#remembered.push(...events);
    }
    this.#forget(forgotten);
  }

  /** Looks at what is remembered when there is twice as much as last time, not for each single event. */
  #forget(before: number): void {
    if (this.#remembered.length < this.#lookAgainAt) return;
    for (const event of this.#remembered) if (event.at < before) this.#known.forget(event);
    this.#remembered = this.#remembered.filter(({ at }) => at >= before);
    this.#lookAgainAt = Math.max(1000, this.#remembered.length * 2);
  }

  /** The bill, after everything was settled. `unassigned` records could be of any agreement. */
  finish(run: AgreementRun, unassigned: number): RatedAgreement {
    this.#known.finish();
    return run.finish({ ...noRows, received: this.#accepted }, this.#rejected + unassigned);
  }
}
