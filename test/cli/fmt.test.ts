/** `sdl fmt`: writes the one style, lists what is not written in it, and never touches what it cannot read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, sdl } from "../kit/cli.ts";

const untidy = 'sdl 1\nservice A in Channels { title en "A" vi "Á" }\n';
const tidy = 'sdl 1\n\nservice A in Channels {\n  title  en "A"  vi "Á"\n}\n';
const broken = "sdl 1\nservice A in Channels {\n  title en\n}\n";

test("writes what is not in the style, and says which files", async () => {
  const cwd = folderWith({ "a.sdl": untidy, "sub/b.sdl": tidy });
  const result = await sdl(["fmt"], { cwd });
  expect(result).toMatchObject({ code: 0, out: "a.sdl\n", err: "1 formatted anew, of 2 files\n" });
  expect(readFileSync(join(cwd, "a.sdl"), "utf8")).toBe(tidy);
  expect(await sdl(["fmt"], { cwd })).toMatchObject({ code: 0, out: "" });
});

test("--check lists the files and changes nothing", async () => {
  const cwd = folderWith({ "a.sdl": untidy, "b.sdl": tidy });
  expect(await sdl(["fmt", "--check", "."], { cwd })).toMatchObject({ code: 1, out: "a.sdl\n" });
  expect(readFileSync(join(cwd, "a.sdl"), "utf8")).toBe(untidy);
  expect(await sdl(["fmt", "--check", "b.sdl"], { cwd })).toMatchObject({ code: 0, out: "" });
});

test("a file with an error is left alone, and the place is named; the others are written", async () => {
  const cwd = folderWith({ "a.sdl": broken, "b.sdl": untidy });
  const result = await sdl(["fmt"], { cwd });
  expect(result).toMatchObject({ code: 1, out: "b.sdl\n" });
  expect(result.err).toMatch(/a\.sdl:3:9: /);
  expect(readFileSync(join(cwd, "a.sdl"), "utf8")).toBe(broken);
  expect(readFileSync(join(cwd, "b.sdl"), "utf8")).toBe(tidy);
});

test("- formats standard input; nothing comes out of a text with errors", async () => {
  expect(await sdl(["fmt", "-"], { input: untidy })).toMatchObject({ code: 0, out: tidy, err: "" });
  expect(await sdl(["fmt", "-"], { input: broken })).toMatchObject({ code: 1, out: "" });
  expect(await sdl(["fmt", "--check", "-"], { input: untidy })).toMatchObject({ code: 1, out: "" });
  expect(await sdl(["fmt", "-", "x.sdl"], { input: untidy })).toMatchObject({ code: 1, out: "" });
});

test("a path that is not there is said", async () => {
  const result = await sdl(["fmt", "missing.sdl"], { cwd: folderWith({}) });
  expect(result.code).toBe(1);
  expect(result.err).toContain("There is no file or folder missing.sdl.");
});
