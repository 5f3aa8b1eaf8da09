/**
 * What can be said of a situation in the words of the language, and how little of it has to be said to stay within a region: the
 * conditions of an example, reduced to those that matter.
 */
import type { Field } from "../ir/model.ts";
import type { Circumstance } from "./circumstances.ts";
import { NOTHING, type Region, type Situation } from "./diagram.ts";
import type { Fact } from "./facts.ts";
import type { CompareCondition, FieldVariable } from "./fields.ts";
import type { Space } from "./space.ts";

/** One thing that is said. */
export type Literal = { readonly region: Region } & (
  | { readonly about: "circumstance"; readonly circumstance: Circumstance; readonly value: number }
  /** The field has one of the values. */
  | { readonly about: "field"; readonly variable: FieldVariable; readonly values: readonly number[] }
  | { readonly about: "comparison"; readonly comparison: CompareCondition; readonly holds: boolean }
  | { readonly about: "fact"; readonly fact: Fact; readonly inside: boolean }
);

/** Everything that can be said of a situation. */
function everything(space: Space, situation: Situation): Literal[] {
  const { diagrams, fields, facts } = space;
  const at = (variable: number): Region => diagrams.where(variable, (value) => value === situation[variable]);
  const circumstances = space.circumstances.all.map(
    (circumstance): Literal => ({
      about: "circumstance",
      circumstance,
      value: situation[circumstance.variable]!,
      region: at(circumstance.variable),
    }),
  );
  const known = facts.map(
    (fact): Literal => ({ about: "fact", fact, inside: situation[fact.variable] === 1, region: at(fact.variable) }),
  );
  const held = fields.all.flatMap((variable): Literal[] => {
    const value = situation[variable.variable]!;
    if (variable.values[value]!.kind !== "number")
      return [{ about: "field", variable, values: [value], region: at(variable.variable) }];
    const point = at(variable.variable);
    const choice = at(space.choice);
    return space.comparisons(variable.field.name).map((comparison): Literal => {
      const meets = space.meeting(comparison);
      const holds = diagrams.and(point, choice, meets) !== NOTHING;
      const present = fields.present([variable.field.name]);
      return { about: "comparison", comparison, holds, region: holds ? meets : diagrams.without(present, meets) };
    });
  });
  // what is not there is left unsaid before what is
  const absent = (l: Literal) => l.about === "circumstance" && l.circumstance.kind === "taken" && l.value === 0;
  return [...circumstances.filter(absent), ...circumstances.filter((l) => !absent(l)), ...known, ...held];
}

/** As little as can be said of a situation so that all that there can be and of which it is true lies in the region. */
export function statement(space: Space, situation: Situation, region: Region): Literal[] {
  const { diagrams, universe } = space;
  const outside = diagrams.without(universe, region);
  const suffices = (literals: readonly Literal[]) => diagrams.all([outside, ...literals.map((l) => l.region)]) === NOTHING;
  let said = everything(space, situation);
  for (const literal of [...said]) {
    const less = said.filter((l) => l !== literal);
    if (suffices(less)) said = less;
  }
  // what must be said of a field is said of as many of its values as possible
  for (const literal of [...said]) {
    if (literal.about !== "field" || isAbsent(literal)) continue;
    let widest = literal;
    for (const [value, { kind }] of literal.variable.values.entries()) {
      if (kind === "absent" || widest.values.includes(value)) continue;
      const wider = inOneOf(space, literal.variable, [...widest.values, value]);
      const more: Literal[] = said.map((l) => (l === widest ? wider : l));
      if (!suffices(more)) continue;
      said = more;
      widest = wider;
    }
  }
  return said;
}

const isAbsent = ({ variable, values }: Extract<Literal, { about: "field" }>): boolean =>
  values.some((value) => variable.values[value]!.kind === "absent");

function inOneOf(space: Space, variable: FieldVariable, values: readonly number[]): Extract<Literal, { about: "field" }> {
  const sorted = [...values].sort((a, b) => a - b);
  const region = space.diagrams.where(variable.variable, (value) => sorted.includes(value));
  return { about: "field", variable, values: sorted, region };
}

/** The field that a statement says is left out, if it says so: no condition of the language can. */
export const leftOut = (literals: readonly Literal[]): Field | undefined =>
  literals.find((l): l is Extract<Literal, { about: "field" }> => l.about === "field" && isAbsent(l))?.variable.field;
