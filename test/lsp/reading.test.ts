/** What helps reading: inlay hints, code lenses, semantic tokens, linked editing, what rests on what, commands. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  InlayHint,
  LinkedEditingRanges,
  SemanticTokens,
  SemanticTokensDelta,
} from "vscode-languageserver";
import { nodePlatform } from "../../cli/commands/lsp.ts";
import { perUnit } from "../../lsp/features/hints.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "../../lsp/features/tokens.ts";
import { type Editor, offsetAt, positionAt, slice, startEditor, uriOf } from "../kit/lsp.ts";
import { files, type Path, service } from "./fixture.ts";

const { runExample, generate } = nodePlatform;
let editor: Editor;
beforeAll(async () => {
  editor = await startEditor(files, { platform: { runExample: runExample!, generate: generate! } });
  for (const path of Object.keys(files)) await editor.open(path);
});
afterAll(() => editor.stop());

const whole = (text: string) => ({ start: { line: 0, character: 0 }, end: positionAt(text, text.length) });
const run = <T>(command: string, ...args: unknown[]) =>
  editor.connection.sendRequest<T>("workspace/executeCommand", { command, arguments: args });

describe("inlay hints", () => {
  test("say until when a window is open in an example, and what an agreement changes", async () => {
    const hints = await editor.ask<InlayHint[]>("textDocument/inlayHint", "chat.sdl", { range: whole(service) });
    expect(hints.map(({ label, position }) => [label, service.split("\n")[position.line]!.trim()])).toEqual([
      ["instead of 24 hours", "set Pause to 12 hours"],
      ["Care until 2026-03-01 21:00", "2026-03-01 09:00 Answer { user +84901234567 }"],
    ]);
    const resolved = await editor.connection.sendRequest<InlayHint>("inlayHint/resolve", hints[0]);
    expect(resolved.tooltip).toBe("The contract says 24 hours.");
    expect(resolved.label).toMatchObject([{ location: { uri: uriOf("chat.sdl") } }]);
  });

  test.each([
    ["100", "1000", "0.1"],
    ["99.99", "3", "33.33"],
    ["100", "3", "≈ 33.3333"],
    ["0.01", "1000", "≈ 0"],
    ["2", "1", "2"],
    ["1", "0", undefined],
  ])("%s for %s units is %s each", (fee, units, each) => expect(perUnit(fee, units)).toBe(each));

  test("only in the part that is seen", async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    expect(await editor.ask("textDocument/inlayHint", "chat.sdl", { range })).toEqual([]);
  });

  test("are off where the user turns them off", async () => {
    const other = await startEditor(files, { capabilities: { workspace: { configuration: true } } });
    other.connection.onRequest("workspace/configuration", () => [{ inlayHints: { windows: false, terms: "nonsense" } }]);
    await other.open("chat.sdl");
    const hints = await other.ask<InlayHint[]>("textDocument/inlayHint", "chat.sdl", { range: whole(service) });
    expect(hints.map(({ label }) => label)).toEqual(["instead of 24 hours"]);
    await other.stop();
  });
});

describe("code lenses and commands", () => {
  const lenses = async (path: Path) => {
    const found = await editor.ask<CodeLens[]>("textDocument/codeLens", path);
    const resolved = await Promise.all(found.map((lens) => editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens)));
    return resolved.map(({ range, command }) => [slice(editor.text(path), range), command!.title, command!.command] as const);
  };

  test("count references, agreements, and offer to run examples; a run shows what came out", async () => {
    const before = await lenses("chat.sdl");
    expect(before).toContainEqual(["Chat", "taken by 1 agreement", "sdl.showReferences"]);
    expect(before).toContainEqual(["Message", "5 references", "sdl.showReferences"]);
    expect(before).toContainEqual(["Two", "▶ run example", "sdl.runExample"]);
    expect(await run("sdl.runExample", uriOf("chat.sdl"), "Two")).toMatchObject([
      { service: "Chat", example: "Two", ok: true, summary: "2 expectations met" },
    ]);
    expect(await lenses("chat.sdl")).toContainEqual(["Two", "✓ 2 expectations met", "sdl.runExample"]);
    const wrong = service.replace("expect total 0.05", "expect total 0.06");
    await editor.change("chat.sdl", wrong);
    expect(await lenses("chat.sdl"), "an old result is none").toContainEqual(["Two", "▶ run example", "sdl.runExample"]);
    const [failed] = await run<{ ok: boolean; summary: string; report: string }[]>("sdl.runExamples", uriOf("chat.sdl"));
    expect(failed).toMatchObject({ ok: false, summary: "total: expected 0.06 EUR, got 0.05 EUR" });
    expect(failed!.report).toContain("2026-03-01 21:00");
    await editor.change("chat.sdl", service);
  });

  test("the generated module, and the document as a page of its own", async () => {
    expect(await run<string>("sdl.showGeneratedTypeScript", uriOf("chat.sdl"))).toMatch(/import .* from "sdl-lang\/runtime"/);
    const page = await run<string>("sdl.previewDocumentation", uriOf("chat.sdl"));
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain("nghĩa là");
    expect(page).not.toMatch(/<(script|link)[^>]*(src|href)="?http/);
  });

  test.each([
    ["sdl.runExample", [uriOf("chat.sdl"), "Three"], "There is no example Three here."],
    ["sdl.showGeneratedTypeScript", [uriOf("acme.sdl")], "There is no service in this file."],
    ["sdl.previewDocumentation", [uriOf("chat.sdl"), "Other"], "There is no service Other in this file."],
    ["sdl.runExample", ["file:///elsewhere.sdl"], "is no contract of this workspace"],
    ["sdl.runExample", [7], "needs the address of a file"],
    ["sdl.format", [uriOf("chat.sdl")], "There is no command sdl.format."],
  ])("%s %j is refused with a reason", async (command, args, reason) => {
    await expect(run(command, ...args)).rejects.toThrow(reason);
  });

  test("nothing is run of a contract with errors", async () => {
    await editor.change("chat.sdl", service.replace("outside Care", "outside Cares"));
    await expect(run("sdl.runExample", uriOf("chat.sdl"), "Two")).rejects.toThrow(/Line 12: There is no .*`Cares`/);
    await editor.change("chat.sdl", service);
  });

  test("a machine that cannot run examples does not offer it", async () => {
    const browser = await startEditor(files);
    expect(browser.capabilities.executeCommandProvider!.commands).toEqual(["sdl.previewDocumentation"]);
    await browser.open("chat.sdl");
    const found = await browser.ask<CodeLens[]>("textDocument/codeLens", "chat.sdl");
    expect(found.map(({ range }) => slice(service, range))).not.toContain("Two");
    await browser.stop();
  });
});

describe("semantic tokens", () => {
  interface Shown {
    readonly text: string;
    readonly type: string;
    readonly modifiers: readonly string[];
  }
  const decoded = (text: string, data: readonly number[]): Shown[] => {
    const found: Shown[] = [];
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      const [down, along, length, type, bits] = data.slice(i, i + 5) as [number, number, number, number, number];
      line += down;
      character = down === 0 ? character + along : along;
      const at = offsetAt(text, { line, character });
      const modifiers = TOKEN_MODIFIERS.filter((_, bit) => (bits & (1 << bit)) !== 0);
      found.push({ text: text.slice(at, at + length), type: TOKEN_TYPES[type]!, modifiers });
    }
    return found;
  };
  const full = async (path: Path) => {
    const { data } = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", path);
    return decoded(editor.text(path), data);
  };

  test("know keywords from names, and what each name is", async () => {
    const found = await full("chat.sdl");
    const of = (text: string) =>
      found.filter((t) => t.text === text).map(({ type, modifiers }) => [type, ...modifiers].join(" "));
    expect(of("charge")).toEqual(["keyword"]);
    expect(of("Care")).toEqual(["class declaration", "class", "class"]);
    expect(of("Pause")).toEqual(["variable declaration readonly", "variable readonly", "variable readonly"]);
    expect(of("delivered")).toEqual(["enumMember", "enumMember", "enumMember", "enumMember"]);
    expect(of("phone")).toEqual([]);
    expect(of("EUR")).toEqual(["type", "type"]);
    expect(found.some(({ type, modifiers }) => type === "comment" && modifiers.includes("documentation"))).toBe(true);
    const texts = await full("common.sdl");
    expect(texts.filter(({ type }) => type === "parameter").map(({ text }) => text)).toEqual([
      ...["traffic", "partner", "traffic", "partner", "traffic", "partner"],
    ]);
  });

  test("a part has those that the whole has there", async () => {
    const range = { start: { line: 7, character: 0 }, end: { line: 12, character: 0 } };
    const { data } = await editor.ask<SemanticTokens>("textDocument/semanticTokens/range", "chat.sdl", { range });
    const all = (await full("chat.sdl")).map((t) => t.text);
    const part = decoded(service, data).map((t) => t.text);
    expect(part.length).toBeGreaterThan(40);
    expect(all.join(" ")).toContain(part.join(" "));
  });

  test("what has changed, applied to what there was, is what there is", async () => {
    const first = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", "chat.sdl");
    let [data, id] = [first.data, first.resultId!];
    const changed = [
      service.replace("charge Delivered", "// here\n  charge Sent"),
      service.replace("term Pause", "term  Rest"),
      service,
    ];
    for (const text of changed) {
      await editor.change("chat.sdl", text);
      const delta = await editor.ask<SemanticTokensDelta>("textDocument/semanticTokens/full/delta", "chat.sdl", {
        previousResultId: id,
      });
      for (const { start, deleteCount, data: put = [] } of [...delta.edits].reverse())
        data = [...data.slice(0, start), ...put, ...data.slice(start + deleteCount)];
      id = delta.resultId!;
      const now = await editor.ask<SemanticTokens>("textDocument/semanticTokens/full", "chat.sdl");
      expect(data).toEqual(now.data);
      id = now.resultId!;
    }
  });
});

test("linked editing: titles that are the same in both languages", async () => {
  const linked = (context: string) =>
    editor.at<LinkedEditingRanges | null>("textDocument/linkedEditingRange", "chat.sdl", service.indexOf(context) + 2);
  expect((await linked('"Chat" vi'))!.ranges.map((range) => slice(service, range))).toEqual(["Chat", "Chat"]);
  expect(await linked('"message" vi')).toBeNull();
  expect(await linked("charge Delivered")).toBeNull();
});

describe("what rests on what", () => {
  const prepared = async (context: string) =>
    (await editor.at<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", "chat.sdl", service.indexOf(context)))[0]!;
  const names = (items: readonly CallHierarchyItem[]) => items.map(({ name }) => name).sort();

  test("an event feeds rules and examples, a term a window and agreements", async () => {
    const of = async (context: string) => {
      const item = await prepared(context);
      const calls = await editor.connection.sendRequest<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", { item });
      return names(calls.map(({ from }) => from));
    };
    expect(await of("Message {")).toEqual(["Delivered", "Inside", "Rest", "Two"]);
    expect(await of("Pause {")).toEqual(["Acme", "Care", "Two"]);
  });

  test("a charge rests on its event, the values it names and the window", async () => {
    const item = await prepared("Delivered {");
    const calls = await editor.connection.sendRequest<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", { item });
    expect(names(calls.map(({ to }) => to))).toEqual(["Care", "Message", "Status"]);
    for (const { fromRanges } of calls)
      for (const range of fromRanges) expect(slice(service, range)).toMatch(/^(Care|Message|status|delivered)$/);
  });
});
