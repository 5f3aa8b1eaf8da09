/** Marks events of the instant at hand: what the states saw in an event, for when the event is judged. */
import type { Milliseconds } from "../agreement.ts";
import { key } from "./key.ts";

interface Identified {
  readonly source: string;
  readonly id: string;
  readonly at: Milliseconds;
}

export class EventMarks {
  readonly #marked = new Set<string>();
  #at: Milliseconds | undefined;

  /** Marks an event; marks of earlier instants are dropped, since their events have been judged. */
  mark(event: Identified): void {
    if (event.at !== this.#at) this.#marked.clear();
    this.#at = event.at;
    this.#marked.add(key(event.source, event.id));
  }

  has(event: Identified): boolean {
    return event.at === this.#at && this.#marked.has(key(event.source, event.id));
  }
}
