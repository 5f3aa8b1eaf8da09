/** The usage of one service by one agreement: what happens next, and to whom. */
import { kebab, serviceKebab } from "../../compiler/context.ts";
import type { Agreement, Service, Taken } from "../../compiler/ir/model.ts";
import { endOfDay, startOfDay } from "./clock.ts";
import { Population } from "./population.ts";
import { Choice, type Random } from "./random.ts";
import { type Role, rolesOf, useOf } from "./roles.ts";
import { type Data, DataMaker } from "./values.ts";

/** One usage record before it is written down. */
export interface Happening {
  readonly stream: Stream;
  readonly role: Role;
  readonly data: Data;
}

/** How busy services of a category are, against one another. */
const CATEGORY_WEIGHTS: Readonly<Record<string, number>> = { Channels: 10, Voice: 5, SaaS: 4 };

export class Stream {
  readonly agreement: Agreement;
  readonly service: Service;
  readonly weight: number;
  /** First and last instants of the usage. Half-open. */
  readonly start: number;
  readonly end: number;
  /** How ids and sources write the service: "whatsapp". */
  readonly label: string;
  readonly source: string;
  readonly #population: Population;
  readonly #makers = new Map<string, DataMaker>();
  readonly #roles: Choice<Role>;

  constructor(agreement: Agreement, service: Service, taken: Taken, span: { start: number; end: number }, events: number) {
    this.agreement = agreement;
    this.service = service;
    this.weight = Object.hasOwn(CATEGORY_WEIGHTS, service.category) ? CATEGORY_WEIGHTS[service.category]! : 5;
    const from = taken.from ?? agreement.from;
    this.start = from === undefined ? span.start : Math.max(span.start, startOfDay(from, agreement.timeZone));
    this.end = agreement.until === undefined ? span.end : Math.min(span.end, endOfDay(agreement.until, agreement.timeZone));
    this.label = serviceKebab(service.name, service.title.en ?? service.name);
    this.source = `/${kebab(agreement.name)}/${this.label}`;
    this.#population = new Population(service, taken, Math.min(5_000_000, Math.max(40, Math.floor(events / 5))));
    const roles = rolesOf(service, taken.products);
    this.#roles = new Choice(roles, (role) => role.weight);
    const days = { first: dayOf(span.start), last: dayOf(span.end - 1) };
    for (const { event, who } of roles) {
      const interval = "interval" in who ? service.intervals.find(({ name }) => name === who.interval) : undefined;
      const use = interval && useOf(service, interval);
      this.#makers.set(
        event.name,
        new DataMaker(service, event, taken, days, { storage: use === "storage", staff: use === "stock" || use === "flow" }),
      );
    }
  }

  get isEmpty(): boolean {
    return this.#roles.size === 0 || this.start >= this.end;
  }

  /** What is there when the service begins: seats granted, numbers leased. */
  opening(random: Random, at: number): Happening[] {
    const happenings: Happening[] = [];
    for (const interval of this.service.intervals) {
      if (useOf(this.service, interval) !== "stock") continue;
      const role = this.#roles.find((role) => role.who.kind === "begins" && role.who.interval === interval.name);
      if (role === undefined) continue;
      for (let count = random.between(4, 18); count > 0; count--) {
        const happening = this.#tryRole(role, random, at);
        if (happening) happenings.push(happening);
      }
    }
    return happenings;
  }

  /** The next event, which happens at an instant. */
  next(random: Random, at: number): Happening | undefined {
    for (let attempt = 0; attempt < 8; attempt++) {
      const happening = this.#tryRole(random.choose(this.#roles), random, at);
      if (happening) return happening;
    }
    return undefined;
  }

  /** Other data for the same event, as a second, conflicting record of it would have. */
  contradiction(happening: Happening, random: Random): Data {
    const other = this.#makers.get(happening.role.event.name)!.make(random.below(1_000), random);
    return JSON.stringify(other) === JSON.stringify(happening.data) ? {} : other;
  }

  #tryRole(role: Role, random: Random, at: number): Happening | undefined {
    const actor = this.#population.whom(role.who, random);
    if (actor === undefined) return undefined;
    const maker = this.#makers.get(role.event.name)!;
    let data = maker.make(actor, random);
    // Clients mostly keep to the rules; a few breaches remain.
    for (let attempt = 0; attempt < 6 && this.#population.forbidden(role.event.name, actor, at, data); attempt++)
      data = maker.make(actor, random);
    this.#population.happened(role.event.name, actor, at, data);
    return { stream: this, role, data };
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
