/** Usage in which some records correct others: in chains and circles, several the same record, and records that never come. */
import type { ServiceUsage } from "../oracle/bill.ts";

/** Makes some records corrections, as the numbers decide; none corrects a record on the other side of a border. */
export function withCorrections(
  usage: readonly ServiceUsage[],
  numbers: readonly number[],
  borders: readonly number[] = [],
): readonly ServiceUsage[] {
  return usage.map((record, index) => {
    const number = numbers[index % numbers.length]!;
    if (number % 5 !== 0) return record;
    const target = usage[(number >> 3) % Math.min(usage.length, 7)]!;
    if (target.id === record.id || borders.some((border) => target.at < border !== record.at < border)) return record;
    const id = number % 11 === 0 ? "never came" : target.id;
    if (number % 3 > 0) return { ...record, source: target.source, replaces: id };
    return { service: "", name: "Void", at: record.at, id: record.id, source: target.source, data: {}, voids: id };
  });
}
