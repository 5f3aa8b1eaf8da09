/** Diagnostics. The pages of docs/diagnostics are the fixtures: one per code. */
import { describe, expect, test } from "vitest";
import { D, kinds } from "../../compiler/diagnostics/registry.ts";
import { compileFiles, inService, shown } from "../kit/compile.ts";
import { compileFences, drawnBy, pageNames, pages, titleOf } from "../kit/pages.ts";

const T = 'title en "t" vi "t"';
const one = (elements: string) => ({ "a.sdl": inService(elements) });

describe("every diagnostic", () => {
  const entries = Object.entries(D).sort(([, a], [, b]) => (a.code < b.code ? -1 : 1));

  test("has a code of its own and a page, and each page has a code", () => {
    const codes = entries.map(([, kind]) => kind.code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(pageNames).toEqual(["README.md", ...codes.map((code) => `${code}.md`)]);
  });

  test("stands in the list of all pages, with its severity and title", async () => {
    const { readFileSync } = await import("node:fs");
    const list = readFileSync(new URL("../../docs/diagnostics/README.md", import.meta.url), "utf8");
    const rows = [...list.matchAll(/^\| \[.*$/gm)].map(([row]) => row);
    expect(rows).toEqual(
      entries.map(([name, { code, severity }]) => `| [${code}](${code}.md) | ${severity} | ${titleOf(name)} |`),
    );
  });

  test.each(pages.map((p) => [p.code, p] as const))("%s: the page shows what is drawn, and how to put it right", (code, page) => {
    const name = entries.find(([, kind]) => kind.code === code)![0];
    expect(page.heading).toBe(`# ${code} ${titleOf(name)}`);
    expect(Object.keys(page.sections)).toEqual(["Wrong", "Right", "Why"]);
    expect(page.sections.Why).toMatch(/^\S.{40,600}$/s);

    const wrong = compileFences(page.wrong);
    expect(page.drawn).toBe(drawnBy(wrong, code));
    expect([...new Set(wrong.diagnostics.map((d) => d.code))]).toEqual([code]);
    expect(shown(compileFences(page.right))).toEqual([]);
  });

  test("names its page", () => {
    for (const { diagnostics } of pages.map((p) => compileFences(p.wrong)))
      for (const d of diagnostics) expect(d.page).toBe(`docs/diagnostics/${d.code}.md`);
  });

  test("belongs to one of the families", () => {
    for (const { code } of kinds) expect(code).toMatch(/^SDL[1-9]\d{3}$/);
  });
});

test("did you mean: the nearest name is offered", () => {
  expect(shown(compileFiles(one(`charge C { ${T} for each Mesage }`)))[0]).toContain("Did you mean `Message`?");
  expect(shown(compileFiles(one(`charge C { ${T} for each Message where status is okk }`)))[0]).toContain("Did you mean `ok`?");
});

test("several errors of one file are all told, in order, also behind a syntax error", () => {
  const program = compileFiles(
    one(
      `charge C { ${T} for each Mesage }\n charge E { ${T} for each Message; }\n charge F { ${T} for each Message where status is no }`,
    ),
  );
  expect(program.diagnostics.map((d) => d.code)).toEqual(["SDL2001", "SDL1001", "SDL3002"]);
});
