/** Size × started steps of time, as one number. */
import type { DecimalText } from "../agreement.ts";
import type { StorageSteps } from "../state/intervals.ts";
import { DecimalSum, divideDecimal, timesDecimal } from "./decimal.ts";

/** The sum over all steps of the size that an interval has, in `unit`s; an interval without a size counts nothing. */
export function storageTotal<Data>(
  of: Iterable<StorageSteps<Data>>,
  size: (data: Data) => DecimalText | undefined,
  unit: DecimalText,
): DecimalText {
  const sum = new DecimalSum();
  for (const { steps, data } of of) {
    const amount = size(data);
    if (amount !== undefined) sum.add(timesDecimal(amount, steps));
  }
  return unit === "1" ? sum.total() : divideDecimal(sum.total(), unit);
}
