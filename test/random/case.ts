/** A random contract with agreements and usage, compiled; and whether its module and the interpreter say the same. */

import type { Agreement, Service } from "../../compiler/ir/model.ts";
import { type AnyServiceModule, type RateResult, rateAgreements } from "../../runtime/index.ts";
import { compileFiles, shown } from "../kit/compile.ts";
import { moduleOf } from "../kit/rated.ts";
import { type OracleBill, oracleBill, type ServiceUsage } from "../oracle/bill.ts";
import { asOracle, inAnyOrder, recordsOf, type UsageRecord } from "../properties/rating.ts";
import { agreementText } from "./agreement.ts";
import { Chance } from "./chance.ts";
import { type ContractText, contractText, filesOf } from "./contract.ts";
import { usageOf } from "./usage.ts";
import { rateText, textOf } from "./written.ts";

export interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** The random service first. */
  readonly services: readonly Service[];
  readonly agreements: readonly Agreement[];
  readonly month: string;
  /** By agreement. */
  readonly usage: ReadonlyMap<string, readonly ServiceUsage[]>;
}

export interface Size {
  readonly agreements: number;
  /** Of each agreement. */
  readonly events: number;
}

const months = ["2026-02", "2026-03", "2026-10"] as const;

/** What a compiled text is, or an error that names what is wrong with it. */
function compiled(files: Readonly<Record<string, string>>) {
  const program = compileFiles(files);
  const errors = shown(program).filter((_, index) => program.diagnostics[index]!.severity === "error");
  if (errors.length > 0) throw new Error(`${errors.join("\n")}\n${files["sample.sdl"]}`);
  return program;
}

const sampleFirst = (services: readonly Service[]): Service[] =>
  [...services].sort((a, b) => Number(b.name === "Sample") - Number(a.name === "Sample"));

/** The services of a contract, the random one first. */
export const servicesOf = (text: ContractText): Service[] => sampleFirst(compiled(filesOf(text)).services);

/** A contract, and what it is tried with. Throws when it does not compile. */
export function caseOf(seed: number, { agreements, events }: Size): Case {
  const text = contractText(seed);
  const chance = new Chance(seed + 1_000_000);
  const month = chance.pick(months);
  const declared = servicesOf(text);
  const about = { chance, month, currency: text.currency };
  const written = chance.times(agreements, (index) => agreementText(declared, { ...about, name: `A${index}` }));
  const files: Record<string, string> = {
    ...filesOf(text),
    "agreements.sdl": `sdl 1\n\n${written.map((agreement) => agreement.text).join("\n")}`,
    ...Object.assign({}, ...written.map((agreement) => agreement.files)),
  };
  const program = compiled(files);
  const services = sampleFirst(program.services);
  const usage = new Map(
    program.agreements.map((agreement) => [agreement.name, usageOf(services, agreement, month, events, chance)]),
  );
  return { files, services, agreements: program.agreements, month, usage };
}

export const modulesOf = (services: readonly Service[]): AnyServiceModule[] => services.map(moduleOf);

export function recordsOfAll(services: readonly Service[], usage: Case["usage"]): UsageRecord[] {
  return [...usage].flatMap(([subject, events]) => recordsOf(services, events).map((record) => ({ ...record, subject })));
}

export interface Disagreement {
  readonly agreement: string;
  readonly module: unknown;
  readonly oracle: unknown;
}

/** An error line names the first twenty events and counts them all: where there are more, those that it names must be among them. */
function withAllNamed(bill: OracleBill, oracle: OracleBill): OracleBill {
  const lines = bill.lines.map((line) => {
    if (line.kind !== "error" || Number(line.quantity) <= 20 || line.events.length < 20) return line;
    const all = oracle.lines.find(({ clause, kind }) => clause === line.clause && kind === "error")?.events ?? [];
    return line.events.every((id) => all.includes(id)) ? { ...line, events: all } : line;
  });
  return inAnyOrder({ ...bill, lines });
}

/** Where the modules and the interpreter do not say the same. */
export async function disagreements(tried: Case, modules = modulesOf(tried.services)): Promise<Disagreement[]> {
  const { services, agreements, month, usage } = tried;
  const records = recordsOfAll(services, usage).map((value, index) => ({ line: index + 1, value }));
  return compared(tried, await rateAgreements({ agreements, modules, period: month, records: [records] }));
}

/**
 * The same with usage as text, in the ways in which producers write it; and where lines that are taken as bytes come to something else
 * than lines that are parsed, broken ones among them. Tells how many lines were taken as bytes.
 */
export async function disagreementsOfText(
  tried: Case,
  chance: Chance,
  modules = modulesOf(tried.services),
): Promise<{ readonly found: Disagreement[]; readonly taken: number }> {
  const { services, agreements, month, usage } = tried;
  const request = { agreements, modules, period: month };
  const records = recordsOfAll(services, usage);
  const text = textOf(services, records, true, chance);
  const size = chance.pick([1 << 16, 1 << 16, 4000, 257]);
  const bytes = await rateText(request, text, "as bytes", size);
  const parsed = await rateText(request, text, "parsed");
  if (bytes.shown !== parsed.shown)
    return { found: [{ agreement: "all", module: bytes.shown, oracle: parsed.shown }], taken: bytes.taken };
  const sound = await rateText(request, textOf(services, records, false, chance), "as bytes", size);
  return { found: compared(tried, sound.result), taken: bytes.taken + sound.taken };
}

function compared({ services, agreements, month, usage }: Case, result: RateResult): Disagreement[] {
  return result.agreements.flatMap(({ agreement: name, bill, rejections }) => {
    const agreement = agreements.find((each) => each.name === name)!;
    const oracle = { ...inAnyOrder(oracleBill(services, agreement, month, usage.get(name)!)), rejections: [] };
    const module = { ...withAllNamed(asOracle(bill), oracle), rejections };
    return JSON.stringify(module) === JSON.stringify(oracle) ? [] : [{ agreement: name, module, oracle }];
  });
}
