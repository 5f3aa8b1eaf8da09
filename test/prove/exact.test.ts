/** What is proved of random contracts is exactly what trying everything out shows: nothing is missing, and nothing is invented. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Service } from "../../compiler/ir/model.ts";
import { NOTHING } from "../../compiler/prove/diagram.ts";
import { Space } from "../../compiler/prove/space.ts";
import { compileFiles } from "../kit/compile.ts";
import { runs } from "../properties/arbitraries.ts";
import { contract, withStates } from "./arbitrary.ts";
import { history, kinds, meets, pasts, stateAfter, type Witness, witnesses } from "./witness.ts";

interface Proved {
  readonly pairs: Set<string>;
  readonly gap: boolean;
  readonly unmet: Set<string>;
  readonly examples: readonly { readonly names: readonly string[]; readonly text: string }[];
}

/** What the compiler says of the events `Sent`. */
function proved(diagnostics: readonly { code: string; message: string }[]): Proved {
  const pairs = new Set<string>();
  const unmet = new Set<string>();
  const examples: { names: string[]; text: string }[] = [];
  let gap = false;
  for (const { code, message } of diagnostics) {
    const names = [...message.matchAll(/`([CF]\d)`/g)].map(([, name]) => name!);
    if (code === "SDL8001" || code === "SDL8002") {
      pairs.add([...names].sort().join());
      examples.push({ names, text: message });
    }
    if (code === "SDL8003") {
      gap = true;
      examples.push({ names: [], text: message });
    }
    if (code === "SDL8004") unmet.add(names[0] ?? message);
  }
  return { pairs, gap, unmet, examples };
}

/** The rules of the service by name: which events they are about, and in which agreements. */
function rulesOf(service: Service) {
  const rules = [
    ...service.charges.map((c) => ({
      name: c.name,
      filter: (c.counts as Extract<typeof c.counts, { kind: "events" }>).of[0]!,
      rule: c,
    })),
    ...service.freeRules.map((f) => ({ name: f.name, filter: f.of, rule: undefined })),
  ];
  return rules.map(({ name, filter, rule }) => ({
    name,
    filter,
    inForce: ({ takesOther }: Witness) => (rule?.circumstances ?? []).every((each) => each.negated !== takesOther),
  }));
}

/** Whether the event and the states of an example are those of something that can happen. */
function isOf(text: string, { event, inside, takesOther, facts }: Witness): boolean {
  const fields = Object.fromEntries([
    .../`Sent \{ (.*?) \}`/
      .exec(text)![1]!
      .split(", ")
      .map((f) => [f.slice(0, f.indexOf(" ")), f.slice(f.indexOf(" ") + 1)] as const),
    ["read", / not requested/.test(text) ? "no" : "yes"] as const,
  ]);
  const { kind, read, weight } = event.data;
  const said = (name: string): boolean | undefined =>
    new RegExp(`inside \`${name}\`|\` on \`${name}\``).test(text)
      ? true
      : new RegExp(`outside \`${name}\`|not on \`${name}\``).test(text)
        ? false
        : undefined;
  const takes = /does not take `Other`/.test(text) ? false : /takes `Other`/.test(text) ? true : undefined;
  return (
    fields.kind === kind &&
    (fields.read === "yes") === read &&
    fields.weight === (weight === undefined ? undefined : String(weight)) &&
    (takes === undefined || takes === takesOther) &&
    Object.entries(inside).every(([name, is]) => said(name) === undefined || said(name) === is) &&
    facts.service.name === "Sample"
  );
}

const serviceOf = (text: string): Service => compileFiles({ "a.sdl": text }).services.find(({ name }) => name === "Sample")!;

