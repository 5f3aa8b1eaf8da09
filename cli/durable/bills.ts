/** Bills in a database: as they are rated now, and as they were issued. */
import type { AgreementResult, Bill, StateFile } from "../../runtime/index.ts";
import { parseState, stateText } from "../../runtime/index.ts";
import { fingerprint, type RatingDatabase } from "./database.ts";
import { changePeriod } from "./periods.ts";

/** What a bill rests on, part by part, as fingerprints; two bills of the same basis are the same. */
export interface Basis {
  readonly contract: string;
  readonly agreement: string;
  readonly openingState: string;
  /** The inputs of the month, and which accounts are whose. */
  readonly usage: string;
}

export function basisText({ contract, agreement, openingState, usage }: Basis): string {
  return JSON.stringify({ contract, agreement, openingState, usage });
}

export interface StoredBill {
  readonly basis: string;
  readonly bill: Bill;
  readonly state: StateFile;
  readonly days: ReadonlyMap<string, readonly number[]>;
}

/** The names of agreements of a month that have a bill, and its basis. */
export function storedBases(db: RatingDatabase, period: string): ReadonlyMap<string, string> {
  return new Map(
    db
      .all("select agreement, basis from bills where period = ?", period)
      .map((row) => [String(row.agreement), String(row.basis)]),
  );
}

/** Throws a Failure when the bill is not as it was written. */
export function storedBill(db: RatingDatabase, period: string, agreement: string): StoredBill | undefined {
  const row = db.get("select * from bills where period = ? and agreement = ?", period, agreement);
  if (row === undefined) return undefined;
  const [basis, bill, state, days] = [row.basis, row.bill, row.state, row.days].map(String) as [string, string, string, string];
  db.check(`the bill of ${agreement} for ${period}`, row, [period, agreement, basis, bill, state, days]);
  return { basis, bill: JSON.parse(bill) as Bill, state: parseState(state), days: new Map(JSON.parse(days)) };
}

/** The state at the end of a month, as it is written. */
export function storedState(db: RatingDatabase, period: string, agreement: string): string | undefined {
  const found = storedBill(db, period, agreement);
  return found && stateText(found.state);
}

/** Keeps the bill of an agreement in place of an earlier one. */
export function keepBill(db: RatingDatabase, period: string, basis: string, result: AgreementResult): void {
  const { agreement, bill, closingState, chargedByDay } = result;
  const values = [
    period,
    agreement,
    basis,
    JSON.stringify(bill),
    stateText(closingState),
    JSON.stringify([...chargedByDay]),
  ] as const;
  db.run("insert or replace into bills values (?, ?, ?, ?, ?, ?, ?)", ...values, fingerprint(...values));
}

/** A document that was issued: the bill, or an adjustment to it. */
export interface Issued {
  readonly number: number;
  readonly document: unknown;
  /** The bill with all documents up to this one. */
  readonly bill: Bill;
  readonly basis: Basis;
  /** Id of the last input that it rests on. */
  readonly inputs: number;
}

/** The documents of an agreement and month, the bill first. Throws a Failure when one is not as it was written. */
export function issuedDocuments(db: RatingDatabase, period: string, agreement: string): readonly Issued[] {
  const rows = db.all("select * from issued where period = ? and agreement = ? order by number", period, agreement);
  return rows.map((row, number) => {
    const [document, bill, basis] = [row.document, row.bill, row.basis].map(String) as [string, string, string];
    const inputs = Number(row.inputs);
    db.check(`what was issued to ${agreement} for ${period}`, row, [period, agreement, number, document, bill, basis, inputs]);
    return { number, document: JSON.parse(document), bill: JSON.parse(bill) as Bill, basis: JSON.parse(basis) as Basis, inputs };
  });
}

/** Issues a document; part of a transaction. */
export function issue(db: RatingDatabase, agreement: string, { number, document, bill, basis, inputs }: Issued): void {
  const { period } = bill;
  const values = [period, agreement, number, JSON.stringify(document), JSON.stringify(bill), basisText(basis), inputs] as const;
  db.run("insert into issued values (?, ?, ?, ?, ?, ?, ?, ?)", ...values, fingerprint(...values));
  changePeriod(db, period, { issued: Number(db.get("select count(*) as count from issued where period = ?", period)!.count) });
}
