/** Rate cards: CSV files with a header, one column per field of the key, `price`, and the days on which it holds. */
import Papa from "papaparse";
import { isDay } from "../calendar.ts";
import { Diagnostics } from "../diagnostics/diagnostic.ts";
import { D } from "../diagnostics/registry.ts";
import type { RateRow } from "../ir/model.ts";
import { suggest } from "../suggest.ts";

interface ReadCard {
  readonly rows: RateRow[];
  readonly problems: Diagnostics;
}

/** Cards by their file, as it was read, and by the fields of their key. */
const known = new WeakMap<object, Map<string, ReadCard>>();

/** The rows of a rate card. Many agreements may have the same card: as long as its file is the same it is read once, and they share its rows. */
export function rateCard(
  path: string,
  file: { readonly text: string },
  by: readonly string[],
  diagnostics: Diagnostics,
): RateRow[] {
  const cards = known.get(file) ?? new Map<string, ReadCard>();
  known.set(file, cards);
  const key = JSON.stringify([path, by]);
  const card = cards.get(key) ?? read(path, file.text, by);
  cards.set(key, card);
  diagnostics.add(card.problems);
  return card.rows;
}

function read(path: string, text: string, by: readonly string[]): ReadCard {
  const problems = new Diagnostics();
  return { rows: readRateCard(path, text, by, problems), problems };
}

/** Reads a rate card; every line that cannot be used is reported with its number. */
function readRateCard(file: string, text: string, by: readonly string[], diagnostics: Diagnostics): RateRow[] {
  const report = (line: number, message: string, hint?: string) =>
    diagnostics.reportAt(D.rateCard, { file, message, hint }, file, line);
  const bad = (line: number, message: string, hint?: string): RateRow[] => {
    report(line, message, hint);
    return [];
  };
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter: ",", skipEmptyLines: false });
  const rows = parsed.data
    .map((cells, i) => ({ cells: cells.map((c) => c.trim()), line: i + 1 }))
    .filter(({ cells }) => cells.some((c) => c !== ""));
  const header = rows.shift();
  const example = `The first line names the columns: ${[...by, "price", "valid_from", "valid_until"].join(",")}.`;
  if (header === undefined) {
    report(1, "the rate card is empty.", example);
    return [];
  }
  const columns = header.cells.map((c) => c.toLowerCase().replace(/[ -]/g, "_"));
  const column = (name: string) => columns.indexOf(name.toLowerCase());
  const keys = by.map((field) => (column(field) === -1 && by.length === 1 ? column("key") : column(field)));
  const [price, from, until] = [column("price"), column("valid_from"), column("valid_until")];
  const absent = [...by.filter((_, i) => keys[i] === -1), ...(price === -1 ? ["price"] : [])];
  if (absent.length > 0) {
    report(header.line, `the column ${absent.map((a) => `"${a}"`).join(", ")} is missing.`, example);
    return [];
  }
  const known = [...by.map((b) => b.toLowerCase()), "key", "price", "valid_from", "valid_until"];
  columns.forEach((c, i) => {
    if (!known.includes(c) && c !== "") {
      const near = suggest(c, known);
      report(
        header.line,
        `the column "${header.cells[i]}" means nothing here.`,
        near === undefined ? example : `Did you mean "${near}"?`,
      );
    }
  });
  const seen = new Map<string, number>();
  return rows.flatMap(({ cells, line }): RateRow[] => {
    if (cells.length !== columns.length) {
      report(
        line,
        `the line has ${cells.length} columns, the header has ${columns.length}.`,
        "Texts that hold a comma stand between quotation marks.",
      );
      return [];
    }
    const key = keys.map((k) => cells[k]!);
    const day = (index: number): string | undefined => (index === -1 || cells[index] === "" ? undefined : cells[index]!);
    const [first, last] = [day(from), day(until)];
    const emptyKey = by.find((_, i) => key[i] === "");
    if (emptyKey !== undefined) return bad(line, `"${emptyKey}" is empty.`, undefined);
    if (!/^\d+(\.\d+)?$/.test(cells[price]!)) {
      const hint = /^\d+,\d+$/.test(cells[price]!)
        ? "Write a decimal point: 0.05."
        : "Write a decimal such as 0.0450, without currency.";
      return bad(line, `the price "${cells[price]}" is not a number.`, hint);
    }
    for (const d of [first, last]) {
      if (d !== undefined && !isDay(d))
        return bad(line, `there is no day ${d} in the calendar.`, "Write year, month and day: 2026-03-31.");
    }
    if (first !== undefined && last !== undefined && first > last)
      return bad(line, `the price ends (${last}) before it begins (${first}).`);
    const identity = JSON.stringify([key, first ?? ""]);
    const other = seen.get(identity);
    if (other !== undefined)
      return bad(line, `line ${other} has a price for ${key.join(", ")} from the same day.`, "Keep one of the two.");
    seen.set(identity, line);
    return [{ key, price: cells[price]!, ...(first && { from: first }), ...(last && { until: last }), line }];
  });
}
