/** From contracts to running modules: generated, then loaded. The generator is imported only here and only when needed. */
import type { Service } from "../compiler/index.ts";
import type { AnyServiceModule, EventInfo } from "../runtime/index.ts";
import { loadScript } from "./load-script.ts";

/** The modules of services, by name of the service. */
export async function loadModules(services: readonly Service[]): Promise<ReadonlyMap<string, AnyServiceModule>> {
  const { emitScript } = await import("../compiler/emit/typescript/script.ts");
  return new Map(services.map((service) => [service.name, loadScript(emitScript(service), service.name)]));
}

/** How the events of all modules are read, by CloudEvents type. */
export function eventInfos(modules: Iterable<AnyServiceModule>): (type: string) => EventInfo | undefined {
  const infos = new Map([...modules].flatMap((module) => Object.entries(module.events)));
  return (type) => infos.get(type);
}
