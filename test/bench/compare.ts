/** What raters are compared by: one line of text per line of the bills and per count of each agreement, sorted. */
import type { Bill } from "../../runtime/index.ts";

/** Lines and counts of SDL's bills, as the other raters write theirs. */
export function textOfBills(bills: readonly Bill[]): string {
  const lines = bills.flatMap((bill) => [
    ...bill.lines.map(({ clause, kind, dimensions, quantity, unitPrice, amount }) => {
      const key = Object.values(dimensions)
        .map((value) => value.replace(/^\+/, ""))
        .join("/");
      return [bill.agreement, clause, kind, key, quantity, unitPrice, amount].join("\t");
    }),
    ...(["received", "context", "duplicate"] as const).map((count) => `${bill.agreement}\t#${count}\t${bill.events[count]}`),
    `${bill.agreement}\t#breaches\t${bill.breaches.length}`,
  ]);
  return `${lines.sort().join("\n")}\n`;
}

/** The first lines in which two raters differ; empty when they agree. */
export function differences(ours: string, theirs: string, most = 5): string[] {
  if (ours === theirs) return [];
  const [left, right] = [new Set(ours.split("\n")), new Set(theirs.split("\n"))];
  return [
    ...[...left]
      .filter((line) => !right.has(line))
      .slice(0, most)
      .map((line) => `< ${line}`),
    ...[...right]
      .filter((line) => !left.has(line))
      .slice(0, most)
      .map((line) => `> ${line}`),
  ];
}
