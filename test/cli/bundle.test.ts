/** The package that others install: made, and used as they would. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sdl-bundle-"));
const dist = join(folder, "dist");

beforeAll(() => {
  execFileSync(process.execPath, ["--import", "tsx", join(root, "cli/bundle.ts"), dist], { cwd: root });
  // what `npm install` would put beside the package
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the bundled command checks, tests and rates like the one of the checkout", () => {
  const sdl = (...args: string[]) =>
    spawnSync(process.execPath, [join(dist, "sdl.mjs"), ...args], { cwd: root, encoding: "utf8" });
  expect(sdl("check", "contracts")).toMatchObject({ status: 0, stdout: expect.stringContaining("no problems") });
  expect(sdl("test", "contracts")).toMatchObject({ status: 0, stdout: expect.stringContaining("all hold") });
  expect(sdl("chek")).toMatchObject({ status: 2 });
});

test("the package names its command, its runtime and what it needs", () => {
  const published = JSON.parse(readFileSync(join(dist, "package.json"), "utf8"));
  expect(published).toMatchObject({
    name: "sdl-lang",
    bin: { sdl: "./sdl.mjs" },
    exports: {
      "./runtime": { types: "./runtime/index.d.ts", default: "./runtime/index.mjs" },
      "./worker": "./worker.js",
    },
  });
  expect(statSync(join(dist, published.exports["./worker"])).size).toBeGreaterThan(100_000);
  expect(readFileSync(join(dist, "runtime/index.d.ts"), "utf8")).toContain("rate");
  expect(Object.keys(published.dependencies)).toContain("zod");
});

test("prettier formats contracts with the plugin of the package", () => {
  // as `npm install sdl-lang` would put it
  const modules = join(folder, "project", "node_modules");
  mkdirSync(modules, { recursive: true });
  symlinkSync(dist, join(modules, "sdl-lang"));
  const prettier = (input: string) =>
    spawnSync(
      process.execPath,
      [join(root, "node_modules/prettier/bin/prettier.cjs"), "--plugin", "sdl-lang/prettier", "--stdin-filepath", "a.sdl"],
      { cwd: join(folder, "project"), encoding: "utf8", input },
    );
  const contract = readFileSync(join(root, "contracts/channels/whatsapp.sdl"), "utf8");
  expect(prettier(contract.replaceAll(/^ +/gm, ""))).toMatchObject({ status: 0, stdout: contract });
  const broken = prettier("sdl 1\nservice A in Channels {\n  title en\n}\n");
  expect(broken).toMatchObject({ status: 2, stdout: "" });
  expect(broken.stderr).toMatch(/> 3 \| {3}title en\n.*\^\^/);
});
