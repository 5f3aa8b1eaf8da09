/** Who is around: the crowd, whoever was active lately, and the states that the contract derives from their events. */
import type { Condition, EventFilter, QuantityOrTerm, Service, Taken } from "../../compiler/ir/model.ts";
import type { Random } from "./random.ts";
import { useOf, type Who } from "./roles.ts";
import type { Data } from "./values.ts";

/** The last few that met a kind of event. */
class Recent {
  readonly #actors: number[] = [];
  readonly #size: number;
  #next = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(actor: number): void {
    if (this.#actors.length < this.#size) this.#actors.push(actor);
    else this.#actors[this.#next++ % this.#size] = actor;
  }

  pick(random: Random): number | undefined {
    return this.#actors.length === 0 ? undefined : random.pick(this.#actors);
  }
}

/** Actors in no particular order, with quick membership, removal and choice. */
class Members {
  readonly #actors: number[] = [];
  readonly #places = new Map<number, number>();

  get size(): number {
    return this.#actors.length;
  }

  has(actor: number): boolean {
    return this.#places.has(actor);
  }

  add(actor: number): void {
    if (this.#places.has(actor)) return;
    this.#places.set(actor, this.#actors.length);
    this.#actors.push(actor);
  }

  delete(actor: number): void {
    const place = this.#places.get(actor);
    if (place === undefined) return;
    const last = this.#actors.pop()!;
    this.#places.delete(actor);
    if (last === actor) return;
    this.#actors[place] = last;
    this.#places.set(last, place);
  }

  pick(random: Random): number | undefined {
    return this.#actors.length === 0 ? undefined : random.pick(this.#actors);
  }
}

/** What an event does to a state when it meets a condition. */
interface Effect {
  readonly where: Condition | undefined;
  readonly apply: (actor: number, at: number) => void;
}

const NONE: readonly Effect[] = [];

/** The people and things of one service of one agreement. */
export class Population {
  readonly #service: Service;
  readonly #taken: Taken;
  readonly #crowd: number;
  readonly #recent = new Map<string, Recent>();
  readonly #open = new Map<string, Members>();
  readonly #listed = new Map<string, Members>();
  readonly #windows = new Map<string, Map<number, number>>();
  readonly #nextNew = new Map<string, number>();
  /** What each kind of event does to the states, in the order of endings, then beginnings. */
  readonly #effects = new Map<string, Effect[]>();
  readonly #breaches: Map<string, readonly (Condition | undefined)[]>;

  constructor(service: Service, taken: Taken, crowd: number) {
    this.#service = service;
    this.#taken = taken;
    this.#crowd = crowd;
    const memory = Math.min(4096, Math.max(16, crowd >> 4));
    for (const event of service.events) this.#recent.set(event.name, new Recent(memory));
    for (const interval of service.intervals) this.#open.set(interval.name, new Members());
    for (const set of service.sets) this.#listed.set(set.name, new Members());
    const rules = service.prohibitions.flatMap(({ rule }) => (rule.kind === "event" ? [rule.of] : []));
    this.#breaches = new Map(
      service.events.map(({ name }) => [name, rules.filter(({ event }) => event === name).map(({ where }) => where)]),
    );
    if (rules.length > 0) for (const window of service.windows) this.#windows.set(window.name, new Map());
    this.#learnEffects();
  }

