/** Usage records on their way from the readers to the rating of their agreements: kept as rows, given back by agreement. */
import type { EventCatalog, UsageEvent } from "../envelope.ts";
import type { Ledger } from "../identity.ts";
import { type RowShape, rowShapes } from "./format.ts";
import { type RowContext, RowGroup, RowSequence } from "./group.ts";
import { RowEvents } from "./row-events.ts";
import { RowStore, type StoreOptions } from "./store.ts";
import { RowNames, RowWriter } from "./writer.ts";

/** The events of one agreement that passed validation. */
export interface AgreementRows {
  /** How many records there are, copies included. */
  readonly received: number;
  /** The events of a service, each once, in the order in which they are rated. */
  sequence(service: string): RowSequence;
}

export class UsageRows {
  readonly shapes: readonly RowShape[];
  readonly writer: RowWriter;
  readonly #byType: ReadonlyMap<string, RowShape>;
  readonly #services: ReadonlyMap<string, number>;
  readonly #store: RowStore;
  readonly #context: RowContext;

  /** For agreements numbered from 0 to less than `agreements`. */
  constructor(catalog: EventCatalog, agreements: number, options: StoreOptions = {}) {
    const names = new RowNames();
    this.shapes = rowShapes(catalog);
    this.#byType = new Map(this.shapes.map((shape) => [shape.entry.info.type, shape]));
    this.#services = new Map([...new Set(this.shapes.map(({ entry }) => entry.service))].map((service, i) => [service, i]));
    this.writer = new RowWriter(names);
    this.#store = new RowStore(agreements, options);
    this.#context = {
      names,
      events: new RowEvents(this.shapes),
      serviceOf: Uint16Array.from(this.shapes, ({ entry }) => this.#services.get(entry.service)!),
      services: this.#services.size,
    };
  }

  /** Keeps an event of an agreement, which is known by its number. */
  put(event: UsageEvent, agreement: number): void {
    this.#store.add(this.writer.words, this.writer.event(event, this.#byType.get(event.type)!, agreement));
  }

  /** Keeps the row that the writer has finished. */
  keep(length: number): void {
    this.#store.add(this.writer.words, length);
  }

  /** The rows of all agreements, in the order of their numbers. Called once; the rows of one are gone when the next comes. */
  *agreements(ledgerOf: (agreement: number) => Ledger): Generator<AgreementRows> {
    for (const { agreements, words } of this.#store.groups()) {
      const [first, next] = agreements;
      const group = words.length === 0 ? undefined : new RowGroup(words, agreements, this.#context, ledgerOf);
      for (let agreement = first; agreement < next; agreement += 1) yield this.#rowsOf(group, agreement);
    }
  }

  #rowsOf(group: RowGroup | undefined, agreement: number): AgreementRows {
    if (group === undefined) return { received: 0, sequence: () => RowSequence.empty };
    const sequence = (service: string) => {
      const number = this.#services.get(service);
      return number === undefined ? RowSequence.empty : group.sequence(agreement, number);
    };
    return { received: group.received(agreement), sequence };
  }
}
