/**
 * Which records are the same event. `source` and `id` together identify an event of an agreement. Copies that say the same
 * (type, instant, subject and normalised data, whatever the order of the fields) count once: the others are duplicates. When
 * copies say different things, the one with the smallest canonical JSON is kept, whatever came first: copies of it are
 * duplicates, all others are conflicts. So the result depends on which records came, never on their order.
 */
import { canonicalJson } from "./canonical.ts";
import type { UsageEvent } from "./envelope.ts";
import { compareText } from "./text.ts";

/** Where a record stood. */
export interface Place {
  readonly line: number;
  readonly file?: string;
}

/** What several copies of a record say, and where they stood (the first 20). */
export interface Copies {
  /** Canonical JSON of type, instant, subject and data. */
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
  readonly content: string;
  count: number;
  readonly places: Place[];
}

interface Entry {
  event: UsageEvent;
  /** Only when the event came more than once: all variants, by content. */
  variants?: Map<string, Variant>;
}

const PLACES = 20;

/** What a record says, as far as it decides whether two are the same. */
export function contentOf(event: UsageEvent): string {
  return canonicalJson({ data: event.data, subject: event.subject, time: new Date(event.at).toISOString(), type: event.type });
}

/** The length says where the source ends, so that no two pairs are written alike. */
function identityOf({ source, id }: { readonly source: string; readonly id: string }): string {
  return `${source.length}:${source}${id}`;
}

/** The events of one agreement, each once. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  /** Enters a record; copies are recognised. */
  add(event: UsageEvent): void {
    const identity = identityOf(event);
    const entry = this.#entries.get(identity);
    if (entry === undefined) this.#entries.set(identity, { event });
    else this.#addCopy(entry, event);
  }

  #addCopy(entry: Entry, event: UsageEvent): void {
    entry.variants ??= new Map([[contentOf(entry.event), variantOf(entry.event)]]);
    const content = contentOf(event);
    const variant = entry.variants.get(content);
    if (variant === undefined) {
      entry.variants.set(content, variantOf(event));
      if (content < contentOf(entry.event)) entry.event = event;
    } else {
      variant.count += 1;
      if (variant.places.length < PLACES) variant.places.push(placeOf(event));
    }
  }

  /** The events that are kept, in no particular order. */
  *events(): Generator<UsageEvent> {
    for (const { event } of this.#entries.values()) yield event;
  }

  /** The copies of a kept event: those that say the same as it, and the others. Undefined when it came once. */
  copies(event: {
    readonly source: string;
    readonly id: string;
  }): { readonly same: Copies; readonly different: readonly Copies[] } | undefined {
    const entry = this.#entries.get(identityOf(event));
    if (entry?.variants === undefined) return undefined;
    const all = [...entry.variants.values()].sort((a, b) => compareText(a.content, b.content));
    return { same: all[0]!, different: all.slice(1) };
  }

  /** How many records were not kept, and the conflicts in the order of source and id. */
  tally(): { readonly duplicate: number; readonly conflict: number; readonly conflicts: readonly Conflict[] } {
    let duplicate = 0;
    let conflict = 0;
    const conflicts: Conflict[] = [];
    for (const { event, variants } of this.#entries.values()) {
      if (variants === undefined) continue;
      const { same, different } = this.copies(event)!;
      duplicate += same.count - 1;
      for (const copies of different) conflict += copies.count;
      if (different.length > 0) conflicts.push({ source: event.source, id: event.id, kept: same, others: different });
    }
    conflicts.sort((a, b) => compareText(a.source, b.source) || compareText(a.id, b.id));
    return { duplicate, conflict, conflicts };
  }
}

function variantOf(event: UsageEvent): Variant {
  return { content: contentOf(event), count: 1, places: [placeOf(event)] };
}

function placeOf({ line, file }: UsageEvent): Place {
  return file === undefined ? { line } : { line, file };
}
