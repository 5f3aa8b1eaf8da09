/** Why a clause applies to an event: the same conditions as in `judge`, each with its words and the value that the event had. */

import type { Condition, EventFilter, Named, Text } from "../../ir/model.ts";
import { conditionPhrase, ruleSentence } from "../docs/phrases.ts";
import type { Applies } from "./clause.ts";
import { conditionCode, every, fieldCode, keyCode, presence, stateOf } from "./condition.ts";
import type { Contract } from "./contract.ts";
import { literal, textLiteral } from "./literal.ts";

/** A condition as an expression that gives a ConditionTrace. */
export function traceCondition(contract: Contract, event: string, condition: Condition): string {
  const text = textLiteral(conditionPhrase(contract.service, event, condition));
  const holds = conditionCode(contract, event, condition);
  switch (condition.kind) {
    case "all":
    case "any": {
      const parts = condition.of.map((inner) => traceCondition(contract, event, inner));
      return `${contract.use(condition.kind === "all" ? "allOf" : "anyOf")}(${text}, [${parts.join(", ")}])`;
    }
    case "is":
    case "flag":
    case "compare":
      return `${contract.use("fieldCondition")}(${text}, ${holds}, ${fieldCode(contract, event, condition.field)})`;
    case "window":
    case "session":
    case "set": {
      const state = stateOf(contract, condition);
      const key = keyCode(contract, event, condition.key);
      const open = `${contract.value(state)}.span(${key}${condition.kind === "set" ? "" : ", event.at"})`;
      const there = every(presence(contract, event, condition.key));
      const span = there === undefined ? open : `${there} ? ${open} : undefined`;
      return `${contract.use("stateCondition")}(${text}, ${holds}, ${literal(state.name)}, ${span})`;
    }
  }
}

/** What a filter asks of an event, as a list of ConditionTraces. */
export function traceFilter(contract: Contract, filters: readonly EventFilter[]): string[] {
  const conditions = filters.flatMap(({ where }) => where ?? []);
  const [first] = filters;
  if (first === undefined || conditions.length < filters.length) return [];
  const condition: Condition = conditions.length === 1 ? conditions[0]! : { kind: "any", of: conditions };
  const parts = condition.kind === "all" ? condition.of : [condition];
  return parts.map((part) => traceCondition(contract, first.event, part));
}

/** Fields that are needed for counting and may be left out. */
export function tracePresence(contract: Contract, event: string, fields: readonly string[]): string[] {
  return [...new Set(fields)]
    .filter((name) => contract.fieldOf(event, name).optional)
    .map((name) => {
      const { title } = contract.fieldOf(event, name);
      const text: Text = { en: `the record gives ${title.en ?? name}`, vi: `bản ghi có ${title.vi ?? name}` };
      const value = fieldCode(contract, event, name);
      return `${contract.use("fieldCondition")}(${textLiteral(text)}, ${value} !== undefined, ${value})`;
    });
}

/** The whole trace of a clause. `counted` is code for what the event counts for. */
export function traceClause(
  contract: Contract,
  clause: Named,
  applies: Applies | undefined,
  conditions: readonly string[],
  counted?: { readonly quantity?: string; readonly price?: string },
): string {
  const subscription =
    applies === undefined ? [] : [`${contract.use("agreementCondition")}(${textLiteral(applies.text)}, ${applies.code})`];
  const parts = Object.entries(counted ?? {}).map(([name, code]) => `${name}: ${code}`);
  const answer = parts.length === 0 ? "" : `, () => ({ ${parts.join(", ")} })`;
  return `${contract.use("clauseTrace")}(${literal(clause.name)}, [${[...subscription, ...conditions].join(", ")}]${answer})`;
}

/** A prohibition on states, whose breach the states have already seen. */
export function traceBreach(contract: Contract, element: Contract["service"]["prohibitions"][number], broken: string): string {
  const text = ruleSentence(contract.service, { kind: "prohibition", element });
  return `${contract.use("clauseTrace")}(${literal(element.name)}, [${contract.use("agreementCondition")}(${textLiteral(text)}, ${broken})])`;
}
