/** Fixes: for every code, what its page shows as wrong is mended over the protocol, in an editor's way. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic } from "vscode-languageserver";
import { compile, memoryHost } from "../../compiler/index.ts";
import { formatText } from "../../grammar/format/index.ts";
import { byCode } from "../../lsp/features/actions/fixes.ts";
import { after, chosen } from "../kit/actions.ts";
import { startEditor } from "../kit/lsp.ts";
import { fencesOf, filesOf, pages } from "../kit/pages.ts";

/** Where the page shows something that only its author can mend: a text that shows the fix. */
const shown: Readonly<Record<string, string>> = {
  SDL2002: '```sdl\nfee Base {\n  title en "text" vi "văn bản"\n  monthly\n}\n```',
  SDL3009:
    '```sdl\nagreement Acme {\n  currency EUR\n  time zone "Asia/Ho_Chi_Min"\n  charging model post-pay\n  take Sample { Base at 0.05 EUR }\n}\n```',
  SDL4001: '```sdl\nmeasure Traffic {\n  title en "traffic" vi "lưu lượng"\n}\n```',
};

/** What is wrong, in the formatter's style where it can be read. */
function wrongOf(code: string): Record<string, string> {
  const { files } = filesOf(shown[code] === undefined ? pages.find((p) => p.code === code)!.wrong : fencesOf(shown[code]));
  const styled = Object.entries(files).map(([path, text]) => {
    const formatted = path.endsWith(".sdl") ? formatText(text) : { text };
    return [path, "text" in formatted ? formatted.text : text];
  });
  return Object.fromEntries(styled) as Record<string, string>;
}

const check = (files: Record<string, string>) => compile(memoryHost(files), ["."]).diagnostics;

const codes = [...byCode].sort(([a], [b]) => (a < b ? -1 : 1));

test("the table of fixes in docs/lsp.md has every code, in order, with the reason where there is no fix", () => {
  const text = readFileSync(new URL("../../docs/lsp.md", import.meta.url), "utf8").split("## Fixes")[1]!;
  const rows = [...text.matchAll(/^\| \[(SDL\d+)\]\(diagnostics\/\1\.md\) \| (.+) \|$/gm)].map(
    ([, code, fix]) => [code, fix] as const,
  );
  expect(rows.map(([code]) => code)).toEqual(codes.map(([code]) => code));
  for (const [i, [, decision]] of codes.entries()) {
    if ("none" in decision) expect(rows[i]![1]).toBe(`none: ${decision.none}`);
    else expect(rows[i]![1]).not.toMatch(/^none/);
  }
});

describe("every code", () => {
  test.each(codes.filter(([, decision]) => !("none" in decision)).map(([code]) => code))("%s is mended", async (code) => {
    const files = wrongOf(code);
    const before = check(files);
    const drawn = before.find((d) => d.code === code)!;
    const editor = await startEditor(files);
    await editor.open(drawn.file);
    const diagnostics = await editor.diagnostics(drawn.file);
    const diagnostic = diagnostics.find((d) => d.code === code)!;
    const actions = await editor.ask<CodeAction[]>("textDocument/codeAction", drawn.file, {
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] satisfies Diagnostic[] },
    });
    const fixes = actions.filter((a) => a.diagnostics?.[0]?.code === code);
    expect(fixes.filter((f) => !f.title.startsWith("Allow SDL"))).not.toEqual([]);
    const inStyle = Object.keys(files).filter((path) => path.endsWith(".sdl") && isFormatted(files[path]!));
    for (const [i, action] of fixes.entries()) {
      expect(action.kind).toBe("quickfix");
      const mended = after(files, await chosen(editor, action));
      const now = check(mended);
      const told = now.map((d) => `${d.code} ${d.message}`);
      for (const { message } of action.diagnostics!) {
        const same = (d: (typeof now)[number]) => d.code === code && String(message).startsWith(d.message);
        expect(now.filter(same).length, action.title).toBeLessThan(before.filter(same).length);
      }
      expect(
        told.filter((t) => t.startsWith("SDL1001")),
        action.title,
      ).toEqual([]);
      const errors = (list: typeof now) => [...new Set(list.filter((d) => d.severity === "error").map((d) => d.code))];
      if (i === 0)
        expect(
          errors(now).filter((c) => !errors(before).includes(c)),
          `${action.title}\n${told.join("\n")}`,
        ).toEqual([]);
      for (const path of inStyle) expect(isFormatted(mended[path]!), `${action.title}\n${mended[path]}`).toBe(true);
    }
    await editor.stop();
  });
});

const isFormatted = (text: string): boolean => {
  const formatted = formatText(text);
  return "text" in formatted && formatted.text === text;
};
