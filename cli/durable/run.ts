/**
 * `sdl rate --db`: rating that takes up where it was stopped. Usage is taken into the database first; then the agreements that have no bill of
 * the present basis are rated, and their bills kept; what is shown comes from the database. So it does not matter where a run ended, or how
 * usage was spread over runs: the bills are those of one run over all of it.
 */
import { resolve } from "node:path";
import {
  type AgreementResult,
  nextMonth,
  parseState,
  previousMonth,
  type RateResult,
  type StateFile,
  stateText,
} from "../../runtime/index.ts";
import { Failure } from "../failure.ts";
import { moduleScripts } from "../modules.ts";
import { type PreparedRating, type RatingOptions, type RatingWatch, rateUsage } from "../rating.ts";
import { plural } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { withUsageFiles } from "../usage-input.ts";
import { type Basis, basisText, issuedDocuments, keepBill, storedBases, storedBill, storedState } from "./bills.ts";
import { fingerprint, RatingDatabase } from "./database.ts";
import { namedFiles, type StoredInput, storedInputs, storedUsage, takeIn } from "./inputs.ts";
import { issueDocuments } from "./issue.ts";
import { changePeriod, periodRecord } from "./periods.ts";
import { clearRejects, keepReject, storedRejects } from "./rejects.ts";

export interface DurableOptions extends RatingOptions {
  readonly db: string;
  /** Issue the bills: from now on they are adjusted, never changed. */
  readonly close?: boolean;
}

type Watch = Required<Pick<RatingWatch, "onRejection" | "onResult" | "afterBatch">>;

/** Bills that are committed at once. */
const AT_ONCE = 32;

/** Rates what is not rated yet, and tells every result, rated now or earlier. Throws a Failure when the database cannot be used. */
export async function rateDurably(
  prepared: PreparedRating,
  options: DurableOptions,
  terminal: Terminal,
  watch: Watch,
): Promise<Pick<RateResult, "elsewhere">> {
  const db = await RatingDatabase.open(resolve(terminal.cwd, options.db));
  try {
    const { period } = options;
    const names = options.usage.filter((name) => typeof name === "string");
    await withUsageFiles(names, terminal, (files) =>
      takeIn(
        db,
        period,
        namedFiles(files, terminal).map((file, i) => (names[i] === "-" ? { ...file, name: "standard input" } : file)),
        terminal,
      ),
    );
    return await new DurableRun(db, prepared, options, terminal, watch).rate();
  } finally {
    db.close();
  }
}

class DurableRun {
  readonly #db: RatingDatabase;
  readonly #prepared: PreparedRating;
  readonly #options: DurableOptions;
  readonly #terminal: Terminal;
  readonly #watch: Watch;
  readonly #inputs: readonly StoredInput[];

  constructor(db: RatingDatabase, prepared: PreparedRating, options: DurableOptions, terminal: Terminal, watch: Watch) {
    this.#db = db;
    this.#prepared = { ...prepared, openingStates: openingStates(db, prepared, options.period) };
    this.#options = options;
    this.#terminal = terminal;
    this.#watch = watch;
    this.#inputs = storedInputs(db, options.period).filter(({ stored, size }) => stored === size);
  }

