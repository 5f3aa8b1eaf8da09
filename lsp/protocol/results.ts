/** What examples came to when they were last run, as long as nothing has changed since. */
import type { Service } from "../../compiler/index.ts";
import type { Project } from "../project.ts";
import type { ExampleOutcome } from "./workspaces.ts";

interface Kept {
  readonly service: Service;
  readonly outcome: ExampleOutcome;
}

const kept = new WeakMap<Project, Map<string, Kept>>();

export function keepResult(project: Project, service: Service, example: string, outcome: ExampleOutcome): void {
  const results = kept.get(project) ?? new Map<string, Kept>();
  kept.set(project, results.set(`${service.name}.${example}`, { service, outcome }));
}

/** The last result of an example; undefined when its service is another one by now. */
export function lastResult(project: Project, service: string, example: string): ExampleOutcome | undefined {
  const found = kept.get(project)?.get(`${service}.${example}`);
  const now = project.latest?.program.services.find(({ name }) => name === service);
  return found !== undefined && found.service === now ? found.outcome : undefined;
}