/** Which states an event `Sent` of each kind can be in, as the proofs have it. */
function possible(service: Service): Set<string> {
  const event = service.events.find(({ name }) => name === "Sent")!;
  const named = service.prohibitions.flatMap(({ rule }) => (rule.kind === "event" && rule.of.where ? [rule.of.where] : []));
  const { diagrams, universe, facts, fields } = new Space(service, new Map(), event, [], named);
  const found = new Set<string>();
  for (const kind of kinds) {
    const ofKind = fields.where("kind", (value) => value.kind === "word" && value.word === kind);
    for (let bits = 0; bits < 2 ** facts.length; bits += 1) {
      const isIn = (i: number) => ((bits >> i) & 1) === 1;
      const at = facts.map(({ variable }, i) => diagrams.where(variable, (value) => (value === 1) === isIn(i)));
      if (diagrams.and(universe, ofKind, ...at) === NOTHING) continue;
      found.add(said(kind, Object.fromEntries(facts.map(({ state }, i) => [state.name, isIn(i)]))));
    }
  }
  return found;
}

const said = (kind: string, inside: Readonly<Record<string, boolean>>): string =>
  [
    kind,
    ...Object.keys(inside)
      .sort()
      .map((name) => `${inside[name] ? "inside" : "outside"} ${name}`),
  ].join(" ");

describe("random contracts", () => {
  test("two states are together as some history leads to them, and in no other way", () => {
    fc.assert(
      fc.property(withStates("V", "W"), (text) => {
        const service = serviceOf(text);
        const expected = pasts(service).map(({ kind, inside }) => said(kind, inside));
        expect([...possible(service)].sort()).toEqual(expected.sort());
      }),
      runs(15),
    );
  }, 900_000);

  test("no history leads to states that are taken to be impossible", () => {
    const histories = fc.array(history, { minLength: 100, maxLength: 100 });
    fc.assert(
      fc.property(withStates("V", "W", "X"), histories, (text, some) => {
        const service = serviceOf(text);
        const all = possible(service);
        for (const before of some) for (const kind of kinds) expect(all).toContain(said(kind, stateAfter(service, before, kind)));
      }),
      runs(30),
    );
  }, 900_000);

  test("double charging, gaps and conditions that nothing meets are those that trying everything out shows", () => {
    let shown = 0;
    fc.assert(
      fc.property(contract, (text) => {
        const program = compileFiles({ "a.sdl": text });
        const found = program.diagnostics.filter(({ code }) => code.startsWith("SDL8"));
        expect(program.diagnostics.filter(({ severity, code }) => severity === "error" && !code.startsWith("SDL8"))).toEqual([]);
        const { pairs, gap, unmet, examples } = proved(found);
        const service = program.services.find(({ name }) => name === "Sample")!;
        const rules = rulesOf(service);
        const all = witnesses(service);

        const expected = { pairs: new Set<string>(), gap: false, met: new Set<string>() };
        for (const witness of all) {
          const met = rules.filter(({ filter }) => meets(witness, filter));
          for (const { name } of met) expected.met.add(name);
          const here = met.filter(({ inForce }) => inForce(witness)).map(({ name }) => name);
          const charges = here.filter((name) => name.startsWith("C"));
          for (const charge of charges)
            for (const other of here) if (other !== charge) expected.pairs.add([charge, other].sort().join());
          if (here.length === 0) expected.gap = true;
        }
        expect(pairs).toEqual(expected.pairs);
        expect(gap).toBe(expected.gap);
        const sent = new Set([...unmet].filter((name) => /^[CF]\d$/.test(name)));
        expect(sent).toEqual(new Set(rules.map(({ name }) => name).filter((name) => !expected.met.has(name))));

        for (const { names, text: example } of examples) {
          shown += 1;
          const isShown = all.some(
            (witness) =>
              isOf(example, witness) &&
              rules
                .filter(({ filter, inForce }) => meets(witness, filter) && inForce(witness))
                .filter(({ name }) => names.length === 0 || names.includes(name)).length === names.length,
          );
          expect(isShown, example).toBe(true);
        }
      }),
      runs(12),
    );
    expect(shown).toBeGreaterThan(15);
  }, 900_000);
});
