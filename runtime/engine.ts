/**
 * From usage records to bills. Every record handed in is assigned to an agreement by its subject and ends in exactly one bucket
 * of that agreement's bill. A bill depends neither on the order of the records nor on which other agreements are rated
 * in the same run: records of an agreement that is known but not rated are skipped and counted as `elsewhere`; records that
 * cannot be assigned to any agreement might be anybody's, and so are counted as rejected in every bill of the run.
 */
import type { Agreement } from "./agreement.ts";
import { AgreementRun, type OutcomeWatch, type RatedAgreement, rejectedOutcome } from "./agreement-run.ts";
import { checkShape } from "./agreement-shape.ts";
import { attribute, isObject } from "./attributes.ts";
import { type EventCatalog, eventCatalog, type UsageEvent } from "./envelope.ts";
import type { AnyServiceModule } from "./module.ts";
import { contextReason, type EventOutcome } from "./outcome.ts";
import type { LineTaker } from "./read/ndjson.ts";
import { type RawRecord, type Rejection, reject } from "./record.ts";
import {
  type JoinedRows,
  type PartPlace,
  type ReadRows,
  type RowsByAgreement,
  UsageRows,
  type UsageRowsOptions,
} from "./rows/index.ts";
import { ELSEWHERE, LineScanner } from "./rows/scan/line-scanner.ts";
import { bindServices, modulesByName } from "./setup.ts";
import type { StateFile } from "./state-file.ts";
import { notAnObject, Subjects, subjectProblem } from "./subjects.ts";

export interface RateRequest {
  /** The agreements to rate. */
  readonly agreements: readonly Agreement[];
  /** Says that the compiler made the agreements, so that their shape need not be looked at. */
  readonly areCompiled?: boolean;
  /** Modules of all services that the agreements take. */
  readonly modules: Iterable<AnyServiceModule>;
  /** The calendar month, "2026-03"; each agreement has its own time zone. */
  readonly period: string;
  /** By name of the agreement. */
  readonly openingStates?: ReadonlyMap<string, StateFile>;
  /** All agreements of the workspace, so that their records are told from records of nobody. */
  readonly knownAgreements?: readonly Pick<Agreement, "name" | "accounts">[];
  /** Names of agreements whose bills are there already: their records are read like those of others, and they are not rated. */
  readonly rated?: ReadonlySet<string>;
  /** How many rows are kept in memory, and where the others go; all in memory unless given. */
  readonly store?: UsageRowsOptions;
  /** Ids of records whose outcomes are kept. */
  readonly wanted?: ReadonlySet<string>;
  /** Is told each outcome of the `wanted` ids (of all records when none are given) in place of keeping it. */
  readonly onOutcome?: (outcome: EventOutcome) => void;
  /** Is told each rejection as it comes in place of keeping it; `agreement` is undefined for a record of nobody. */
  readonly onRejection?: (rejection: Rejection, agreement: string | undefined) => void;
  /** Is told each result, in the order of the request, in place of keeping it; the next one is made when this is done. */
  readonly onResult?: (result: AgreementResult) => void | Promise<void>;
}

export interface AgreementResult extends RatedAgreement {
  readonly agreement: string;
  /** Rejected records of this agreement and of nobody, in the order read: as many as the bill says. Empty with `onRejection`. */
  readonly rejections: readonly Rejection[];
}

export interface RateResult {
  /** In the order of the request. Empty with `onResult`. */
  readonly agreements: readonly AgreementResult[];
  /** How many records were handed in. */
  readonly read: number;
  /** How many of them belong to known agreements that were not rated. */
  readonly elsewhere: number;
  /** Rejected records that could not be assigned to any agreement. Empty with `onRejection`. */
  readonly unassigned: readonly Rejection[];
  /** Of the `wanted` ids. Empty with `onOutcome`. */
  readonly outcomes: readonly EventOutcome[];
}

type RecordBatch = RawRecord | readonly RawRecord[];

/** What one of several threads has read, as plain data. */
export interface ReadPart {
  readonly read: number;
  readonly elsewhere: number;
  /** By number of the agreement: how many of its records were rejected; and how many could not be assigned to any. */
  readonly rejected: readonly number[];
  readonly unassigned: number;
  readonly rows: ReadRows;
}

/** All that was read, as plain data: what each of several threads needs in order to rate any group of agreements. */
export interface ReadUsage {
  readonly rows: JoinedRows;
  /** By number of the agreement: how many records its bill counts as rejected. */
  readonly rejected: readonly number[];
}

type Records = AsyncIterable<RecordBatch> | Iterable<RecordBatch>;

/**
 * Rates agreements for a month. Records may come one by one or in batches; as a function they are told the run, whose `lines` takes
 * lines of NDJSON unparsed. Throws an AgreementError or a StateFileError before it reads any record.
 */
