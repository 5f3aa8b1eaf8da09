/** enumeration → a zod enum and its type */
import type { Enumeration } from "../../ir/model.ts";
import { type Contract, words } from "./contract.ts";
import { docComment, literal } from "./literal.ts";
import { constant, type Statement, typeAlias } from "./statement.ts";

export function emitEnumeration(contract: Contract, enumeration: Enumeration): Statement[] {
  const name = contract.typeName(enumeration);
  const values = enumeration.values.map((value) => `${value.name}: ${words(value.title)}`).join("\n");
  const doc = docComment(words(enumeration.title), values, enumeration.doc);
  return [
    constant(name, `${contract.use("field")}.oneOf(${enumeration.values.map((value) => literal(value.name)).join(", ")})`, {
      doc,
      exported: true,
    }),
    typeAlias(name, `z.output<typeof ${name}>`),
  ];
}
