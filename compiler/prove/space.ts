/**
 * All situations that matter for one kind of event: what the agreement takes and chooses, what its terms are set to, what the fields of
 * the event hold, and inside which windows and sessions and on which sets it is. Exact as long as it is not beyond the bound.
 */
import type { Condition, Event, QuantityOrTerm, Service } from "../ir/model.ts";
import { Circumstances, type Conditional } from "./circumstances.ts";
import { type Decimal, text } from "./decimal.ts";
import { BeyondBound, Diagrams, EVERYTHING, NOTHING, type Region } from "./diagram.ts";
import { conditionsOn, effectsOn, type Fact, factName, lengthsOf, quantitiesOf, stateOf } from "./facts.ts";
import {
  atoms,
  type CompareCondition,
  type FieldValue,
  FieldVariables,
  isState,
  type Numbers,
  type StateCondition,
} from "./fields.ts";
import { atJudgement, bits, type Lasting, reachable, type Vector } from "./history.ts";
import { type KnownValues, type Past, type Signature, signatures } from "./signatures.ts";
import { type Choice, Terms } from "./terms.ts";
import type { Needing, Rule } from "./uses.ts";

/** Steps that the diagrams of one kind of event may take; the largest shipped contract takes a hundredth of it. */
export const STEPS = 2 ** 17;
/** More facts than this that the same events can change are not told apart. */
const MOST_FACTS = 8;
/** More values of keys than this are not told apart. */
const MOST_KEYS = 256;

/** Values of enumerations that look like codes of countries do no harm among them. */
const isCountry = (value: string): boolean => /^[A-Z]{2}$/.test(value);
export class Space {
  readonly event: Event;
  readonly diagrams: Diagrams;
  readonly circumstances: Circumstances;
  readonly terms: Terms;
  readonly fields: FieldVariables;
  readonly facts: readonly Fact[];
  /** The variable of the choice of terms. */
  readonly choice: number;
  readonly #conditions: readonly Condition[];
  readonly #service: Service;
  readonly #countries: readonly string[];
  readonly #limit: number;
  #universe: Region | undefined;

  /** `clauses`: the elements whose circumstances matter; `conditions`: all that are asked of the events. */
  constructor(
    service: Service,
    services: ReadonlyMap<string, Service>,
    event: Event,
    clauses: readonly Conditional[],
    conditions: readonly Condition[],
    limit = STEPS,
  ) {
    this.#service = service;
    this.#conditions = conditions;
    this.#limit = limit;
    this.event = event;
    this.diagrams = new Diagrams(limit);
    this.circumstances = new Circumstances(this.diagrams, service, services);
    for (const clause of clauses) this.circumstances.of(clause);

    const parts = conditions.flatMap(atoms);
    const states = parts.filter(isState);
    const asked = uniqueBy(states, (s) => `${factName(s)}(${s.key.join()})`).map((condition) => ({
      kind: condition.kind,
      state: stateOf(service, condition),
      key: condition.key,
    }));
    const changes = conditionsOn(asked).map(({ where }) => where);
    const lengths = asked.flatMap(quantitiesOf);
    const all = [...parts, ...changes.flatMap(atoms)];
    this.terms = new Terms(service.terms, [...all.flatMap((a) => (a.kind === "compare" ? [a.value] : [])), ...lengths]);
    this.choice = this.diagrams.variable(this.terms.choices.length);
    this.#countries = [...new Set(all.flatMap((a) => (a.kind === "is" ? a.values.filter(isCountry) : [])))];
    const own = conditionsOn(asked).filter((c) => c.event === event.name);
    this.fields = new FieldVariables({
      diagrams: this.diagrams,
      event,
      enumerations: service.enumerations,
      conditions: [...conditions, ...own.map(({ where }) => where)],
      terms: this.terms,
      numbers: this.#numbers,
      countries: this.#countries,
    });
    // variables in the order in which conditions name them: what stands together is often decided together
    const facts: Fact[] = [];
    for (const part of parts) {
      if (!isState(part)) this.fields.of(part.field);
      else if (!facts.some((fact) => isAbout(fact, part))) {
        for (const field of part.key) this.fields.of(field);
        const { kind, state, key } = asked.find((a) => isAbout(a, part))!;
        facts.push({ kind, state, key, variable: this.diagrams.variable(2) });
      }
    }
    this.facts = facts;
  }

