/**
 * The events of one agreement in one month that are known: so that copies are recognised, and corrections settled as they come. What is
 * final stays so: a record that would change it is not taken.
 */
import { correctedId, type Dropped, settleCorrections } from "../corrections.ts";
import type { UsageEvent } from "../envelope.ts";
import { contentOf, identityOf, type Ledger } from "../identity.ts";

/** Why a record is not taken: it comes too late itself, it would change what is final, or it corrects what is not known (any more). */
export type NotTaken = "late" | "contradicts" | "corrects";

/** What a record that is taken changes. */
export interface Change {
  /** Events that do not count any more, and those that count from now on. */
  readonly removed: readonly UsageEvent[];
  readonly added: readonly UsageEvent[];
  /** The event that was kept under the same id so far. */
  readonly replaced?: UsageEvent;
  /** Events of which something else is said about why they do not count: before and now, where they did and do not. */
  readonly dropped: readonly { readonly event: UsageEvent; readonly before?: Dropped; readonly now?: Dropped }[];
}

export type Known =
  | { readonly kind: "taken"; readonly change: Change }
  | { readonly kind: "duplicate" | "conflict"; readonly kept: UsageEvent }
  | { readonly kind: NotTaken };

interface Entry {
  event: UsageEvent;
  /** Lines of copies that say the same, while no other ones came: the ledger only counts them. */
  same?: number[];
  isTold?: true;
}

export class KnownEvents {
  readonly #ledger: Ledger;
  readonly #entries = new Map<string, Entry>();
  /** By identity of an event: of those that correct it. */
  readonly #correctedBy = new Map<string, Set<string>>();
  readonly #dropped = new Map<string, Dropped>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Whether the record that an event corrects is known. */
  hasTarget(event: UsageEvent): boolean {
    return this.#entries.has(targetOf(event)!);
  }

  /** Why an event does not count; undefined when it does. */
  dropped(event: UsageEvent): Dropped | undefined {
    return this.#dropped.get(identityOf(event));
  }

  /** Takes an event. What lies before `horizon` is final. */
  take(event: UsageEvent, horizon: number): Known {
    const identity = identityOf(event);
    const entry = this.#entries.get(identity);
    if (entry !== undefined) {
      const content = contentOf(event);
      const keptContent = contentOf(entry.event);
      if (content === keptContent) return this.#copy(entry, event, "duplicate");
      if (event.at < horizon) return { kind: "late" };
      if (content > keptContent) return this.#copy(entry, event, "conflict");
      if (entry.event.at < horizon) return { kind: "contradicts" };
    } else if (event.at < horizon) return { kind: "late" };
    const target = targetOf(event);
    if (target !== undefined && !this.#entries.has(target)) return { kind: "corrects" };
    const before = entry?.event;
    const change = this.#change(identity, before, event, horizon);
    if (change === undefined) return { kind: "contradicts" };
    if (entry !== undefined) this.#note({ ...entry, event: before! }, event, entry);
    return { kind: "taken", change };
  }

  #copy(entry: Entry, event: UsageEvent, kind: "duplicate" | "conflict"): Known {
    if (kind === "conflict" || entry.isTold === true) this.#note(entry, event, entry);
    else {
      this.#ledger.repeated += 1;
      entry.same = [...(entry.same ?? []), event.line];
    }
    return { kind, kept: entry.event };
  }

  /** Tells the ledger of a copy, and of those before that it only counted. */
  #note({ event: kept, same = [] }: Entry, copy: UsageEvent, entry: Entry): void {
    for (const line of same) {
      this.#ledger.repeated -= 1;
      this.#ledger.replaces({ ...kept, line }, kept);
    }
    this.#ledger.replaces(copy, kept);
    delete entry.same;
    entry.isTold = true;
  }

  /** Puts an event in the place of the one that was known, if any; undefined, and nothing changes, when that would change what is final. */
  #change(identity: string, before: UsageEvent | undefined, event: UsageEvent, horizon: number): Change | undefined {
    const affected = this.#connected(identity);
    this.#put(identity, before, event);
    for (const other of this.#connected(identity)) affected.add(other);
    const now = this.#settle(affected);
    const dropped = [...affected].flatMap((other) => {
      const was = this.#dropped.get(other);
      const is = now.get(other);
      if (other !== identity && was?.why === is?.why && was?.other === is?.other) return [];
      const { event: its } = this.#entries.get(other)!;
      return [{ event: its, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { now: is }) }];
    });
    if (dropped.some(({ event: { at } }) => at < horizon)) {
      this.#put(identity, event, before);
      return undefined;
    }
    const removed = dropped.flatMap(({ event: its, before: was, now: is }) =>
      its !== event && was === undefined && is !== undefined ? [its] : [],
    );
    const added = dropped.flatMap(({ event: its, before: was, now: is }) =>
      is === undefined && (its === event || was !== undefined) ? [its] : [],
    );
    if (before !== undefined && !this.#dropped.has(identity)) removed.push(before);
    for (const other of affected) {
      const is = now.get(other);
      if (is === undefined) this.#dropped.delete(other);
      else this.#dropped.set(other, is);
    }
    return { removed, added, dropped, ...(before === undefined ? {} : { replaced: before }) };
  }

  #put(identity: string, before: UsageEvent | undefined, event: UsageEvent | undefined): void {
    const old = before === undefined ? undefined : targetOf(before);
    if (old !== undefined) {
      const others = this.#correctedBy.get(old)!;
      others.delete(identity);
      if (others.size === 0) this.#correctedBy.delete(old);
    }
    if (event === undefined) {
      this.#entries.delete(identity);
      return;
    }
    const entry = this.#entries.get(identity);
    if (entry === undefined) this.#entries.set(identity, { event });
    else entry.event = event;
    const target = targetOf(event);
    if (target !== undefined) this.#correctedBy.set(target, (this.#correctedBy.get(target) ?? new Set()).add(identity));
  }

  /** The events that are connected by corrections with one, itself included. */
  #connected(identity: string): Set<string> {
    const found = new Set<string>();
    const add = (other: string | undefined) => {
      if (other !== undefined && this.#entries.has(other)) found.add(other);
    };
    add(identity);
    for (const other of found) {
      add(targetOf(this.#entries.get(other)!.event));
      for (const correction of this.#correctedBy.get(other) ?? []) add(correction);
    }
    return found;
  }

  #settle(affected: ReadonlySet<string>): ReadonlyMap<string, Dropped> {
    const events = [...affected].map((identity) => this.#entries.get(identity)!.event);
    if (events.length === 1 && correctedId(events[0]!) === undefined) return new Map();
    const { dropped } = settleCorrections(events.map((event) => ({ event, content: contentOf(event) })));
    return new Map(dropped.map((one) => [identityOf(one.event), one]));
  }

  #takesPart(identity: string, event: UsageEvent): boolean {
    return targetOf(event) !== undefined || this.#correctedBy.has(identity);
  }

  /** Forgets an event, unless it takes part in corrections: more of them may follow. */
  forget(event: UsageEvent): void {
    const identity = identityOf(event);
    if (!this.#takesPart(identity, event)) this.#entries.delete(identity);
  }

  /** Tells the ledger of all corrections. Called once, after the last event. */
  finish(): void {
    const parts = [...this.#entries].filter(([identity, { event }]) => this.#takesPart(identity, event));
    this.#ledger.correct(parts.map(([, { event }]) => event));
  }
}

function targetOf(event: UsageEvent): string | undefined {
  const id = correctedId(event);
  return id === undefined ? undefined : identityOf({ source: event.source, id });
}
