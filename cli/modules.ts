/** From contracts to running modules: generated, then loaded. The generator is imported only here and only when needed. */
import type { Service } from "../compiler/index.ts";
import type { AnyServiceModule, EventInfo } from "../runtime/index.ts";
import { loadScript } from "./load-script.ts";

/** The modules of services, by name of the service. */
export async function loadModules(services: readonly Service[]): Promise<ReadonlyMap<string, AnyServiceModule>> {
  return new Map((await moduleScripts(services)).map(([name, script]) => [name, loadScript(script, name)]));
}

/** The modules as scripts, which `loadScript` runs. */
export async function moduleScripts(
  services: readonly Service[],
): Promise<readonly (readonly [service: string, script: string])[]> {
  const { emitScript } = await import("../compiler/emit/typescript/script.ts");
  return services.map((service) => [service.name, emitScript(service)] as const);
}

/** How the events of all modules are read, by CloudEvents type. */
export function eventInfos(modules: Iterable<AnyServiceModule>): (type: string) => EventInfo | undefined {
  const infos = new Map([...modules].flatMap((module) => Object.entries(module.events)));
  return (type) => infos.get(type);
}
