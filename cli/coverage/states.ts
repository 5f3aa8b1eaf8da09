/** What the events of an example do to the states of a service, seen from outside: enough to tell which side of a state each event is on. */
import type {
  Condition,
  EventFilter,
  Example,
  ExampleEvent,
  PlainValue,
  QuantityOrTerm,
  Service,
  TermValue,
} from "../../compiler/index.ts";
import { Decimal } from "../../runtime/index.ts";

/** An example with its events in order, those of other clients left out. */
export interface Story {
  readonly service: Service;
  readonly example: Example;
  readonly events: readonly Told[];
}

interface Told {
  readonly event: ExampleEvent;
  readonly at: number;
}

export function storyOf(service: Service, example: Example): Story {
  const own = example.events.filter(({ client }) => client === undefined);
  const told = own.map((event) => ({ event, at: Date.parse(event.time) }));
  return { service, example, events: told.sort((a, b) => a.at - b.at) };
}

/** A quantity in its own measure: milliseconds, bytes, or a number. The example's own value of a term counts before the contract's. */
export function measureOf(story: Story, value: QuantityOrTerm): string {
  if (value.kind === "constant") return plain(value.value);
  const agreed = story.example.agreement.terms.find(({ term }) => term === value.term)?.value;
  return plain(agreed ?? story.service.terms.find(({ name }) => name === value.term)!.value);
}

function plain(value: TermValue | undefined): string {
  if (value === undefined || value.kind === "choice") throw new Error("A quantity is due here.");
  if (value.kind === "duration") return String(value.milliseconds);
  return value.kind === "size" ? value.bytes : value.amount;
}

/** The length of a window or a time-out, in milliseconds. */
function lengthOf(story: Story, value: QuantityOrTerm | undefined): number {
  return value === undefined ? Number.POSITIVE_INFINITY : Number(measureOf(story, value));
}

// ── Conditions on fields ────────────────────────────────────────────────────

/** Whether an event is one of those that a filter chooses. Filters that change states have conditions on fields only. */
function chosen(story: Story, { event, where }: EventFilter, told: ExampleEvent): boolean {
  return told.event === event && (where === undefined || holds(story, where, told));
}

function holds(story: Story, condition: Condition, told: ExampleEvent): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => holds(story, part, told));
    case "any":
      return condition.of.some((part) => holds(story, part, told));
    default:
      return holdsOfField(story, condition, told);
  }
}

function holdsOfField(story: Story, condition: Condition, { event, data }: ExampleEvent): boolean {
  if (!("field" in condition)) return false;
  const value = data[condition.field];
  if (value === undefined) return false;
  if (condition.kind === "is") return condition.values.includes(String(value)) !== condition.negated;
  if (condition.kind === "flag") return (value === true) !== condition.negated;
  if (condition.kind !== "compare") return false;
  const isDuration = story.service.events.find(({ name }) => name === event)?.fields.find(({ name }) => name === condition.field);
  const scale = isDuration?.type.kind === "duration" ? "1000" : "1";
  const order = Decimal.parse(String(value))
    .times(Decimal.parse(scale))
    .compare(Decimal.parse(measureOf(story, condition.value)));
  return { above: order > 0, below: order < 0, atLeast: order >= 0, atMost: order <= 0 }[condition.operator];
}

const keyOf = (told: ExampleEvent, fields: readonly string[]): string | undefined => {
  const values: (PlainValue | undefined)[] = fields.map((field) => told.data[field]);
  return values.includes(undefined) ? undefined : JSON.stringify(values);
};

// ── Sides ───────────────────────────────────────────────────────────────────

/** The key fields of a state as a condition names them; one condition may use other fields of its event as the key. */
export interface Use {
  readonly kind: "window" | "set" | "session";
  readonly name: string;
  readonly event: string;
  readonly key: readonly string[];
}

/** Whether an example has an event inside a state of which some condition speaks, and one outside it. */
export function sidesOf(story: Story, use: Use): { readonly inside: boolean; readonly outside: boolean } {
  const sides = { inside: false, outside: false };
  for (const { event, at } of story.events) {
    if (event.event !== use.event) continue;
    const key = keyOf(event, use.key);
    if (key !== undefined && isInside(story, use, key, at)) sides.inside = true;
    else sides.outside = true;
  }
  return sides;
}

function isInside(story: Story, { kind, name }: Use, key: string, at: number): boolean {
  if (kind === "window") {
    const window = story.service.windows.find((each) => each.name === name)!;
    const length = lengthOf(story, window.length);
    return story.events.some(
      (told) =>
        chosen(story, window.opens, told.event) &&
        keyOf(told.event, window.per) === key &&
        told.at <= at &&
        at < told.at + length,
    );
  }
  if (kind === "set") {
    const set = story.service.sets.find((each) => each.name === name)!;
    let on = false;
    for (const told of story.events.filter((each) => each.at <= at && keyOf(each.event, set.of) === key)) {
      if (set.added.some((filter) => chosen(story, filter, told.event))) on = true;
      else if (set.removed.some((filter) => chosen(story, filter, told.event))) on = false;
    }
    return on;
  }
  return sessionsOf(story, name).some((session) => session.key === key && session.opened <= at && at < session.closed);
}

export interface Spell {
  readonly key: string;
  readonly opened: number;
  readonly closed: number;
  /** True when something that could have opened it anew came while it was open. */
  readonly kept: boolean;
  /** True when it closed because it had lasted as long as a session may. */
  readonly inFull: boolean;
}

/** The sessions of an example. */
export function sessionsOf(story: Story, name: string): readonly Spell[] {
  const session = story.service.sessions.find((each) => each.name === name)!;
  const timeout = lengthOf(story, session.timeout);
  const life = lengthOf(story, session.life);
  const endOf = ({ opened, last }: { readonly opened: number; readonly last: number }) => Math.min(last + timeout, opened + life);
  const open = new Map<string, { opened: number; last: number; kept: boolean }>();
  const spells: Spell[] = [];
  const end = (key: string, closed: number) => {
    const { opened, kept } = open.get(key)!;
    open.delete(key);
    spells.push({ key, opened, closed, kept, inFull: closed === opened + life });
  };
  for (const { event, at } of story.events) {
    const key = keyOf(event, session.per);
    if (key === undefined) continue;
    const current = open.get(key);
    if (current !== undefined && at >= endOf(current)) end(key, endOf(current));
    const alive = open.get(key);
    if (alive !== undefined && session.closes.some((filter) => chosen(story, filter, event))) end(key, at);
    else if (alive !== undefined && event.event === session.opens.event) Object.assign(alive, { last: at, kept: true });
    else if (alive === undefined && chosen(story, session.opens, event)) open.set(key, { opened: at, last: at, kept: false });
  }
  for (const key of [...open.keys()]) end(key, endOf(open.get(key)!));
  return spells;
}

/** The intervals of an example: those that an event ended have an end. */
export function intervalsOf(story: Story, name: string): readonly { readonly ended: boolean }[] {
  const interval = story.service.intervals.find((each) => each.name === name)!;
  const open = new Set<string>();
  const found: { ended: boolean }[] = [];
  for (const { event } of story.events) {
    const key = keyOf(event, interval.per);
    if (key === undefined) continue;
    if (open.has(key) && chosen(story, interval.until, event)) {
      open.delete(key);
      found.push({ ended: true });
    } else if (chosen(story, interval.from, event)) open.add(key);
  }
  return [...found, ...[...open].map(() => ({ ended: false }))];
}
