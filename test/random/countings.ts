/** What measures and charges count, in every way there is. */
import { type Charged, type Event, type Field, isMeasured, type QuantityKind, type Scope, type State } from "./scope.ts";
import { filter } from "./states.ts";
import { length, quantity } from "./things.ts";

export interface Counting {
  /** As a measure and as a charge say it; one of them may have no word for it. */
  readonly measure?: string;
  readonly charge?: string;
  /** The events that it is about one by one. */
  readonly charged: readonly Charged[];
  /** Fields on which a price may depend: those of all the events. */
  readonly fields: readonly Field[];
  /** One number of the month as a whole, which can have a limit. */
  readonly isWhole: boolean;
}

interface Filtered {
  readonly text: string;
  readonly charged: Charged;
}

/** Events of which some are free are charged part by part. */
function chosen(scope: Scope, event: Event, isCharged: boolean): Filtered {
  const side = isCharged && event.parted !== undefined ? scope.chance.pick(event.parted.sides) : undefined;
  const charged = side === undefined ? { event: event.name } : { event: event.name, side };
  return { text: filter(scope, event, "states too", side), charged };
}

/** What all events have, with one type. */
const common = (events: readonly Event[]): Field[] =>
  events[0]!.fields.filter(({ name, type }) =>
    events.every(({ fields }) => fields.some((field) => field.name === name && field.type.kind === type.kind)),
  );

const kindOf = ({ type }: Field): QuantityKind => (type.kind === "number" ? "count" : (type.kind as QuantityKind));

/** A length, a size or a number, more than nothing; or the word for one of it. */
function unit(scope: Scope, field: Field): string {
  const kind = kindOf(field);
  const words = kind === "duration" ? ["second", "minute", "hour"] : kind === "size" ? ["GB", "MB"] : [];
  if (words.length > 0 && scope.chance.percent(25)) return scope.chance.pick(words);
  return quantity(scope, kind, "more than nothing");
}

type Way = (scope: Scope, isCharged: boolean) => Counting | undefined;

const events: Way = (scope, isCharged) => {
  const { chance } = scope;
  const of = chance.some(scope.events, 1, 2);
  const parts = of.map((event) => chosen(scope, event, isCharged));
  const text = parts.map((part) => part.text).join(" together with ");
  return {
    measure: `number of ${text}`,
    charge: `for each ${text}`,
    charged: parts.map((p) => p.charged),
    fields: common(of),
    isWhole: false,
  };
};

const distinct: Way = (scope) => {
  const { chance } = scope;
  const able = scope.events.filter(({ fields }) => fields.length > 0);
  if (able.length === 0) return undefined;
  const parts = chance
    .some(able, 1, 2)
    .map((event) => `${chance.pick(event.fields).name} of ${chosen(scope, event, false).text}`);
  const text = `distinct ${parts.join(" together with ")}`;
  return { measure: text, charge: `for each ${text}`, charged: [], fields: [], isWhole: true };
};

/** An event with a field that can be added up. */
function withMeasured(scope: Scope): { readonly event: Event; readonly field: Field } | undefined {
  const able = scope.events.flatMap((event) => event.fields.filter(isMeasured).map((field) => ({ event, field })));
  return able.length === 0 ? undefined : scope.chance.pick(able);
}

const sum: Way = (scope, isCharged) => {
  const found = withMeasured(scope);
  if (found === undefined) return undefined;
  const { text, charged } = chosen(scope, found.event, isCharged);
  const what = `${found.field.name} of ${text}`;
  return { measure: `sum of ${what}`, charge: `for the ${what}`, charged: [charged], fields: found.event.fields, isWhole: false };
};

const commenced: Way = (scope, isCharged) => {
  const found = withMeasured(scope);
  if (found === undefined) return undefined;
  const { text, charged } = chosen(scope, found.event, isCharged);
  const total = scope.chance.pick(["", "", "total "]);
  const what = `commenced ${unit(scope, found.field)} of ${total}${found.field.name} of ${text}`;
  return { measure: what, charge: `for each ${what}`, charged: [charged], fields: found.event.fields, isWhole: false };
};

function stateOf(scope: Scope, kind: State["kind"]): State | undefined {
  const able = scope.states.filter((state) => state.kind === kind);
  return able.length === 0 ? undefined : scope.chance.pick(able);
}

const intervals: Way = (scope) => {
  const state = stateOf(scope, "interval");
  if (state === undefined) return undefined;
  const alive = {
    charge: `for each ${state.name}${scope.chance.pick([" alive", ""])}`,
    measure: `number of ${state.name} alive`,
  };
  const counted = scope.chance.percent(50) ? { measure: `peak of ${state.name}` } : alive;
  return { ...counted, charged: [], fields: [], isWhole: true };
};

const storage: Way = (scope) => {
  const state = stateOf(scope, "interval");
  const able = state?.from.fields.filter(isMeasured) ?? [];
  if (state === undefined || able.length === 0) return undefined;
  const field = scope.chance.pick(able);
  const commenced = scope.chance.pick(["", "commenced "]);
  const text = `${commenced}${unit(scope, field)} of ${field.name} of ${state.name} per commenced ${length(scope)}`;
  return { measure: text, charge: `for each ${text}`, charged: [], fields: [], isWhole: false };
};

const sessions: Way = (scope) => {
  const state = stateOf(scope, "session");
  if (state === undefined) return undefined;
  const text = `${state.name} ${scope.chance.pick(["opened", "closed", "active"])}`;
  return { measure: `number of ${text}`, charge: `for each ${text}`, charged: [], fields: [], isWhole: true };
};

const ofMeasure: Way = (scope, isCharged) => {
  const free = new Set(scope.events.filter(({ parted }) => parted !== undefined).map(({ name }) => name));
  const isPart = ({ event, side }: Charged) => side !== undefined || !free.has(event);
  const able = scope.measures.filter(({ charged }) => !isCharged || charged.every(isPart));
  if (able.length === 0) return undefined;
  const { name, charged } = scope.chance.pick(able);
  return { measure: `number of ${name}`, charge: `for each ${name}`, charged, fields: [], isWhole: true };
};

const ways: readonly Way[] = [
  events,
  events,
  events,
  distinct,
  sum,
  commenced,
  commenced,
  intervals,
  intervals,
  storage,
  sessions,
  ofMeasure,
];

/** Something to count; `isCharged`: of events of which some are free, only others. */
export function counting(scope: Scope, how: "measure" | "charge", isCharged: boolean): Counting {
  for (;;) {
    const found = scope.chance.pick(ways)(scope, isCharged);
    if (found?.[how] !== undefined) return found;
  }
}

/** ` at most 3`, where a number of the month has a limit. */
export const cap = (scope: Scope): string => `at most ${quantity(scope, "count", "may be nothing")}`;

export function declareMeasures(scope: Scope): void {
  const { chance } = scope;
  chance.times(chance.between(0, 4), () => {
    const { measure, charged } = counting(scope, "measure", chance.percent(70));
    const limited = chance.percent(20);
    const name = scope.name("Measure");
    scope.declare(`measure ${name}`, [measure!, limited ? cap(scope) : ""]);
    scope.measures.push({ name, charged });
  });
}
