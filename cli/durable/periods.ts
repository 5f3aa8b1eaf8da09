/** What a database knows of a month besides its bills: how much belongs to it, and what came of the last reading of its usage. */
import { fingerprint, type RatingDatabase } from "./database.ts";

export interface PeriodRecord {
  /** How many inputs were taken in, and documents issued. */
  readonly inputs: number;
  readonly issued: number;
  /** What the last reading of all usage rested on; empty when there was none. */
  readonly basis: string;
  /** What it came to: rejected records, records, and records of agreements that were not rated. */
  readonly rejects: number;
  readonly read: number;
  readonly elsewhere: number;
}

const NONE: PeriodRecord = { inputs: 0, issued: 0, basis: "", rejects: 0, read: 0, elsewhere: 0 };

const valuesOf = (period: string, { inputs, issued, basis, rejects, read, elsewhere }: PeriodRecord) =>
  [period, inputs, issued, basis, rejects, read, elsewhere] as const;

/** Throws a Failure when the record of a month, or the number of what belongs to it, is not what was written. */
export function periodRecord(db: RatingDatabase, period: string): PeriodRecord {
  const row = db.get("select * from periods where period = ?", period);
  const record = row === undefined ? NONE : (row as unknown as PeriodRecord);
  if (row !== undefined) db.check(`the record of ${period}`, row, valuesOf(period, record));
  for (const table of ["inputs", "issued"] as const) {
    const found = db.get(`select count(*) as count from ${table} where period = ?`, period)?.count;
    if (found !== record[table]) throw db.damaged(`${period} has ${found} rows in ${table} instead of ${record[table]}`);
  }
  return record;
}

/** Writes down what is new of a month; part of the transaction that makes it so. */
export function changePeriod(db: RatingDatabase, period: string, changes: Partial<PeriodRecord>): void {
  const row = db.get("select * from periods where period = ?", period);
  const record = { ...(row === undefined ? NONE : (row as unknown as PeriodRecord)), ...changes };
  const values = valuesOf(period, record);
  db.run("insert or replace into periods values (?, ?, ?, ?, ?, ?, ?, ?)", ...values, fingerprint(...values));
}
