/**
 * The lines of bills as CSV (RFC 4180, CRLF), for spreadsheets. A cell that a spreadsheet would take for a formula, because it begins with
 * = + - @, a tab or a carriage return, gets an apostrophe in front; plain numbers and phone prefixes (+84, -12.50)
 * stay as they are, since a spreadsheet reads them as numbers.
 */
import Papa from "papaparse";
import type { Bill, BillLine } from "./bill.ts";

const columns = [
  ...["agreement", "client", "period", "currency", "service", "clause", "kind", "title", "dimensions"],
  ...["quantity", "unit", "unitPrice", "amount", "proration", "priceSource", "per", "part", "adjustment"],
];

const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/** A cell that no spreadsheet takes for a formula. */
export function harmlessCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** One row per line of the bills and of their adjustments, with a header. Titles and units are in `language`, in English where it has none. */
export function billCsv(bills: Bill | readonly Bill[], language = "en"): string {
  const all = Array.isArray(bills) ? (bills as readonly Bill[]) : [bills as Bill];
  const rows = all.flatMap((bill) =>
    [
      ...bill.lines,
      ...(bill.adjustments ?? []).flatMap(({ number, lines }) => lines.map((line) => ({ ...line, adjustment: number }))),
    ].map((line) => row(bill, line, language).map(harmlessCell)),
  );
  return `${Papa.unparse([columns, ...rows], { newline: "\r\n" })}\r\n`;
}

function row(bill: Bill, line: BillLine & { readonly adjustment?: number }, language: string): string[] {
  return [
    ...[bill.agreement, bill.client, bill.period, bill.currency, line.service, line.clause, line.kind],
    line.title[language] ?? line.title.en ?? "",
    Object.entries(line.dimensions)
      .map(([name, value]) => `${name} ${value}`)
      .join("; "),
    ...[
      line.quantity,
      line.unitTitle[language] ?? line.unit,
      line.unitPrice ?? "",
      line.amount,
      line.proration ?? "",
      line.priceSource ?? "",
      line.per ?? "",
      line.part?.text[language] ?? line.part?.text.en ?? "",
      line.adjustment === undefined ? "" : String(line.adjustment),
    ],
  ];
}
