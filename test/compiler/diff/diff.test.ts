/** What `sdl diff` finds: a fixture for every rule, and what must make no difference. */
import { describe, expect, test } from "vitest";
import { type Change, compareVersions, severities } from "../../../compiler/diff/index.ts";
import { type RuleId, rules } from "../../../compiler/diff/rules.ts";
import { compileFiles, shown } from "../../kit/compile.ts";
import { agreement, contract, others, rates } from "./base.ts";
import { fixtures } from "./fixtures.ts";

type Files = Readonly<Record<string, string>>;
const base: Files = { "post.sdl": contract, "acme.sdl": agreement, "others.sdl": others, "rates.csv": rates, "copy.csv": rates };

/** A version, which must have no error: otherwise the fixture shows nothing. */
function version(files: Files) {
  const program = compileFiles(files);
  expect(
    shown(program).filter((line) => program.diagnostics.some((d) => d.severity === "error" && line.startsWith(d.code))),
  ).toEqual([]);
  return program;
}

const before = version(base);

/** The workspace with replacements made in whichever file has the text; a text that no file has is a broken fixture. */
function edited(edits: Readonly<Record<string, string>>): Files {
  const files: Record<string, string> = { ...base };
  for (const [from, to] of Object.entries(edits)) {
    const path = Object.keys(files).find((name) => files[name]!.includes(from));
    if (path === undefined) throw new Error(`No file has the text ${from}`);
    files[path] = files[path]!.replace(from, () => to);
  }
  return files;
}

const changesOf = (files: Files): readonly Change[] => compareVersions(before, version(files)).changes;
const label = ({ rule, severity, element }: Change) => `${rule} ${severity}${element === undefined ? "" : ` ${element.name}`}`;

describe("rules", () => {
  test("every rule has a fixture", () => {
    const shownRules = new Set(fixtures.flatMap(({ finds }) => finds.map((each) => each.split(" ")[0])));
    expect((Object.keys(rules) as RuleId[]).filter((id) => !shownRules.has(id))).toEqual([]);
  });

  test.each(fixtures)("$name", ({ edits, finds }) => {
    expect(changesOf(edited(edits)).map(label).sort()).toEqual([...finds].sort());
  });

  test.each(fixtures)("$name: says so in both languages, and back again", ({ edits, finds }) => {
    const files = edited(edits);
    for (const { summary, before: was, after: is } of changesOf(files)) {
      for (const text of [summary, was, is].filter((each) => each !== undefined)) {
        expect(Object.keys(text)).toEqual(expect.arrayContaining(["en", "vi"]));
        expect(text.vi).not.toMatch(/undefined|\[object/);
        expect(text.en).not.toMatch(/undefined|\[object/);
      }
    }
    expect(compareVersions(version(files), before).changes).toHaveLength(finds.length);
  });
});

describe("what makes no difference", () => {
  test("the same text", () => {
    expect(changesOf(base)).toEqual([]);
  });

  test("the order of elements, beyond a remark", () => {
    const lines = contract.split("\n");
    const at = lines.findIndex((line) => line.startsWith("  charge Slow"));
    const moved = [...lines.slice(0, at), ...lines.slice(at + 1, -2), lines[at]!, ...lines.slice(-2)].join("\n");
    expect(changesOf({ ...base, "post.sdl": moved }).map(label)).toEqual(["layout editorial"]);
  });
});

describe("a difference", () => {
  test("comes by severity, the most serious first, and counts", () => {
    const difference = compareVersions(
      before,
      version(edited({ "24 hours from": "72 hours from", "300 EUR per": "200 EUR per", '"letter" vi': '"letters" vi' })),
    );
    expect(difference.changes.map(label)).toEqual([
      "minimum-amount price Least",
      "window-length scope Answering",
      "title text Letter",
    ]);
    expect(difference.counts).toEqual({ price: 1, scope: 1, term: 0, text: 1, editorial: 0 });
    expect(Object.keys(difference.counts)).toEqual([...severities]);
  });

  test("shows the rule before and after, in both languages", () => {
    const [change] = changesOf(edited({ "24 hours from": "72 hours from" }));
    expect(change!.before!.en).toContain("24 hours");
    expect(change!.after!.en).toContain("72 hours");
    expect(change!.before!.vi).toContain("24 giờ");
    expect(change!.after!.vi).toContain("72 giờ");
    expect(change!.to).toMatchObject({ file: "post.sdl" });
  });

  test("names the rows of a rate card that changed, and no others", () => {
    const [change] = changesOf({ ...base, "rates.csv": rates.replace("SG,0.20", "SG,0.25") });
    expect(change!.before!.en).toBe("SG from 2026-01-01: 0.20 EUR");
    expect(change!.after!.vi).toBe("SG từ 2026-01-01: 0,25 EUR");
  });
});
