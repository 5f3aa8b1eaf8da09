/**
 * Facts: that the key of an event is inside a window or session, or on a set. And what changes them: the events that open, close,
 * add and remove.
 */
import type { Condition, EventFilter, QuantityOrTerm, Service, Session, SetState, Window } from "../ir/model.ts";
import type { StateCondition } from "./fields.ts";

export interface Fact {
  readonly kind: "window" | "set" | "session";
  readonly state: Window | SetState | Session;
  /** The fields of the judged event that are the key. */
  readonly key: readonly string[];
  /** Its variable: 0 outside, 1 inside. */
  readonly variable: number;
}

/** What an event does to a state, at its instant: first what ends (`remove`, `close`), then what begins (`open`, `add`) or goes on (`keep`). */
export interface Effect {
  readonly does: "remove" | "close" | "open" | "add" | "keep";
  readonly filter: EventFilter;
  /** The fields of that event that are the key. */
  readonly per: readonly string[];
}

export const factName = (condition: StateCondition): string =>
  condition.kind === "window" ? condition.window : condition.kind === "set" ? condition.set : condition.session;

export function stateOf(service: Service, condition: StateCondition): Window | SetState | Session {
  const states: readonly (Window | SetState | Session)[] = {
    window: service.windows,
    set: service.sets,
    session: service.sessions,
  }[condition.kind];
  return states.find(({ name }) => name === factName(condition))!;
}

/** Everything that changes a state. */
export function effectsOn({ kind, state }: Pick<Fact, "kind" | "state">): Effect[] {
  const effects = (does: Effect["does"], filters: readonly EventFilter[], per: readonly string[]) =>
    filters.map((filter) => ({ does, filter, per }));
  switch (kind) {
    case "window": {
      const { opens, per } = state as Window;
      return effects("open", [opens], per);
    }
    case "set": {
      const { added, removed, of } = state as SetState;
      return [...effects("remove", removed, of), ...effects("add", added, of)];
    }
    case "session": {
      const { opens, closes, per } = state as Session;
      // any event of the opening kind keeps an open session alive
      return [
        ...effects("close", closes, per),
        ...effects("keep", [{ event: opens.event }], per),
        ...effects("open", [opens], per),
      ];
    }
  }
}

/** The times that end a state by themselves. */
export interface Lengths {
  /** From the last event that opened it or kept it alive. */
  readonly length?: QuantityOrTerm;
  /** From its opening on. */
  readonly life?: QuantityOrTerm;
}

export function lengthsOf({ kind, state }: Pick<Fact, "kind" | "state">): Lengths {
  if (kind === "window") return { length: (state as Window).length };
  const { timeout, life }: Partial<Session> = kind === "session" ? (state as Session) : {};
  return { ...(timeout && { length: timeout }), ...(life && { life }) };
}

/** The quantities that a state's ends rest on. */
export function quantitiesOf(fact: Pick<Fact, "kind" | "state">): QuantityOrTerm[] {
  const { length, life } = lengthsOf(fact);
  return [length, life].filter((quantity) => quantity !== undefined);
}

/** The conditions of all that changes some states. */
export const conditionsOn = (facts: readonly Pick<Fact, "kind" | "state">[]): { event: string; where: Condition }[] =>
  facts.flatMap(effectsOn).flatMap(({ filter: { event, where } }) => (where === undefined ? [] : [{ event, where }]));
