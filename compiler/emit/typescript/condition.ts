/** Conditions on an event as plain JavaScript expressions over `data` and the states. */
import type { Condition, EventFilter } from "../../ir/model.ts";
import type { Contract } from "./contract.ts";
import { checkedName, literal } from "./literal.ts";

/** The value of a field, or undefined when the record left it out. */
export function fieldCode(contract: Contract, event: string, name: string): string {
  return contract.fieldOf(event, name).optional ? contract.property("data", name) : `data.${checkedName(name)}`;
}

/** The value of a field that is known to be there. */
export function presentField(contract: Contract, event: string, name: string): string {
  return `${fieldCode(contract, event, name)}${contract.fieldOf(event, name).optional ? contract.typed("!") : ""}`;
}

/** The value of a field as text, for keys and for counting different values. */
export function textField(contract: Contract, event: string, name: string): string {
  const code = presentField(contract, event, name);
  return contract.fieldOf(event, name).type.kind === "flag" ? `String(${code})` : code;
}

/** The key of a state, from fields of an event. */
export function keyCode(contract: Contract, event: string, fields: readonly string[]): string {
  if (fields.length === 1) return textField(contract, event, fields[0]!);
  return `${contract.use("key")}(${fields.map((field) => presentField(contract, event, field)).join(", ")})`;
}

/** The values by which a charge is priced, as a list; absent ones are undefined. */
export function keyValues(contract: Contract, event: string, fields: readonly string[]): string {
  const has = (name: string) => contract.event(event).fields.some((field) => field.name === name);
  return `[${fields.map((field) => (has(field) ? fieldCode(contract, event, field) : "undefined")).join(", ")}]`;
}

/** Tests that the fields are there, for those that a record may leave out. */
export function presence(contract: Contract, event: string, fields: readonly string[]): string[] {
  const optional = [...new Set(fields)].filter((field) => contract.fieldOf(event, field).optional);
  return optional.map((field) => `${fieldCode(contract, event, field)} !== undefined`);
}

/** Joins expressions of which all must hold; undefined when there are none. */
export function every(parts: readonly (string | undefined)[]): string | undefined {
  const present = parts.filter((part): part is string => part !== undefined);
  if (present.length <= 1) return present[0];
  return present.map((part) => grouped(part)).join(" && ");
}

/** Joins expressions of which one must hold. */
export function some(parts: readonly string[]): string {
  if (parts.length === 0) return "false";
  return [...new Set(parts)].map((part) => (parts.length > 1 && part.includes(" && ") ? `(${part})` : part)).join(" || ");
}

function grouped(part: string): string {
  return part.includes(" || ") ? `(${part})` : part;
}

/** `if (…) statement`, or just the statement when nothing is asked. */
export function when(test: string | undefined, statement: string): string {
  return test === undefined ? statement : `if (${test}) ${statement}`;
}

/** What must hold for an event to be one of the filter's, given the fields that are needed besides; undefined when nothing must. */
export function filterCode(
  contract: Contract,
  filters: readonly EventFilter[],
  needed: readonly string[] = [],
): string | undefined {
  const [first] = filters;
  if (first === undefined) return "false";
  const there = presence(contract, first.event, needed);
  if (filters.some(({ where }) => where === undefined)) return every(there);
  const repeated = repeatedFields(filters.flatMap(({ where }) => where ?? []));
  const tests = filters.map(({ where }) => conditionCode(contract, first.event, where!, repeated));
  return every([...there, some(tests)]);
}

/**
 * One condition as an expression. `repeated` are fields that the whole expression compares more than once: TypeScript would
 * narrow them after the first comparison and refuse the next, so they are compared by a function.
 */
export function conditionCode(
  contract: Contract,
  event: string,
  condition: Condition,
  repeated: ReadonlySet<string> = new Set(),
): string {
  const code = (inner: Condition) => conditionCode(contract, event, inner, repeated);
  switch (condition.kind) {
    case "all":
      return every(condition.of.map(code)) ?? "true";
    case "any":
      return some(condition.of.map(code));
    case "is":
      return membership(contract, event, condition, repeated.has(condition.field));
    case "flag": {
      const value = fieldCode(contract, event, condition.field);
      if (!contract.fieldOf(event, condition.field).optional) return condition.negated ? `!${value}` : value;
      return condition.negated ? `${value} !== undefined && !${value}` : `(${value} ?? false)`;
    }
    case "compare": {
      const operator = { above: "> 0", atLeast: ">= 0", below: "< 0", atMost: "<= 0" }[condition.operator];
      const value = presentField(contract, event, condition.field);
      const compared = `${contract.use("compareDecimals")}(${value}, ${contract.decimal(condition.value)}) ${operator}`;
      return every([...presence(contract, event, [condition.field]), compared])!;
    }
    case "window":
    case "session":
    case "set":
      return every([
        ...presence(contract, event, condition.key),
        `${condition.negated ? "!" : ""}${stateTest(contract, event, condition)}`,
      ])!;
  }
}

/** Conditions on a state. */
export type StateCondition = Extract<Condition, { kind: "window" | "session" | "set" }>;

/** Whether a condition depends on anything but the event. */
export function looksAtStates(condition: Condition | undefined): boolean {
  if (condition === undefined) return false;
  if (condition.kind === "all" || condition.kind === "any") return condition.of.some(looksAtStates);
  return condition.kind === "window" || condition.kind === "session" || condition.kind === "set";
}

/** The state that a condition is about. */
export function stateOf(contract: Contract, condition: StateCondition) {
  switch (condition.kind) {
    case "window":
      return contract.element("windows", condition.window);
    case "session":
      return contract.element("sessions", condition.session);
    case "set":
      return contract.element("sets", condition.set);
  }
}

function stateTest(contract: Contract, event: string, condition: StateCondition): string {
  const state = contract.value(stateOf(contract, condition));
  const key = keyCode(contract, event, condition.key);
  return condition.kind === "set" ? `${state}.has(${key})` : `${state}.covers(${key}, event.at)`;
}

function membership(contract: Contract, event: string, condition: Extract<Condition, { kind: "is" }>, repeated: boolean): string {
  const value = fieldCode(contract, event, condition.field);
  const values = [...new Set(condition.values)].map(literal);
  const there = condition.negated ? presence(contract, event, [condition.field]) : [];
  if (repeated)
    return every([...there, `${condition.negated ? "!" : ""}${contract.use("isOneOf")}(${[value, ...values].join(", ")})`])!;
  const sign = condition.negated ? "!==" : "===";
  return every([...there, values.map((one) => `${value} ${sign} ${one}`).join(condition.negated ? " && " : " || ")])!;
}

function repeatedFields(conditions: readonly Condition[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const visit = (condition: Condition): void => {
    if (condition.kind === "all" || condition.kind === "any") for (const inner of condition.of) visit(inner);
    if (condition.kind !== "is") return;
    if (seen.has(condition.field)) repeated.add(condition.field);
    seen.add(condition.field);
  };
  for (const condition of conditions) visit(condition);
  return repeated;
}
