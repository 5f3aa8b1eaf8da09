/** When the windows and sessions of a contract are open in an example, for drawing them. */
import type {
  Comparison,
  Condition,
  EventFilter,
  Example,
  ExampleEvent,
  PlainValue,
  Quantity,
  QuantityOrTerm,
  Service,
  Session,
  Window,
} from "../../ir/model.ts";
import { quantityOfTerm } from "../../ir/terms.ts";
import type { Timeline, TimelineSpan } from "./model.ts";
import type { Voices } from "./voices.ts";

interface Moment {
  readonly at: number;
  readonly event: ExampleEvent;
}

/** The timeline of an example; undefined where no window or session is open in it, or where only rating can tell when. */
export function timelineOf(voices: Voices, example: Example): Timeline | undefined {
  const { service } = voices;
  const moments = example.events.map((event): Moment => ({ at: Date.parse(event.time), event }));
  const inOrder = [...moments].sort((a, b) => a.at - b.at);
  const facts = new Facts(service, example);
  const tracks = [
    ...service.windows.map((window) => ({ element: window, spans: windowSpans(facts, window, inOrder) })),
    ...service.sessions.map((session) => ({ element: session, spans: sessionSpans(facts, session, inOrder) })),
  ].filter(({ spans }) => spans.length > 0);
  if (tracks.length === 0) return undefined;
  return {
    caption: voices.label("timeline"),
    timeZone: example.agreement.timeZone,
    events: moments.map(({ at, event }) => ({ at, title: voices.say((speaker) => speaker.title(event.event)) })),
    tracks: tracks.map(({ element, spans }) => ({
      name: element.name,
      title: voices.say((speaker) => speaker.titleOf(element)),
      spans,
    })),
  };
}

// ── What example data say ───────────────────────────────────────────────────

class Facts {
  readonly #service: Service;
  readonly #example: Example;

  constructor(service: Service, example: Example) {
    this.#service = service;
    this.#example = example;
  }

  /** Whether an event is of a kind and meets its condition; undefined where a state decides. */
  matches({ event }: Moment, filter: EventFilter): boolean | undefined {
    if (event.event !== filter.event || event.client !== undefined) return false;
    return filter.where === undefined ? true : this.#holds(event.data, filter.where);
  }

  #holds(data: Readonly<Record<string, PlainValue>>, condition: Condition): boolean | undefined {
    switch (condition.kind) {
      case "all":
      case "any": {
        const parts = condition.of.map((part) => this.#holds(data, part));
        const decided = condition.kind === "any";
        if (parts.includes(decided)) return decided;
        return parts.includes(undefined) ? undefined : !decided;
      }
      case "is": {
        const value = data[condition.field];
        return value !== undefined && condition.values.includes(String(value)) !== condition.negated;
      }
      case "flag": {
        const value = data[condition.field];
        return value !== undefined && value !== condition.negated;
      }
      case "compare": {
        const value = data[condition.field];
        return value !== undefined && compared(Number(value), condition.operator, measure(this.quantity(condition.value)));
      }
      default:
        return undefined;
    }
  }

  quantity(value: QuantityOrTerm): Quantity {
    if (value.kind === "constant") return value.value;
    const set = this.#example.agreement.terms.find(({ term }) => term === value.term)?.value;
    const term = this.#service.terms.find(({ name }) => name === value.term)!;
    return set !== undefined && set.kind !== "choice" ? set : quantityOfTerm(term);
  }

  milliseconds(value: QuantityOrTerm): number {
    const quantity = this.quantity(value);
    return quantity.kind === "duration" ? quantity.milliseconds : 0;
  }
}

/** A quantity in the measure of records: seconds, bytes, a number. */
function measure(quantity: Quantity): number {
  if (quantity.kind === "duration") return quantity.milliseconds / 1000;
  return Number(quantity.kind === "size" ? quantity.bytes : quantity.amount);
}

function compared(a: number, operator: Comparison, b: number): boolean {
  return { above: a > b, below: a < b, atLeast: a >= b, atMost: a <= b }[operator];
}

/** The key of an event, as it is shown: the values of the fields; undefined when one was left out. */
function keyOf({ event }: Moment, per: readonly string[]): string | undefined {
  const values = per.map((field) => event.data[field]);
  return values.includes(undefined) ? undefined : values.join(", ");
}

// ── Spans ───────────────────────────────────────────────────────────────────

/** Half-open spans per key; a later opening event starts the window anew. None when a state decides on an opening. */
function windowSpans(facts: Facts, window: Window, moments: readonly Moment[]): TimelineSpan[] {
  const length = facts.milliseconds(window.length);
  const open = new Map<string, TimelineSpan[]>();
  for (const moment of moments) {
    const opens = facts.matches(moment, window.opens);
    if (opens === undefined) return [];
    const key = keyOf(moment, window.per);
    if (!opens || key === undefined) continue;
    const spans = open.get(key) ?? [];
    open.set(key, spans);
    const last = spans.at(-1);
    if (last !== undefined && last.end >= moment.at) spans[spans.length - 1] = { ...last, end: moment.at + length };
    else spans.push({ key, start: moment.at, end: moment.at + length });
  }
  return [...open.values()].flat();
}

/** Sessions per key, as far as the events of the example tell. None when a state decides on one, or when nothing would end it. */
function sessionSpans(facts: Facts, session: Session, moments: readonly Moment[]): TimelineSpan[] {
  const timeout = session.timeout === undefined ? Number.POSITIVE_INFINITY : facts.milliseconds(session.timeout);
  const life = session.life === undefined ? Number.POSITIVE_INFINITY : facts.milliseconds(session.life);
  const open = new Map<string, { start: number; alive: number }>();
  const done: TimelineSpan[] = [];
  const endOf = ({ start, alive }: { start: number; alive: number }) => Math.min(alive + timeout, start + life);
  const end = (key: string, at: number) => {
    const one = open.get(key);
    if (one === undefined) return;
    open.delete(key);
    done.push({ key, start: one.start, end: Math.min(at, endOf(one)) });
  };
  for (const moment of moments) {
    const key = keyOf(moment, session.per);
    const closes = session.closes.map((filter) => facts.matches(moment, filter));
    const opens = facts.matches(moment, session.opens);
    if (opens === undefined || closes.includes(undefined)) return [];
    if (key === undefined) continue;
    const one = open.get(key);
    if (one !== undefined && moment.at >= endOf(one)) end(key, moment.at);
    if (closes.includes(true)) end(key, moment.at);
    const still = open.get(key);
    if (still !== undefined && moment.event.event === session.opens.event) still.alive = moment.at;
    else if (still === undefined && opens) open.set(key, { start: moment.at, alive: moment.at });
  }
  const last = moments.at(-1)?.at ?? 0;
  for (const [key, one] of [...open]) end(key, Number.isFinite(endOf(one)) ? endOf(one) : last);
  return done.filter((span) => span.end > span.start);
}
