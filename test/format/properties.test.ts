/** What holds for every file: formatting twice changes nothing more, and only white space is changed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatEdits, formatRange, formatText } from "../../grammar/format/index.ts";
import { inOrder, isSame } from "../../grammar/format/verify.ts";
import { parse } from "../../grammar/index.ts";
import { repository } from "../kit/cli.ts";

const folder = join(repository, "contracts");
const shipped = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".sdl"))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** The formatted text, or a failure that shows the problem. */
function formatted(text: string): string {
  const result = formatText(text);
  if ("problem" in result) throw new Error(result.problem.message);
  return result.text;
}

const apply = (text: string, edits: ReturnType<typeof formatEdits>): string =>
  [...edits].reverse().reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);

/** The same tokens with other white space and with comments between them. */
const disturbed = fc
  .record({ file: fc.constantFrom(...shipped), seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }), comments: fc.boolean() })
  .map(({ file, seed, comments }) => {
    let state = seed;
    const random = (n: number) => {
      state = (state * 48271) % 2147483647;
      return state % n;
    };
    const items = inOrder(parse(file.text));
    const spaces = [" ", "  ", "\n", "\n\n", "\n\n\n\n", "\t", "\r\n", " \n  "];
    let text = "";
    for (const [i, item] of items.entries()) {
      const before = items[i - 1];
      const afterTag = before?.tokenType.name === "LanguageTag";
      const afterComment = before?.image.startsWith("//") ?? false;
      let gap = random(4) === 0 ? spaces[random(spaces.length)]! : afterComment ? "\n" : " ";
      if (afterComment && !gap.includes("\n")) gap = "\n";
      if (comments && !afterTag && random(40) === 0) gap = `${afterComment ? "\n" : ""}${gap}// note ${i}  \n${gap}`;
      text += gap + item.image;
    }
    return { name: file.name, text };
  });

describe("the shipped contracts", () => {
  test.each(shipped)("$name is formatted", ({ text }) => {
    expect(formatted(text)).toBe(text);
  });
});

describe("whatever the white space and wherever the comments", () => {
  test("formatting keeps tokens, comments and the tree, and formatting again changes nothing", () => {
    fc.assert(
      fc.property(disturbed, ({ text }) => {
        const once = formatted(text);
        expect(isSame(parse(text), parse(once))).toBe(true);
        expect(formatted(once)).toBe(once);
        expect(once).not.toMatch(/[ \t]\r?$/m);
        expect(once).not.toMatch(/\n\n\n/);
      }),
      { numRuns: 40, seed: 27 },
    );
  });

  test("the edits lead to the formatted text, and change white space only", () => {
    fc.assert(
      fc.property(disturbed, ({ text }) => {
        const unix = text.replaceAll("\r\n", "\n");
        const edits = formatEdits(unix);
        expect(apply(unix, edits)).toBe(formatted(unix));
        for (const { start, end, text: put } of edits) expect((unix.slice(start, end) + put).trim()).toBe("");
      }),
      { numRuns: 15, seed: 28 },
    );
  });

  test("formatting a range changes no line outside of it, and all ranges together change everything", () => {
    fc.assert(
      fc.property(disturbed, fc.nat(), fc.nat(), ({ text }, a, b) => {
        const unix = text.replaceAll("\r\n", "\n");
        const [from, to] = [a % unix.length, b % unix.length].sort((x, y) => x - y) as [number, number];
        const edits = formatRange(unix, from, to);
        const all = formatEdits(unix);
        for (const edit of edits) expect(all).toContainEqual(edit);
        expect(isSame(parse(unix), parse(apply(unix, edits)))).toBe(true);
        expect(formatRange(unix, 0, unix.length)).toEqual(all);
      }),
      { numRuns: 10, seed: 29 },
    );
  });
});
