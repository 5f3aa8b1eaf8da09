/** Modules of services, loaded without writing them to disk. */
import { Script } from "node:vm";
import * as zod from "zod";
import type { AnyServiceModule } from "../runtime/index.ts";
import * as runtime from "../runtime/index.ts";

/** All that a module may import: this program's own instances. */
const importable: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["sdl-lang/runtime", runtime],
  ["zod", zod],
]);

/** Runs the script of a module and gives the service module that it exports by default. `name` appears in stack traces. */
export function loadScript(script: string, name: string): AnyServiceModule {
  const run: unknown = new Script(`(function (exports, require) {${script}\n})`, { filename: `${name}.js` }).runInThisContext();
  const exports: { default?: AnyServiceModule } = {};
  (run as (exports: object, require: (from: string) => unknown) => void)(exports, (from) => {
    const module = importable.get(from);
    if (module === undefined)
      throw new Error(`${name} imports "${from}"; a generated module imports only ${[...importable.keys()].join(" and ")}.`);
    return module;
  });
  if (exports.default?.apiVersion !== 1) throw new Error(`${name} is not a generated module of this version.`);
  return exports.default;
}
