/** The server as a whole: what it advertises, what it publishes, how it stands what editors do. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CancellationTokenSource } from "vscode-jsonrpc";
import type { Diagnostic, ServerCapabilities } from "vscode-languageserver";
import { nodePlatform } from "../../cli/commands/lsp.ts";
import { repository } from "../kit/cli.ts";
import { type Editor, positionAt, slice, startEditor, uriOf } from "../kit/lsp.ts";
import { agreement, files, service } from "./fixture.ts";

let editor: Editor | undefined;
afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

const page = readFileSync(join(repository, "docs/lsp.md"), "utf8");
const rows = [...page.matchAll(/^\| `(\w+Provider)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm)].map(
  ([, key, requests, by, tests]) => {
    const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1]!);
    return { key: key!, requests: named(requests!), by: named(by!), tests: named(tests!) };
  },
);

describe("the table of capabilities", () => {
  test("names what is advertised, and nothing else; its files and tests exist", async () => {
    const { runExample, generate } = nodePlatform;
    editor = await startEditor(files, { platform: { runExample: runExample!, generate: generate! } });
    const advertised = Object.keys(editor.capabilities).filter((key) => key.endsWith("Provider"));
    expect(rows.map(({ key }) => key).sort()).toEqual(advertised.sort());
    for (const { by, tests } of rows) {
      for (const file of by) expect(existsSync(join(repository, "lsp", file)), file).toBe(true);
      for (const file of tests) expect(existsSync(join(repository, "test/lsp", file)), file).toBe(true);
    }
  });

  const item = { name: "x", kind: 1, uri: uriOf("chat.sdl"), range: zero(), selectionRange: zero(), data: "Chat" };
  const needed: Readonly<Record<string, object>> = {
    "callHierarchy/incomingCalls": { item },
    "callHierarchy/outgoingCalls": { item },
    "codeLens/resolve": { range: zero(), data: { uri: uriOf("chat.sdl"), id: "Chat", kind: "agreements" } },
    "inlayHint/resolve": { position: zero().start, label: "x", data: { tooltip: "y" } },
    "completionItem/resolve": { label: "x" },
    "codeAction/resolve": { title: "x", data: { uri: uriOf("chat.sdl"), range: zero(), kind: "quickfix", title: "x" } },
    "workspace/symbol": { query: "" },
    "workspace/diagnostic": { previousResultIds: [] },
    "workspace/executeCommand": { command: "sdl.previewDocumentation", arguments: [uriOf("chat.sdl")] },
    "textDocument/selectionRange": { positions: [zero().start] },
    "textDocument/rename": { newName: "Talk" },
    "textDocument/codeAction": { context: { diagnostics: [] } },
    "textDocument/references": { context: { includeDeclaration: true } },
    "textDocument/onTypeFormatting": { ch: "}", options: { tabSize: 2, insertSpaces: true } },
    "textDocument/semanticTokens/full/delta": { previousResultId: "0" },
  };

  test.each(rows.flatMap(({ requests }) => requests))("%s is answered, in a healthy file and in a broken one", async (method) => {
    editor = await startEditor(files);
    await editor.open("chat.sdl");
    for (const text of [service, `${service.slice(0, 900)} (( { "`]) {
      await editor.change("chat.sdl", text);
      const position = positionAt(text, text.indexOf("Chat in"));
      const about = {
        textDocument: { uri: uriOf("chat.sdl") },
        position,
        range: { start: zero().start, end: positionAt(text, text.length) },
      };
      const answer = editor.connection.sendRequest(method, { ...about, ...needed[method] });
      const outcome = await answer.then(
        () => "answered",
        (error: { code: number; message: string }) => `${error.code}: ${error.message}`,
      );
      // a preview of a broken contract is refused with its error
      expect(outcome).toMatch(/^answered$|^-32803: /);
    }
  });
});

function zero() {
  return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}

const codes = (diagnostics: readonly Diagnostic[] | undefined) => diagnostics?.map(({ code }) => code);

describe("diagnostics", () => {
  test("are published for all files of the folder, open or not, and taken back when they are mended", async () => {
    const broken = { ...files, "acme.sdl": agreement.replace("Delivered at", "Deliverd at") };
    const found = await startEditor(broken);
    editor = found;
    await vi.waitFor(() => expect(codes(found.published.get(uriOf("acme.sdl")))).toEqual(["SDL6002", "SDL6003"]));
    const [diagnostic] = found.published.get(uriOf("acme.sdl"))!;
    expect(diagnostic).toMatchObject({ severity: 1, source: "sdl" });
    await found.open("acme.sdl", agreement);
    await vi.waitFor(() => expect(found.published.get(uriOf("acme.sdl"))).toEqual([]));
  });

  test("say where, what, how to mend it, and lead to a page and to the other place", async () => {
    editor = await startEditor(files, { platform: { page: (path) => `file:///sdl/${path}` } });
    const twice = service.replace("  free Rest", '  event Message { title en "m" vi "t" }\n  free Rest');
    await editor.open("chat.sdl", twice);
    const found = (await editor.diagnostics("chat.sdl")).find(({ code }) => code === "SDL2002")!;
    expect(slice(twice, found.range)).toBe("Message");
    expect(found.message).toMatch(/declared twice[\s\S]*Give one of them another name/);
    expect(found.codeDescription).toEqual({ href: "file:///sdl/docs/diagnostics/SDL2002.md" });
    expect(slice(twice, found.relatedInformation![0]!.location.range)).toBe("Message");
  });

  test("what is of no use is faded", async () => {
    editor = await startEditor(files);
    await editor.open("chat.sdl", service.replace("  free Rest", '  term Unused { title en "u" vi "v" 5 GB }\n  free Rest'));
    const found = (await editor.diagnostics("chat.sdl")).find(({ code }) => code === "SDL2008")!;
    expect(found.tags).toEqual([1]);
  });

  test("what has not changed is not sent again", async () => {
    editor = await startEditor(files);
    await editor.open("chat.sdl");
    const first = await editor.ask<{ kind: string; resultId: string }>("textDocument/diagnostic", "chat.sdl");
    const second = await editor.ask<{ kind: string }>("textDocument/diagnostic", "chat.sdl", {
      previousResultId: first.resultId,
    });
    expect([first.kind, second.kind]).toEqual(["full", "unchanged"]);
  });

  test("are not published to editors that ask for them", async () => {
    const asking = await startEditor({ "a.sdl": "sdl 1 service" }, { capabilities: { textDocument: { diagnostic: {} } } });
    editor = asking;
    await asking.open("a.sdl");
    expect(codes(await asking.diagnostics("a.sdl"))).toContain("SDL1001");
    expect(asking.published.size).toBe(0);
  });
});

describe("what editors do", () => {
  test("a file alone, without a folder, is served, and forgotten when it is closed", async () => {
    const alone = await startEditor({ "a.sdl": "sdl 1 service" }, { loose: true });
    editor = alone;
    await alone.open("a.sdl");
    await vi.waitFor(() => expect(codes(alone.published.get(uriOf("a.sdl")))).toContain("SDL1001"));
    await alone.close("a.sdl");
    await vi.waitFor(() => expect(alone.published.get(uriOf("a.sdl"))).toEqual([]));
  });

  test("settings that nobody asked for, saving, closing what was never opened", async () => {
    editor = await startEditor(files);
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    await editor.connection.sendNotification("textDocument/didSave", { textDocument: { uri: uriOf("chat.sdl") } });
    await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf("nowhere.sdl") } });
    await editor.open("chat.sdl");
    expect(await editor.at("textDocument/hover", "chat.sdl", service.indexOf("Care {"))).not.toBeNull();
    expect(await editor.ask("textDocument/documentSymbol", "nowhere.sdl")).toBeNull();
  });

  test("positions beyond the text", async () => {
    editor = await startEditor(files);
    await editor.open("chat.sdl");
    for (const position of [
      { line: 9999, character: 0 },
      { line: 3, character: 9999 },
    ])
      for (const method of ["hover", "definition", "completion", "signatureHelp", "documentHighlight"])
        await editor.ask(`textDocument/${method}`, "chat.sdl", { position });
  });

  test("a request that is given up is answered as such, and the next one as usual", async () => {
    editor = await startEditor(files);
    await editor.open("chat.sdl");
    const source = new CancellationTokenSource();
    await editor.change("chat.sdl", service.replace("24 hours", "25 hours"));
    const position = positionAt(service, service.indexOf("Care {"));
    const given = editor.connection.sendRequest(
      "textDocument/hover",
      { textDocument: { uri: uriOf("chat.sdl") }, position },
      source.token,
    );
    source.cancel();
    await expect(given).rejects.toMatchObject({ code: -32800 });
    expect(JSON.stringify(await editor.at("textDocument/hover", "chat.sdl", service.indexOf("Pause {")))).toContain("25 hours");
  });

  test("folders that come and go", async () => {
    const both = await startEditor(files, { capabilities: { workspace: { workspaceFolders: true } } });
    editor = both;
    const folder = { uri: "file:///other", name: "other" };
    const event = (added: object[], removed: object[]) =>
      both.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
    await event([folder], []);
    expect(await both.connection.sendRequest<unknown[]>("workspace/symbol", { query: "Delivered" })).toHaveLength(4);
    await event([], [folder]);
    expect(await both.connection.sendRequest<unknown[]>("workspace/symbol", { query: "Delivered" })).toHaveLength(2);
  });
});

test("capabilities follow the editor", async () => {
  editor = await startEditor(files, { capabilities: {} });
  const { renameProvider } = editor.capabilities as ServerCapabilities;
  expect(renameProvider).toBe(true);
});