export async function rateAgreements(
  request: RateRequest & { readonly records: Records | ((run: RatingRun) => Records) },
): Promise<RateResult> {
  const run = new RatingRun(request);
  const { records, onResult } = request;
  for await (const batch of typeof records === "function" ? records(run) : records) run.add(batch);
  if (onResult === undefined) return run.finish();
  for (const result of run.results()) await onResult(result);
  return run.finish([]);
}

/** A rating into which records are fed. */
export class RatingRun {
  readonly #runs: Map<string, AgreementRun>;
  readonly #rejections = new Map<string, Rejection[]>();
  readonly #unassigned: Rejection[] = [];
  readonly #outcomes: EventOutcome[] = [];
  readonly #subjects: Subjects;
  readonly #rows: UsageRows;
  readonly #rated: ReadonlySet<string>;
  readonly #watch: OutcomeWatch | undefined;
  readonly #onRejection: RateRequest["onRejection"];
  #scanner: LineScanner | undefined;
  /** By number; those that were rated are let go. */
  readonly #order: (AgreementRun | undefined)[];
  /** What is rated, once everything has been read. */
  #usage: { readonly rows: RowsByAgreement; readonly rejected: readonly number[] } | undefined;
  #read = 0;
  #elsewhere = 0;
  #unassignedCount = 0;