  /** The situations that there can be. */
  get universe(): Region {
    this.#universe ??= this.diagrams.all([
      this.circumstances.universe(),
      ...this.#groups().map((facts) => this.#possible(facts)),
    ]);
    return this.#universe;
  }

  meeting(condition: Condition | undefined): Region {
    return this.fields.meeting(condition, (state) => {
      const fact = this.facts.find((f) => isAbout(f, state))!;
      const inside = this.diagrams.where(fact.variable, (value) => (value === 1) !== state.negated);
      return this.diagrams.and(this.fields.present(state.key), inside);
    });
  }

  /** The events that meet one of the filters and have the fields that it needs. */
  filtered(filters: readonly Needing[]): Region {
    return this.diagrams.any(
      filters
        .filter(({ event }) => event === this.event.name)
        .map(({ where, needs }) => this.diagrams.and(this.meeting(where), this.fields.present(needs))),
    );
  }

  /** What a rule is about: events that meet it, in agreements that have it. */
  ruled({ element, filters }: Rule): Region {
    return this.diagrams.and(this.universe, this.circumstances.of(element), this.filtered(filters));
  }

  /** All comparisons of a field that are asked of the events, once each. */
  comparisons(field: string): CompareCondition[] {
    const found = this.#conditions.flatMap(atoms).filter((a): a is CompareCondition => a.kind === "compare" && a.field === field);
    return uniqueBy(found, ({ operator, value }) => JSON.stringify([operator, value]));
  }

  #numbers: Numbers = (quantity) => {
    const numbers = new Map<string, { number: Decimal; choices: Set<number> }>();
    this.terms.choices.forEach((choice, i) => {
      const number = this.terms.number(quantity, choice);
      const key = text(number);
      if (!numbers.has(key)) numbers.set(key, { number, choices: new Set() });
      numbers.get(key)!.choices.add(i);
    });
    return [...numbers.values()].map(({ number, choices }) => ({
      number,
      region: this.diagrams.where(this.choice, (value) => choices.has(value)),
    }));
  };

  /** Facts that the same events can change, together. */
  #groups(): Fact[][] {
    const groups: { facts: Fact[]; events: Set<string> }[] = [];
    for (const fact of this.facts) {
      const events = new Set(effectsOn(fact).map(({ filter }) => filter.event));
      const joined = groups.filter((group) => [...group.events].some((name) => events.has(name)));
      for (const group of joined) groups.splice(groups.indexOf(group), 1);
      groups.push({
        facts: [...joined.flatMap((group) => group.facts), fact],
        events: new Set([...joined.flatMap((group) => [...group.events]), ...events]),
      });
    }
    return groups.map(({ facts }) => facts);
  }

  /** The situations to which some history of events leads. */
  #possible(facts: readonly Fact[]): Region {
    const { diagrams } = this;
    if (facts.length > MOST_FACTS) throw new BeyondBound("states that the same events change");
    const begins = facts.map((fact) => this.#own(fact, ["open", "add"]));
    const ends = facts.map((fact) => this.#own(fact, ["remove", "close"]));
    const known = new Map<string, Region>();
    return diagrams.any(
      this.terms.choices.flatMap((choice, i) =>
        this.#keys(facts).map(({ values, region }) => {
          const past: Past = {
            service: this.#service,
            terms: this.terms,
            choice,
            countries: this.#countries,
            limit: this.#limit,
          };
          const changes = signatures(past, facts, values);
          const lasting = facts.map((fact) => this.#lasting(fact, choice));
          const key = JSON.stringify([changes, lasting.map(({ length, life }) => [length, life])]);
          if (!known.has(key)) known.set(key, this.#afterwards(facts, lasting, changes, begins, ends));
          return diagrams.and(
            diagrams.where(this.choice, (value) => value === i),
            region,
            known.get(key)!,
          );
        }),
      ),
    );
  }

  /** What can be true when the event is judged, by what the event itself does at its instant. */
  #afterwards(
    facts: readonly Fact[],
    lasting: readonly Lasting[],
    changes: readonly Signature[],
    begins: readonly Region[],
    ends: readonly Region[],
  ): Region {
    const { diagrams } = this;
    const before = reachable(lasting, changes);
    const found: Region[] = [];
    const decide = (region: Region, place: number, begun: readonly number[], ended: readonly number[]): void => {
      if (region === NOTHING) return;
      if (place === facts.length) {
        const vectors = atJudgement(before, changes, bits(ended), bits(begun));
        found.push(diagrams.and(region, this.#oneOf(facts, vectors)));
        return;
      }
      const [begin, end] = [begins[place]!, ends[place]!];
      for (const doesBegin of [false, true])
        for (const doesEnd of [false, true]) {
          const part = diagrams.and(region, doesBegin ? begin : diagrams.not(begin), doesEnd ? end : diagrams.not(end));
          decide(part, place + 1, doesBegin ? [...begun, place] : begun, doesEnd ? [...ended, place] : ended);
        }
    };
    decide(EVERYTHING, 0, [], []);
    return diagrams.any(found);
  }

  #oneOf(facts: readonly Fact[], vectors: ReadonlySet<Vector>): Region {
    const { diagrams } = this;
    if (vectors.size === 2 ** facts.length) return EVERYTHING;
    return diagrams.any(
      [...vectors].map((vector) =>
        diagrams.all(facts.map(({ variable }, i) => diagrams.where(variable, (value) => value === ((vector >> i) & 1)))),
      ),
    );
  }

  /** The events of this kind that begin or end a state of their own key. */
  #own(fact: Fact, does: readonly string[]): Region {
    return this.diagrams.any(
      effectsOn(fact)
        .filter((e) => does.includes(e.does) && e.filter.event === this.event.name && e.per.join() === fact.key.join())
        .map(({ filter }) => this.meeting(filter.where)),
    );
  }

  /** The values that fields in keys can have, where they are told apart: enumerations, yes or no, named countries. */
  #keys(facts: readonly Fact[]): { readonly values: KnownValues; readonly region: Region }[] {
    const names = [...new Set(facts.flatMap(({ key }) => key))].filter((name) =>
      ["enumeration", "flag", "country"].includes(this.fields.field(name).type.kind),
    );
    let found: { values: ReadonlyMap<string, FieldValue>; region: Region }[] = [{ values: new Map(), region: EVERYTHING }];
    for (const name of names) {
      const { values: all, variable } = this.fields.of(name);
      found = found.flatMap(({ values, region }) =>
        all.map((value, i) => ({
          values: new Map([...values, [name, value]]),
          region: this.diagrams.and(
            region,
            this.diagrams.where(variable, (v) => v === i),
          ),
        })),
      );
      if (found.length > MOST_KEYS) throw new BeyondBound("values of the keys of states");
    }
    return found;
  }

  #lasting(fact: Fact, choice: Choice): Lasting {
    const milliseconds = (quantity: QuantityOrTerm | undefined): number => {
      if (quantity === undefined) return Number.POSITIVE_INFINITY;
      const { units, digits } = this.terms.number(quantity, choice);
      return Number(units) * 10 ** (3 - digits);
    };
    const { length, life } = lengthsOf(fact);
    return { kind: fact.kind, length: milliseconds(length), life: milliseconds(life) };
  }
}

const isAbout = (fact: Pick<Fact, "kind" | "state" | "key">, condition: StateCondition): boolean =>
  fact.kind === condition.kind && fact.state.name === factName(condition) && fact.key.join() === condition.key.join();

function uniqueBy<T>(list: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [key(item), item])).values()];
}
