/** Double charging: an event that two clauses charge, or that one clause charges and another declares free. */
import type { ServiceContext } from "../context.ts";
import type { Remedy } from "../diagnostics/codes/proofs.ts";
import type { Related } from "../diagnostics/diagnostic.ts";
import { D } from "../diagnostics/registry.ts";
import type { Named } from "../ir/model.ts";
import { NOTHING, type Region } from "./diagram.ts";
import type { Space } from "./space.ts";
import { type Literal, statement } from "./statement.ts";
import type { Rule } from "./uses.ts";
import { exampleOf, oppositeOf } from "./words.ts";

interface Met {
  readonly rule: Rule;
  readonly region: Region;
}

export function proveCharging(ctx: ServiceContext, space: Space, rules: readonly Rule[]): void {
  const met = rules
    .filter((rule) => rule.filters.some(({ event }) => event === space.event.name))
    .map((rule): Met => ({ rule, region: space.ruled(rule) }));
  const charged = met.filter(({ rule }) => rule.says === "charged");
  charged.forEach((second, i) => {
    for (const first of charged.slice(0, i)) if (!isDeclared(first.rule, second.rule)) pair(ctx, space, first, second);
  });
  for (const free of met.filter(({ rule }) => rule.says === "free")) for (const charge of charged) pair(ctx, space, charge, free);
}

const isDeclared = (a: Rule, b: Rule): boolean =>
  a.inAdditionTo.includes(b.element.name) || b.inAdditionTo.includes(a.element.name);

/** Reports two clauses that one event can meet. */
function pair(ctx: ServiceContext, space: Space, a: Met, b: Met): void {
  const both = space.diagrams.and(a.region, b.region);
  const situation = space.diagrams.first(both);
  if (situation === undefined) return;
  const matters = statement(space, situation, both);
  const example = exampleOf(space, situation, matters);
  const isFree = b.rule.says === "free";
  const [first, second] = isFree || isBefore(a.rule.element, b.rule.element) ? [a, b] : [b, a];
  const remedy = remedyFor(space, both, matters, first) ?? remedyFor(space, both, matters, second);
  const at = nameOf(ctx, second.rule.element);
  const related = [first, second].flatMap(({ rule }) => placeOf(ctx, space, rule));
  const event = space.event.name;
  const [one, other] = [first.rule.element.name, second.rule.element.name];
  if (isFree) ctx.report(D.chargedAndFree, { charge: one, free: other, event, example, remedy }, at, related);
  else ctx.report(D.doubleCharge, { first: one, second: other, event, example, remedy }, at, related);
}

const isBefore = ({ origin: a }: Named, { origin: b }: Named): boolean =>
  a.line - b.line < 0 || (a.line === b.line && a.column < b.column);

/** A condition that keeps a clause from what it has in common with another, and leaves it something. */
function remedyFor(space: Space, both: Region, matters: readonly Literal[], { rule, region }: Met): Remedy | undefined {
  const { diagrams } = space;
  const literal = [...matters]
    .sort((a, b) => Number(b.about === "fact") - Number(a.about === "fact"))
    .find(
      (l) => diagrams.within(both, l.region) && diagrams.without(region, l.region) !== NOTHING && oppositeOf(l) !== undefined,
    );
  return literal && { condition: oppositeOf(literal)!, clause: rule.element.name };
}

/** Where a clause says which events it is about. */
function placeOf(ctx: ServiceContext, space: Space, { what, element, says, filters }: Rule): Related[] {
  const filter = filters.find(({ event }) => event === space.event.name);
  const span = (filter?.where && ctx.spans.get(filter.where)) ?? nameOf(ctx, element);
  const message = `the ${what} \`${element.name}\` ${says === "free" ? "declares it free" : "charges it"} here`;
  return [{ message, source: ctx.source, span }];
}

const nameOf = (ctx: ServiceContext, element: Named) => ctx.scope.find(element.name)?.node.name ?? ctx.scope.service.node.name;
