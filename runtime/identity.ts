/**
 * Which records are the same event. `source` and `id` together identify an event of an agreement. Copies that say the same
 * (type, instant, subject and normalised data, whatever the order of the fields) count once: the others are duplicates. When
 * copies say different things, the one with the smallest canonical JSON is kept, whatever came first: copies of it are
 * duplicates, all others are conflicts. So the result depends on which records came, never on their order.
 */
import { canonicalJson } from "./canonical.ts";
import { type Dropped, type SettledCorrections, settleCorrections } from "./corrections.ts";
import type { UsageEvent } from "./envelope.ts";
import { compareText } from "./text.ts";

/** Where a record stood. */
export interface Place {
  readonly line: number;
  readonly file?: string;
}

/** What several copies of a record say, and where they stood (the first 20). */
export interface Copies {
  /** Canonical JSON of type, instant, subject, data, and what it corrects. */
  readonly content: string;
  readonly count: number;
  readonly places: readonly Place[];
}

/** An event of which copies came that say different things. */
export interface Conflict {
  readonly source: string;
  readonly id: string;
  readonly kept: Copies;
  /** In the order of their contents. */
  readonly others: readonly Copies[];
}

interface Variant {
  readonly source: string;
  readonly id: string;
  readonly content: string;
  count: number;
  readonly places: Place[];
}

/** How many records do not count, and why. */
export interface Uncounted {
  readonly duplicate: number;
  readonly conflict: number;
  readonly corrected: number;
  /** In the order of source and id. */
  readonly conflicts: readonly Conflict[];
}

const PLACES = 20;

/** What a record says, as far as it decides whether two are the same. */
export function contentOf({ data, subject, at, type, replaces, voids }: UsageEvent): string {
  return canonicalJson({ data, replaces, subject, time: new Date(at).toISOString(), type, voids });
}

/** Source and id as one text. The length says where the source ends, so that no two pairs are written alike. */
export function identityOf({ source, id }: { readonly source: string; readonly id: string }): string {
  return `${source.length}:${source}${id}`;
}

/** The order in which events are rated: of instant, id and source. */
export function compareEvents(a: Identified, b: Identified): number {
  return a.at - b.at || compareText(a.id, b.id) || compareText(a.source, b.source);
}

type Identified = Pick<UsageEvent, "at" | "id" | "source">;

/** The events of one agreement that came more than once, or that others correct. */
export class Ledger {
  /** Whether it is told of every copy, so that `copies` knows them all; else those that say the same may be counted only. */
  readonly namesAll: boolean;
  /** Copies that say the same as the record that is kept, and of which it was not told. */
  repeated = 0;
  /** By identity: all that was said, by content. */
  readonly #variants = new Map<string, Map<string, Variant>>();
  #settled: SettledCorrections = { dropped: [], conflicts: [], unmatched: [] };

  constructor(namesAll: boolean) {
    this.namesAll = namesAll;
  }

  /** Notes a copy; true when it is to be kept in place of the one that is. */
  replaces(event: UsageEvent, kept: UsageEvent): boolean {
    const identity = identityOf(event);
    const variants = this.#variants.get(identity) ?? new Map([[contentOf(kept), variantOf(kept)]]);
    this.#variants.set(identity, variants);
    const content = contentOf(event);
    const variant = variants.get(content);
    if (variant === undefined) {
      variants.set(content, variantOf(event));
      return content < contentOf(kept);
    }
    variant.count += 1;
    notePlace(variant.places, placeOf(event));
    return false;
  }

  /** Takes the corrections of the agreement with all events that they name; gives those that do not count. Called at most once. */
  correct(events: readonly UsageEvent[]): readonly Dropped[] {
    this.#settled = settleCorrections(events.map((event) => ({ event, content: contentOf(event) })));
    return this.#settled.dropped;
  }

  get corrections(): SettledCorrections {
    return this.#settled;
  }

  /** The copies of a kept event: those that say the same as it, and the others. Undefined when it came once. */
  copies(event: {
    readonly source: string;
    readonly id: string;
  }): { readonly same: Copies; readonly different: readonly Copies[] } | undefined {
    const variants = this.#variants.get(identityOf(event));
    if (variants === undefined) return undefined;
    const { same, different } = sameAndDifferent(variants);
    return { same: asCopies(same), different: different.map(asCopies) };
  }

  /** How many records were not kept, and the conflicts in the order of source and id. */
  tally(): Uncounted {
    const { dropped, conflicts: ofCorrections } = this.#settled;
    let duplicate = this.repeated;
    let conflict = dropped.filter(({ why }) => why === "conflict").length;
    const corrected = dropped.length - conflict;
    const conflicts: Conflict[] = [...ofCorrections];
    for (const variants of this.#variants.values()) {
      const { same, different } = sameAndDifferent(variants);
      duplicate += same.count - 1;
      for (const copies of different) conflict += copies.count;
      if (different.length > 0)
        conflicts.push({ source: same.source, id: same.id, kept: asCopies(same), others: different.map(asCopies) });
    }
    conflicts.sort((a, b) => compareText(a.source, b.source) || compareText(a.id, b.id));
    return { duplicate, conflict, corrected, conflicts };
  }
}

function asCopies({ content, count, places }: Variant): Copies {
  return { content, count, places };
}

/** The variant with the smallest content is the one that is kept. */
function sameAndDifferent(variants: ReadonlyMap<string, Variant>): {
  readonly same: Variant;
  readonly different: readonly Variant[];
} {
  const [same, ...different] = [...variants.values()].sort((a, b) => compareText(a.content, b.content));
  return { same: same!, different };
}

function variantOf(event: UsageEvent): Variant {
  return { source: event.source, id: event.id, content: contentOf(event), count: 1, places: [placeOf(event)] };
}

/** Keeps the first places, in the order of the inputs' names and of lines: they do not depend on what is read when. */
function notePlace(places: Place[], place: Place): void {
  places.push(place);
  places.sort((a, b) => compareText(a.file ?? "", b.file ?? "") || a.line - b.line);
  if (places.length > PLACES) places.pop();
}

function placeOf({ line, file }: UsageEvent): Place {
  return file === undefined ? { line } : { line, file };
}
