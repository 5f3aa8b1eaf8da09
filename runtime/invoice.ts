/**
 * From what the services come to, to the lines of the bill: each line multiplied once and rounded once, minimums from the
 * rounded lines, one fixed order.
 */
import type { BillLine, LineDraft, LineKind, Notice } from "./bill.ts";
import { compareDecimals } from "./measure/decimal.ts";
import type { MinimumDraft, Settlement } from "./module.ts";
import { Decimal, type Money } from "./money.ts";
import type { LinePart } from "./scale.ts";
import type { ServiceRun, Unpriced } from "./service-run.ts";
import { AgreementError } from "./setup.ts";
import { compareText } from "./text.ts";
import { eventUnit } from "./unit.ts";

/** What one service comes to. */
export interface ServiceInvoice {
  readonly lines: readonly BillLine[];
  /** By qualified name. */
  readonly measures: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
  /** Qualified clauses of minimums with a shortfall line that ask for a notice when credit is short. */
  readonly notifyingMinimums: readonly string[];
}

const kinds: readonly LineKind[] = ["charge", "fee", "package", "overage", "minimum", "cap", "error"];

/** The part of the bill that one service is. Called once, after the run. */
export function serviceInvoice(run: ServiceRun, money: Money): ServiceInvoice {
  const settlement = run.settle();
  const drafts = settlement.lines.filter(
    ({ kind, quantity }) => kind === "error" || kind === "package" || !Decimal.parse(quantity).isZero(),
  );
  const lines = [...drafts, ...run.unpriced().map(errorDraft)].map((draft) => billLine(run, draft, money));
  const shortfalls = settlement.minimums.map((minimum) => ({ minimum, line: shortfallLine(run, minimum, lines, money) }));
  return {
    lines: inOrder(run, [...lines, ...shortfalls.flatMap(({ line }) => (line === undefined ? [] : [line]))]),
    measures: qualifiedMeasures(run, settlement),
    notices: settlement.notices.map(({ code, clause, text }) => ({
      code,
      ...(clause === undefined ? {} : { clause: run.qualified(clause) }),
      text,
    })),
    notifyingMinimums: shortfalls.flatMap(({ minimum, line }) => (minimum.notify && line !== undefined ? [line.clause] : [])),
  };
}

/** In the order of the contract. */
function inOrder(run: ServiceRun, lines: readonly BillLine[]): BillLine[] {
  return lines
    .map((line) => ({ line, place: run.place(line.clause), kind: kinds.indexOf(line.kind), dimensions: dimensionKey(line) }))
    .sort(
      (a, b) => a.place - b.place || a.kind - b.kind || compareText(a.dimensions, b.dimensions) || compareLines(a.line, b.line),
    )
    .map(({ line }) => line);
}

function qualifiedMeasures(run: ServiceRun, { measures }: Settlement): Record<string, string> {
  return Object.fromEntries(
    Object.entries(measures).map(([name, value]) => [run.qualified(name), Decimal.parse(value).toString()]),
  );
}

/** Lines of one clause and kind and of the same values: by their parts, then by unit price and its source. */
function compareLines(a: BillLine, b: BillLine): number {
  return (
    compareParts(a.part, b.part) ||
    compareText(a.unitPrice ?? "", b.unitPrice ?? "") ||
    compareText(a.priceSource ?? "", b.priceSource ?? "") ||
    compareText(a.proration ?? "", b.proration ?? "")
  );
}

const parts: readonly (LinePart["kind"] | undefined)[] = [undefined, "tier", "tierFee", "blocks", "event", "least", "most"];

/** Tiers from the lowest, each with its fee; then what is charged for events. */
function compareParts(a: LinePart | undefined, b: LinePart | undefined): number {
  return compareDecimals(a?.above ?? "0", b?.above ?? "0") || parts.indexOf(a?.kind) - parts.indexOf(b?.kind);
}

function dimensionKey({ dimensions }: BillLine): string {
  return Object.values(dimensions).join("\0");
}

function errorDraft({ clause, dimensions, count, events }: Unpriced): LineDraft {
  return { clause, kind: "error", dimensions, quantity: String(count), unit: eventUnit, events };
}

function billLine(run: ServiceRun, draft: LineDraft, money: Money): BillLine {
  const { clause, kind, dimensions, quantity, unit, unitPrice, per, part, proration, priceSource, postings, events } = draft;
  const priced = kind !== "error" && unitPrice !== undefined;
  return {
    service: run.module.service,
    clause: run.qualified(clause),
    kind,
    dimensions,
    quantity: Decimal.parse(quantity).toString(),
    unit: unit.en ?? Object.values(unit)[0] ?? "",
    unitTitle: unit,
    unitPrice: priced ? unitPrice : null,
    ...(per === undefined ? {} : { per }),
    ...(part === undefined ? {} : { part }),
    amount: priced ? money.amount(quantity, unitPrice, proration, per) : money.format("0"),
    title: run.clause(clause).title,
    ...(proration === undefined ? {} : { proration: `${proration.numerator}/${proration.denominator}` }),
    ...(priceSource === undefined ? {} : { priceSource }),
    ...(postings === undefined ? {} : { postings }),
    ...(events === undefined ? {} : { events }),
  };
}

/** What is missing to a minimum, if anything: its amount less the rounded amounts of the charges that count as traffic. */
function shortfallLine(run: ServiceRun, minimum: MinimumDraft, lines: readonly BillLine[], money: Money): BillLine | undefined {
  const clause = run.qualified(minimum.clause);
  if (minimum.currency !== money.currency)
    throw new AgreementError(`${clause} is in ${minimum.currency}, but the agreement is in ${money.currency}.`);
  const counted = new Set(minimum.of.map((name) => run.qualified(name)));
  const traffic = money.sum(lines.filter((line) => counted.has(line.clause)).map(({ amount }) => amount));
  const { proration } = minimum;
  const part = proration ?? { numerator: 1, denominator: 1 };
  const [over, under] = [Decimal.fromJson(part.numerator), Decimal.fromJson(part.denominator)];
  const missing = Decimal.parse(minimum.amount).times(over).minus(Decimal.parse(traffic).times(under));
  const shortfall = money.round(missing, under);
  if (Decimal.parse(shortfall).compare(Decimal.zero) <= 0) return undefined;
  const { unit } = run.clause(minimum.clause);
  const line = billLine(
    run,
    { clause: minimum.clause, kind: "minimum", dimensions: {}, quantity: "1", unit, unitPrice: shortfall },
    money,
  );
  return proration === undefined ? line : { ...line, proration: `${proration.numerator}/${proration.denominator}` };
}
