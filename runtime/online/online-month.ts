/** One agreement in one month, as its events come: previews until their order is certain, then the rating that the bill is made of. */
import { AgreementRun, type RatedAgreement } from "../agreement-run.ts";
import { period as monthOf } from "../calendar.ts";
import { gatedService } from "../credit-gate.ts";
import type { EventCatalog, UsageEvent } from "../envelope.ts";
import { Ledger } from "../identity.ts";
import { asDropped, type Judged } from "../judgement.ts";
import type { Period } from "../module.ts";
import { Money } from "../money.ts";
import { noRows } from "../rows/index.ts";
import { type BoundService, type Contract, ratingSetups } from "../setup.ts";
import type { StateFile } from "../state-file.ts";
import { CreditPreview } from "./credit-preview.ts";
import { type Change, type Known, KnownEvents } from "./known-events.ts";
import { type OnChange, Preview } from "./preview.ts";
import { type Previews, ServicePreviews, type States } from "./previews.ts";

/** What an agreement is rated with, whatever the month. */
export interface OnlineContract {
  readonly contract: Contract;
  readonly services: readonly BoundService[];
  readonly catalog: EventCatalog;
}

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
  readonly #previews: Previews;
  readonly #ledger = new Ledger(false);
  readonly #known = new KnownEvents(this.#ledger);
  /** Those of the known events that are final, in the order of time. */
  #remembered: UsageEvent[] = [];
  #lookAgainAt = 1000;
  #accepted = 0;
  #rejected = 0;

  /** `opening` are the states and the credit at its beginning, as far as they are known. */
  constructor(
    of: OnlineContract,
    periodName: string,
    opening: Pick<StateFile, "services" | "credit"> | undefined,
    onChange: OnChange,
  ) {
    this.#of = of;
    this.period = monthOf(of.contract.timeZone, periodName);
    this.#previews = previewsOf(of, periodName, this.period, opening, onChange);
  }

  /** How many events are kept because they can still change. */
  get pending(): number {
    return this.#previews.size;
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
    const judged = this.#previews.change(removed, added);
    const was = new Map(judged.was.map((before) => [before.event, before]));
    const is = new Map(judged.is.map((now) => [now.event, now]));
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

  /** The states behind all that came so far. */
  states(): States {
    return this.#previews.states();
  }

  /** What is left of the credit behind all that came so far, without what is deducted at the end of the month. */
  credit(): string | undefined {
    return this.#previews.credit();
  }

  /** Begins again with other states and another credit, because the month before changed. */
  restart(states: States, credit: string | undefined): void {
    this.#previews.restart(states, credit);
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
    this.#remembered.push(...this.#previews.settle(run, horizon, atOnce));
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

function previewsOf(
  { contract, services }: OnlineContract,
  periodName: string,
  month: Period,
  opening: Pick<StateFile, "services" | "credit"> | undefined,
  onChange: OnChange,
): Previews {
  const setups = ratingSetups(contract, services, periodName);
  if (contract.chargingModel === "pre-pay") {
    const rated = services.map(({ module }, i) => ({ module, setup: setups[i]! }));
    const money = new Money(contract.currency, contract.rounding, contract.roundingTo);
    const credit = opening?.credit ?? contract.credit ?? "0";
    return new CreditPreview({ services: rated, money, month, onChange }, opening?.services, credit);
  }
  const previews = services.map(({ module }, i): [string, Preview] => {
    const { opening: state } = gatedService(module, setups[i]!, opening?.services);
    return [module.service, new Preview(module, setups[i]!, state, onChange)];
  });
  return new ServicePreviews(new Map(previews));
}
