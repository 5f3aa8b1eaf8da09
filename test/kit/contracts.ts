/** The shipped contracts as files in memory, for tests that compile, cut or change them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name);
    return e.isDirectory() ? filesBelow(path) : /\.(sdl|csv)$/.test(e.name) ? [path] : [];
  });
}

/** Contracts and rate cards by path relative to the repository. */
export const shippedFiles: Readonly<Record<string, string>> = Object.fromEntries(
  filesBelow(join(root, "contracts")).map((path) => [relative(root, path).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
);

/** Only the `.sdl` files. */
export const shippedContracts: readonly (readonly [string, string])[] = Object.entries(shippedFiles).filter(([path]) =>
  path.endsWith(".sdl"),
);
