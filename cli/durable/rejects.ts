/** Rejected records in a database, so that a run that has nothing left to rate can tell of them again. */
import type { Rejection } from "../../runtime/index.ts";
import { fingerprint, type RatingDatabase } from "./database.ts";

/** Begins anew; part of a transaction, as is `keepReject`. */
export function clearRejects(db: RatingDatabase, period: string): void {
  db.run("delete from rejects where period = ?", period);
}

export function keepReject(
  db: RatingDatabase,
  period: string,
  number: number,
  rejection: Rejection,
  agreement: string | undefined,
): void {
  const values = [period, number, JSON.stringify(agreement === undefined ? { rejection } : { rejection, agreement })] as const;
  db.run("insert into rejects values (?, ?, ?, ?)", ...values, fingerprint(...values));
}

/** As many as there must be, in the order read. Throws a Failure when one is not as it was written. */
export function* storedRejects(
  db: RatingDatabase,
  period: string,
  count: number,
): Generator<{ readonly rejection: Rejection; readonly agreement?: string }> {
  for (let number = 0; number < count; number += 1) {
    const row = db.get("select text, checksum from rejects where period = ? and number = ?", period, number);
    if (row === undefined) throw db.damaged(`a rejected record of ${period} is missing`);
    db.check(`a rejected record of ${period}`, row, [period, number, String(row.text)]);
    yield JSON.parse(String(row.text));
  }
}
