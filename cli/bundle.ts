/**
 * Makes the package that others install, in dist/: the `sdl` command as one bundle that starts fast, the language server for browsers,
 * and the runtime that generated modules import, with its types. Run it with `npm run bundle`; `npm pack ./dist` makes the archive.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = resolve(process.argv[2] ?? join(root, "dist"));

/** Loaded only where modules are generated, or shared with generated modules: installed beside the bundle. */
const external = ["ts-morph", "prettier", "zod", "libsql"];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
  description: string;
  license: string;
  engines: object;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
await build({
  absWorkingDir: root,
  entryPoints: {
    sdl: "cli/main.ts",
    "rating-helper": "cli/threads/helper.ts",
    "runtime/index": "runtime/index.ts",
    prettier: "grammar/format/plugin.ts",
  },
  outdir: out,
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: [...external, ...Object.keys(own.optionalDependencies)],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: "warning",
});
// the language server for a worker of a browser, in one file
await build({
  absWorkingDir: root,
  entryPoints: ["lsp/browser.ts"],
  outfile: join(out, "worker.js"),
  bundle: true,
  minify: true,
  platform: "browser",
  format: "iife",
  target: "es2023",
  logLevel: "warning",
});
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const types = [
  "--declaration",
  "--emitDeclarationOnly",
  "--noEmit",
  "false",
  "--rewriteRelativeImportExtensions",
  "--outDir",
  join(out, "runtime"),
];
execFileSync(
  process.execPath,
  [
    tsc,
    "--ignoreConfig",
    join(root, "runtime/index.ts"),
    "--rootDir",
    join(root, "runtime"),
    "--target",
    "es2023",
    "--module",
    "nodenext",
    "--strict",
    "--skipLibCheck",
    "--allowImportingTsExtensions",
    "--lib",
    "es2023,dom,dom.iterable",
    ...types,
  ],
  { stdio: "inherit", cwd: root },
);

const published = {
  name: "sdl-lang",
  version: own.version,
  description: own.description,
  license: own.license,
  type: "module",
  engines: own.engines,
  bin: { sdl: "./sdl.mjs" },
  exports: {
    "./runtime": { types: "./runtime/index.d.ts", default: "./runtime/index.mjs" },
    "./prettier": "./prettier.mjs",
    "./worker": "./worker.js",
  },
  optionalDependencies: own.optionalDependencies,
  dependencies: Object.fromEntries([...external, "temporal-polyfill"].map((name) => [name, own.dependencies[name]])),
};
writeFileSync(join(out, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
for (const file of ["README.md", "LICENSE", "CHANGELOG.md"]) cpSync(join(root, file), join(out, file));
