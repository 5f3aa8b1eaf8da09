/** Where the clauses that bills cite stand in the documents of their services. */
import { anchorOf, buildDocument, htmlFileName } from "../../compiler/emit/docs/index.ts";
import type { Service, Text } from "../../compiler/index.ts";
import type { AnyServiceModule } from "../../runtime/index.ts";
import type { CitedClause } from "./html.ts";

/**
 * The clauses of all services by qualified name. `docs` is the folder of the documents as a bill links to it, such as
 * "../docs"; without it there are no links. Only places that the documents have are linked.
 */
export function citedClauses(
  services: readonly Service[],
  modules: ReadonlyMap<string, AnyServiceModule>,
  docs: string | undefined,
): Map<string, CitedClause> {
  const cited = new Map<string, CitedClause>();
  for (const service of services) {
    const module = modules.get(service.name);
    if (module === undefined) continue;
    const items = buildDocument(service).sections.flatMap((section) => section.items);
    for (const { name, kind, title, text } of module.clauses) {
      const item = items.find(({ anchor }) => anchor === `${kind}-${anchorOf(name)}`);
      cited.set(`${service.name}.${name}`, {
        ...{ kind, title, text },
        ...(item && { number: item.number }),
        ...(item && docs !== undefined && { href: `${docs}/${htmlFileName(service)}#${item.anchor}` }),
      });
    }
  }
  return cited;
}

/** What the measures of services are called, by qualified name. */
export function measureTitles(services: readonly Service[]): Map<string, Text> {
  return new Map(services.flatMap((service) => service.measures.map(({ name, title }) => [`${service.name}.${name}`, title])));
}
