/** What one event of the past can do to the facts about an event that is judged: all combinations that some event of its kind has. */
import type { Event, Service } from "../ir/model.ts";
import { BeyondBound, Diagrams, EVERYTHING, NOTHING, type Region } from "./diagram.ts";
import { type Effect, effectsOn, type Fact } from "./facts.ts";
import { type FieldValue, FieldVariables, underChoice } from "./fields.ts";
import type { Choice, Terms } from "./terms.ts";

/** What an event does, by the places of the facts. */
export type Signature = Readonly<Record<Effect["does"], readonly number[]>>;

/** The values that fields of the judged event have, where they are known. */
export type KnownValues = ReadonlyMap<string, FieldValue>;

/** What it takes to look at past events. */
export interface Past {
  readonly service: Service;
  readonly terms: Terms;
  readonly choice: Choice;
  readonly countries: readonly string[];
  /** How many steps the diagrams of one kind of event may take. */
  readonly limit: number;
}

const MOST_SIGNATURES = 1024;

type Placed = Effect & { readonly fact: number };

/** The different things that events of any kind, one or several at one instant, can do to the facts of one key. */
export function signatures(past: Past, facts: readonly Fact[], known: KnownValues): Signature[] {
  const effects = facts.flatMap((fact, i) => effectsOn(fact).map((effect): Placed => ({ ...effect, fact: i })));
  const kinds = [...new Set(effects.map(({ filter }) => filter.event))];
  const found = new Map<string, Signature>();
  const add = (signature: Signature) => {
    found.set(JSON.stringify(signature), signature);
    if (found.size > MOST_SIGNATURES) throw new BeyondBound("ways in which events change states");
  };
  for (const kind of kinds) {
    const event = past.service.events.find(({ name }) => name === kind)!;
    const ofThisKind = effects.filter(({ filter }) => filter.event === kind);
    // each new one by itself, and together with all combinations that were there
    for (const one of ofKind(past, event, ofThisKind, facts, known))
      for (const signature of [one, ...[...found.values()].map((other) => together(one, other))]) add(signature);
  }
  return [...found.values()];
}

function ofKind(past: Past, event: Event, effects: readonly Placed[], facts: readonly Fact[], known: KnownValues): Signature[] {
  const diagrams = new Diagrams(past.limit);
  const fields = new FieldVariables({
    diagrams,
    event,
    enumerations: past.service.enumerations,
    conditions: effects.flatMap(({ filter }) => filter.where ?? []),
    terms: past.terms,
    numbers: underChoice(past.terms, past.choice),
    countries: past.countries,
  });
  const meets = effects.map(({ filter }) => fields.meeting(filter.where, () => NOTHING));
  const found: Signature[] = [];
  const decide = (region: Region, matched: readonly number[], active: readonly Placed[]): void => {
    if (region === NOTHING) return;
    const [next, ...rest] = matched;
    if (next === undefined) {
      if (active.length > 0) found.push(signature(active));
      return;
    }
    decide(diagrams.and(region, meets[next]!), rest, [...active, effects[next]!]);
    decide(diagrams.without(region, meets[next]!), rest, active);
  };
  for (const { region, sameAs } of matchings(diagrams, fields, effects, facts, known)) {
    const matched = effects.flatMap(({ per, fact }, i) =>
      per.every((field, k) => sameAs.get(field) === facts[fact]!.key[k]) ? [i] : [],
    );
    decide(region, matched, []);
  }
  return found;
}

/** What is done, by the places of the facts in their order, so that the same is written the same. */
function signatureOf(places: (does: Effect["does"]) => readonly number[]): Signature {
  const of = (does: Effect["does"]) => [...new Set(places(does))].sort((a, b) => a - b);
  return { remove: of("remove"), close: of("close"), open: of("open"), add: of("add"), keep: of("keep") };
}

const signature = (active: readonly Placed[]): Signature =>
  signatureOf((does) => active.filter((e) => e.does === does).map(({ fact }) => fact));

/** Two events at one instant. */
const together = (a: Signature, b: Signature): Signature => signatureOf((does) => [...a[does], ...b[does]]);

interface Matching {
  /** Which fields of the past event hold the value of which field of the judged one. */
  readonly sameAs: ReadonlyMap<string, string>;
  /** The past events for which that can be. */
  readonly region: Region;
}

/** All ways in which the keys of a past event can be those of the judged one. Fields of the judged event hold different values. */
function matchings(
  diagrams: Diagrams,
  fields: FieldVariables,
  effects: readonly Placed[],
  facts: readonly Fact[],
  known: KnownValues,
): Matching[] {
  const pairs = new Map<string, Set<string>>();
  for (const { per, fact } of effects)
    per.forEach((field, i) => {
      pairs.set(field, (pairs.get(field) ?? new Set()).add(facts[fact]!.key[i]!));
    });
  let found: Matching[] = [{ sameAs: new Map(), region: EVERYTHING }];
  for (const [field, others] of pairs) {
    const same = (other: string) => fields.where(field, (value) => isSame(value, known.get(other)) !== "no");
    const surely = (other: string) => fields.where(field, (value) => isSame(value, known.get(other)) === "yes");
    found = found.flatMap(({ sameAs, region }) => [
      { sameAs, region: diagrams.without(region, diagrams.any([...others].map(surely))) },
      ...[...others].map((other) => ({
        sameAs: new Map([...sameAs, [field, other]]),
        region: diagrams.and(region, same(other)),
      })),
    ]);
  }
  return found;
}

/** Whether two fields hold the same: only words and yes/no are certain. */
function isSame(value: FieldValue, other: FieldValue | undefined): "yes" | "no" | "perhaps" {
  const label = (v: FieldValue | undefined) => (v?.kind === "word" ? v.word : v?.kind === "flag" ? v.yes : undefined);
  if (value.kind === "absent") return "no";
  if (other === undefined) return "perhaps";
  const [a, b] = [label(value), label(other)];
  if (a === undefined && b === undefined) return "perhaps";
  return a === b ? "yes" : "no";
}
