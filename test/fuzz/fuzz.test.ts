/** Inputs that nobody would write: the same few cases every time, and those that failed once. `npm run fuzz` tries many more. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { random } from "../kit/random.ts";
import { Fuzzing, replay } from "./driver.ts";
import { Mutator } from "./mutate.ts";
import { acme, rated, rich } from "./sample.ts";
import { Broken, must, type Target } from "./target.ts";
import { targets } from "./targets/index.ts";

/** Cases that are tried of each target: what takes about half a second. */
const CASES: Readonly<Record<string, number>> = { syntax: 25, compiler: 20, "rate-cards": 40, rating: 60, gzip: 60 };
const OTHERS = 150;

const corpus = new URL("corpus/", import.meta.url);

describe.each(targets.map((target) => [target.name, target] as const))("%s", (name, target) => {
  test("what is as it should be is taken", async () => {
    for (const seed of target.seeds.slice(0, 12)) await replay(target, seed);
  });

  test("what was changed at random is taken or refused in words", async () => {
    const fuzzing = new Fuzzing(target, 20260301);
    for (let number = 0; number < (CASES[name] ?? OTHERS); number += 1) {
      const failure = await fuzzing.try(number);
      if (failure !== undefined)
        throw new Error(`Case ${number}: ${JSON.stringify(Buffer.from(failure.input).toString())}`, { cause: failure.error });
    }
  });

  const folder = new URL(`${name}/`, corpus);
  const kept = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (kept.length > 0)
    test.each(kept)("%s, which failed once", async (file) => {
      await replay(target, Uint8Array.from(readFileSync(new URL(file, folder))));
    });
});

test("the agreements that are changed are rated as they stand", () => {
  expect(rated("2026-03", acme).bill.total).toBe("2.60");
  expect(rated("2026-03", rich).bill.lines.map(({ clause, amount }) => [clause, amount])).toEqual([
    ["Chat.Rent", "3.00"],
    ["Chat.minimum-spend", "16.15"],
  ]);
});

describe("fuzzing itself", () => {
  const target: Target = {
    name: "sample",
    seeds: [new TextEncoder().encode("the quick brown fox jumps over the lazy dog")],
    words: ["bad"],
    check: (input) => must(!new TextDecoder().decode(input).includes("bad"), 'It says "bad".'),
  };

  test("finds what is broken, makes it small, and makes the same case again for the same numbers", async () => {
    const fuzzing = new Fuzzing(target, 7);
    let number = 0;
    let failure = await fuzzing.try(number);
    for (; failure === undefined && number < 2_000; failure = await fuzzing.try(number)) number += 1;
    expect(failure?.error).toBeInstanceOf(Broken);
    expect(new TextDecoder().decode(failure!.input)).toBe("bad");
    expect(new TextDecoder().decode(new Fuzzing(target, 7).input(number))).toContain("bad");
    expect((await new Fuzzing(target, 7).try(number))?.input).toEqual(failure!.input);
    await expect(replay(target, failure!.input)).rejects.toThrow(Broken);
  });

  test("other cases and other seeds give other inputs", () => {
    const inputs = [0, 1, 2, 3].flatMap((seed) => [0, 1, 2, 3].map((number) => String(new Fuzzing(target, seed).input(number))));
    expect(new Set(inputs).size).toBeGreaterThan(14);
  });

  test("values in JSON are changed as values", () => {
    const json = new TextEncoder().encode(JSON.stringify({ a: [1, { b: "x" }], c: true }));
    const mutator = new Mutator([json], []);
    const changed = Array.from({ length: 300 }, (_, seed) => new TextDecoder().decode(mutator.input(random(seed)).input));
    const valid = changed.filter((text) => {
      try {
        return JSON.stringify(JSON.parse(text)) !== JSON.stringify({ a: [1, { b: "x" }], c: true });
      } catch {
        return false;
      }
    });
    expect(valid.length).toBeGreaterThan(15);
  });
});