  /** Throws an AgreementError or a StateFileError when an agreement cannot be rated. */
  constructor(request: RateRequest) {
    const { agreements, period, openingStates, knownAgreements = [], rated = new Set() } = request;
    if (request.areCompiled !== true) for (const agreement of agreements) checkShape(agreement);
    const modules = modulesByName(request.modules);
    const catalog = eventCatalog(modules.values());
    this.#rated = rated;
    this.#subjects = new Subjects(agreements, knownAgreements);
    this.#watch = outcomeWatch(request, this.#outcomes);
    this.#onRejection = request.onRejection;
    this.#rows = new UsageRows(catalog, agreements.length, request.store);
    this.#runs = new Map(
      agreements.map((agreement, number) => [
        agreement.name,
        this.#start(agreement, number, modules, catalog, period, openingStates?.get(agreement.name)),
      ]),
    );
    this.#order = [...this.#runs.values()];
  }

  #start(
    agreement: Agreement,
    number: number,
    modules: ReadonlyMap<string, AnyServiceModule>,
    catalog: EventCatalog,
    period: string,
    openingState: StateFile | undefined,
  ): AgreementRun {
    const rejections: Rejection[] = [];
    this.#rejections.set(agreement.name, rejections);
    return new AgreementRun(agreement, bindServices(agreement, modules), period, catalog, {
      ...(openingState === undefined ? {} : { openingState }),
      ...(this.#watch === undefined ? {} : { watch: this.#watch }),
      keep: (event) => this.#rows.put(event, number),
      onRejection: (rejection) => {
        if (this.#onRejection === undefined) rejections.push(rejection);
        else this.#onRejection(rejection, agreement.name);
      },
    });
  }

  /**
   * What takes lines of NDJSON before they are parsed, for `readUsage`; undefined when single records are asked about. `file` is the
   * name of the input.
   */
  lines(file?: string): LineTaker | undefined {
    if (this.#watch !== undefined) return undefined;
    this.#scanner ??= this.#makeScanner();
    this.#scanner.input(file);
    return this.#scanner;
  }

  #makeScanner(): LineScanner {
    const runs = [...this.#runs.values()];
    const numbers = new Map(runs.map((run, number) => [run.contract.name, number]));
    const rows = this.#rows;
    return new LineScanner({
      shapes: rows.shapes,
      writer: rows.writer,
      subjects: this.#subjects.all((name) => (name === undefined ? ELSEWHERE : numbers.get(name)!)),
      agreements: runs.length,
      takes: (agreement, { entry }) => runs[agreement]!.takes(entry.service),
      keep: (length) => rows.keep(length),
    });
  }

  /** Takes records, in any order. */
  add(batch: RecordBatch): void {
    if (Array.isArray(batch)) for (const record of batch as readonly RawRecord[]) this.#add(record);
    else this.#add(batch as RawRecord);
  }

  #add(record: RawRecord): void {
    this.#read += 1;
    if (record.error === undefined) this.#assign(record, record.value);
    else this.#rejectUnassigned(record.error, undefined);
  }

  #assign(record: RawRecord, value: unknown): void {
    const problem = subjectProblem(value);
    if (problem !== undefined || !isObject(value)) {
      this.#rejectUnassigned(reject(record, problem ?? notAnObject, value), value);
      return;
    }
    const subject = value.subject as string;
    const owner = this.#subjects.owner(subject);
    if (owner === undefined) this.#rejectUnassigned(reject(record, this.#subjects.unknown(subject), value), value);
    else if (owner.kind === "rated") this.#runs.get(owner.agreement)!.add(value, record);
    else this.#skip(record, value, owner.agreement);
  }

  #skip(record: RawRecord, value: Readonly<Record<string, unknown>>, agreement: string): void {
    this.#elsewhere += 1;
    const id = attribute(value, "id");
    if (this.#watch === undefined || typeof id !== "string" || !this.#watch.wants(id)) return;
    const place = record.file === undefined ? { line: record.line } : { line: record.line, file: record.file };
    this.#watch.tell({
      agreement,
      id,
      bucket: "elsewhere",
      reason: contextReason("elsewhere"),
      place,
      charged: [],
      unpriced: [],
      breaches: [],
      traces: [],
    });
  }

  #rejectUnassigned(rejection: Rejection, value: unknown): void {
    this.#unassignedCount += 1;
    if (this.#onRejection !== undefined) this.#onRejection(rejection, undefined);
    else {
      this.#unassigned.push(rejection);
      for (const rejections of this.#rejections.values()) rejections.push(rejection);
    }
    const id = isObject(value) ? attribute(value, "id") : undefined;
    if (this.#watch === undefined || typeof id !== "string" || !this.#watch.wants(id)) return;
    const place = rejection.file === undefined ? { line: rejection.line } : { line: rejection.line, file: rejection.file };
    this.#watch.tell(rejectedOutcome(id, place, rejection));
  }

  /** What came of the run: with the bills, unless they were asked for one by one. Called once, after the last record. */
  finish(agreements: readonly AgreementResult[] = [...this.results()]): RateResult {
    return { agreements, ...this.counts(), unassigned: this.#unassigned, outcomes: this.#outcomes };
  }

  /**
   * The bills one by one, in the order of the request, for those who do not want to keep them all. Called once, after the last
   * record; in place of `finish`.
   */
  *results(): Generator<AgreementResult> {
    const rejected = this.#rejected();
    this.#usage = { rows: this.#rows.byAgreement(), rejected: rejected.map((count) => count + this.#unassignedCount) };
    for (let group = 0; group < this.groups; group += 1) yield* this.rateGroup(group);
  }

  /** By number of the agreement. Nothing is read any more. */
  #rejected(): readonly number[] {
    this.#read += this.#scanner?.taken ?? 0;
    this.#elsewhere += this.#scanner?.elsewhere ?? 0;
    this.#scanner = undefined;
    return this.#order.map((run) => run!.rejected);
  }

  /** What this run has read, as one of several threads that read parts of the usage: inputs have the number of the part as name. Called once, after the last record. */
  part(): ReadPart {
    const rejected = this.#rejected();
    return { ...this.counts(), rejected, unassigned: this.#unassignedCount, rows: this.#rows.read() };
  }

  /** Keeps an event that another thread could not, with a text that is too long for a row. */
  keep(event: UsageEvent, agreement: number): void {
    this.#rows.put(event, agreement);
  }

  /** Puts together what the threads have read, this one among them. `places` says where each part stands, by the name that it was read under; `files` has the names of the inputs. */
  join(parts: readonly ReadPart[], places: ReadonlyMap<string, PartPlace>, files: readonly string[]): ReadUsage {
    const total = (of: (part: ReadPart) => number) => parts.reduce((sum, part) => sum + of(part), 0);
    this.#read = total(({ read }) => read);
    this.#elsewhere = total(({ elsewhere }) => elsewhere);
    const unassigned = total((part) => part.unassigned);
    const rejected = this.#order.map((_, agreement) => total((part) => part.rejected[agreement]!) + unassigned);
    return {
      rejected,
      rows: this.#rows.join(
        parts.map(({ rows }) => rows),
        places,
        files,
      ),
    };
  }

  /** From now on, `rateGroup` rates what was put together. */
  take({ rows, rejected }: ReadUsage): void {
    this.#usage = { rows: this.#rows.byAgreement(rows), rejected };
  }

  /** How many groups of agreements there are, once everything has been read. */
  get groups(): number {
    return this.#usage!.rows.groups;
  }

  /** Rates the agreements of a group, whose numbers begin with 0; what their runs have gathered is let go. */
  *rateGroup(group: number): Generator<AgreementResult> {
    const { rows: all, rejected } = this.#usage!;
    const ledgerOf = (agreement: number) => {
      const { contract, ledger } = this.#order[agreement]!;
      return this.#rated.has(contract.name) ? undefined : ledger;
    };
    for (const [number, rows] of all.group(group, ledgerOf)) {
      const run = this.#order[number]!;
      const { name } = run.contract;
      const rated = run.finish(rows, rejected[number]!);
      this.#order[number] = undefined;
      this.#runs.delete(name);
      yield Object.assign(rated, { agreement: name, rejections: this.#rejections.get(name)! });
    }
  }

  /** How many records were handed in, and how many of them belong to known agreements that are not rated; known with the first bill. */
  counts(): Pick<RateResult, "read" | "elsewhere"> {
    return { read: this.#read, elsewhere: this.#elsewhere };
  }
}

function outcomeWatch({ wanted, onOutcome }: RateRequest, kept: EventOutcome[]): OutcomeWatch | undefined {
  if (wanted === undefined && onOutcome === undefined) return undefined;
  return { wants: (id) => wanted === undefined || wanted.has(id), tell: onOutcome ?? ((outcome) => kept.push(outcome)) };
}
