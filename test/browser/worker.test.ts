/** The language server in a worker of a real browser, as the package has it. */
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InitializeResult, Location, PublishDiagnosticsParams, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { formatText } from "../../grammar/format/index.ts";
import { browserAt } from "../kit/browser.ts";
import { folderWith, repository } from "../kit/cli.ts";
import { contracts } from "../kit/editors.ts";
import { edited, offsetAt, positionAt } from "../kit/lsp.ts";

const ROOT = "https://example.com/work";
const uriOf = (path: string) => `${ROOT}/${path}`;
const [common, chat] = ["contracts/common.sdl", "contracts/chat.sdl"] as const;

const folder = folderWith({ "empty.html": "<!doctype html><title>empty</title>" });
const { reading, open, close } = browserAt(folder);
let bundle: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    absWorkingDir: repository,
    entryPoints: ["lsp/browser.ts"],
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "es2023",
    logLevel: "error",
  });
  bundle = outputFiles[0]!.text;
  await open();
});
afterAll(close);

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

declare const server: { readonly worker: Worker; readonly received: Message[] };

/** A server in a worker, and ways to speak to it. */
async function started(page: Page) {
  await page.evaluate((source) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const received: unknown[] = [];
    worker.addEventListener("message", ({ data }) => received.push(data));
    worker.addEventListener("error", ({ message }) => console.error(message));
    Object.assign(globalThis, { server: { worker, received } });
  }, bundle);
  let last = 0;
  const post = (message: object) => page.evaluate((m) => server.worker.postMessage({ jsonrpc: "2.0", ...m }), message);
  const received = () => page.evaluate(() => server.received);
  return {
    tell: (method: string, params: object) => post({ method, params }),
    async ask<T>(method: string, params: object): Promise<T> {
      const id = ++last;
      await post({ id, method, params });
      await expect.poll(async () => (await received()).some((m) => m.id === id && m.method === undefined)).toBe(true);
      const { result, error } = (await received()).find((m) => m.id === id && m.method === undefined)!;
      expect(error).toBeUndefined();
      return result as T;
    },
    /** The codes that were published last for a file. */
    async codes(path: string): Promise<unknown[] | undefined> {
      const published = (await received()).filter(({ method }) => method === "textDocument/publishDiagnostics");
      const of = published.map(({ params }) => params as PublishDiagnosticsParams).filter(({ uri }) => uri === uriOf(path));
      return of.at(-1)?.diagnostics.map(({ code }) => code);
    },
  };
}

test("diagnostics, definition, rename and formatting, without a file system", () =>
  reading("empty.html", async (page) => {
    const server = await started(page);
    const files = Object.fromEntries(Object.entries(contracts).map(([path, text]) => [uriOf(path), text]));
    const { serverInfo, capabilities } = await server.ask<InitializeResult>("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {},
      workspaceFolders: [{ uri: ROOT, name: "work" }],
      initializationOptions: { files },
    });
    expect(serverInfo?.name).toBe("sdl");
    // what needs the machine is not offered
    expect(capabilities.executeCommandProvider!.commands).toEqual(["sdl.previewDocumentation"]);
    await server.tell("initialized", {});
    await expect.poll(() => server.codes(chat)).toContain("SDL2001");

    const text = contracts[chat].replace("outside Car\n", "outside   Care\n");
    const textDocument = { uri: uriOf(chat) };
    await server.tell("textDocument/didOpen", { textDocument: { ...textDocument, languageId: "sdl", version: 1, text } });
    await expect.poll(() => server.codes(chat)).toEqual([]);

    const position = positionAt(text, text.indexOf("is delivered") + 5);
    const [found] = await server.ask<Location[]>("textDocument/definition", { textDocument, position });
    expect(found!.uri).toBe(uriOf(common));
    expect(contracts[common].slice(offsetAt(contracts[common], found!.range.start))).toMatch(/^delivered en/);

    const { changes } = await server.ask<WorkspaceEdit>("textDocument/rename", { textDocument, position, newName: "arrived" });
    expect(edited(text, changes![uriOf(chat)]!)).toBe(text.replaceAll("is delivered", "is arrived"));
    expect(edited(contracts[common], changes![uriOf(common)]!)).toMatch(/^ {2}arrived en/m);

    const options = { tabSize: 2, insertSpaces: true };
    const edits = await server.ask<TextEdit[]>("textDocument/formatting", { textDocument, options });
    expect(edits.length).toBeGreaterThan(0);
    expect({ text: edited(text, edits) }).toEqual(formatText(text));

    const document = await server.ask<string>("workspace/executeCommand", {
      command: "sdl.previewDocumentation",
      arguments: [uriOf(chat)],
    });
    expect(document).toContain("Trò chuyện");
  }));

test("nothing of Node is in the bundle", () => {
  // esbuild refuses to bundle a built-in module for browsers, so that what could be left is what is asked for at run time
  expect(bundle).not.toMatch(
    /\brequire\("(node:)?(fs|path|child_process|module|os|url|vm|worker_threads)"\)|from"node:|import\("node:/,
  );
  expect(bundle.length).toBeLessThan(2_000_000);
});
