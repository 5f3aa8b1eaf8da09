/** The fields of one event as variables: for each field, the values that the conditions tell apart. */
import type { Comparison, Condition, Enumeration, Event, Field, QuantityOrTerm } from "../ir/model.ts";
import { classes, compared, type Decimal, type Domain, whole } from "./decimal.ts";
import { type Diagrams, EVERYTHING, type Region } from "./diagram.ts";
import type { Choice, Terms } from "./terms.ts";

/** What a field may hold, as far as conditions tell it apart. */
export type FieldValue =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "flag"; readonly yes: boolean }
  /** One number for all that compare like it. */
  | { readonly kind: "number"; readonly number: Decimal }
  /** Any value; of a country, any beside the ones that are named. */
  | { readonly kind: "any" }
  | { readonly kind: "absent" };

export interface FieldVariable {
  readonly field: Field;
  readonly variable: number;
  readonly values: readonly FieldValue[];
}

type Of<Kind extends Condition["kind"]> = Extract<Condition, { readonly kind: Kind }>;
export type CompareCondition = Of<"compare">;
/** A condition that is about a state. */
export type StateCondition = Of<"window"> | Of<"set"> | Of<"session">;

const domains: Partial<Record<Field["type"]["kind"], Domain>> = {
  duration: { least: whole(0n) },
  size: { least: whole(0n), digits: 0 },
  count: { least: whole(0n), digits: 0 },
  number: {},
};

/** The parts of a condition that are no combinations of others. */
export function atoms(condition: Condition): readonly Exclude<Condition, Of<"all"> | Of<"any">>[] {
  return condition.kind === "all" || condition.kind === "any" ? condition.of.flatMap(atoms) : [condition];
}

export const isState = (condition: Condition): condition is StateCondition =>
  ["window", "set", "session"].includes(condition.kind);

/** Under which choices of terms a quantity is which number. */
export type Numbers = (quantity: QuantityOrTerm) => readonly { readonly region: Region; readonly number: Decimal }[];

export interface FieldsSetup {
  readonly diagrams: Diagrams;
  readonly event: Event;
  readonly enumerations: readonly Enumeration[];
  /** All conditions that events of the kind are asked to meet. */
  readonly conditions: readonly Condition[];
  readonly terms: Terms;
  readonly numbers: Numbers;
  /** Countries that any condition names. */
  readonly countries: readonly string[];
}

export class FieldVariables {
  readonly #setup: FieldsSetup;
  readonly #variables = new Map<string, FieldVariable>();

  constructor(setup: FieldsSetup) {
    this.#setup = setup;
  }

  /** The fields that have become variables. */
  get all(): readonly FieldVariable[] {
    return [...this.#variables.values()];
  }

  field(name: string): Field {
    return this.#setup.event.fields.find((field) => field.name === name)!;
  }

  of(name: string): FieldVariable {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const field = this.field(name);
    const values = [...this.valuesOf(field), ...(field.optional ? [{ kind: "absent" as const }] : [])];
    const variable = { field, values, variable: this.#setup.diagrams.variable(values.length) };
    this.#variables.set(name, variable);
    return variable;
  }

  /** The field has one of the values that a test picks. */
  where(name: string, holds: (value: FieldValue) => boolean): Region {
    const { variable, values } = this.of(name);
    return this.#setup.diagrams.where(variable, (value) => holds(values[value]!));
  }

  /** The fields are not left out. */
  present(names: readonly string[]): Region {
    const { diagrams } = this.#setup;
    return diagrams.all(
      names.filter((name) => this.field(name).optional).map((name) => this.where(name, ({ kind }) => kind !== "absent")),
    );
  }

  /** The events that meet a condition; what it says of states is asked of `state`. */
  meeting(condition: Condition | undefined, state: (condition: StateCondition) => Region): Region {
    const { diagrams } = this.#setup;
    if (condition === undefined) return EVERYTHING;
    switch (condition.kind) {
      case "all":
        return diagrams.all(condition.of.map((part) => this.meeting(part, state)));
      case "any":
        return diagrams.any(condition.of.map((part) => this.meeting(part, state)));
      case "is":
        return this.#is(condition);
      case "flag":
        return this.where(condition.field, (value) => value.kind === "flag" && value.yes !== condition.negated);
      case "compare":
        return this.#compare(condition);
      default:
        return state(condition);
    }
  }

  #is({ field, values, negated }: Of<"is">): Region {
    return this.where(
      field,
      (value) => value.kind !== "absent" && (value.kind === "word" && values.includes(value.word)) !== negated,
    );
  }

  #compare({ field, operator, value }: Of<"compare">): Region {
    const { diagrams, numbers } = this.#setup;
    return diagrams.any(
      numbers(value).map(({ region, number }) =>
        diagrams.and(
          region,
          this.where(field, (held) => held.kind === "number" && holds(compared(held.number, number), operator)),
        ),
      ),
    );
  }

  /** What the field may hold, as far as conditions tell it apart. */
  valuesOf(field: Field): FieldValue[] {
    const { type } = field;
    const { enumerations, countries, conditions, terms } = this.#setup;
    switch (type.kind) {
      case "enumeration":
        return enumerations
          .find(({ name }) => name === type.enumeration)!
          .values.map(({ name }) => ({ kind: "word", word: name }));
      case "flag":
        return [
          { kind: "flag", yes: true },
          { kind: "flag", yes: false },
        ];
      case "country":
        return [...countries.map((word) => ({ kind: "word" as const, word })), { kind: "any" }];
      default: {
        const domain = domains[type.kind];
        const quantities = conditions
          .flatMap(atoms)
          .flatMap((a) => (a.kind === "compare" && a.field === field.name ? [a.value] : []));
        if (domain === undefined || quantities.length === 0) return [{ kind: "any" }];
        return classes(domain, terms.numbers(quantities)).map((number) => ({ kind: "number", number }));
      }
    }
  }
}

/** Numbers under one choice of terms. */
export const underChoice =
  (terms: Terms, choice: Choice): Numbers =>
  (quantity) => [{ region: EVERYTHING, number: terms.number(quantity, choice) }];

function holds(difference: number, operator: Comparison): boolean {
  switch (operator) {
    case "above":
      return difference > 0;
    case "below":
      return difference < 0;
    case "atLeast":
      return difference >= 0;
    case "atMost":
      return difference <= 0;
  }
}
