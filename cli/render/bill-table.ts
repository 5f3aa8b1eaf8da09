/** A bill as a table for reading: services, lines, total, and everything else that the bill says. */
import Table from "cli-table3";
import { visible } from "../../compiler/diagnostics/render.ts";
import { type Bill, type BillLine, type Credit, Decimal, type RefusedEvent, type Text } from "../../runtime/index.ts";
import type { Colors } from "../terminal.ts";
import { type Display, monthTitle, show, showInline, showNumber, WORDS } from "./language.ts";

export interface BillTableOptions {
  readonly language: Display;
  readonly colors: Colors;
  /** Shows at most so many lines of one charge; the rest is summed up in one row. */
  readonly maxLinesPerClause?: number;
  /** Titles of services, by name. */
  readonly serviceTitles?: ReadonlyMap<string, string>;
}

const MAX_LISTED = 5;
const MAX_TITLE = 64;
const MAX_UNIT = 32;

/** Renders a bill. */
export function renderBill(bill: Bill, options: BillTableOptions): string {
  const { language, colors } = options;
  const { bold, dim } = colors;
  const heading = [monthTitle(bill.period, language), showInline(WORDS[bill.chargingModel], language), bill.currency];
  const out = [`${bold(visible(bill.agreement))} ${dim("·")} ${visible(bill.client)} ${dim("·")} ${heading.join(dim(" · "))}`];
  out.push(lineTable(bill, options));
  out.push(...measures(bill, options), events(bill, options));
  out.push(...credit(bill, options), ...breaches(bill, options), ...notices(bill, options), ...adjustments(bill, options));
  return out.join("\n");
}

function lineTable(
  bill: Bill,
  { language, colors, maxLinesPerClause = Number.POSITIVE_INFINITY, serviceTitles }: BillTableOptions,
): string {
  const { bold } = colors;
  const head = [WORDS.charge, WORDS.quantity, WORDS.unit, WORDS.price, WORDS.amount].map((word) => bold(show(word, language)));
  const table = new Table({
    head,
    colAligns: ["left", "right", "left", "right", "right"],
    style: { head: [], border: colors.isColorSupported ? ["gray"] : [], compact: true },
  });
  let service: string | undefined;
  for (const lines of byClause(bill.lines)) {
    if (lines[0]!.service !== service) {
      service = lines[0]!.service;
      table.push([{ colSpan: 5, content: bold(visible(serviceTitles?.get(service) ?? service)) }]);
    }
    const [shown, rest] = divided(lines, maxLinesPerClause);
    const several = lines.length > 1;
    if (several) table.push([titleOf(lines[0]!, language), "", unitOf(lines[0]!, language), "", ""]);
    for (const line of shown) table.push(row(line, several ? lines[0] : undefined, language, colors));
    if (rest.length > 0) table.push(restRow(rest, language, colors));
  }
  if (bill.lines.length === 0) table.push([{ colSpan: 5, content: show(WORDS.nothing, language) }]);
  const total = `${showNumber(bill.total, language)} ${bill.currency}`;
  table.push([{ colSpan: 4, content: bold(showInline(WORDS.total, language)) }, bold(total)]);
  return table.toString();
}

/** Causes that are listed under an adjusted line. */
const MAX_CAUSES = 3;

function adjustments({ adjustments: own = [], total, currency }: Bill, options: BillTableOptions): string[] {
  if (own.length === 0) return [];
  const { language, colors } = options;
  const { bold, dim } = colors;
  const out = own.flatMap(({ number, lines, total: sum }) => [
    bold(`${showInline(WORDS.adjustment, language)} ${number}: ${signed(sum, language)} ${currency}`),
    ...lines.flatMap((line) => {
      const { causes, moreCauses = 0, issued, rated } = line;
      const from = `${showNumber(issued.amount, language)} → ${showNumber(rated.amount, language)}`;
      const more = causes.length - MAX_CAUSES + moreCauses;
      return [
        `  ${visible(showInline(line.title, language))} ${Object.values(line.dimensions).map(visible).join(", ")} ${signed(line.amount, language)} ${dim(`(${from})`)}`,
        ...causes.slice(0, MAX_CAUSES).map(({ text }) => dim(`    ${visible(showInline(text, language))}`)),
        ...(more > 0 ? [dim(`    … ${more} ${showInline(WORDS.more, language)}`)] : []),
      ];
    }),
  ]);
  return [
    ...out,
    bold(`${showInline(WORDS.adjusted, language)}: ${showNumber(adjustedTotal(total, own), language)} ${currency}`),
  ];
}