  async rate(): Promise<Pick<RateResult, "elsewhere">> {
    const { period } = this.#options;
    const bases = await this.#bases();
    const kept = storedBases(this.#db, period);
    const rated = new Set([...bases].filter(([name, basis]) => kept.get(name) === basisText(basis)).map(([name]) => name));
    const reading = fingerprint(...[...bases].flatMap(([name, basis]) => [name, basisText(basis)]));
    const before = periodRecord(this.#db, period);
    if (rated.size < bases.size || before.basis !== reading) await this.#read(bases, rated, reading);
    else
      for (const { rejection, agreement } of storedRejects(this.#db, period, before.rejects))
        this.#watch.onRejection(rejection, agreement);
    await issueDocuments(this.#db, this.#prepared, this.#options, { bases, inputs: this.#inputs }, this.#terminal);
    await this.#tell(bases);
    this.#noteLaterMonths();
    return { elsewhere: periodRecord(this.#db, period).elsewhere };
  }

  /** What the bill of each agreement rests on. */
  async #bases(): Promise<ReadonlyMap<string, Basis>> {
    const { services, agreements, knownAgreements, openingStates } = this.#prepared;
    const scripts = new Map(await moduleScripts(services));
    const accounts = knownAgreements.map(({ name, accounts }) => [name, ...accounts]);
    const usage = fingerprint(JSON.stringify(accounts), ...this.#inputs.map(({ hash }) => hash).sort());
    return new Map(
      agreements.map((agreement) => {
        const state = openingStates.get(agreement.name);
        return [
          agreement.name,
          {
            contract: fingerprint(...agreement.takes.map(({ service }) => scripts.get(service) ?? "")),
            agreement: fingerprint(JSON.stringify(agreement, (key, value) => (key === "origin" ? undefined : value))),
            openingState: state === undefined ? "" : fingerprint(stateText(state)),
            usage,
          },
        ];
      }),
    );
  }

  /** Reads all usage of the month, and rates what is not rated yet. Rejected records are committed with the first bills, since both need all of it. */
  async #read(bases: ReadonlyMap<string, Basis>, rated: ReadonlySet<string>, reading: string): Promise<void> {
    const db = this.#db;
    const { period } = this.#options;
    let rejects = 0;
    let waiting: AgreementResult[] = [];
    const commit = () => {
      const results = waiting;
      waiting = [];
      db.transaction(() => {
        for (const result of results) keepBill(db, period, basisText(bases.get(result.agreement)!), result);
      });
    };
    if (rated.size > 0)
      this.#terminal.note(`${plural(rated.size, "bill")} of ${bases.size} ${rated.size === 1 ? "is" : "are"} there already.`);
    db.transaction(() => {
      clearRejects(db, period);
      changePeriod(db, period, { basis: "", rejects: 0 });
    });
    const told: (readonly [...Parameters<Watch["onRejection"]>])[] = [];
    const keepRejects = () => {
      db.transaction(() => {
        for (const [rejection, agreement] of told.splice(0)) {
          keepReject(db, period, rejects, rejection, agreement);
          rejects += 1;
        }
      });
    };
    const { read, elsewhere } = await rateUsage(
      this.#prepared,
      { ...this.#options, usage: this.#inputs.map((input) => storedUsage(db, input)) },
      this.#terminal,
      {
        rated,
        onRejection: (rejection, agreement) => {
          told.push([rejection, agreement]);
          this.#watch.onRejection(rejection, agreement);
        },
        afterBatch: async () => {
          if (told.length > 0) keepRejects();
          await this.#watch.afterBatch();
        },
        onResult: (result) => {
          waiting.push(result);
          if (waiting.length >= AT_ONCE) commit();
        },
      },
    );
    commit();
    keepRejects();
    db.transaction(() => changePeriod(db, period, { basis: reading, rejects, read, elsewhere }));
  }

  /** Tells every result: of what was issued, the bill as it was issued, with the adjustments to it. */
  async #tell(bases: ReadonlyMap<string, Basis>): Promise<void> {
    const { period } = this.#options;
    for (const name of bases.keys()) {
      const stored = storedBill(this.#db, period, name);
      if (stored === undefined) throw this.#db.damaged(`the bill of ${name} for ${period} is missing`);
      const [first, ...adjustments] = issuedDocuments(this.#db, period, name).map(({ document }) => document);
      const issued = first as AgreementResult["bill"] | undefined;
      const documents = adjustments as NonNullable<AgreementResult["bill"]["adjustments"]>;
      const bill =
        issued === undefined ? stored.bill : { ...issued, ...(documents.length === 0 ? {} : { adjustments: documents }) };
      const { state: closingState, days: chargedByDay } = stored;
      await this.#watch.onResult({ agreement: name, bill, closingState, chargedByDay, conflicts: [], rejections: [] });
    }
  }

  /** Says which months were begun from states that are no longer those of the end of this one. */
  #noteLaterMonths(): void {
    const { period } = this.#options;
    const later = storedBases(this.#db, nextMonth(period));
    const outdated = [...later].filter(([name, text]) => {
      const state = storedState(this.#db, period, name);
      return state !== undefined && (JSON.parse(text) as Basis).openingState !== fingerprint(state);
    });
    if (outdated.length > 0)
      this.#terminal.warn(
        `${plural(outdated.length, "bill")} of ${nextMonth(period)} began from a state that has changed since: rate ${nextMonth(period)} again.`,
      );
  }
}

/** The states at the end of the month before: those of the database, or those that were given for the first month. */
function openingStates(
  db: RatingDatabase,
  { agreements, openingStates: given }: PreparedRating,
  period: string,
): ReadonlyMap<string, StateFile> {
  const states = new Map(given);
  for (const { name } of agreements) {
    const stored = storedState(db, previousMonth(period), name);
    if (stored === undefined) continue;
    const state = states.get(name);
    if (state !== undefined && stateText(state) !== stored)
      throw new Failure(`The database has another state of ${name} at the end of ${previousMonth(period)} than the one given.`, {
        hint: "Leave out --state: the states of the database are used.",
      });
    states.set(name, parseState(stored));
  }
  return states;
}
