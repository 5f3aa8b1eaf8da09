/** Why an event is charged or not: what generated modules answer with, condition by condition. */
import type { DecimalText, Text } from "./agreement.ts";
import type { ClauseTrace, ConditionTrace, PriceTrace } from "./module.ts";
import type { OpenSpan } from "./state/span.ts";

/** A condition on a field. */
export function fieldCondition(text: Text, holds: boolean, actual: string | boolean | undefined): ConditionTrace {
  return actual === undefined ? { text, holds } : { text, holds, actual: String(actual) };
}

/** A condition that has nothing to do with the event: a product or a service that the agreement takes. */
export function agreementCondition(text: Text, holds: boolean): ConditionTrace {
  return { text, holds };
}

/** A condition on a window, a set or a session, with what was open. */
export function stateCondition(text: Text, holds: boolean, name: string, open: OpenSpan | undefined): ConditionTrace {
  return open === undefined ? { text, holds } : { text, holds, span: { name, ...open } };
}

/** All parts must hold. */
export function allOf(text: Text, of: readonly ConditionTrace[]): ConditionTrace {
  return { text, holds: of.every(({ holds }) => holds), of };
}

/** One part must hold. */
export function anyOf(text: Text, of: readonly ConditionTrace[]): ConditionTrace {
  return { text, holds: of.some(({ holds }) => holds), of };
}

/** One clause tried on one event; what it would count for, and at which price, is asked only when it applies. */
export function clauseTrace(
  clause: string,
  conditions: readonly ConditionTrace[],
  counted?: () => { readonly quantity?: DecimalText | number; readonly price?: PriceTrace },
): ClauseTrace {
  const holds = conditions.every((condition) => condition.holds);
  if (!holds || counted === undefined) return { clause, holds, conditions };
  const { quantity, price } = counted();
  return {
    clause,
    holds,
    conditions,
    ...(quantity === undefined ? {} : { quantity: String(quantity) }),
    ...(price === undefined ? {} : { price }),
  };
}
