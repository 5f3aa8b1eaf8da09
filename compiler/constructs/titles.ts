/** Titles: documents and bills show them, so what a rule names should have one. */
import type { EnumerationValueNode } from "../../grammar/index.ts";
import type { Reporter, ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Service } from "../ir/model.ts";
import { kindNames } from "../scope.ts";

/** Warns of elements, and of fields and values that rules use, without a title. */
export function checkTitles(ctx: ServiceContext, service: Service): void {
  const own = new Set(ctx.scope.service.node.elements.map((e) => e.name.text));
  const lists = [
    service.events,
    service.windows,
    service.sets,
    service.intervals,
    service.sessions,
    service.terms,
    service.measures,
    service.charges,
    service.fees,
    service.packages,
    service.minimums,
    service.prohibitions,
    service.freeRules,
    service.products.filter((p) => own.has(p.name)),
  ];
  for (const element of lists.flat()) {
    if (element.titled) continue;
    const node = ctx.scope.find(element.name)?.node;
    if (node !== undefined) ctx.report(D.missingTitle, { what: kindNames[node.kind], name: element.name }, node.name);
  }
  for (const event of service.events) {
    const node = ctx.scope.elements.get(event.name)?.node;
    if (node?.kind !== "event") continue;
    for (const field of node.fields) {
      const lowered = event.fields.find((f) => f.name === field.name.text);
      if (lowered === undefined) continue;
      if (!lowered.titled && ctx.usedInRules.has(`${event.name}.${lowered.name}`))
        ctx.report(D.missingTitle, { what: "field", name: lowered.name }, field.name);
      if (lowered.type.kind !== "enumeration") continue;
      const { enumeration } = lowered.type;
      if (field.type?.kind === "choice") checkValues(ctx, ctx, enumeration, field.type.values);
      else {
        const symbol = ctx.scope.find(enumeration);
        if (symbol?.node.kind === "enumeration") checkValues(ctx, ctx.at(symbol.source), enumeration, symbol.node.values);
      }
    }
  }
}

function checkValues(ctx: ServiceContext, at: Reporter, enumeration: string, values: readonly EnumerationValueNode[]): void {
  for (const { name, title } of values) {
    if (title === undefined && ctx.usedInRules.has(`${enumeration}.${name.text}`))
      at.report(D.missingTitle, { what: "value", name: name.text }, name);
  }
}