/** What was issued and all adjustments together. */
export function adjustedTotal(total: string, adjustments: readonly { readonly total: string }[]): string {
  const sum = adjustments.reduce((all, each) => all.plus(Decimal.parse(each.total)), Decimal.parse(total));
  return sum.toFixed(total.split(".")[1]?.length ?? 0);
}

/** An amount with its sign. */
export function signed(amount: string, language: Display): string {
  return `${amount.startsWith("-") ? "" : "+"}${showNumber(amount, language)}`;
}

/** Lines of one clause and kind that stand together. */
function byClause(lines: readonly BillLine[]): BillLine[][] {
  const groups: BillLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && last[0]!.clause === line.clause && last[0]!.kind === line.kind) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** The lines that matter most, in the order of the bill, and the others. */
function divided(lines: readonly BillLine[], most: number): [readonly BillLine[], readonly BillLine[]] {
  // One line more than allowed would only be replaced by one that says less.
  if (lines.length <= most + 1) return [lines, []];
  const byAmount = [...lines].sort((a, b) => Decimal.parse(b.amount).compare(Decimal.parse(a.amount)));
  const chosen = new Set([...byAmount.slice(0, most), ...lines.filter(({ kind }) => kind === "error")]);
  return [lines.filter((line) => chosen.has(line)), lines.filter((line) => !chosen.has(line))];
}

/** The title of a line, with what sets it apart from others of the same clause. */
function titleOf({ title, kind }: BillLine, language: Display): string {
  const suffix = kind === "minimum" ? WORDS.shortfall : kind === "overage" ? WORDS.overage : undefined;
  const texts = Object.entries(title).map(([tag, text]) => [
    tag,
    suffix ? `${text}, ${suffix[tag as "en" | "vi"] ?? suffix.en}` : text,
  ]);
  const shown = wrapped(visible(show(Object.fromEntries(texts), language)), MAX_TITLE);
  return `  ${shown.replaceAll("\n", "\n  ")}`;
}

function unitOf(line: BillLine, language: Display): string {
  return wrapped(visible(show(line.unitTitle, language)), MAX_UNIT);
}

/** One line; below the title of its clause, which `first` stands for, when there are several, else with its title. */
function row(line: BillLine, first: BillLine | undefined, language: Display, { red, dim }: Colors): string[] {
  const part = line.part && show(line.part.text, language).split("\n").join(" / ");
  const details = [Object.values(line.dimensions).map(visible).join(", "), part && visible(part), line.proration]
    .filter((part) => part)
    .join(" · ");
  const cells = [
    first ? `    ${details || "–"}` : titleOf(line, language) + (details && dim(` ${details}`)),
    showNumber(line.quantity, language),
    first?.unit === line.unit ? "" : unitOf(line, language),
    line.unitPrice === null
      ? showInline(WORDS.error, language)
      : showNumber(line.unitPrice, language) + (line.per === undefined ? "" : ` / ${showNumber(line.per, language)}`),
    showNumber(line.amount, language),
  ];
  return line.kind === "error" ? cells.map((cell) => red(cell)) : cells;
}

/** Everything that is not shown line by line, in one row. */
function restRow(lines: readonly BillLine[], language: Display, { dim }: Colors): string[] {
  const sum = (of: (line: BillLine) => string) =>
    lines.reduce((total, line) => total.plus(Decimal.parse(of(line))), Decimal.zero);
  const digits = lines[0]!.amount.split(".")[1]?.length ?? 0;
  return [
    dim(`    … ${lines.length} ${showInline(WORDS.more, language)}`),
    dim(showNumber(sum((line) => line.quantity).toString(), language)),
    "",
    dim(showInline(WORDS.several, language)),
    dim(showNumber(sum((line) => line.amount).toFixed(digits), language)),
  ];
}

/** Breaks a long text between words. */
function wrapped(text: string, width: number): string {
  return text
    .split("\n")
    .map((line) => {
      let length = 0;
      return line
        .split(" ")
        .map((word) => {
          const breaks = length > 0 && length + 1 + word.length > width;
          const lead = length === 0 ? "" : breaks ? "\n" : " ";
          length = breaks ? word.length : length + lead.length + word.length;
          return lead + word;
        })
        .join("");
    })
    .join("\n");
}

