/** `only within`: what is available only together with something that is available by itself. */
import type { AgreementNode } from "../../grammar/index.ts";
import type { Reporter } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Service, Taken } from "../ir/model.ts";

/** Checks that everything an agreement takes is available to it. */
export function checkAvailability(
  reporter: Reporter,
  node: AgreementNode,
  takes: readonly Taken[],
  services: ReadonlyMap<string, Service>,
): void {
  const independent = new Set(takes.flatMap((taken) => independentCategory(services.get(taken.service)!, taken) ?? []));
  for (const taken of takes) {
    const service = services.get(taken.service)!;
    const nodes = node.takes.filter((t) => t.service.text === taken.service);
    const require = (name: string, category: string | undefined, at = nodes[0]!.service) => {
      if (category !== undefined && !independent.has(category)) reporter.report(D.onlyWithin, { name, category }, at);
    };
    require(service.name, service.onlyWithin);
    for (const product of service.products.filter(({ name }) => taken.products.includes(name)))
      require(`${service.name}.${product.name}`, product.onlyWithin, nodes.find((t) => t.product?.text === product.name)
        ?.product);
  }
}

/** The category of a service that is taken by itself: neither it, nor all that is taken of it, is available only within something else. */
function independentCategory({ category, onlyWithin, products }: Service, taken: Taken): string | undefined {
  const takenProducts = products.filter(({ name }) => taken.products.includes(name));
  const isDependent = takenProducts.length > 0 && takenProducts.every((product) => product.onlyWithin !== undefined);
  return onlyWithin === undefined && !isDependent ? category : undefined;
}
