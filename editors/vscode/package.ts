/**
 * Makes the extension of VS Code, a .vsix with the server in it: `npm run package:vscode` writes it to out/, or to the file that is given.
 * The packager is installed in a folder of its own, since nothing else needs it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { VERSION } from "../../compiler/version.ts";

const PACKAGER = "@vscode/vsce@3.9.2";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = join(root, "editors", "vscode");
const target = resolve(process.argv[2] ?? join(root, "out", `sdl-${VERSION}.vsix`));
const staged = join(root, "out", "vscode");

rmSync(staged, { recursive: true, force: true });
mkdirSync(staged, { recursive: true });
for (const name of ["README.md", "icon.png", "language-configuration.json", "syntaxes", "snippets"])
  cpSync(join(here, name), join(staged, name), { recursive: true });
for (const name of ["LICENSE", "CHANGELOG.md"]) cpSync(join(root, name), join(staged, name));
// what diagnostics and words link to
for (const name of ["docs/diagnostics", "docs/language.md"]) cpSync(join(root, name), join(staged, name), { recursive: true });
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as object;
writeFileSync(
  join(staged, "package.json"),
  `${JSON.stringify({ ...manifest, version: VERSION, files: ["**"] }, undefined, 2)}\n`,
);

await build({
  absWorkingDir: root,
  entryPoints: ["editors/vscode/src/extension.ts"],
  outfile: join(staged, "client.cjs"),
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
});
// the command whole, with what it needs to generate and run modules; only printing, which the server does not do, needs more
await build({
  absWorkingDir: root,
  entryPoints: { sdl: "cli/main.ts" },
  outdir: join(staged, "server"),
  outExtension: { ".js": ".mjs" },
  chunkNames: "[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["@sparticuz/chromium", "playwright-core"],
  // what CommonJS packages expect
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      "import { fileURLToPath as __fileURLToPath } from 'node:url';",
      "const require = __createRequire(import.meta.url);",
      "const __filename = __fileURLToPath(import.meta.url);",
      "const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
    ].join("\n"),
  },
  logLevel: "warning",
});

const packager = join(tmpdir(), "sdl-packager");
const program = join(packager, "node_modules", "@vscode", "vsce", "vsce");
if (!existsSync(program)) {
  const options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", ["install", "--prefix", packager, ...options, PACKAGER], { stdio: ["ignore", "ignore", "inherit"] });
}
mkdirSync(join(target, ".."), { recursive: true });
const options = ["--no-dependencies", "--allow-missing-repository", "--skip-license", "--out", target];
execFileSync(process.execPath, [program, "package", ...options], { cwd: staged, stdio: ["ignore", "ignore", "inherit"] });
process.stdout.write(`${target}\n`);
