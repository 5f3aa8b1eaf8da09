/** Conditions on events, and the states that events change. */
import { type Event, type Field, isMeasured, type QuantityKind, required, type Scope, type State } from "./scope.ts";
import { length, quantity } from "./things.ts";

/** What a condition may ask: of the event alone where it changes a state, of states too where it is judged. */
export type Asking = "the event" | "states too";

const sameType = (a: Field, b: Field): boolean => JSON.stringify(a.type) === JSON.stringify(b.type);
const has = ({ fields }: Event, key: readonly Field[]): boolean =>
  key.every((field) => fields.some((own) => own.name === field.name && sameType(own, field)));

/** An event and a condition on it; with a `side`, only what is of that part. */
export function filter(scope: Scope, event: Event, asking: Asking, side?: string): string {
  const { chance } = scope;
  const count = chance.percent(25) ? 0 : chance.percent(80) ? 1 : 2;
  const parts = chance.times(count, () => conjunction(scope, event, asking, side)).filter((text) => text !== "");
  const only = side === undefined ? "" : ` where ${event.parted!.field} is ${side}`;
  return `${event.name}${parts.length === 0 ? only : ` ${parts.join(" or ")}`}`;
}

function conjunction(scope: Scope, event: Event, asking: Asking, side: string | undefined): string {
  const { chance } = scope;
  // an event that has to be of one part has little else that can be asked of that field
  const fixed = side === undefined ? [] : [`${event.parted!.field} is ${side}`];
  const others =
    side === undefined ? event : { ...event, fields: event.fields.filter(({ name }) => name !== event.parted!.field) };
  const asked = chance.times(chance.between(0, 2), () => onField(scope, others)).filter((text) => text !== undefined);
  const onFields = [...fixed, ...asked];
  const states = asking === "states too" ? chance.times(chance.between(0, 2), () => inState(scope, event)) : [];
  const sets = asking === "states too" ? chance.times(chance.between(0, 1), () => onSet(scope, event)) : [];
  const where = [...onFields, ...sets.filter((text) => text !== undefined)];
  const inside = states.filter((text) => text !== undefined);
  return [...(where.length === 0 ? [] : [`where ${where.join(" and ")}`]), ...inside].join(" ");
}

function onField(scope: Scope, event: Event): string | undefined {
  const { chance } = scope;
  const able = event.fields.filter((f) => isMeasured(f) || ["flag", "enumeration", "country"].includes(f.type.kind));
  if (able.length === 0) return undefined;
  const field = chance.pick(able);
  const not = chance.pick(["", "", "not "]);
  switch (field.type.kind) {
    case "flag":
      return `${field.name} ${chance.pick(["", "is "])}${not}${field.type.adjective}`;
    case "enumeration":
      return `${field.name} is ${not}${chance.some(field.type.values, 1, field.type.values.length).join(" or ")}`;
    case "country":
      return `${field.name} is ${not}${chance.some(["VN", "HR", "SG"], 1, 2).join(" or ")}`;
    default: {
      const operator = chance.pick(["above", "below", "at least", "at most", "is above", "is at least"]);
      // lengths and sizes are compared with terms of their kind, numbers with counts
      const kind: QuantityKind = field.type.kind === "number" ? "count" : (field.type.kind as QuantityKind);
      return `${field.name} ${operator} ${quantity(scope, kind, "may be nothing")}`;
    }
  }
}

function inState(scope: Scope, event: Event): string | undefined {
  const able = scope.states.filter(({ kind, per }) => (kind === "window" || kind === "session") && has(event, per));
  return able.length === 0 ? undefined : `${scope.chance.pick(["inside", "outside"])} ${scope.chance.pick(able).name}`;
}

/** Of a set with one field, any field of its type can be looked up; of others, those of their names. */
function onSet(scope: Scope, event: Event): string | undefined {
  const { chance } = scope;
  const able = scope.states
    .filter(({ kind }) => kind === "set")
    .flatMap((set) => {
      const fields =
        set.per.length === 1 ? event.fields.filter((f) => sameType(f, set.per[0]!)) : has(event, set.per) ? [set.per[0]!] : [];
      return fields.map((field) => `${field.name} ${chance.pick(["", "not "])}on ${set.name}`);
    });
  return able.length === 0 ? undefined : chance.pick(able);
}

export function declareStates(scope: Scope): void {
  scope.chance.times(scope.chance.between(0, 4), () => declareState(scope));
}

function declareState(scope: Scope): void {
  const { chance } = scope;
  const per = chance.some(scope.keys, 1, 2);
  const able = scope.events.filter((event) => has({ ...event, fields: required(event) }, per));
  if (per.length === 0 || able.length === 0) return;
  const changing = (): string => filter(scope, chance.pick(able), "the event");
  const from = chance.pick(able);
  const begins = filter(scope, from, "the event");
  const key = per.map(({ name }) => name).join(", ");
  const kind = chance.pick(["window", "set", "session", "interval"] as const);
  const state: State = { kind, name: scope.name(kind === "set" ? "List" : kind === "interval" ? "Stay" : "State"), per, from };
  switch (kind) {
    case "window":
      scope.declare(`window ${state.name}`, [`${length(scope)} from the last ${begins} per ${key}`]);
      break;
    case "set":
      scope.declare(`set ${state.name} of ${key}`, [
        `added on ${begins}`,
        ...chance.times(chance.between(0, 1), () => `added on ${changing()}`),
        ...chance.times(chance.between(0, 2), () => `removed on ${changing()}`),
      ]);
      break;
    case "session": {
      const ends = [
        chance.maybe(50, () => `closes after ${length(scope)} without an answer`),
        chance.maybe(40, () => `closes ${length(scope)} after it opened`),
        chance.maybe(50, () => `closes on ${changing()}`),
        chance.maybe(20, () => `closes on ${changing()}`),
      ].filter((end) => end !== undefined);
      const closes = ends.length > 0 ? ends : [`closes after ${length(scope)} without an answer`];
      scope.declare(`session ${state.name} per ${key}`, [`opens on ${begins}`, ...closes]);
      break;
    }
    case "interval":
      scope.declare(`interval ${state.name} per ${key} from ${begins} until ${changing()}`, []);
      break;
  }
  scope.states.push(state);
}
