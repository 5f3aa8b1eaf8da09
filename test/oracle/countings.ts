/** What a counting comes to in the month: as parts, each with the instant at which it is priced and the event that has the price's fields. */
import type { Counting, Measure, QuantityOrTerm } from "../../compiler/ir/model.ts";
import { overlaps } from "./calendar.ts";
import { matches } from "./conditions.ts";
import { type Facts, isActive, isInMonth, keyOf, milliseconds, named, numberOf, numberOfQuantity, type Usage } from "./facts.ts";
import { ceiling, compared, divided, exact, type Fraction, greater, one, stated, total } from "./rational.ts";
import { intervalsOf, peakOf, sessionsOf } from "./states.ts";

export interface Part {
  readonly quantity: Fraction;
  readonly at: number;
  /** Absent when the number is not that of single events. */
  readonly event?: Usage;
  /** Of started units: the value of the field, and how long a unit is. */
  readonly value?: Fraction;
  readonly units?: Fraction;
  /** Of started units of a total: how long one is; the quantity is then what is added up. */
  readonly totalUnit?: Fraction;
}

type Of<Kind extends Counting["kind"]> = Extract<Counting, { readonly kind: Kind }>;

export function partsOf(facts: Facts, counting: Counting): Part[] {
  if (!isActive(facts)) return [];
  switch (counting.kind) {
    case "events":
      return inMonth(facts)
        .filter((event) => counting.of.some((filter) => matches(facts, event, filter)))
        .map((event) => ({ quantity: one, at: event.at, event }));
    case "sum":
      return fieldParts(facts, counting, (value) => value);
    case "commenced": {
      const unit = numberOfQuantity(facts, counting.unit);
      return fieldParts(facts, counting, (value) => commenced(value, unit)).map((part) => ({ ...part, units: unit }));
    }
    case "commencedTotal": {
      const totalUnit = numberOfQuantity(facts, counting.unit);
      return fieldParts(facts, counting, (value) => value).map((part) => ({ ...part, totalUnit }));
    }
    case "storage":
      return storageParts(facts, counting);
    case "distinct":
      return whole(facts, distinctValues(facts, counting).size);
    case "peak":
      return whole(facts, peakOf(intervalsOf(facts, counting.interval), facts.active));
    case "alive":
      return whole(facts, aliveKeys(facts, counting.interval).size);
    case "sessions":
      return whole(facts, sessionCount(facts, counting));
    case "measure":
      return measureParts(facts, named(facts.service.measures, counting.measure));
  }
}

function measureParts(facts: Facts, { counts, atMost }: Measure): Part[] {
  const parts = partsOf(facts, counts);
  const isTotal = counts.kind === "commencedTotal" && parts.length > 0;
  return cappedParts(facts, isTotal ? [{ quantity: quantityOf(parts), at: facts.active.start }] : parts, atMost);
}

/** What parts come to together; started units of a total are counted once. */
export function quantityOf(parts: readonly Part[]): Fraction {
  const sum = total(parts.map(({ quantity }) => quantity));
  const unit = parts[0]?.totalUnit;
  return unit === undefined ? sum : commenced(sum, unit);
}

/** What counts at most so many is one number of the whole month. */
export function cappedParts(facts: Facts, parts: Part[], atMost: QuantityOrTerm | undefined): Part[] {
  if (atMost === undefined) return parts;
  return [{ quantity: capped(facts, total(parts.map(({ quantity }) => quantity)), atMost), at: facts.active.start }];
}

export function capped(facts: Facts, number: Fraction, atMost: QuantityOrTerm | undefined): Fraction {
  const limit = atMost === undefined ? number : numberOfQuantity(facts, atMost);
  return compared(number, limit) > 0 ? limit : number;
}

export function countOf(facts: Facts, measure: Measure): Fraction {
  return stated(total(measureParts(facts, measure).map(({ quantity }) => quantity)));
}

