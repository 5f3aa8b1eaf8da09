/** A language server at the other end of a connection, and an editor that talks to it: for tests over the protocol. */
import { PassThrough } from "node:stream";
import { createConnection, type InitializeParams, type InitializeResult, type Range } from "vscode-languageserver/node";
import {
  createMessageConnection,
  ErrorCodes,
  type PublishDiagnosticsParams,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { memoryHost } from "../../compiler/index.ts";
import { type Platform, serve } from "../../lsp/index.ts";

export const ROOT = "file:///work%20space";
export const uriOf = (path: string): string => `${ROOT}/${path.split("/").map(encodeURIComponent).join("/")}`;
/** The cursor in test texts. */
export const CURSOR = "┆";

/** A text without its cursors, and where they stood. */
export function marked(text: string): { readonly text: string; readonly offsets: readonly number[] } {
  const parts = text.split(CURSOR);
  const offsets = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join("").length);
  return { text: parts.join(""), offsets };
}

export function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

export function offsetAt(text: string, { line, character }: { line: number; character: number }): number {
  const lines = text.split("\n");
  return lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
}

export const slice = (text: string, { start, end }: Range): string => text.slice(offsetAt(text, start), offsetAt(text, end));

/** The text behind protocol edits. */
export function edited(text: string, edits: readonly { range: Range; newText: string }[]): string {
  const sorted = edits.map((e) => ({ ...e, from: offsetAt(text, e.range.start), to: offsetAt(text, e.range.end) }));
  return sorted
    .sort((a, b) => b.from - a.from || b.to - a.to)
    .reduce((result, { from, to, newText }) => result.slice(0, from) + newText + result.slice(to), text);
}

export interface EditorOptions {
  readonly capabilities?: InitializeParams["capabilities"];
  readonly platform?: Partial<Platform>;
  /** Refuses what the server asks. */
  readonly refuses?: boolean;
  /** Without a folder. */
  readonly loose?: boolean;
}

/** What most editors can do. */
const usual: InitializeParams["capabilities"] = {
  textDocument: {
    definition: { linkSupport: false },
    rename: { prepareSupport: true },
    completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, resolveSupport: { properties: ["edit"] } },
  },
  workspace: { workspaceEdit: { documentChanges: false } },
};

/** Starts a server over files in memory and opens those that are asked for. */
export async function startEditor(files: Readonly<Record<string, string>>, options: EditorOptions = {}) {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const stored = { ...files };
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  serve(server, { host: () => memoryHost(stored), ...options.platform });
  const connection = createMessageConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  const published = new Map<string, PublishDiagnosticsParams["diagnostics"]>();
  const requests: { method: string; params: unknown }[] = [];
  connection.onNotification("textDocument/publishDiagnostics", (p: PublishDiagnosticsParams) => {
    published.set(p.uri, p.diagnostics);
  });
  connection.onRequest((method, params) => {
    requests.push({ method, params });
    if (options.refuses === true) throw new ResponseError(ErrorCodes.MethodNotFound, `${method} is not supported.`);
    return null;
  });
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? usual,
    workspaceFolders: options.loose === true ? null : [{ uri: ROOT, name: "work" }],
  });
  await connection.sendNotification("initialized", {});
  const versions = new Map<string, number>();
  const texts = new Map<string, string>();

  const editor = {
    connection,
    stored,
    published,
    requests,
    capabilities: initialized.capabilities,
    text: (path: string): string => texts.get(path) ?? stored[path]!,
    async open(path: string, text = stored[path]!): Promise<void> {
      texts.set(path, text);
      versions.set(path, 1);
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf(path), languageId: "sdl", version: 1, text },
      });
    },
    /** Replaces the whole text. */
    async change(path: string, text: string): Promise<void> {
      texts.set(path, text);
      const version = versions.get(path)! + 1;
      versions.set(path, version);
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uriOf(path), version },
        contentChanges: [{ text }],
      });
    },
    /** Replaces the part from one offset up to another. */
    async splice(path: string, start: number, end: number, put: string): Promise<void> {
      const before = editor.text(path);
      const range = { start: positionAt(before, start), end: positionAt(before, end) };
      texts.set(path, before.slice(0, start) + put + before.slice(end));
      const version = versions.get(path)! + 1;
      versions.set(path, version);
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uriOf(path), version },
        contentChanges: [{ range, text: put }],
      });
    },
    async close(path: string): Promise<void> {
      texts.delete(path);
      await connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf(path) } });
    },
    /** A request about a document. */
    ask<T>(method: string, path: string, more: object = {}): Promise<T> {
      return connection.sendRequest<T>(method, { textDocument: { uri: uriOf(path) }, ...more });
    },
    /** A request about a place in a document. */
    at<T>(method: string, path: string, offset: number, more: object = {}): Promise<T> {
      return editor.ask<T>(method, path, { position: positionAt(editor.text(path), offset), ...more });
    },
    /** The diagnostics of a file, from all passes. */
    async diagnostics(path: string): Promise<PublishDiagnosticsParams["diagnostics"]> {
      const report = await editor.ask<{ items: PublishDiagnosticsParams["diagnostics"] }>("textDocument/diagnostic", path);
      return report.items;
    },
    async stop(): Promise<void> {
      await connection.sendRequest("shutdown");
      connection.dispose();
      server.dispose();
    },
  };
  return editor;
}

export type Editor = Awaited<ReturnType<typeof startEditor>>;
