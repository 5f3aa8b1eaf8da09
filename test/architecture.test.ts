/** The rules of docs/architecture.md that a machine can check: who may import whom, what is loaded when, how long a file may be. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { VERSION } from "../compiler/version.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** For each layer: the layers and the packages that it may import. */
const LAYERS: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }>> = {
  grammar: { layers: ["grammar"], packages: ["chevrotain", "prettier", "string-width"] },
  runtime: {
    layers: ["runtime"],
    packages: [
      ...["currency-codes", "fastest-levenshtein", "hyparquet", "hyparquet-compressors", "papaparse"],
      ...["temporal-polyfill", "zod"],
    ],
  },
  compiler: {
    layers: ["compiler", "grammar"],
    packages: [
      ...[
        "currency-codes",
        "docx",
        "fastest-levenshtein",
        "fflate",
        "n2words",
        "papaparse",
        "picocolors",
        "prettier",
        "string-width",
      ],
      ...["temporal-polyfill", "ts-morph", "typescript"],
    ],
  },
  lsp: { layers: ["lsp", "compiler", "grammar"], packages: ["vscode-languageserver", "vscode-languageserver-textdocument"] },
  cli: {
    layers: ["cli", "lsp", "compiler", "grammar", "runtime"],
    packages: [
      "@sparticuz/chromium",
      "cli-progress",
      "cli-table3",
      "commander",
      "diff",
      "hyparquet-writer",
      "libsql",
      "picocolors",
      "playwright-core",
      "string-width",
      "temporal-polyfill",
      "vscode-languageserver",
      "zod",
    ],
  },
};
/** Must not be loaded before something is emitted. */
const HEAVY = ["ts-morph", "prettier", "typescript"];
/** The layout engine of prettier alone, which the formatter uses. */
const LIGHT = ["prettier/doc"];
const EMITTERS = ["compiler/emit/typescript/"];
/** Not part of what is installed: may use what is there for development. */
const DEVELOPMENT = ["cli/bundle.ts"];
const MAX_LINES = 400;
/** Declarations only, which are best read in one place. */
const LONGER = ["compiler/ir/model.ts", "compiler/diagnostics/registry.ts"];

interface Import {
  /** As it is written. */
  readonly from: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

interface Source {
  readonly path: string;
  readonly layer: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

const sources = Object.keys(LAYERS).flatMap((layer) => sourcesBelow(layer));

function sourcesBelow(layer: string): Source[] {
  if (!existsSync(join(root, layer))) return [];
  return readdirSync(join(root, layer), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const path = `${layer}/${name.replaceAll("\\", "/")}`;
      const text = readFileSync(join(root, path), "utf8");
      return { path, layer, lines: text.split("\n").length - 1, imports: importsOf(path, text) };
    });
}

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const named = node.importClause?.namedBindings;
      const allTypes =
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.length > 0 &&
        named.elements.every((each) => each.isTypeOnly);
      const typeOnly =
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || (allTypes && node.importClause?.name === undefined);
      found.push({ from: node.moduleSpecifier.text, typeOnly, dynamic: false });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ from: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, dynamic: false });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      found.push({
        from: argument && ts.isStringLiteral(argument) ? argument.text : "(computed)",
        typeOnly: false,
        dynamic: true,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

/** The file of ours that an import names, or undefined for a package. */
function target(source: Source, { from }: Import): string | undefined {
  return from.startsWith(".") ? relative(root, join(root, dirname(source.path), from)).replaceAll("\\", "/") : undefined;
}

function packageOf(from: string): string {
  const [first = "", second] = from.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

const isEmitter = (path: string) => EMITTERS.some((emitter) => path.startsWith(emitter));
const all = sources.flatMap((source) => source.imports.map((each) => ({ source, each, to: target(source, each) })));
const shown = (found: typeof all) => found.map(({ source, each }) => `${source.path} → ${each.from}`);

describe("imports", () => {
  test("there are files to look at", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(all.length).toBeGreaterThan(300);
  });

  test("dependencies point one way: grammar ← compiler ← lsp, cli; the runtime stands alone", () => {
    const wrong = all.filter(({ source, to }) => to !== undefined && !LAYERS[source.layer]!.layers.includes(to.split("/")[0]!));
    expect(shown(wrong)).toEqual([]);
  });

  test("grammar, compiler, runtime and language server use no Node API, so that they run in a browser too", () => {
    const core = ["grammar", "compiler", "runtime", "lsp"];
    const wrong = all.filter(
      ({ source, each }) => core.includes(source.layer) && (each.from.startsWith("node:") || isBuiltin(each.from)),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("each layer uses its own packages, and only packages that are installed with it", () => {
    const external = all.filter(
      ({ source, to, each }) => to === undefined && !each.from.startsWith("node:") && !DEVELOPMENT.includes(source.path),
    );
    expect(shown(external.filter(({ source, each }) => !LAYERS[source.layer]!.packages.includes(packageOf(each.from))))).toEqual(
      [],
    );
    const declared = Object.keys(manifest.dependencies);
    const optional = Object.keys(manifest.optionalDependencies);
    const known = (each: Import) =>
      declared.includes(packageOf(each.from)) || (each.dynamic && optional.includes(packageOf(each.from)));
    expect(shown(external.filter(({ each }) => !each.typeOnly && !known(each)))).toEqual([]);
  });

  test("every dependency is used", () => {
    const used = new Set([...all.map(({ each }) => packageOf(each.from)), "tsx", "typescript"]);
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    expect(declared.filter((name) => !used.has(name))).toEqual([]);
  });

  test("what is heavy is imported by the emitter only", () => {
    const wrong = all.filter(
      ({ source, each }) =>
        HEAVY.includes(packageOf(each.from)) && !LIGHT.includes(each.from) && !each.typeOnly && !isEmitter(source.path),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("the emitter is loaded only when something is emitted", () => {
    const wrong = all.filter(
      ({ source, each, to }) => to !== undefined && isEmitter(to) && !isEmitter(source.path) && !each.dynamic && !each.typeOnly,
    );
    expect(shown(wrong)).toEqual([]);
  });

  test("no file imports itself by way of others", () => {
    const edges = new Map(
      sources.map((source) => [
        source.path,
        all.filter((one) => one.source === source && one.to && !one.each.typeOnly && !one.each.dynamic).map((one) => one.to!),
      ]),
    );
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(" → "));
      if (way.includes(path) || done.has(path)) return;
      for (const next of edges.get(path) ?? []) visit(next, [...way, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });
});

describe("files", () => {
  test(`none is longer than ${MAX_LINES} lines`, () => {
    const long = sources.filter(({ path, lines }) => lines > MAX_LINES && !LONGER.includes(path));
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  test("the version is the one of the package", () => {
    expect(VERSION).toBe(manifest.version);
  });
});
