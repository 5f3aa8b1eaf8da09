/** Breaches: events of the month that do what a prohibition forbids. */
import type { Prohibition } from "../../compiler/ir/model.ts";
import { applies } from "./circumstances.ts";
import { matches } from "./conditions.ts";
import { type Facts, isInMonth, keyOf, named, numberOfQuantity, type Usage } from "./facts.ts";
import { compared, exact, type Fraction } from "./rational.ts";
import { intervalsOf, openAt } from "./states.ts";

type Rule<Kind extends Prohibition["rule"]["kind"]> = Extract<Prohibition["rule"], { readonly kind: Kind }>;

export function breachesOf(facts: Facts, prohibition: Prohibition): Usage[] {
  if (!applies(facts, prohibition)) return [];
  const { rule } = prohibition;
  const candidates = facts.usage.filter(({ at }) => isInMonth(facts, at));
  switch (rule.kind) {
    case "event":
      return candidates.filter((event) => matches(facts, event, rule.of));
    case "concurrent":
      return candidates.filter((event) => isOneTooMany(facts, rule, event));
    case "distinct":
      return candidates.filter((event) => matches(facts, event, rule.of) && hasTooManyValues(facts, rule, event));
  }
}

const isMore = (count: number, limit: Fraction): boolean => compared(exact(count), limit) > 0;

/** The event begins an interval, and is then one more than may be open at once; at one instant they begin in the order of ids. */
function isOneTooMany(facts: Facts, { interval, limit, per }: Rule<"concurrent">, event: Usage): boolean {
  const group = keyOf(event, per);
  const before = facts.usage.slice(0, facts.usage.indexOf(event) + 1);
  const stays = intervalsOf(facts, interval);
  const begins = matches(facts, event, named(facts.service.intervals, interval).from) && stays.some((s) => s.begun === event);
  const together = stays.filter(({ begun }) => before.includes(begun) && keyOf(begun, per) === group);
  return group !== undefined && begins && isMore(openAt(together, event.at), numberOfQuantity(facts, limit));
}

/** The event brings its group a value that it never had, and that is one too many. */
function hasTooManyValues(facts: Facts, { of, field, limit, per }: Rule<"distinct">, event: Usage): boolean {
  const group = keyOf(event, per);
  const value = keyOf(event, [field]);
  const earlier = new Set(
    facts.usage
      .slice(0, facts.usage.indexOf(event))
      .filter((other) => matches(facts, other, of) && keyOf(other, per) === group)
      .flatMap((other) => keyOf(other, [field]) ?? []),
  );
  const isNew = group !== undefined && value !== undefined && !earlier.has(value);
  return isNew && isMore(earlier.size + 1, numberOfQuantity(facts, limit));
}
