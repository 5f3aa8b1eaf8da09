/** What a term decides: a change of its value matters as much as the rules that use it. */
import type { Service } from "../ir/model.ts";
import type { Sides } from "./facets.ts";
import { type Severity, severities } from "./model.ts";

/** The parts of a service that decide how much is charged, and those that decide what is charged. */
const deciding: readonly (readonly [Severity, (service: Service) => unknown])[] = [
  ["price", (s) => [s.charges, s.fees, s.packages, s.minimums, s.measures]],
  ["scope", (s) => [s.windows, s.sessions, s.freeRules]],
];

/** The severity of a change of the value of a term. */
export function severityOfTerm({ name, before, after }: Sides): Severity {
  const found = deciding.flatMap(([severity, parts]) =>
    [before, after].flatMap((service) => uses(parts(service), name, severity)),
  );
  return severities.find((severity) => found.includes(severity)) ?? "term";
}

/** Where a part of a service refers to the term, at any depth. Within a condition it decides what is meant, not how much. */
function uses(part: unknown, term: string, severity: Severity): Severity[] {
  if (part === null || typeof part !== "object") return [];
  if ("term" in part && part.term === term) return [severity];
  return Object.entries(part).flatMap(([key, value]) => uses(value, term, key === "where" ? "scope" : severity));
}
