/** `npm run bench:lsp`: the language server beside TypeSpec's, on workspaces of equal length, in turns; writes docs/benchmarks-lsp.md. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cache, repository } from "../prepare.ts";
import { type LspResults, lspPage } from "./page.ts";
import { type Figures, measure, type Subject } from "./session.ts";
import { contracts, type Prepared, typespec } from "./workspaces.ts";

const rounds = Number(process.argv.find((a) => a.startsWith("--rounds="))?.slice(9) ?? 3);
const turns = Number(process.argv.find((a) => a.startsWith("--turns="))?.slice(8) ?? 30);
const here = fileURLToPath(new URL(".", import.meta.url));

/** TypeSpec's compiler, which only this needs. */
function installTypeSpec(): string {
  const folder = join(cache, "typespec");
  mkdirSync(folder, { recursive: true });
  const list = readFileSync(join(here, "packages/package.json"), "utf8");
  const mark = join(folder, "package.json");
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== list || !existsSync(join(folder, "node_modules"))) {
    writeFileSync(mark, list);
    execFileSync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return join(folder, "node_modules/@typespec/compiler/cmd/tsp-server.js");
}

const tsp = installTypeSpec();
execFileSync(process.execPath, ["--import", "tsx", "cli/bundle.ts"], { cwd: repository, stdio: "inherit" });

const sdl = (workspace: Prepared): Subject => ({
  name: "SDL",
  program: process.execPath,
  arguments: [join(repository, "dist/sdl.mjs"), "lsp", "--stdio"],
  language: "sdl",
  workspace,
  syntaxError: "oops (",
  // a figure that stands in one language alone: the last pass finds it
  lateError: (text, turn) => {
    const titles = [...text.matchAll(/title +en "[^"]*(?=")/g)];
    const at = titles[turn % titles.length]!;
    return `${text.slice(0, at.index + at[0].length)} 77${text.slice(at.index + at[0].length)}`;
  },
});
const other = (workspace: Prepared): Subject => ({
  name: "TypeSpec",
  program: process.execPath,
  arguments: [tsp, "--stdio"],
  language: "typespec",
  workspace,
  syntaxError: "model {{",
  // a type that nobody declares: the checker finds it
  lateError: (text, turn) => {
    const fields = [...text.matchAll(/: string;/g)];
    const at = fields[turn % fields.length]!;
    return `${text.slice(0, at.index)}: Strin;${text.slice(at.index + at[0].length)}`;
  },
});

const results: LspResults = { date: new Date().toISOString().slice(0, 10), cores: cpus().length, rounds, turns, workspaces: [] };
for (const [name, services] of [
  ["the shipped contracts", undefined],
  ["500 generated services", 500],
] as const) {
  const ours = contracts(join(cache, `lsp-sdl-${services ?? "shipped"}`), services);
  const theirs = typespec(join(cache, `lsp-tsp-${services ?? "shipped"}`), ours);
  const figures: Record<"SDL" | "TypeSpec", Figures[]> = { SDL: [], TypeSpec: [] };
  for (let round = 0; round < rounds; round++)
    for (const subject of [sdl(ours), other(theirs)]) {
      process.stderr.write(`${name}, round ${round + 1}: ${subject.name}\n`);
      figures[subject.name].push(await measure(subject, turns));
    }
  results.workspaces.push({
    name,
    files: ours.files,
    characters: ours.characters,
    of: { SDL: sum(figures.SDL), TypeSpec: sum(figures.TypeSpec) },
  });
}
writeFileSync(join(repository, "docs/benchmarks-lsp.json"), `${JSON.stringify(results, undefined, 2)}\n`);
writeFileSync(join(repository, "docs/benchmarks-lsp.md"), lspPage(results));
process.stdout.write(lspPage(results));

/** Medians over the rounds of cold starts and memory; quantiles over all turns. */
function sum(rounds: readonly Figures[]) {
  const quantile = (list: readonly number[], q: number) => {
    const sorted = [...list].sort((a, b) => a - b);
    return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]! * 10) / 10;
  };
  const of = (pick: (f: Figures) => readonly number[]) => {
    const all = rounds.flatMap(pick);
    return { p50: quantile(all, 0.5), p95: quantile(all, 0.95) };
  };
  return {
    cold: Math.round(
      quantile(
        rounds.map((r) => r.cold),
        0.5,
      ),
    ),
    memory: Math.round(
      quantile(
        rounds.map((r) => r.memory),
        0.5,
      ),
    ),
    ...{ completion: of((f) => f.completion), syntax: of((f) => f.syntax), all: of((f) => f.all) },
  };
}
