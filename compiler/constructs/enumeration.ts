/** Enumerations. */
import type { EnumerationValueNode } from "../../grammar/index.ts";
import { inWords, type Reporter, type ServiceContext } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { Enumeration, EnumerationValue } from "../ir/model.ts";
import { checkName } from "../reserved.ts";
import type { ElementOf, ElementSymbol } from "../scope.ts";

export function lowerValues(reporter: Reporter, nodes: readonly EnumerationValueNode[], what: string): EnumerationValue[] {
  const values: EnumerationValue[] = [];
  for (const node of nodes) {
    if (node.name.missing) continue;
    checkName(reporter, node.name);
    if (values.some((v) => v.name === node.name.text)) {
      reporter.report(D.duplicateName, { name: node.name.text, what: `in ${what}` }, node.name);
      continue;
    }
    values.push({
      name: node.name.text,
      title:
        node.title === undefined
          ? inWords(node.name.text, false)
          : reporter.text([node.title], `The title of \`${node.name.text}\``, node.name),
      titled: node.title !== undefined,
    });
  }
  return values;
}

/** Lowers an enumeration once per service. */
export function lowerEnumeration(ctx: ServiceContext, { node, source }: ElementSymbol<ElementOf<"enumeration">>): Enumeration {
  const done = ctx.enumerations.get(node.name.text);
  if (done !== undefined) return done;
  const at = ctx.at(source);
  const values = lowerValues(at, node.values, `the enumeration \`${node.name.text}\``);
  if (values.length === 0) {
    at.report(
      D.missingPart,
      { what: `The enumeration \`${node.name.text}\``, part: "its values", example: 'delivered en "delivered" vi "đã gửi"' },
      node.name,
    );
  }
  const enumeration: Enumeration = { ...at.named(node, "the enumeration"), values };
  ctx.enumerations.set(enumeration.name, enumeration);
  return enumeration;
}
