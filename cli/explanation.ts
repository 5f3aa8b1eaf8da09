/** Why an event was charged or not, as plain data: the outcome of the rating together with the words of the contract. */
import {
  type AnyServiceModule,
  type ClauseInfo,
  type ConditionTrace,
  type EventOutcome,
  type PriceTrace,
  rfc3339,
  type Text,
} from "../runtime/index.ts";

export interface Explanation extends Omit<EventOutcome, "traces"> {
  readonly currency?: string;
  /** Every clause of the contract that concerns this kind of event, the ones that apply first. */
  readonly clauses: readonly ExplainedClause[];
}

export interface ExplainedClause extends Pick<ClauseInfo, "kind" | "title" | "text" | "unit"> {
  /** Qualified name. */
  readonly clause: string;
  readonly holds: boolean;
  readonly conditions: readonly ExplainedCondition[];
  readonly quantity?: string;
  readonly price?: PriceTrace;
}

export interface ExplainedCondition {
  readonly text: Text;
  readonly holds: boolean;
  readonly actual?: string;
  /** What was open, in the agreement's local time. */
  readonly span?: { readonly name: string; readonly opened: string; readonly closes?: string };
  readonly of?: readonly ExplainedCondition[];
}

/** Puts the words of the contract to an outcome. */
export function explanationOf(
  { traces, ...outcome }: EventOutcome,
  module: AnyServiceModule | undefined,
  agreement: { readonly timeZone: string; readonly currency: string } | undefined,
): Explanation {
  const timeZone = agreement?.timeZone ?? "UTC";
  const clauses = traces.flatMap(({ clause, holds, conditions, quantity, price }): ExplainedClause[] => {
    const info = module?.clauses.find(({ name }) => name === clause);
    if (module === undefined || info === undefined) return [];
    return [
      {
        clause: `${module.service}.${clause}`,
        kind: info.kind,
        title: info.title,
        text: info.text,
        unit: info.unit,
        holds,
        conditions: conditions.map((condition) => localized(condition, timeZone)),
        ...(quantity === undefined ? {} : { quantity }),
        ...(price === undefined ? {} : { price }),
      },
    ];
  });
  const currency = agreement === undefined ? {} : { currency: agreement.currency };
  return {
    ...outcome,
    ...currency,
    clauses: [...clauses.filter(({ holds }) => holds), ...clauses.filter(({ holds }) => !holds)],
  };
}

function localized({ text, holds, actual, span, of }: ConditionTrace, timeZone: string): ExplainedCondition {
  return {
    text,
    holds,
    ...(actual === undefined ? {} : { actual }),
    ...(span === undefined
      ? {}
      : {
          span: {
            name: span.name,
            opened: rfc3339(span.opened, timeZone),
            ...(span.closes === undefined ? {} : { closes: rfc3339(span.closes, timeZone) }),
          },
        }),
    ...(of === undefined ? {} : { of: of.map((part) => localized(part, timeZone)) }),
  };
}