function measures(bill: Bill, { language, colors }: BillTableOptions): string[] {
  const entries = Object.entries(bill.measures);
  if (entries.length === 0) return [];
  const parts = entries.map(([name, value]) => `${visible(name)} ${showNumber(value, language)}`);
  return [`${colors.bold(showInline(WORDS.measures, language))}: ${parts.join(", ")}`];
}

function events({ events }: Bill, { language, colors }: BillTableOptions): string {
  const number = (value: number) => showNumber(String(value), language);
  const buckets = ["charged", "free", "context", "duplicate", "conflict", "corrected", "rejected"] as const;
  const parts = buckets.map((bucket) => `${number(events[bucket])} ${showInline(WORDS[bucket], language)}`);
  if (events.refused !== undefined) parts.push(`${number(events.refused)} ${showInline(WORDS.refused, language)}`);
  const received = `${number(events.received)} ${showInline(WORDS.received, language)}`;
  return `${colors.bold(showInline(WORDS.events, language))}: ${received} = ${parts.join(" + ")}`;
}

function credit({ credit, currency }: Bill, { language, colors }: BillTableOptions): string[] {
  if (credit === undefined) return [];
  const parts = (["opening", "toppedUp", "deducted", "outstanding", "closing"] as const).map((name) => {
    const text = `${showInline(WORDS[name], language)} ${showNumber(credit[name], language)}`;
    return name === "outstanding" && !/^[0.]+$/.test(credit.outstanding) ? colors.red(text) : text;
  });
  return [
    `${colors.bold(showInline(WORDS.credit, language))} (${currency}): ${parts.join(", ")}`,
    ...topUps(credit, language, colors),
    ...refused(credit, language, colors),
  ];
}

/** When what was added. */
function topUps({ topUps }: Credit, language: Display, colors: Colors): string[] {
  if (topUps.length === 0) return [];
  const head = [WORDS.toppedUp, WORDS.time, WORDS.amount];
  return [
    creditTable(head, topUps, ({ record, time, amount }) => [record, time, showNumber(amount, language)], language, colors),
  ];
}

/** What the credit did not cover. */
function refused({ refused = [] }: Credit, language: Display, colors: Colors): string[] {
  if (refused.length === 0) return [];
  const head = [WORDS.refused, WORDS.time, WORDS.cost, WORDS.left];
  const cells = ({ record, time, cost, left }: RefusedEvent) => [
    record,
    time,
    showNumber(cost, language),
    showNumber(left, language),
  ];
  return [creditTable(head, refused, cells, language, colors)];
}

/** The first of a list in a table, and how many more there are. */
function creditTable<Row>(
  head: readonly Text[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
  language: Display,
  { bold, dim, isColorSupported }: Colors,
): string {
  const table = new Table({
    head: head.map((word) => bold(show(word, language))),
    colAligns: ["left", "left", ...head.slice(2).map((): "right" => "right")],
    style: { head: [], border: isColorSupported ? ["gray"] : [], compact: true },
  });
  for (const row of rows.slice(0, MAX_LISTED)) table.push(cells(row).map(visible));
  const more = rows.length - MAX_LISTED;
  return more > 0 ? `${table.toString()}\n${dim(`  … ${more} ${showInline(WORDS.more, language)}`)}` : table.toString();
}

function breaches({ breaches }: Bill, { language, colors }: BillTableOptions): string[] {
  if (breaches.length === 0) return [];
  const out = [`${colors.bold(showInline(WORDS.breaches, language))}: ${showNumber(String(breaches.length), language)}`];
  for (const { title, clause, event, time } of breaches.slice(0, MAX_LISTED)) {
    out.push(
      `  ${colors.yellow("!")} ${visible(showInline(title, language))} ${colors.dim(visible(`(${clause})`))} ${visible(event)} ${time}`,
    );
  }
  if (breaches.length > MAX_LISTED)
    out.push(colors.dim(`  … ${breaches.length - MAX_LISTED} ${showInline(WORDS.more, language)}`));
  return out;
}

function notices({ notices }: Bill, { language, colors }: BillTableOptions): string[] {
  if (notices.length === 0) return [];
  const out = [colors.bold(`${showInline(WORDS.notices, language)}:`)];
  for (const { text } of notices) out.push(`  ${colors.yellow("!")} ${visible(show(text, language)).replaceAll("\n", "\n    ")}`);
  return out;
}
