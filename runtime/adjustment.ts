/**
 * Adjustments: what changes on a bill after it was issued. An issued bill stays what it is; rating its month again gives lines that are
 * the difference, so that what was issued and all adjustments together are the bill as it is rated now.
 */
import type { Text } from "./agreement.ts";
import type { Bill, BillLine, EventCounts } from "./bill.ts";
import { canonicalJson } from "./canonical.ts";
import { Decimal } from "./money.ts";

export type CauseKind = "late-record" | "replacement" | "void" | "contract" | "agreement" | "opening-state";

/** Why a line changed. */
export interface Cause {
  readonly kind: CauseKind;
  /** Of a record: its id and source, and where it stood. */
  readonly record?: string;
  readonly source?: string;
  readonly file?: string;
  readonly line?: number;
  /** Id of the record that it replaces or voids. */
  readonly of?: string;
  readonly text: Text;
}

/** Quantity and amount, as decimals in text. */
export interface Worth {
  readonly quantity: string;
  readonly amount: string;
}

export interface AdjustmentLine extends Omit<BillLine, "priceSource" | "postings" | "events"> {
  /** Before and now; `quantity` and `amount` of the line are the difference. */
  readonly issued: Worth;
  readonly rated: Worth;
  readonly causes: readonly Cause[];
  /** How many more causes there are than are named. */
  readonly moreCauses?: number;
}

export interface Adjustment {
  /** From 1, in the order in which they were issued. */
  readonly number: number;
  readonly lines: readonly AdjustmentLine[];
  /** The sum of the amounts of the lines. */
  readonly total: string;
  /** How the counts of records change. */
  readonly events: EventCounts;
}

/** What stands for a line when it is looked for on another bill: everything that is not a sum. */
function keyOf({ service, clause, kind, dimensions, unitPrice, per, part, proration }: BillLine): string {
  return canonicalJson({
    service,
    clause,
    kind,
    dimensions,
    unitPrice,
    per,
    part: part && { ...part, text: undefined },
    proration,
  });
}

interface Sum {
  line: BillLine;
  quantity: Decimal;
  amount: Decimal;
}

function sums(lines: readonly BillLine[]): Map<string, Sum> {
  const byKey = new Map<string, Sum>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = byKey.get(key);
    const [quantity, amount] = [Decimal.parse(line.quantity), Decimal.parse(line.amount)];
    byKey.set(key, {
      line,
      quantity: known === undefined ? quantity : known.quantity.plus(quantity),
      amount: known === undefined ? amount : known.amount.plus(amount),
    });
  }
  return byKey;
}

/**
 * What has to be added to `before`, a bill with the adjustments so far, so that it is the bill as rated now; undefined when no line
 * changes. Both are of one agreement and month, in one currency. `causesOf` tells why a line changed.
 */
export function adjustmentOf(
  before: Bill,
  now: Bill,
  number: number,
  causesOf: (line: BillLine) => Pick<AdjustmentLine, "causes" | "moreCauses">,
): Adjustment | undefined {
  const [old, rated] = [sums(before.lines), sums(now.lines)];
  const digits = now.total.split(".")[1]?.length ?? 0;
  const lines: AdjustmentLine[] = [];
  let total = Decimal.zero;
  for (const key of new Set([...old.keys(), ...rated.keys()])) {
    const [was, is] = [old.get(key), rated.get(key)];
    const quantity = (is?.quantity ?? Decimal.zero).minus(was?.quantity ?? Decimal.zero);
    const amount = (is?.amount ?? Decimal.zero).minus(was?.amount ?? Decimal.zero);
    if (quantity.isZero() && amount.isZero()) continue;
    const { priceSource: _, postings: __, events: ___, ...line } = (is ?? was)!.line;
    const worth = (sum: Sum | undefined): Worth => ({
      quantity: (sum?.quantity ?? Decimal.zero).toString(),
      amount: (sum?.amount ?? Decimal.zero).toFixed(digits),
    });
    const own = { ...line, quantity: quantity.toString(), amount: amount.toFixed(digits) };
    lines.push({ ...own, issued: worth(was), rated: worth(is), ...causesOf((is ?? was)!.line) });
    total = total.plus(amount);
  }
  if (lines.length === 0) return undefined;
  const events = Object.fromEntries(
    Object.keys({ ...before.events, ...now.events }).map((name) => {
      const bucket = name as keyof EventCounts;
      return [bucket, (now.events[bucket] ?? 0) - (before.events[bucket] ?? 0)];
    }),
  ) as unknown as EventCounts;
  return { number, lines, total: total.toFixed(digits), events };
}
