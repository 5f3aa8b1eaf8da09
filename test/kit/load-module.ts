/** Modules as `sdl build` writes them, loaded without writing them to disk. */
import ts from "typescript";
import { loadScript } from "../../cli/load-script.ts";
import type { AnyServiceModule } from "../../runtime/index.ts";

/** Evaluates the text of a generated module and gives the service module that it exports by default. `name` appears in stack traces. */
export function loadModule(source: string, name: string): AnyServiceModule {
  const { outputText } = ts.transpileModule(source, {
    fileName: `${name}.ts`,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return loadScript(outputText, name);
}
