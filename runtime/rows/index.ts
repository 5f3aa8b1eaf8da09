/** Usage records on their way from the readers to the rating of their agreements: kept as rows, given back by agreement. */
import type { EventCatalog, UsageEvent } from "../envelope.ts";
import type { Ledger } from "../identity.ts";
import { type RowContext, RowSequence, RowsByService } from "./by-service.ts";
import { ABSENT, FILE, LENGTH, LINE, type RowShape, rowShapes, SOURCE } from "./format.ts";
import { Room } from "./room.ts";
import { RowEvents } from "./row-events.ts";
import { RowStore, type StoredGroup, type StoreOptions } from "./store.ts";
import { RowNames, RowWriter } from "./writer.ts";

/** The events of one agreement that passed validation. */
export interface AgreementRows {
  /** How many records there are, copies included. */
  readonly received: number;
  /** The events of a service, each once, in the order in which they are rated. */
  sequence(service: string): RowSequence;
}

/** No events. */
export const noRows: AgreementRows = { received: 0, sequence: () => RowSequence.empty };

/** Rows that were written elsewhere, from a part of an input. */
export interface WrittenRows {
  readonly words: Uint32Array;
  /** Number of the line before the first of the part. */
  readonly lines: number;
  /** Name of the input. */
  readonly file: string | undefined;
  /** By the number of a source where the rows were written: its name. */
  readonly sources: readonly string[];
}

export class UsageRows {
  readonly shapes: readonly RowShape[];
  readonly writer: RowWriter;
  readonly #byType: ReadonlyMap<string, RowShape>;
  readonly #services: ReadonlyMap<string, number>;
  readonly #store: RowStore;
  readonly #context: Omit<RowContext, "names">;

  /** For agreements numbered from 0 to less than `agreements`. */
  constructor(catalog: EventCatalog, agreements: number, options: StoreOptions = {}) {
    this.shapes = rowShapes(catalog);
    this.#byType = new Map(this.shapes.map((shape) => [shape.entry.info.type, shape]));
    this.#services = new Map([...new Set(this.shapes.map(({ entry }) => entry.service))].map((service, i) => [service, i]));
    this.writer = new RowWriter(new RowNames());
    this.#store = new RowStore(agreements, options);
    this.#context = {
      events: new RowEvents(this.shapes),
      serviceOf: Uint16Array.from(this.shapes, ({ entry }) => this.#services.get(entry.service)!),
      services: this.#services.size,
      roomForCopies: new Room(),
      roomForOrder: new Room(),
    };
  }

  /** What the numbers in rows stand for. */
  get names(): RowNames {
    return this.writer.names;
  }

  /** Keeps an event of an agreement, which is known by its number. */
  put(event: UsageEvent, agreement: number): void {
    this.#store.add(this.writer.words, this.writer.event(event, this.#byType.get(event.type)!, agreement));
  }

  /** Keeps the row that the writer has finished. */
  keep(length: number): void {
    this.#store.add(this.writer.words, length);
  }

  /** Keeps rows that were written elsewhere; their words are changed. */
  keepAll({ words, lines, file, sources }: WrittenRows): void {
    const numbers = sources.map((source) => this.names.sources.number(source));
    const fileNumber = file === undefined ? ABSENT : this.names.files.number(file);
    for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
      words[row + LINE]! += lines;
      words[row + FILE] = fileNumber;
      words[row + SOURCE] = numbers[words[row + SOURCE]!]!;
      this.#store.add(words, words[row + LENGTH]!, row);
    }
  }

  /** All rows, by agreement, in the order of their numbers. Called once; the rows of a group are gone when the next comes. */
  groups(): Generator<StoredGroup> {
    return this.#store.groups();
  }

  /** The rows of the agreements of a group, with their numbers and in their order; those that have no ledger are left out. */
  *agreements(
    { first, counts, lengths, words }: StoredGroup,
    ledgerOf: (agreement: number) => Ledger | undefined,
    names = this.names,
  ): Generator<readonly [agreement: number, rows: AgreementRows]> {
    let from = 0;
    for (const [i, received] of counts.entries()) {
      const own = words.subarray(from, from + lengths[i]!);
      from += lengths[i]!;
      const ledger = ledgerOf(first + i);
      if (ledger !== undefined) yield [first + i, this.#rowsOf(own, received, names, ledger)];
    }
  }

  #rowsOf(words: Uint32Array, received: number, names: RowNames, ledger: Ledger): AgreementRows {
    if (received === 0) return noRows;
    const rows = new RowsByService(words, received, { ...this.#context, names }, ledger);
    const sequence = (service: string) => {
      const number = this.#services.get(service);
      return number === undefined ? RowSequence.empty : rows.sequence(number);
    };
    return { received, sequence };
  }
}
