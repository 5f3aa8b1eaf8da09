/** Usage records on their way from the readers to the rating of their agreements: kept as rows, given back by agreement. */
import type { EventCatalog, UsageEvent } from "../envelope.ts";
import type { Ledger } from "../identity.ts";
import { type RowContext, RowSequence, RowsByService } from "./by-service.ts";
import { type RowShape, rowShapes } from "./format.ts";
import { GatheredRows, type GatheredStore } from "./gathered.ts";
import { Names } from "./names.ts";
import { Room } from "./room.ts";
import { RowEvents } from "./row-events.ts";
import { RowStore, type Spill, type StoredRows, type StoreOptions } from "./store.ts";
import { RowNames, type RowNamesData, RowWriter } from "./writer.ts";

/** The events of one agreement that passed validation. */
export interface AgreementRows {
  /** How many records there are, copies included. */
  readonly received: number;
  /** The events of a service, each once, in the order in which they are rated. */
  sequence(service: string): RowSequence;
}

/** No events. */
export const noRows: AgreementRows = { received: 0, sequence: () => RowSequence.empty };

/** What one of several threads has read, as plain data. */
export interface ReadRows {
  readonly stored: StoredRows;
  /** What numbers in the rows stand for. */
  readonly sources: readonly string[];
  readonly files: readonly string[];
}

/** Where a part of the usage stands: before or behind other parts; the number of its file, and how many lines of it are before the part. */
export interface PartPlace {
  readonly order: number;
  readonly file: number;
  readonly lines: number;
}

/** Rows that were put together, and what the numbers in them stand for, as plain data. */
export interface JoinedRows {
  readonly stores: readonly GatheredStore[];
  readonly names: RowNamesData;
}

export interface UsageRowsOptions extends StoreOptions {
  /** Is given events with a text that is too long for a row, which then is not kept here: numbers of such texts are those of one thread. */
  readonly onLong?: (event: UsageEvent, agreement: number) => void;
}

export class UsageRows {
  readonly shapes: readonly RowShape[];
  readonly writer: RowWriter;
  readonly #byType: ReadonlyMap<string, RowShape>;
  readonly #services: ReadonlyMap<string, number>;
  readonly #store: RowStore;
  readonly #spill: Spill | undefined;
  readonly #onLong: UsageRowsOptions["onLong"];
  readonly #context: Omit<RowContext, "names">;

  /** For agreements numbered from 0 to less than `agreements`. */
  constructor(catalog: EventCatalog, agreements: number, options: UsageRowsOptions = {}) {
    this.shapes = rowShapes(catalog);
    this.#byType = new Map(this.shapes.map((shape) => [shape.entry.info.type, shape]));
    this.#services = new Map([...new Set(this.shapes.map(({ entry }) => entry.service))].map((service, i) => [service, i]));
    this.writer = new RowWriter(new RowNames());
    this.#store = new RowStore(agreements, options);
    this.#spill = options.spill;
    this.#onLong = options.onLong;
    this.#context = {
      events: new RowEvents(this.shapes),
      serviceOf: Uint16Array.from(this.shapes, ({ entry }) => this.#services.get(entry.service)!),
      services: this.#services.size,
      roomForCopies: new Room(),
      roomForOrder: new Room(),
    };
  }

  /** Keeps an event of an agreement, which is known by its number. */
  put(event: UsageEvent, agreement: number): void {
    const { writer } = this;
    const length = writer.event(event, this.#byType.get(event.type)!, agreement);
    if (writer.hasOutside && this.#onLong !== undefined) this.#onLong(event, agreement);
    else this.#store.add(writer.words, length);
  }

  /** Keeps the row that the writer has finished. */
  keep(length: number): void {
    this.#store.add(this.writer.words, length);
  }

  /** What was read, for being put together with what other threads have read. Called once, when nothing is added any more. */
  read(): ReadRows {
    const { sources, files } = this.writer.names;
    return { stored: this.#store.stored(), sources: sources.all(), files: files.all() };
  }

  /**
   * Puts together what several threads have read, this one among them, of parts of the usage. `places` has them by the name that they have in
   * the rows in place of their file's. Texts that are too long for rows must be here.
   */
  join(read: readonly ReadRows[], places: ReadonlyMap<string, PartPlace>, files: readonly string[]): JoinedRows {
    const sources = new Names();
    const stores = read.map((each): GatheredStore => {
      const parts = each.files.map((name) => places.get(name)!);
      const numbers = {
        parts: Uint32Array.from(parts, ({ order }) => order),
        files: Uint32Array.from(parts, ({ file }) => file),
        lines: Float64Array.from(parts, ({ lines }) => lines),
        sources: Uint32Array.from(each.sources, (source) => sources.number(source)),
      };
      return { rows: each.stored, numbers };
    });
    return { stores, names: { ...this.writer.names.data(), sources: sources.all(), files } };
  }

  /** All rows by agreement: those that were joined; or those of this store alone. Called once, when nothing is added any more. */
  byAgreement(joined?: JoinedRows): RowsByAgreement {
    const [stores, names] =
      joined === undefined ? [[{ rows: this.#store.stored() }], this.writer.names] : [joined.stores, new RowNames(joined.names)];
    return new RowsByAgreement(new GatheredRows(stores, this.#spill), this.#services, { ...this.#context, names });
  }
}

/** Rows that wait for being rated, in groups of agreements. */
export class RowsByAgreement {
  readonly #rows: GatheredRows;
  readonly #services: ReadonlyMap<string, number>;
  readonly #context: RowContext;

  constructor(rows: GatheredRows, services: ReadonlyMap<string, number>, context: RowContext) {
    this.#rows = rows;
    this.#services = services;
    this.#context = context;
  }

  /** How many groups there are. */
  get groups(): number {
    return this.#rows.count;
  }

  /**
   * The rows of the agreements of a group, with their numbers and in their order; those that have no ledger are left out. Each group is given
   * once, and its rows are gone when the next one is asked for.
   */
  *group(
    number: number,
    ledgerOf: (agreement: number) => Ledger | undefined,
  ): Generator<readonly [agreement: number, rows: AgreementRows]> {
    const { first, counts, lengths, words } = this.#rows.group(number);
    let from = 0;
    for (const [i, received] of counts.entries()) {
      const own = words.subarray(from, from + lengths[i]!);
      from += lengths[i]!;
      const ledger = ledgerOf(first + i);
      if (ledger !== undefined) yield [first + i, this.#rowsOf(own, received, ledger)];
    }
  }

  #rowsOf(words: Uint32Array, received: number, ledger: Ledger): AgreementRows {
    if (received === 0) return noRows;
    const rows = new RowsByService(words, received, this.#context, ledger);
    const sequence = (service: string) => {
      const number = this.#services.get(service);
      return number === undefined ? RowSequence.empty : rows.sequence(number);
    };
    return { received, sequence };
  }
}
