/** Rates usage with the shipped contracts, from text to bill, under agreements given as text. */

import { emitService } from "../../compiler/emit/typescript/index.ts";
import {
  type AgreementResult,
  type AnyServiceModule,
  type Bill,
  type RateRequest,
  type RateResult,
  rateAgreements,
  type StateFile,
} from "../../runtime/index.ts";
import { compileShipped } from "./compile.ts";
import { loadModule } from "./load-module.ts";

const modules = new Map<string, AnyServiceModule>();

/** An agreement named Acme, with these lines in it. */
export const acme = (lines: string): string => `agreement Acme {
  client "Acme" currency EUR time zone "Asia/Ho_Chi_Minh" charging model post-pay from 2026-01-01
  ${lines}
}`;

export interface Usage {
  readonly id?: string;
  readonly source?: string;
  readonly subject?: string;
  readonly type: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Usage as CloudEvents; ids are given by position where the test gives none. */
export const cloudEvents = (usage: readonly Usage[]): Record<string, unknown>[] =>
  usage.map((u, i) => ({
    specversion: "1.0",
    id: u.id ?? `e${i + 1}`,
    source: u.source ?? "/test",
    type: u.type,
    time: u.time,
    subject: u.subject ?? "Acme",
    data: u.data,
  }));

export interface Rated extends AgreementResult {
  readonly bill: Bill;
  readonly result: RateResult;
}

/** Rates Acme's usage for a month. `agreements` is SDL text; more agreements may stand in it. */
export async function rate(
  agreements: string,
  usage: readonly Usage[],
  options: { period?: string; state?: StateFile; files?: Readonly<Record<string, string>>; more?: Partial<RateRequest> } = {},
): Promise<Rated> {
  const program = compileShipped({ "contracts/test.sdl": `sdl 1\n${agreements}`, ...options.files });
  const errors = program.diagnostics.filter((d) => d.severity === "error");
  if (errors.length > 0) throw new Error(errors.map((e) => `${e.code}: ${e.message}`).join("\n"));
  const agreement = program.agreements.find((a) => a.name === "Acme")!;
  for (const { service } of agreement.takes) {
    if (!modules.has(service))
      modules.set(service, loadModule(emitService(program.services.find((s) => s.name === service)!), service));
  }
  const result = await rateAgreements({
    agreements: [agreement],
    modules: modules.values(),
    period: options.period ?? "2026-03",
    knownAgreements: program.agreements,
    records: cloudEvents(usage).map((value, i) => ({ line: i + 1, value })),
    ...(options.state && { openingStates: new Map([["Acme", options.state]]) }),
    ...options.more,
  });
  const rated = result.agreements[0]!;
  return { ...rated, closingState: rated.closingState, result };
}

/** The quantity of all lines of a clause, added up as numbers: for tests with small whole quantities. */
export const quantity = (bill: Bill, clause: string): number =>
  bill.lines.filter((l) => l.clause === clause).reduce((sum, l) => sum + Number(l.quantity), 0);

/** The buckets add up to what was received. */
export const addsUp = ({ events: e }: Bill): boolean =>
  e.received === e.charged + e.free + e.context + e.duplicate + e.conflict + e.corrected + e.rejected;
