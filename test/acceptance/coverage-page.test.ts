/**
 * docs/coverage.md: the rules of each section of the source, what expresses them, and the examples that show them. The first two columns are
 * written by hand; the third is what the coverage of examples finds (UPDATE_GOLDEN=1 writes it anew).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { ElementCoverage } from "../../cli/coverage/index.ts";
import type { Service } from "../../compiler/index.ts";
import { compile, memoryHost } from "../../compiler/index.ts";
import { repository, sdl } from "../kit/cli.ts";
import { shippedFiles } from "../kit/contracts.ts";

const path = join(repository, "docs/coverage.md");
const program = compile(memoryHost(shippedFiles), ["contracts"]);

interface Row {
  readonly rule: string;
  /** "charge CallTime", "only within". */
  readonly refs: readonly string[];
  readonly examples: string;
}

interface Section {
  readonly number: string;
  readonly services: readonly { readonly name: string; readonly file: string }[];
  readonly rows: readonly Row[];
}

function parsed(text: string): Section[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      number: part.slice(0, 2),
      services: [...part.matchAll(/\[(\w+)\]\(\.\.\/(contracts\/[^)]+)\)/g)].map(([, name, file]) => ({
        name: name!,
        file: file!,
      })),
      rows: [...part.matchAll(/^\| (.+) \| (.+) \| (.*) ?\|$/gm)]
        .filter(([, rule]) => rule !== "rule" && !rule!.startsWith("---"))
        .map(([, rule, refs, examples]) => ({
          rule: rule!,
          refs: refs!.split(", ").map((ref) => ref.replaceAll("`", "")),
          examples: examples!.trim(),
        })),
    }));
}

const kinds: Readonly<Record<string, (service: Service) => readonly { readonly name: string }[]>> = {
  charge: (s) => s.charges,
  fee: (s) => s.fees,
  package: (s) => s.packages,
  minimum: (s) => s.minimums,
  forbid: (s) => s.prohibitions,
  free: (s) => s.freeRules,
  window: (s) => s.windows,
  set: (s) => s.sets,
  session: (s) => s.sessions,
  interval: (s) => s.intervals,
  measure: (s) => s.measures,
  term: (s) => s.terms,
  product: (s) => s.products,
  interpretation: (s) => s.interpretations,
  definition: (s) => s.definitions,
  clause: ({ description }) => [...description.includes, ...description.providerDuties, ...description.clientDuties],
};

/** The examples that show a reference: one for each side of it, or those that name it. */
function shownBy(service: Service, ref: string, coverage: readonly ElementCoverage[]): string[] {
  const [kind, name] = ref.split(" ");
  const found = coverage.find((each) => each.service === service.name && each.kind === kind && each.name === name);
  if (found !== undefined) return found.sides.map(({ examples }) => examples[0]!);
  const naming = service.examples.filter(
    ({ expect: expected, agreement }) =>
      (kind === "measure" && expected.some(({ what }) => "name" in what && what.name === name)) ||
      (kind === "term" && agreement.terms.some(({ term }) => term === name)),
  );
  return naming.slice(0, 2).map((example) => example.name);
}

let coverage: readonly ElementCoverage[] = [];
let text = readFileSync(path, "utf8");

beforeAll(async () => {
  coverage = JSON.parse((await sdl(["test", "contracts", "--coverage", "--json"], { cwd: repository })).out).coverage;
  if (process.env.UPDATE_GOLDEN !== "1") return;
  for (const section of parsed(text)) {
    for (const row of section.rows) {
      const line = new RegExp(`^(\\| ${escaped(row.rule)} \\| ${row.refs.map(refPattern).join(", ")} \\|) .*\\|$`, "m");
      const start = text.indexOf(`## ${section.number} `);
      text = text.slice(0, start) + text.slice(start).replace(line, (_, head) => `${head} ${examplesOf(section, row) || "–"} |`);
    }
  }
  writeFileSync(path, text);
});

const escaped = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const refPattern = (ref: string) => (ref === "only within" ? "`only within`" : `${ref.split(" ")[0]} \`${ref.split(" ")[1]}\``);
const serviceOf = (name: string) => program.services.find((service) => service.name === name)!;

function examplesOf({ services }: Section, { refs }: Row): string {
  const all = services.flatMap(({ name }) => refs.flatMap((ref) => shownBy(serviceOf(name), ref, coverage)));
  return [...new Set(all)].join(", ");
}

describe("docs/coverage.md", () => {
  test("has the 33 sections of the source, each with its contract", () => {
    const sections = parsed(text);
    expect(sections.map(({ number }) => number)).toEqual(Array.from({ length: 33 }, (_, i) => String(i + 1).padStart(2, "0")));
    for (const { services } of sections) {
      expect(services.length).toBeGreaterThan(0);
      for (const { name, file } of services) expect(serviceOf(name)?.origin.file).toBe(file);
    }
    const named = sections.flatMap(({ services }) => services.map(({ name }) => name));
    expect([...new Set(named)].sort()).toEqual(program.services.map(({ name }) => name).sort());
  });

  test("names only what there is", () => {
    const wrong = parsed(text).flatMap(({ number, services, rows }) =>
      rows.flatMap(({ refs }) =>
        refs
          .filter((ref) => {
            const [kind = "", name] = ref.split(" ");
            return !services.some((service) =>
              ref === "only within"
                ? serviceOf(service.name).onlyWithin !== undefined ||
                  serviceOf(service.name).products.some((p) => p.onlyWithin !== undefined)
                : kinds[kind]?.(serviceOf(service.name)).some((each) => each.name === name),
            );
          })
          .map((ref) => `${number}: ${ref}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("misses nothing that bills, limits, frees or holds a state", () => {
    const missing = parsed(text).flatMap(({ number, services, rows }) => {
      const refs = new Set(rows.flatMap((row) => row.refs));
      return coverage
        .filter(({ service, kind, name }) => services.some((each) => each.name === service) && !refs.has(`${kind} ${name}`))
        .map(({ kind, name }) => `${number}: ${kind} ${name}`);
    });
    expect(missing).toEqual([]);
  });

  test("shows each rule by the examples that show it", () => {
    for (const section of parsed(text)) {
      for (const row of section.rows)
        expect(`${row.rule}: ${row.examples}`).toBe(`${row.rule}: ${examplesOf(section, row) || "–"}`);
    }
  });
});
