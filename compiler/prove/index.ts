/**
 * What the compiler proves about the conditions of a service (docs/language.md, "What the compiler proves"). Each kind of event is
 * looked at by itself: the situations that its conditions tell apart are finitely many, and regions of them are compared exactly.
 */
import type { ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Condition, Service } from "../ir/model.ts";
import { proveCharging } from "./charging.ts";
import { proveCircumstances, proveCondition } from "./conditions.ts";
import { BeyondBound } from "./diagram.ts";
import { factName } from "./facts.ts";
import { atoms } from "./fields.ts";
import { proveGaps } from "./gaps.ts";
import { Space } from "./space.ts";
import { judged, rules, written } from "./uses.ts";

/** Proves a service that has no errors, and reports what is found. */
export function proveService(ctx: ServiceContext, service: Service, services: ReadonlyMap<string, Service>): void {
  const places = written(service);
  const all = rules(service);
  const mustBeSpokenFor = judged(service);
  for (const event of service.events) {
    const here = places.filter(({ filter }) => filter.event === event.name);
    const about = all.filter(({ filters }) => filters.some((filter) => filter.event === event.name));
    const conditions = [...here.map(({ filter }) => filter), ...about.flatMap(({ filters }) => filters)]
      .filter((filter) => filter.event === event.name)
      .flatMap(({ where }) => where ?? []);
    try {
      const clauses = about.map(({ element }) => element);
      const space = new Space(service, services, event, clauses, conditions);
      for (const place of here) proveCondition(ctx, space, place);
      proveCircumstances(ctx, space, about);
      proveCharging(ctx, space, about);
      if (mustBeSpokenFor.has(event.name)) proveGaps(ctx, space, about);
    } catch (error) {
      if (!(error instanceof BeyondBound)) throw error;
      const at = ctx.scope.find(event.name)?.node.name ?? ctx.scope.service.node.name;
      ctx.report(D.beyondProof, { event: event.name, conditions: namesIn(conditions), what: error.what }, at);
    }
  }
}

/** The fields and states that conditions name. */
function namesIn(conditions: readonly Condition[]): string[] {
  const names = conditions.flatMap(atoms).map((a) => ("field" in a ? a.field : factName(a)));
  return [...new Set(names)].map((name) => `\`${name}\``);
}
