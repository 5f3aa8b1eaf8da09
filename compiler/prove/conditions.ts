/** Conditions without effect: clauses that no event can meet or no agreement can have, and parts that always or never hold. */
import type { Span } from "../../grammar/index.ts";
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Condition } from "../ir/model.ts";
import { NOTHING, type Region } from "./diagram.ts";
import { atoms, isState } from "./fields.ts";
import type { Space } from "./space.ts";
import type { Rule, Written } from "./uses.ts";

/** A part of a condition with the events that meet it. */
interface Part {
  readonly condition: Condition;
  readonly region: Region;
}

const parts = (kind: "all" | "any", condition: Condition): readonly Condition[] =>
  condition.kind === kind ? condition.of : [condition];

export function proveCondition(ctx: ServiceContext, space: Space, { what, element, filter: { where } }: Written): void {
  if (where === undefined) return;
  const { diagrams, universe } = space;
  const part = (condition: Condition): Part => ({ condition, region: space.meeting(condition) });
  const alternatives = parts("any", where).map(part);
  const met = ({ region }: Part) => diagrams.and(universe, region);

  if (alternatives.every((a) => met(a) === NOTHING)) {
    const { condition, alone } = culprit(space, alternatives[0]!.condition);
    ctx.report(D.neverMet, { what, name: element.name, part: textOf(ctx, condition), alone }, spanOf(ctx, condition), [
      { message: `of ${what}`, source: ctx.source, span: ctx.scope.find(element.name)?.node.name ?? spanOf(ctx, condition) },
    ]);
    return;
  }
  const report = (condition: Condition, holds: "always" | "never" | "covered", alone: boolean) =>
    ctx.report(D.constantPart, { part: textOf(ctx, condition), holds, alone }, spanOf(ctx, condition));
  for (const dead of alternatives.filter((a) => met(a) === NOTHING)) {
    const { condition, alone } = culprit(space, dead.condition);
    report(condition, "never", alone);
  }
  const live = alternatives.filter((a) => met(a) !== NOTHING);
  const needed = needless(
    live,
    (a, others) => diagrams.within(met(a), diagrams.any(others.map(({ region }) => region))),
    ({ condition }) => report(condition, "covered", false),
  );
  let found = needed.length < alternatives.length;
  for (const { condition } of needed) {
    const all = parts("all", condition).map(part);
    // a field named beside a state is no repetition, even if the state implies it: the author says which events are meant
    const beside = (a: Part, others: readonly Part[]) => (isOfState(a) ? others : others.filter((other) => !isOfState(other)));
    const kept = needless(
      all,
      (a, others) => diagrams.within(diagrams.all([universe, ...beside(a, others).map(({ region }) => region)]), a.region),
      (a) => report(a.condition, "always", diagrams.within(universe, a.region)),
    );
    found ||= kept.length < all.length;
  }
  if (!found && diagrams.within(universe, diagrams.any(needed.map(({ region }) => region)))) report(where, "always", true);
}

/** Takes parts away, the last first, that have no effect beside the others; gives those that are left. */
function needless(
  all: readonly Part[],
  isNeedless: (part: Part, others: readonly Part[]) => boolean,
  report: (part: Part) => void,
): readonly Part[] {
  return all.reduceRight<readonly Part[]>((kept, part) => {
    const others = kept.filter((other) => other !== part);
    if (!isNeedless(part, others)) return kept;
    report(part);
    return others;
  }, all);
}

const isOfState = ({ condition }: Part): boolean => atoms(condition).some(isState);

/** The part with which an alternative becomes empty, and whether it is empty by itself. */
function culprit(space: Space, alternative: Condition): { readonly condition: Condition; readonly alone: boolean } {
  const { diagrams, universe } = space;
  const all = parts("all", alternative);
  const alone = all.find((condition) => diagrams.and(universe, space.meeting(condition)) === NOTHING);
  if (alone !== undefined) return { condition: alone, alone: true };
  let left = universe;
  for (const condition of all) {
    left = diagrams.and(left, space.meeting(condition));
    if (left === NOTHING) return { condition, alone: false };
  }
  return { condition: alternative, alone: true };
}

/** Clauses whose circumstances exclude one another. */
export function proveCircumstances(ctx: ServiceContext, space: Space, rules: readonly Rule[]): void {
  for (const { what, element, filters } of rules) {
    if (!filters.some(({ event }) => event === space.event.name)) continue;
    if (space.diagrams.and(space.universe, space.circumstances.of(element)) === NOTHING)
      ctx.report(D.neverInForce, { what: `the ${what}`, name: element.name }, ctx.scope.find(element.name)!.node.name);
  }
}

const spanOf = (ctx: ServiceContext, condition: Condition): Span => ctx.spans.get(condition) ?? ctx.scope.service.node.name;

/** As it is written; messages put it between backticks of their own. */
function textOf(ctx: ServiceContext, condition: Condition): string {
  const { start, end } = spanOf(ctx, condition);
  return ctx.source.text.slice(start, end).replace(/\s+/g, " ").replaceAll("`", "");
}
