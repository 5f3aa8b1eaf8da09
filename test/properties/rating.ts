/** Rates with generated modules, and writes bills in the words of the oracle. */
import { compile, memoryHost } from "../../compiler/index.ts";
import type { Agreement, Service } from "../../compiler/ir/model.ts";
import { type AgreementResult, type Bill, type RateRequest, rateAgreements, type StateFile } from "../../runtime/index.ts";
import { shippedFiles } from "../kit/contracts.ts";
import { moduleOf } from "../kit/rated.ts";
import type { OracleBill, OracleLine, ServiceUsage } from "../oracle/bill.ts";
import { decimal, exact, plus } from "../oracle/rational.ts";

/** The services of the repository's contracts. */
export const shipped: readonly Service[] = compile(memoryHost(shippedFiles), ["contracts"]).services;

export const shippedService = (name: string): Service => shipped.find((service) => service.name === name)!;

export type UsageRecord = Readonly<Record<string, unknown>>;

export function recordsOf(services: readonly Service[], usage: readonly ServiceUsage[]): UsageRecord[] {
  return usage.map(({ service, name, at, id, source, data, replaces, voids }) => ({
    specversion: "1.0",
    id,
    source,
    subject: "Acme",
    type: typeOf(services, service, name),
    time: new Date(at).toISOString(),
    ...(voids === undefined ? { data } : { voids }),
    ...(replaces === undefined ? {} : { replaces }),
  }));
}

/** Voids and top-ups are of no service. */
function typeOf(services: readonly Service[], service: string, name: string): string {
  if (service === "") return name === "TopUp" ? "sdl.top-up.v1" : "sdl.void.v1";
  return services.find((s) => s.name === service)!.events.find((e) => e.name === name)!.type;
}

interface Options extends Partial<RateRequest> {
  readonly state?: StateFile;
  /** Where records are parted into batches. */
  readonly cuts?: readonly number[];
}

/** Rates a month by the public interface. */
export async function rateMonth(
  services: readonly Service[],
  agreement: Agreement,
  month: string,
  records: readonly UsageRecord[],
  { state, cuts = [], ...more }: Options = {},
): Promise<AgreementResult> {
  const lines = records.map((value, index) => ({ line: index + 1, value }));
  const borders = [0, ...cuts.map((cut) => Math.min(cut, lines.length)).sort((a, b) => a - b), lines.length];
  const result = await rateAgreements({
    agreements: [agreement],
    modules: services.map(moduleOf),
    period: month,
    records: borders.slice(1).map((end, index) => lines.slice(borders[index], end)),
    ...(state === undefined ? {} : { openingStates: new Map([[agreement.name, state]]) }),
    ...more,
  });
  return result.agreements[0]!;
}

const byJson = <Value>(values: readonly Value[]): Value[] =>
  [...values].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What oracle and module are compared by; all lines without a price of one clause are one. */
export function asOracle(bill: Bill): OracleBill {
  const errors = new Map<string, OracleLine>();
  const lines = bill.lines.flatMap((line): OracleLine[] => {
    const { clause, kind, dimensions, quantity, unitPrice, per, part, proration, amount, events = [] } = line;
    if (kind !== "error")
      return [
        {
          ...{ clause, kind, dimensions, quantity, unitPrice, amount, events },
          ...(per === undefined ? {} : { per }),
          ...(part === undefined ? {} : { part: bounds(part) }),
          ...(proration === undefined ? {} : { proration }),
        },
      ];
    const before = errors.get(clause);
    const all = before === undefined ? quantity : decimal(plus(exact(before.quantity), exact(quantity)));
    const named = [...(before?.events ?? []), ...events].sort();
    errors.set(clause, { clause, kind, dimensions: {}, quantity: all, unitPrice, amount, events: named });
    return [];
  });
  return inAnyOrder({
    lines: [...lines, ...errors.values()],
    total: bill.total,
    measures: bill.measures,
    breaches: bill.breaches.map(({ clause, event }) => ({ clause, event })),
    context: bill.events.context,
    corrected: bill.events.corrected,
    conflict: bill.events.conflict,
  });
}

export function inAnyOrder({ lines, breaches, ...rest }: OracleBill): OracleBill {
  return { ...rest, lines: byJson(lines.map(sortedDimensions)), breaches: byJson(breaches) };
}

/** A part without its words. */
function bounds({ kind, above, upTo }: NonNullable<OracleLine["part"]>): OracleLine["part"] {
  return { kind, ...(above === undefined ? {} : { above }), ...(upTo === undefined ? {} : { upTo }) };
}

function sortedDimensions({ clause, kind, quantity, unitPrice, amount, events, dimensions, ...rest }: OracleLine): OracleLine {
  const sorted = Object.fromEntries(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));
  const { per, part, proration } = rest;
  const more = { ...(per && { per }), ...(part && { part }), ...(proration && { proration }) };
  return { clause, kind, dimensions: sorted, quantity, unitPrice, ...more, amount, events };
}
