/** Random contracts: what the compiler, the formatter, the generated code and the interpreter must make of every one of them. */
import { describe, expect, test } from "vitest";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import { compile, Memo, memoryHost } from "../../compiler/index.ts";
import { verifyService } from "../../compiler/ir/verify.ts";
import { formatText } from "../../grammar/format/index.ts";
import { parse } from "../../grammar/index.ts";
import { outsideParents } from "../kit/tree.ts";
import { typeCheck } from "../kit/typecheck.ts";
import { runs } from "../properties/arbitraries.ts";
import { laws } from "../properties/laws.ts";
import { recordsOf } from "../properties/rating.ts";
import { type Case, caseOf, disagreements, disagreementsOfText, servicesOf } from "./case.ts";
import { Chance } from "./chance.ts";
import { contractText, filesOf } from "./contract.ts";
import { shrunk, told } from "./shrink.ts";

const { numRuns } = runs(40);
const seeds = Array.from({ length: numRuns }, (_, index) => index);

/** Each with three agreements and their usage, compiled without errors: a text that is refused is an error of these tests. */
const cases: readonly Case[] = seeds.map((seed) => caseOf(seed, { agreements: 3, events: 20 }));
/** For what takes long. */
const some = cases.slice(0, Math.ceil(numRuns / 4));
const sample = ({ services }: Case) => services[0]!;

test("compile without errors, to a representation that keeps its invariants", () => {
  for (const tried of cases) for (const service of tried.services) expect(verifyService(service)).toEqual([]);
});

test("every construct is among them", () => {
  const all = Array.from({ length: 60 }, (_, seed) => servicesOf(contractText(seed))[0]!);
  const kinds = new Set(all.flatMap(({ charges, measures }) => [...charges, ...measures].map(({ counts }) => counts.kind)));
  expect([...kinds].sort()).toEqual([
    ...["alive", "commenced", "commencedTotal", "distinct", "events", "measure", "peak", "sessions", "storage", "sum"],
  ]);
  for (const list of [
    ...["products", "enumerations", "terms", "windows", "sets", "intervals", "sessions", "measures", "charges", "fees"],
    ...["packages", "minimums", "prohibitions", "freeRules", "definitions", "interpretations", "examples"],
  ] as const)
    expect(all.some((service) => (service as unknown as Record<string, readonly unknown[]>)[list]!.length > 0)).toBe(true);
});

test("generated modules compile under strict settings, whatever the contract", () => {
  const files = Object.fromEntries(some.map((tried, index) => [`Sample${index}.ts`, emitService(sample(tried))]));
  const problems = Object.entries(typeCheck(files)).filter(([, found]) => found.length > 0);
  expect(problems).toEqual([]);
});

test("module and interpreter say the same", async () => {
  for (const tried of cases) {
    const found = await disagreements(tried);
    if (found.length > 0) expect.fail(told((await shrunk(tried))!));
  }
});

test("so they do of usage as text, however it is written; lines taken as bytes come to what parsed lines come to", async () => {
  const chance = new Chance(3);
  let taken = 0;
  for (const tried of cases.slice(0, numRuns / 2)) {
    const asText = await disagreementsOfText(tried, chance);
    taken += asText.taken;
    expect(asText.found).toEqual([]);
  }
  expect(taken).toBeGreaterThan(numRuns * 5);
});

describe.each(Object.entries(laws))("%s", (_, law) => {
  test("with random contracts", async () => {
    for (const [index, { services, agreements, month, usage }] of cases.entries()) {
      const chance = new Chance(index);
      const agreement = agreements[index % agreements.length]!;
      const own = usage.get(agreement.name)!;
      const records = recordsOf(services, own).map((record) => ({ ...record, subject: agreement.name }));
      const taken = services.filter(({ name }) => agreement.takes.some(({ service }) => service === name));
      const numbers = chance.times(40, () => chance.below(1 << 20));
      await law(taken, { month, agreement, usage: own, records }, numbers);
    }
  });
});

describe("texts", () => {
  const texts = cases.flatMap(({ files }) =>
    Object.entries(files).flatMap(([path, text]) => (path.endsWith(".sdl") ? [text] : [])),
  );

  test("any beginning of them parses to a tree, with children inside their parents", () => {
    const chance = new Chance(1);
    for (const text of texts)
      for (const end of [text.length, ...chance.times(2, () => chance.below(text.length))])
        expect(outsideParents(parse(text.slice(0, end)).file)).toEqual([]);
  });

  test("are formatted once and for all, and mean what they meant", () => {
    for (const tried of some) {
      const formatted = Object.entries(tried.files).map(([path, text]) => {
        if (!path.endsWith(".sdl")) return [path, text];
        const once = formatText(text);
        if ("problem" in once) throw new Error(once.problem.message);
        expect(formatText(once.text)).toEqual(once);
        return [path, once.text];
      });
      const again = compile(memoryHost(Object.fromEntries(formatted)), ["."]);
      expect(withoutPlaces([again.services, again.agreements])).toEqual(
        withoutPlaces([compile(memoryHost(tried.files), ["."]).services, tried.agreements]),
      );
    }
  });

  test("that change into one another are compiled with what is kept as they are from scratch", () => {
    const chance = new Chance(2);
    const memo = new Memo();
    for (const seed of seeds.slice(0, 8)) {
      const whole = contractText(seed);
      for (const elements of [whole.elements, chance.some(whole.elements, 1), whole.elements]) {
        const files = filesOf({ ...whole, elements });
        const kept = compile(memoryHost(files), ["."], { memo });
        const fresh = compile(memoryHost(files), ["."]);
        expect([kept.services, kept.diagnostics]).toEqual([fresh.services, fresh.diagnostics]);
      }
    }
  });
});

const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === "origin" ? undefined : inner)));
