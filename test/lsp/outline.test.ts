/** Symbols, folding, selection, links and formatting over the protocol. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  TextEdit,
  WorkspaceSymbol,
} from "vscode-languageserver";
import { formatText } from "../../grammar/format/index.ts";
import { type Editor, edited, positionAt, slice, startEditor, uriOf } from "../kit/lsp.ts";
import { agreement, files, service } from "./fixture.ts";

const rated = agreement.replace("Delivered at 0.05 EUR", 'Delivered at rates "rates.csv" by user');
const all = { ...files, "acme.sdl": rated, "rates.csv": "user,price\n" };

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor(all);
  for (const path of Object.keys(files)) await editor.open(path);
});
afterAll(() => editor.stop());

describe("symbols", () => {
  test("of a file: a tree with titles", async () => {
    const symbols = await editor.ask<DocumentSymbol[]>("textDocument/documentSymbol", "chat.sdl");
    const shown = (list: readonly DocumentSymbol[]): unknown[] =>
      list.map((s) => [s.name, s.detail, ...(s.children?.length ? [shown(s.children)] : [])]);
    expect(shown(symbols)).toEqual([
      [
        "Chat",
        "Chat",
        [
          [
            "Message",
            "message",
            [
              ["user", "user"],
              ["status", ""],
            ],
          ],
          ["Answer", "answer", [["user", "user"]]],
          ["Pause", "pause"],
          ["Care", "care"],
          ["Delivered", "delivered message"],
          ["Rest", "other message"],
          ["Inside", "message in care"],
          ["Two", "Two messages"],
        ],
      ],
    ]);
    const inside = (parent: DocumentSymbol): void => {
      for (const child of parent.children ?? []) {
        expect(child.selectionRange.start.line).toBeGreaterThanOrEqual(child.range.start.line);
        inside(child);
      }
    };
    for (const symbol of symbols) inside(symbol);
  });

  test("of the workspace: by name and by title, the closest first", async () => {
    const search = async (query: string) =>
      (await editor.connection.sendRequest<WorkspaceSymbol[]>("workspace/symbol", { query })).map((s) => s.name);
    expect(await search("Care")).toEqual(["Care", "Inside"]);
    expect((await search("dlvr")).slice(0, 2)).toEqual(["delivered", "Delivered"].sort());
    expect(await search("chăm sóc")).toEqual([]);
    expect(await search("message in")).toEqual(["Inside"]);
    expect((await search("")).length).toBeGreaterThan(15);
    expect(await search("zzz")).toEqual([]);
  });
});

test("folding: blocks, runs of comments, imports", async () => {
  const text = `sdl 1\n// one\n// two\n\nimport "a.sdl"\nimport "b.sdl"\nservice A in B {\n  title en "a"\n  event E {\n    x text\n  }\n}\n`;
  await editor.open("folds.sdl", text);
  const folds = await editor.ask<FoldingRange[]>("textDocument/foldingRange", "folds.sdl");
  expect(folds.map(({ startLine, endLine, kind }) => [startLine, endLine, kind])).toEqual([
    [1, 2, "comment"],
    [4, 5, "imports"],
    [6, 10, undefined],
    [8, 9, undefined],
  ]);
  await editor.close("folds.sdl");
});

test("a selection grows from the word to the whole file, each inside the next", async () => {
  const ask = async (context: string, behind: number) => {
    const positions = [positionAt(service, service.indexOf(context) + behind)];
    const [range] = await editor.ask<SelectionRange[]>("textDocument/selectionRange", "chat.sdl", { positions });
    const grown: string[] = [];
    for (let at: SelectionRange | undefined = range; at !== undefined; at = at.parent) grown.push(slice(service, at.range));
    return grown;
  };
  const inText = await ask("delivered message", 2);
  expect(inText.slice(0, 3)).toEqual(["delivered", "delivered message", '"delivered message"']);
  expect(inText.at(-1)).toBe(service);
  const inRule = await ask("is delivered outside", 5);
  expect(inRule[0]).toBe("delivered");
  expect(inRule).toContainEqual(expect.stringMatching(/^status is delivered$/));
  for (let i = 1; i < inRule.length; i++) expect(inRule[i]).toContain(inRule[i - 1]);
});

test("links: imports and rate cards that exist", async () => {
  const links = async (path: string) =>
    (await editor.ask<DocumentLink[]>("textDocument/documentLink", path)).map(({ range, target }) => [
      slice(editor.text(path), range),
      target,
    ]);
  expect(await links("chat.sdl")).toEqual([["common.sdl", uriOf("common.sdl")]]);
  expect(await links("acme.sdl")).toEqual([
    ["chat.sdl", uriOf("chat.sdl")],
    ["rates.csv", uriOf("rates.csv")],
  ]);
  await editor.change("acme.sdl", rated.replace('"rates.csv"', '"../../etc/passwd"'));
  expect(await links("acme.sdl")).toEqual([["chat.sdl", uriOf("chat.sdl")]]);
  await editor.change("acme.sdl", rated);
});

describe("formatting", () => {
  const options = { options: { tabSize: 2, insertSpaces: true } };
  const formatted = (formatText(service) as { text: string }).text;

  test("of a document is what `sdl fmt` writes, and done once is enough", async () => {
    const edits = await editor.ask<TextEdit[]>("textDocument/formatting", "chat.sdl", options);
    expect(edited(service, edits)).toBe(formatted);
    await editor.change("chat.sdl", formatted);
    expect(await editor.ask("textDocument/formatting", "chat.sdl", options)).toEqual([]);
    await editor.change("chat.sdl", service);
  });

  test("of a range touches no other line", async () => {
    const line = service.split("\n").findIndex((l) => l.includes("window Care"));
    const range = { start: { line, character: 0 }, end: { line, character: 5 } };
    const edits = await editor.ask<TextEdit[]>("textDocument/rangeFormatting", "chat.sdl", { range, ...options });
    expect(edits.length).toBeGreaterThan(0);
    for (const edit of edits) expect(Math.abs(edit.range.start.line - line)).toBeLessThanOrEqual(1);
    expect(edited(service, edits).split("\n").slice(0, line)).toEqual(service.split("\n").slice(0, line));
  });

  test("as one types: the block that a brace has closed", async () => {
    const at = positionAt(
      service,
      service.indexOf('vi "chăm sóc"') + service.slice(service.indexOf('vi "chăm sóc"')).indexOf("}") + 1,
    );
    const edits = await editor.ask<TextEdit[]>("textDocument/onTypeFormatting", "chat.sdl", {
      position: at,
      ch: "}",
      ...options,
    });
    expect(edits.length).toBeGreaterThan(0);
    for (const edit of edits) expect(edit.range.end.line).toBeLessThanOrEqual(at.line + 1);
  });

  test("a broken file is left alone", async () => {
    await editor.change("chat.sdl", `${service} {`);
    expect(await editor.ask("textDocument/formatting", "chat.sdl", options)).toEqual([]);
    await editor.change("chat.sdl", service);
  });
});
