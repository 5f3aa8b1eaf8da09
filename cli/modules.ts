/** From contracts to running modules: generated, then loaded. The generator is heavy, so it is imported only here and only when needed. */
import type { Service } from "../compiler/index.ts";
import type { AnyServiceModule, EventInfo } from "../runtime/index.ts";

/** The modules of services, by name of the service. */
export async function loadModules(services: readonly Service[]): Promise<ReadonlyMap<string, AnyServiceModule>> {
  const { emitService } = await import("../compiler/emit/typescript/index.ts");
  const { loadModule } = await import("./load-module.ts");
  return new Map(services.map((service) => [service.name, loadModule(emitService(service), service.name)]));
}

/** How the events of all modules are read, by CloudEvents type. */
export function eventInfos(modules: Iterable<AnyServiceModule>): (type: string) => EventInfo | undefined {
  const infos = new Map([...modules].flatMap((module) => Object.entries(module.events)));
  return (type) => infos.get(type);
}