  #learnEffects(): void {
    const on = (filter: EventFilter, apply: Effect["apply"]) => {
      const effect = { where: filter.where, apply };
      const known = this.#effects.get(filter.event);
      if (known) known.push(effect);
      else this.#effects.set(filter.event, [effect]);
    };
    for (const { name, from, until } of this.#service.intervals) {
      const open = this.#open.get(name)!;
      on(until, (actor) => open.delete(actor));
      on(from, (actor) => open.add(actor));
    }
    for (const { name, added, removed } of this.#service.sets) {
      const listed = this.#listed.get(name)!;
      for (const filter of removed) on(filter, (actor) => listed.delete(actor));
      for (const filter of added) on(filter, (actor) => listed.add(actor));
    }
    for (const { name, opens } of this.#service.windows) {
      const opened = this.#windows.get(name);
      if (opened) on(opens, (actor, at) => opened.set(actor, at));
    }
  }

  /** Whom an event is about; undefined when there is nobody whom it could be about now. */
  whom(who: Who, random: Random): number | undefined {
    switch (who.kind) {
      case "anyone":
        return this.#anyone(random);
      case "recent": {
        const recent = random.chance(who.share) ? this.#recent.get(random.pick(who.events))?.pick(random) : undefined;
        return recent ?? this.#anyone(random);
      }
      case "member":
        return this.#open.get(who.interval)?.pick(random);
      case "listed":
        return this.#listed.get(who.set)?.pick(random);
      case "ends": {
        const members = this.#open.get(who.interval)!;
        return this.#isStock(who.interval) && members.size < 3 ? undefined : members.pick(random);
      }
      case "begins":
        return this.#newcomer(who.interval, random);
    }
  }

  /** Keeps up the states after an event. */
  happened(event: string, actor: number, at: number, data: Data): void {
    this.#recent.get(event)?.add(actor);
    for (const effect of this.#effects.get(event) ?? NONE) if (this.meets(effect.where, actor, at, data)) effect.apply(actor, at);
  }

  /** True when the event would break a prohibition of the contract. */
  forbidden(event: string, actor: number, at: number, data: Data): boolean {
    for (const rule of this.#breaches.get(event) ?? []) if (this.meets(rule, actor, at, data)) return true;
    return false;
  }

  meets(condition: Condition | undefined, actor: number, at: number, data: Data): boolean {
    if (condition === undefined) return true;
    switch (condition.kind) {
      case "all":
        return condition.of.every((part) => this.meets(part, actor, at, data));
      case "any":
        return condition.of.some((part) => this.meets(part, actor, at, data));
      case "is":
        return (
          data[condition.field] !== undefined && condition.values.includes(String(data[condition.field])) !== condition.negated
        );
      case "flag":
        return data[condition.field] !== undefined && (data[condition.field] === true) !== condition.negated;
      case "compare":
        return true;
      case "window": {
        const opened = this.#windows.get(condition.window)?.get(actor);
        const window = this.#service.windows.find(({ name }) => name === condition.window);
        const inside = opened !== undefined && window !== undefined && at < opened + this.#length(window.length);
        return inside !== condition.negated;
      }
      case "set":
        return this.#listed.get(condition.set)!.has(actor) !== condition.negated;
      case "session":
        return condition.negated;
    }
  }

  /** A few far more often than most. */
  #anyone(random: Random): number {
    for (const members of this.#listed.values()) {
      const listed = random.chance(0.03) ? members.pick(random) : undefined;
      if (listed !== undefined) return listed;
    }
    return Math.floor(this.#crowd * random.fraction() ** 2);
  }

  #newcomer(interval: string, random: Random): number | undefined {
    const open = this.#open.get(interval)!;
    const definition = this.#service.intervals.find(({ name }) => name === interval)!;
    const next = this.#nextNew.get(interval) ?? 0;
    if (useOf(this.#service, definition) === "flow") {
      const stock = this.#service.intervals.find(
        (other) => this.#isStock(other.name) && this.#relates(definition.from.event, other.per),
      );
      const actor = stock ? this.#open.get(stock.name)!.pick(random) : this.#anyone(random);
      return actor === undefined || (open.has(actor) && random.chance(0.995)) ? undefined : actor;
    }
    const back = next > 0 && this.#isStock(interval) && random.chance(0.2) ? random.below(next) : undefined;
    if (back !== undefined && !open.has(back)) return back;
    this.#nextNew.set(interval, next + 1);
    return next;
  }

  #relates(event: string, keys: readonly string[]): boolean {
    const fields = this.#service.events.find(({ name }) => name === event)?.fields ?? [];
    return keys.every((key) => fields.some((field) => field.name === key));
  }

  #isStock(interval: string): boolean {
    const definition = this.#service.intervals.find(({ name }) => name === interval);
    return definition !== undefined && useOf(this.#service, definition) === "stock";
  }

  #length(length: QuantityOrTerm): number {
    const set = length.kind === "term" ? this.#taken.terms.find(({ term }) => term === length.term)?.value : undefined;
    const value =
      length.kind === "constant" ? length.value : (set ?? this.#service.terms.find(({ name }) => name === length.term)?.value);
    return value?.kind === "duration" ? value.milliseconds : 0;
  }
}
