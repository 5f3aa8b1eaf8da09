/** The plugin from source: what prettier does with it, and which of its options count. */
import { format } from "prettier";
import { expect, test } from "vitest";
import { formatText } from "../../grammar/format/index.ts";
import * as plugin from "../../grammar/format/plugin.ts";

const text = 'sdl 1\nservice A in Channels { title en "A" vi "Á"\n// why\nuses B(section: "A long name of a section"), C, D }\n';
const prettier = (input: string, options = {}) => format(input, { parser: "sdl", plugins: [plugin], ...options });

test("prettier and sdl give the same", async () => {
  expect({ text: await prettier(text) }).toEqual(formatText(text));
});

test("width, indentation and line endings can be set; what contracts do not have is ignored", async () => {
  expect(await prettier(text, { printWidth: 40 })).toContain(
    'uses B(\n         section: "A long name of a section"\n       ),\n',
  );
  expect(await prettier(text, { tabWidth: 4 })).toContain("\n    title  en");
  expect(await prettier(text, { useTabs: true })).toContain("\n\ttitle  en");
  expect(await prettier(text, { endOfLine: "crlf" })).toBe((await prettier(text)).replaceAll("\n", "\r\n"));
  expect(await prettier(text, { semi: true, singleQuote: true, proseWrap: "always" })).toBe(await prettier(text));
});

test("a syntax error has its place", async () => {
  await expect(prettier("sdl 1\nservice {")).rejects.toMatchObject({ loc: { start: { line: 2, column: 9 } } });
});
