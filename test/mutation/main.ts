/**
 * Mutation testing of the runtime: `npm run mutation -- [FILE…] [--page]`. Each file is changed in all the small ways that Stryker knows, one at
 * a time, and the tests of `vitest.config.ts` must notice. What came of a file is kept in `results/`; `docs/mutation.md` is written from these
 * and from `reasons.json`, which says of each change that nobody noticed why that is right. With `--page` nothing is run.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";
import { mutationPage } from "./page.ts";
import { type FileResult, fileResult } from "./results.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = fileURLToPath(new URL("results", import.meta.url));

/** The tests of a file, where it has some of its own: what they do not notice counts as not noticed, even if others would. */
const JUDGES: readonly (readonly [files: RegExp, ...tests: string[]])[] = [
  [/^measure\/(?:decimal|commenced)/, "decimal"],
  [/^measure\/(?:by-day|counters|each-event|storage)/, "counters"],
  [/^scale/, "scale"],
  [/^spend/, "spend"],
  [/^adjustment/, "adjustment"],
  [/^(?:credit|meter|top-up)/, "credit"],
  [/^(?:calendar|instant)/, "calendar", "proration"],
  [/^money/, "money"],
  [/^price-check/, "price-check"],
  [/^(?:state-file|checksum|read\/states)/, "state-file"],
  [/^read\/(?:bytes|csv|detect|gzip|json-array|ndjson)/, "readers"],
  [/^read\/(?:parquet|table)/, "parquet"],
  [/^rows\/packed/, "packed"],
  [/^agreement-shape/, "agreement-shape"],
  [/^(?:envelope|cloud-event)/, "envelope", "readers", "corrections"],
  [/^(?:field-readers|fields|data-reader|attributes|canonical)/, "field-readers"],
  [/^corrections/, "corrections"],
  [/^identity/, "identity"],
  [/^state\/journal/, "journal"],
  [/^state\//, "states", "states-saved", "../emit/states"],
  [/^rates/, "../emit/rates"],
  [/^online\//, "online"],
  [/^rows\/scan/, "readers", "line-scanner"],
  [/^rows\/(?:store|names|fingerprint|text-pool|characters)/, "rows", "line-scanner"],
  [/^rows\//, "rows", "readers", "identity", "corrections", "buckets", "line-scanner"],
];

/** Files whose meaning shows in bills only. */
const PRICING = /^(?:measure\/tally|settle|invoice|service|setup|price-list)/;

/** All files of the runtime but those that hold no code of their own. */
function runtimeFiles(): string[] {
  return readdirSync(join(root, "runtime"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `runtime/${name.replaceAll("\\", "/")}`)
    .toSorted();
}

/** Its own tests; else all of the runtime, and for what prices and counts also those that compile contracts for it. */
function testsOf(file: string): string[] {
  const name = file.replace(/^runtime\//, "");
  const [, ...own] = JUDGES.find(([files]) => files.test(name)) ?? [/^/];
  if (own.length > 0) return own.map((test) => join("test/runtime", `${test}.test.ts`));
  const all = ["test/runtime/**/*.test.ts", "test/emit/{rates,states}.test.ts"];
  return PRICING.test(name) ? [...all, "test/{counting,pricing}/*.test.ts"] : all;
}

async function run(file: string): Promise<FileResult> {
  const started = performance.now();
  const mutants = await new Stryker({
    mutate: [file],
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    concurrency: 1,
    reporters: [],
    allowEmpty: true,
    testFiles: testsOf(file),
    ignorePatterns: ["dist", "out"],
  }).runMutationTest();
  return fileResult(file, readFileSync(join(root, file), "utf8"), mutants, Math.round((performance.now() - started) / 1000));
}

process.chdir(root);
const files = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const wanted = process.argv.includes("--page") ? [] : files.length > 0 ? files : runtimeFiles();
for (const file of wanted) {
  const result = await run(file);
  const path = join(
    folder,
    `${file
      .replace(/^runtime\//, "")
      .replaceAll("/", "-")
      .replace(/\.ts$/, "")}.json`,
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(
    `${file}: ${result.noticed} of ${result.noticed + result.survivors.length} noticed in ${result.seconds} s\n`,
  );
}
const results = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as FileResult);
const reasons = JSON.parse(readFileSync(new URL("reasons.json", import.meta.url), "utf8")) as Record<string, string>;
writeFileSync(join(root, "docs/mutation.md"), mutationPage(results, reasons, runtimeFiles()));
