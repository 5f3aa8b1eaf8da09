/** Warnings that a contract allows, with a reason. */
import { describe, expect, test } from "vitest";
import { folderWith, sdl } from "../kit/cli.ts";
import { codes, compileFiles, inService, shown } from "../kit/compile.ts";

const unused = (name: string) => `clause ${name} { en "keep it" vi "giữ" }`;
const compiled = (elements: string) => compileFiles({ "a.sdl": inService(elements) });
const why = 'allow SDL2008 because "Comes into use in May."';

describe("an allowed warning", () => {
  test("is not shown, and kept with its reason", () => {
    const program = compiled(`${why} ${unused("A")}`);
    expect(shown(program)).toEqual([]);
    expect(program.allowed).toMatchObject([{ diagnostic: { code: "SDL2008" }, reason: "Comes into use in May." }]);
  });

  test("only where the permission stands", () => {
    const program = compiled(`${why} ${unused("A")} ${unused("B")}`);
    expect(shown(program)).toMatchObject([expect.stringContaining("`B` is never used")]);
    expect(program.allowed).toHaveLength(1);
  });

  test("before a service: everywhere inside", () => {
    const program = compileFiles({ "a.sdl": inService(`${unused("A")} ${unused("B")}`).replace("service", `${why}\nservice`) });
    expect(shown(program)).toEqual([]);
    expect(program.allowed).toHaveLength(2);
  });

  test("the innermost permission takes it, so that the outer one is unused", () => {
    const program = compileFiles({ "a.sdl": inService(`${why} ${unused("A")}`).replace("service", `${why}\nservice`) });
    expect(codes(program.diagnostics)).toEqual(["SDL9004"]);
    expect(program.diagnostics[0]!.start.line).toBe(2);
  });

  test("several permissions before one declaration, each for its code", () => {
    const program = compileFiles({
      "a.sdl": inService(
        'allow SDL5002 because "One." allow SDL2008 because "Two." window W { 1 hour from the last Message per user }',
      ),
    });
    expect(shown(program)).toEqual([]);
    expect(program.allowed.map((a) => a.reason)).toEqual(["One.", "Two."]);
  });

  test("before an import, and before a shared declaration", () => {
    const files = {
      "a.sdl": `sdl 1 allow SDL2007 because "Soon." import "b.sdl" allow SDL2006 because "x" ${unused("A")}`,
      "b.sdl": `sdl 1 ${unused("B")}`,
    };
    const program = compileFiles(files);
    expect(codes(program.diagnostics)).toEqual(["SDL9002"]);
    expect(program.allowed).toMatchObject([{ diagnostic: { code: "SDL2007" } }]);
  });

  test("before a `take`, and before a property of an agreement", () => {
    const agreement = (before: string) =>
      `sdl 1 agreement A { currency EUR time zone "UTC" charging model post-pay ${before} credit 5 EUR take Sample { Base at 1 EUR } }`;
    const files = (before: string) => ({ "a.sdl": inService(""), "b.sdl": agreement(before) });
    expect(codes(compileFiles(files("")).diagnostics)).toEqual(["SDL6018"]);
    expect(codes(compileFiles(files('allow SDL6018 because "Left from last year."')).diagnostics)).toEqual([]);
  });
});

describe("a permission that is wrong", () => {
  test.each([
    ["of an unknown code", 'allow SDL1 because "x"', ["SDL9001", "SDL2008"]],
    ["of an error", 'allow SDL2001 because "x"', ["SDL9002", "SDL2008"]],
    ["without a reason", 'allow SDL2008 because " "', ["SDL9003"]],
    ["that nothing needs", 'allow SDL5002 because "x"', ["SDL9004", "SDL2008"]],
    ["of itself", 'allow SDL9004 because "x" allow SDL5002 because "x"', ["SDL9004", "SDL9004", "SDL2008"]],
  ])("%s is reported", (_, allow, expected) => {
    expect(codes(compiled(`${allow} ${unused("A")}`).diagnostics)).toEqual(expected);
  });

  test("errors stay, whatever is allowed", () => {
    const program = compiled('allow SDL2001 because "x" charge C { title en "c" vi "c" for each Nothing in addition to Base }');
    expect(program.ok).toBe(false);
    expect(codes(program.diagnostics)).toContain("SDL2001");
  });

  test("what an error hides is not called unused", () => {
    const found = codes(compiled(`${why} charge C { title en "c" vi "c" for each Nothing in addition to Base }`).diagnostics);
    expect(found).toEqual(["SDL2001"]);
  });
});

test("a comment above the permission documents the declaration below", () => {
  const program = compiled(`/// Said of it.\n${why}\nwindow W { title en "w" vi "w" 1 hour from the last Message per user }`);
  expect(program.services[0]!.windows[0]!.doc).toBe("Said of it.");
});

test("sdl check counts what is allowed, and --json lists it with its reason", async () => {
  const cwd = folderWith({ "a.sdl": inService(`${why} ${unused("A")}`) });
  const { code, out } = await sdl(["check", "a.sdl"], { cwd });
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining("1 warning allowed") });
  const json = JSON.parse((await sdl(["check", "a.sdl", "--json"], { cwd })).out);
  expect(json).toMatchObject({
    summary: { warnings: 0 },
    diagnostics: [],
    allowed: [{ code: "SDL2008", page: "docs/diagnostics/SDL2008.md", reason: "Comes into use in May." }],
  });
});
