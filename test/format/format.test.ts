/** What the formatter does with each construct, with comments, and with files that cannot be read. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { starterFiles } from "../../cli/starter/index.ts";
import { formatEdits, formatText } from "../../grammar/format/index.ts";
import { repository } from "../kit/cli.ts";

const folder = join(repository, "test/format/cases");
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".in.sdl"))
  .map((name) => name.replace(".in.sdl", ""))
  .sort();

describe("each construct", () => {
  test.each(cases)("%s", (name) => {
    const result = formatText(readFileSync(join(folder, `${name}.in.sdl`), "utf8"));
    if ("problem" in result) throw new Error(result.problem.message);
    const expected = join(folder, `${name}.out.sdl`);
    if (process.env.UPDATE_GOLDEN) writeFileSync(expected, result.text);
    expect(result.text).toBe(readFileSync(expected, "utf8"));
    expect(formatText(result.text)).toEqual(result);
  });

  test("there are cases", () => {
    expect(cases.length).toBeGreaterThan(4);
  });
});

describe("files that stay as they are", () => {
  test("one with a syntax error is refused, and the place is said", () => {
    const text = 'sdl 1\nservice A in Channels {\n  title en "A vi "B"\n}\n';
    const result = formatText(text);
    expect("problem" in result && text.slice(0, result.problem.start).split("\n").length).toBe(3);
    expect(formatEdits(text)).toEqual([]);
  });

  test("line endings of Windows and a byte order mark stay", () => {
    const text = '\ufeffsdl 1\r\nservice A in Channels {\r\ntitle en "A\r\nB"\r\n}\r\n';
    const expected = '\ufeffsdl 1\r\n\r\nservice A in Channels {\r\n  title  en "A\r\nB"\r\n}\r\n';
    expect(formatText(text)).toEqual({ text: expected });
    const edited = formatEdits(text);
    expect([...edited].reverse().reduce((now, e) => now.slice(0, e.start) + e.text + now.slice(e.end), text)).toBe(expected);
  });

  test("an empty file, and one of comments only", () => {
    expect(formatText("")).toEqual({ text: "" });
    expect(formatText("// one\n\n\n\n// two   \n")).toEqual({ text: "// one\n\n// two\n" });
  });

  test("what `sdl init` writes is formatted", () => {
    for (const [name, text] of starterFiles()) if (name.endsWith(".sdl")) expect(formatText(String(text))).toEqual({ text });
  });
});
