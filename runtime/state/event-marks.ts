/** Marks events of the instant at hand: what the states saw in an event, for when the event is judged. */
import type { Milliseconds } from "../agreement.ts";
import type { Journal } from "./journal.ts";
import { key } from "./key.ts";

interface Identified {
  readonly source: string;
  readonly id: string;
  readonly at: Milliseconds;
}

export class EventMarks {
  readonly #marked = new Set<string>();
  readonly #journal: Journal | undefined;
  #at: Milliseconds | undefined;

  constructor(journal?: Journal) {
    this.#journal = journal;
  }

  /** Marks an event; marks of earlier instants are dropped, since their events have been judged. */
  mark(event: Identified): void {
    if (event.at !== this.#at) this.#marked.clear();
    this.#at = event.at;
    this.#journal?.clear(this.#marked);
    this.#marked.add(key(event.source, event.id));
  }

  has(event: Identified): boolean {
    return event.at === this.#at && this.#marked.has(key(event.source, event.id));
  }
}
