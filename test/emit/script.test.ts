/** Rating runs scripts, others import modules that `sdl build` wrote: both must be the same code. */

import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { nodeHost } from "../../cli/host.ts";
import { loadScript } from "../../cli/load-script.ts";
import { emitService } from "../../compiler/emit/typescript/index.ts";
import { emitScript } from "../../compiler/emit/typescript/script.ts";
import { compile, type Service } from "../../compiler/index.ts";
import { allServices, empty, strange } from "../kit/services.ts";

const shipped = compile(nodeHost(fileURLToPath(new URL("../..", import.meta.url))), ["contracts"], { quick: true }).services;

/** What a text consists of, whatever its layout and comments: its parts with their kinds, one after another. */
function parts(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.ExportKeyword) return;
    const at = found.push(ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
    if (found.length > at) found.push("end");
    else found[at - 1] += ts.isStringLiteral(node) ? node.getText() : node.getText().replace(/\s/g, "");
  };
  visit(ts.createSourceFile("m.js", text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  return found;
}

/** The built module without its types, its imports and exports written as those of a script. */
function withoutTypes(service: Service): string {
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, removeComments: true };
  const { outputText } = ts.transpileModule(emitService(service), { compilerOptions: options });
  const script = outputText
    .replace(/^import \{([^}]*)\} from ("[^"]*");$/gm, "const {$1} = require($2);")
    .replace(/^export default (\w+);$/m, "exports.default = $1;");
  return `"use strict";\n${script}`;
}

describe("scripts", () => {
  it("are the modules that build writes, without their types", () => {
    expect(shipped.length).toBeGreaterThan(30);
    for (const service of [...allServices, ...shipped, empty, strange])
      expect(parts(emitScript(service)), service.name).toEqual(parts(withoutTypes(service)));
  });

  it("run without anything being taken out of them", () => {
    for (const service of shipped) expect(loadScript(emitScript(service), service.name).service).toBe(service.name);
  });

  it("may import the runtime and zod only, and must give a module", () => {
    expect(() => loadScript('exports.default = require("node:fs");', "Evil")).toThrow(/imports "node:fs"/);
    expect(() => loadScript("exports.default = {};", "Nothing")).toThrow(/not a generated module/);
  });
});
