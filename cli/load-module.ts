/** Generated modules, loaded without writing them to disk. */
import { Script } from "node:vm";
import { ts } from "ts-morph";
import * as zod from "zod";
import type { AnyServiceModule } from "../runtime/index.ts";
import * as runtime from "../runtime/index.ts";

/** All that a generated module may import: this program's own instances. */
const importable: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["sdl-lang/runtime", runtime],
  ["zod", zod],
]);

/**
 * Evaluates the text of a generated module and gives the service module that it exports by default. `name` appears in stack traces.
 * Importing this file loads the TypeScript compiler: import it only where modules are loaded.
 */
export function loadModule(source: string, name: string): AnyServiceModule {
  const { outputText } = ts.transpileModule(source, {
    fileName: `${name}.ts`,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const evaluate: unknown = new Script(`(function (exports, require) {${outputText}\n})`, {
    filename: `${name}.js`,
  }).runInThisContext();
  const exports: { default?: AnyServiceModule } = {};
  (evaluate as (exports: object, require: (from: string) => unknown) => void)(exports, (from) => {
    const module = importable.get(from);
    if (module === undefined)
      throw new Error(`${name} imports "${from}"; a generated module imports only ${[...importable.keys()].join(" and ")}.`);
    return module;
  });
  if (exports.default?.apiVersion !== 1) throw new Error(`${name} is not a generated module of this version.`);
  return exports.default;
}
