/** Issuing: bills when a month is closed, adjustments when what was issued is no longer what is rated. */
import { adjustmentOf, type Bill, type EventOutcome, isObject, type RawRecord } from "../../runtime/index.ts";
import { Failure } from "../failure.ts";
import { eventInfos } from "../modules.ts";
import { type PreparedRating, rateUsage } from "../rating.ts";
import { plural } from "../report.ts";
import type { Terminal } from "../terminal.ts";
import { openUsage } from "../usage-input.ts";
import { type Basis, type Issued, issue, issuedDocuments, storedBill } from "./bills.ts";
import { causesOfChange, type LateRecords, targetOf } from "./causes.ts";
import type { RatingDatabase } from "./database.ts";
import { type StoredInput, storedUsage } from "./inputs.ts";
import type { DurableOptions } from "./run.ts";

export interface RatedMonth {
  readonly bases: ReadonlyMap<string, Basis>;
  readonly inputs: readonly StoredInput[];
}

/** An issued bill that has changed. */
interface Change {
  readonly agreement: string;
  readonly last: Issued;
  readonly bill: Bill;
  readonly basis: Basis;
}

/** Issues the bills of agreements that have none, when asked to close; adjusts those that have changed. */
export async function issueDocuments(
  db: RatingDatabase,
  prepared: PreparedRating,
  options: DurableOptions,
  month: RatedMonth,
  terminal: Terminal,
): Promise<void> {
  const { period, close } = options;
  const inputs = Math.max(0, ...month.inputs.map(({ id }) => id));
  const changes: Change[] = [];
  const first: (() => void)[] = [];
  for (const [agreement, basis] of month.bases) {
    const stored = storedBill(db, period, agreement);
    if (stored === undefined) throw db.damaged(`the bill of ${agreement} for ${period} is missing`);
    const { bill } = stored;
    const last = issuedDocuments(db, period, agreement).at(-1);
    if (last === undefined) {
      if (close) first.push(() => issue(db, agreement, { number: 0, document: bill, bill, basis, inputs }));
    } else if (JSON.stringify(last.bill) !== JSON.stringify(bill)) changes.push({ agreement, last, bill, basis });
  }
  const late = await lateRecords(db, prepared, options, month.inputs, changes, terminal);
  const adjustments = changes.flatMap(({ agreement, last, bill, basis }) => {
    if (bill.currency !== last.bill.currency)
      throw new Failure(
        `The bill of ${agreement} for ${period} was issued in ${last.bill.currency}, and is now in ${bill.currency}.`,
        {
          hint: "An issued bill is adjusted in its own currency: put the currency of the agreement back.",
        },
      );
    const causes = causesOfChange(last.basis, basis, late.get(agreement)!);
    const number = last.number + 1;
    const document = adjustmentOf(last.bill, bill, number, causes);
    return document === undefined ? [] : [() => issue(db, agreement, { number, document, bill, basis, inputs })];
  });
  db.transaction(() => {
    for (const act of [...first, ...adjustments]) act();
  });
  if (first.length > 0)
    terminal.note(`${plural(first.length, "bill")} of ${period} ${first.length === 1 ? "was" : "were"} issued.`);
  if (adjustments.length > 0)
    terminal.note(`${plural(adjustments.length, "bill")} of ${period} ${adjustments.length === 1 ? "was" : "were"} adjusted.`);
}

/** What became of the records that came after a bill was issued, by agreement. */
async function lateRecords(
  db: RatingDatabase,
  prepared: PreparedRating,
  options: DurableOptions,
  inputs: readonly StoredInput[],
  changes: readonly Change[],
  terminal: Terminal,
): Promise<ReadonlyMap<string, LateRecords>> {
  const found = new Map<string, { late: EventOutcome[]; named: Map<string, EventOutcome> }>(
    changes.map(({ agreement }) => [agreement, { late: [], named: new Map() }]),
  );
  const oldest = Math.min(...changes.map(({ last }) => last.inputs));
  const { late, named } = await idsIn(
    db,
    prepared,
    inputs.filter(({ id }) => id > oldest),
    terminal,
  );
  if (late.size === 0) return found;
  const inputOf = new Map(inputs.map(({ id, name }) => [name, id]));
  const lastOf = new Map(changes.map(({ agreement, last }) => [agreement, last.inputs]));
  await rateUsage(
    { ...prepared, agreements: prepared.agreements.filter(({ name }) => found.has(name)) },
    { ...options, usage: inputs.map((input) => storedUsage(db, input)) },
    terminal,
    {
      wanted: new Set([...late, ...named]),
      onOutcome: (outcome) => {
        const own = found.get(outcome.agreement ?? "");
        if (own === undefined || outcome.bucket === "rejected") return;
        if (named.has(outcome.id)) own.named.set(outcome.id, outcome);
        const input = inputOf.get(outcome.place.file ?? "") ?? 0;
        if (late.has(outcome.id) && input > lastOf.get(outcome.agreement!)!) own.late.push(outcome);
      },
      onRejection: () => {},
      onResult: () => {},
    },
  );
  for (const { late: own } of found.values()) own.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return found;
}

/** The ids of the records of inputs, and those that they name. */
async function idsIn(
  db: RatingDatabase,
  { modules }: PreparedRating,
  inputs: readonly StoredInput[],
  terminal: Terminal,
): Promise<{ readonly late: ReadonlySet<string>; readonly named: ReadonlySet<string> }> {
  const [late, named] = [new Set<string>(), new Set<string>()];
  const events = eventInfos(modules.values());
  const note = ({ value }: RawRecord) => {
    if (!isObject(value) || typeof value.id !== "string") return;
    late.add(value.id);
    const target = targetOf(value as { replaces?: string; voids?: string });
    if (typeof target === "string") named.add(target);
  };
  for (const input of inputs) {
    const opened = await openUsage(storedUsage(db, input), terminal);
    for await (const batch of opened.records({ events })) for (const record of batch) note(record);
    await opened.close();
  }
  return { late, named };
}
