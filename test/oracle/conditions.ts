/** Whether an event meets a condition. A field that was left out meets none, negated or not. */
import type { Condition, EventFilter } from "../../compiler/ir/model.ts";
import { type Facts, isOf, keyOf, numberOf, numberOfQuantity, type Usage } from "./facts.ts";
import { compared } from "./rational.ts";
import { isOnSet, isSessionOpen, isWindowOpen } from "./states.ts";

export function matches(facts: Facts, event: Usage, filter: EventFilter): boolean {
  return isOf(event, filter) && (filter.where === undefined || holds(facts, event, filter.where));
}

export function holds(facts: Facts, event: Usage, condition: Condition): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => holds(facts, event, part));
    case "any":
      return condition.of.some((part) => holds(facts, event, part));
    case "is": {
      const value = ownValue(event, condition.field);
      return value !== undefined && condition.values.includes(String(value)) !== condition.negated;
    }
    case "flag": {
      const value = ownValue(event, condition.field);
      return value !== undefined && value !== condition.negated;
    }
    case "compare":
      return comparisonHolds(facts, event, condition);
    case "window":
      return isInside(event, condition, (key) => isWindowOpen(facts, condition.window, key, event.at));
    case "set":
      return isInside(event, condition, (key) => isOnSet(facts, condition.set, key, event.at));
    case "session":
      return isInside(event, condition, (key) => isSessionOpen(facts, condition.session, key, event.at));
  }
}

/** Own values only: a field may have the name of something that every object has. */
const ownValue = ({ data }: Usage, field: string) => (Object.hasOwn(data, field) ? data[field] : undefined);

function comparisonHolds(
  facts: Facts,
  event: Usage,
  { field, operator, value }: Extract<Condition, { readonly kind: "compare" }>,
): boolean {
  const actual = numberOf(event, field);
  if (actual === undefined) return false;
  const difference = compared(actual, numberOfQuantity(facts, value));
  return { above: difference > 0, below: difference < 0, atLeast: difference >= 0, atMost: difference <= 0 }[operator];
}

function isInside(
  event: Usage,
  { key: fields, negated }: { readonly key: readonly string[]; readonly negated: boolean },
  isOpen: (key: string) => boolean,
): boolean {
  const key = keyOf(event, fields);
  return key !== undefined && isOpen(key) !== negated;
}
