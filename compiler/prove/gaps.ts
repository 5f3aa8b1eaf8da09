/** Gaps: outcomes that no clause charges or counts, and none declares free. */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Space } from "./space.ts";
import { leftOut, statement } from "./statement.ts";
import type { Rule } from "./uses.ts";
import { circumstancesOf, conditionsOf, exampleOf } from "./words.ts";

/** No more outcomes of one event are shown: who mends these compiles again. */
const MOST_SHOWN = 6;

/**
 * An outcome is judged in the agreements that take a product of which some clause is about the event. What a clause of another product
 * speaks of belongs to that product, and no agreement without it has such usage.
 */
export function proveGaps(ctx: ServiceContext, space: Space, rules: readonly Rule[]): void {
  const { diagrams, event } = space;
  const about = rules.filter((rule) => rule.filters.some((filter) => filter.event === event.name));
  const concerned = diagrams.any(
    about.filter(({ says }) => says !== "free").map(({ element }) => space.circumstances.product(element)),
  );
  const spoken = diagrams.any(
    about.map(({ element, filters }) => diagrams.and(space.circumstances.besidesProduct(element), space.filtered(filters))),
  );
  let open = diagrams.without(diagrams.and(space.universe, concerned), spoken);
  // what is declared free may be so in other agreements too: there it says nothing
  const elsewhere = diagrams.not(concerned);
  for (let shown = 0; shown < MOST_SHOWN; shown += 1) {
    const situation = diagrams.first(open);
    if (situation === undefined) return;
    const matters = statement(space, situation, diagrams.any([open, elsewhere]));
    const circumstances = circumstancesOf(matters) ?? [];
    const rule = [`${event.name}${conditionsOf(matters)}`, ...circumstances].join(" ");
    const example = exampleOf(space, situation, matters);
    const at = ctx.scope.find(event.name)?.node.name ?? ctx.scope.service.node.name;
    ctx.report(D.gap, { example, leftOut: leftOut(matters)?.name, rule }, at);
    open = diagrams.without(open, diagrams.all(matters.map(({ region }) => region)));
  }
}
