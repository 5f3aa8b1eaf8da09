/** A shipped contract with many small agreements and their usage: as much usage as wanted, which an interpreter can look through again and again. */

import { compile, memoryHost } from "../../compiler/index.ts";
import type { Service } from "../../compiler/ir/model.ts";
import { shippedFiles } from "../kit/contracts.ts";
import { agreementText } from "./agreement.ts";
import type { Case, Size } from "./case.ts";
import { Chance } from "./chance.ts";
import { usageOf } from "./usage.ts";

/** The contracts, and the rate cards that their examples use: agreements are made here. */
const contracts = Object.fromEntries(
  Object.entries(shippedFiles).filter(([path]) => !/^contracts\/agreements\/[^/]*\.sdl$/.test(path)),
);

export const services: readonly Service[] = compile(memoryHost(contracts), ["contracts"]).services;

/** What an agreement must or may take besides: a service within which it is available, and services of which its clauses speak. */
function beside(service: Service): { readonly must: readonly Service[]; readonly may: readonly Service[] } {
  const within = [service, ...service.products].flatMap(({ onlyWithin }) => onlyWithin ?? []);
  const independent = (category: string) =>
    services.find((other) => other.category === category && other.onlyWithin === undefined && other.products.length === 0)!;
  const must = [...new Set(within)].map(independent).filter((other) => other.name !== service.name);
  const named = new Set(service.mentioned.map(({ name }) => name.split(".")[0]));
  const may = services.filter((other) => named.has(other.name) && other !== service && !must.includes(other));
  return {
    must,
    may: may.filter(({ onlyWithin, products }) => onlyWithin === undefined && products.every((p) => p.onlyWithin === undefined)),
  };
}

const months = ["2026-02", "2026-03", "2026-10"] as const;

/** Some agreements of a shipped contract, in which one after the other comes again with other usage. */
export function* shippedCases(
  service: Service,
  seed: number,
  wanted: number,
  { agreements: count, events }: Size,
): Generator<Case> {
  const chance = new Chance(seed);
  const { must, may } = beside(service);
  for (let made = 0; made < wanted; ) {
    const month = chance.pick(months);
    const about = { chance, month, currency: "EUR", must: must.map(({ name }) => name) };
    const texts = chance.times(count, (index) => agreementText([service, ...must, ...may], { ...about, name: `A${index}` }));
    const files = {
      ...contracts,
      "made.sdl": `sdl 1\n\n${texts.map(({ text }) => text).join("\n")}`,
      ...Object.assign({}, ...texts.map((text) => text.files)),
    };
    const program = compile(memoryHost(files), ["."]);
    const errors = program.diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0)
      throw new Error(`${service.name}: ${errors.map(({ code, message }) => `${code} ${message}`).join("\n")}`);
    const taken = program.services.filter(({ name }) => [service, ...must, ...may].some((other) => other.name === name));
    const own = [...taken].sort((a, b) => Number(b.name === service.name) - Number(a.name === service.name));
    // agreements are made less often than usage: compiling them all takes longer than rating them
    for (let round = 0; round < 25 && made < wanted; round++) {
      const usage = new Map(
        program.agreements.map((agreement) => [agreement.name, usageOf(own, agreement, month, events, chance)]),
      );
      made += [...usage.values()].reduce((sum, all) => sum + all.length, 0);
      yield { files, services: own, agreements: program.agreements, month, usage };
    }
  }
}