/** The events of the month on which a number rests: those that are counted, that begin what is counted, or that keep it alive. */
export function eventsBehind(facts: Facts, counting: Counting): Usage[] {
  const of = inMonth(facts);
  switch (counting.kind) {
    case "measure":
      return eventsBehind(facts, named(facts.service.measures, counting.measure).counts);
    case "events":
      return of.filter((event) => counting.of.some((filter) => matches(facts, event, filter)));
    case "distinct":
      return of.filter((event) =>
        counting.of.some((filter) => matches(facts, event, filter) && Object.hasOwn(event.data, filter.field)),
      );
    case "sum":
    case "commenced":
    case "commencedTotal":
      return of.filter((event) => matches(facts, event, counting.of) && numberOf(event, counting.field) !== undefined);
    case "peak":
    case "alive":
    case "storage":
      return of.filter((event) => intervalsOf(facts, counting.interval).some(({ begun }) => begun === event));
    case "sessions": {
      const stays = sessionsOf(facts, counting.session);
      const { opens, per } = named(facts.service.sessions, counting.session);
      const keepsAlive = (event: Usage) =>
        stays.some(
          ({ key, start, end, begun }) =>
            key === keyOf(event, per) && start <= event.at && event.at < end && of.indexOf(begun) <= of.indexOf(event),
        );
      if (counting.which === "opened") return of.filter((event) => stays.some(({ begun }) => begun === event));
      if (counting.which === "closed") return of.filter((event) => stays.some(({ ended }) => ended === event));
      return of.filter((event) => event.name === opens.event && keepsAlive(event));
    }
  }
}

const inMonth = (facts: Facts): Usage[] => facts.usage.filter(({ at }) => isInMonth(facts, at));
const whole = ({ active }: Facts, count: number): Part[] => [{ quantity: exact(count), at: active.start }];

/** Started units, at least one. */
const commenced = (value: Fraction, unit: Fraction): Fraction => greater(one, ceiling(divided(value, unit)));

/** One part per event that has the field. */
function fieldParts(
  facts: Facts,
  { of, field }: Of<"sum" | "commenced" | "commencedTotal">,
  counted: (value: Fraction) => Fraction,
): Part[] {
  return inMonth(facts)
    .filter((event) => matches(facts, event, of))
    .flatMap((event) => {
      const value = numberOf(event, field);
      return value === undefined ? [] : [{ quantity: counted(value), at: event.at, event, value }];
    });
}

function distinctValues(facts: Facts, counting: Of<"distinct">): Set<string> {
  return new Set(
    counting.of.flatMap((filter) =>
      inMonth(facts)
        .filter((event) => matches(facts, event, filter) && Object.hasOwn(event.data, filter.field))
        .map((event) => String(event.data[filter.field])),
    ),
  );
}

/** Each step of time belongs to the month in which it starts, and is priced at that instant. */
function storageParts(facts: Facts, counting: Of<"storage">): Part[] {
  const unit = numberOfQuantity(facts, counting.unit);
  const step = milliseconds(facts, counting.per);
  return intervalsOf(facts, counting.interval).flatMap(({ begun, start, end }) => {
    const value = numberOf(begun, counting.field);
    if (value === undefined) return [];
    const units = counting.commencedUnit ? commenced(value, unit) : divided(value, unit);
    const parts: Part[] = [];
    for (let at = start; at < Math.min(end, facts.active.end); at += step) {
      if (isInMonth(facts, at)) parts.push({ quantity: units, at, event: begun });
    }
    return parts;
  });
}

export function aliveKeys(facts: Facts, interval: string, within = facts.active): Set<string> {
  return new Set(
    intervalsOf(facts, interval)
      .filter((stay) => overlaps(stay, within))
      .map(({ key }) => key),
  );
}

function sessionCount(facts: Facts, { session, which }: Of<"sessions">): number {
  return sessionsOf(facts, session).filter((stay) => {
    if (which === "opened") return isInMonth(facts, stay.start);
    if (which === "closed") return isInMonth(facts, stay.end);
    return overlaps(stay, facts.active);
  }).length;
}
