/**
 * What of the file of a module can run, without its types: a script that asks `require` for what it imports and sets `exports.default`.
 * No compiler is loaded to print it, nor to run it, so that rating starts at once.
 */
import type { Service } from "../../ir/model.ts";
import { Contract } from "./contract.ts";
import { literal } from "./literal.ts";
import { serviceFile } from "./module.ts";
import type { Import, Statement } from "./statement.ts";

/** The module of a service as a script that means the same as the module that `emitService` writes. */
export function emitScript(service: Service): string {
  const { imports, statements, byDefault } = serviceFile(new Contract(service, { typed: false }));
  return [
    '"use strict";',
    ...imports.map(importCode),
    ...statements.flatMap(statementCode),
    `exports.default = ${byDefault};`,
    "",
  ].join("\n");
}

function importCode({ from, names }: Import): string {
  const values = names.filter(({ typeOnly }) => !typeOnly).map(({ name }) => name);
  return `const { ${values.join(", ")} } = require(${literal(from)});`;
}

/** Types are nothing when a script runs. */
function statementCode(statement: Statement): string[] {
  if (statement.kind === "constant") return [`const ${statement.name} = ${statement.code};`];
  if (statement.kind !== "function") return [];
  const parameters = statement.parameters.map(({ name }) => name).join(", ");
  return [`function ${statement.name}(${parameters}) {\n${statement.body.join("\n")}\n}`];
}
