/** As much of VS Code as an extension needs to start, and to show things: what it registers, reads and shows is kept. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

class Ended {
  dispose(): void {}
  cancel(): void {}
}

/** Anything else that is asked for: classes are empty, events never happen, what is registered or made can be disposed of. */
function standIn<T extends object>(known: T): T {
  return new Proxy(known, {
    get(target, key) {
      if (Reflect.has(target, key) || typeof key !== "string") return Reflect.get(target, key);
      const made: unknown = /^[A-Z]/.test(key)
        ? class extends Ended {}
        : /^(on[A-Z]|register|create)/.test(key)
          ? () => nothing
          : undefined;
      Reflect.set(target, key, made);
      return made;
    },
  });
}

const nothing = standIn(new Ended());

class Uri {
  readonly #text: string;
  readonly scheme: string;
  readonly path: string;
  readonly query: string;

  constructor(text: string, query = "") {
    const { protocol, pathname } = new URL(text);
    this.#text = text;
    this.scheme = protocol.slice(0, -1);
    this.path = decodeURIComponent(pathname);
    this.query = query;
  }

  static parse = (text: string) => new Uri(text);
  static file = (path: string) => new Uri(pathToFileURL(path).href);
  static from = ({ scheme, path, query }: { scheme: string; path: string; query: string }) =>
    new Uri(`${scheme}:${encodeURI(path)}`, query);

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return this.#text;
  }
}

/** Values in the order in which they are given. */
class Values {
  readonly given: readonly unknown[];
  constructor(...given: readonly unknown[]) {
    this.given = given;
  }
}

class Disposable {
  readonly #end: () => void;

  constructor(end: () => void) {
    this.#end = end;
  }

  static from = (...parts: readonly { dispose(): void }[]) =>
    new Disposable(() => {
      for (const part of parts) part.dispose();
    });

  dispose(): void {
    this.#end();
  }
}

class CancellationTokenSource extends Ended {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => nothing };
}

class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value === "" ? part : `${this.value}.${part}`);
  }
}

class EventEmitter {
  readonly #listeners: ((value: unknown) => void)[] = [];
  event = (listener: (value: unknown) => void, self?: unknown) => {
    this.#listeners.push(listener.bind(self));
    return nothing;
  };
  fire(value: unknown): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {}
}

interface TextDocument {
  readonly uri: Uri;
  readonly languageId: string;
  version: number;
  getText(): string;
}

/** A VS Code with a folder and an open file. `settings` are those that the user has changed. */
export function startVsCode(folder: string, file: string, settings: Readonly<Record<string, unknown>> = {}) {
  const commands = new Map<string, (...args: unknown[]) => unknown>();
  const carriedOut: { readonly command: string; readonly args: readonly unknown[] }[] = [];
  const read = new Set<string>();
  const panels: { title: string; readonly options: Readonly<Record<string, unknown>>; readonly webview: { html: string } }[] = [];
  const shown: string[] = [];
  const said: string[] = [];
  const providers = new Map<string, { provideTextDocumentContent(uri: Uri): Promise<string> }>();
  const changes = new EventEmitter();
  let text = readFileSync(file, "utf8");
  const document: TextDocument = {
    uri: Uri.file(file),
    languageId: "sdl",
    version: 1,
    getText: () => text,
  };
  const configuration = (section = "") => ({
    get(key: string, otherwise?: unknown): unknown {
      const name = [section, key].filter((part) => part !== "").join(".");
      read.add(name);
      return settings[name] ?? otherwise;
    },
    inspect: () => undefined,
    has: () => false,
  });
  const say = (message: string) => {
    said.push(message);
    return Promise.resolve(undefined);
  };
  const vscode = standIn({
    version: "1.90.0",
    Uri,
    EventEmitter,
    CancellationTokenSource,
    CodeActionKind,
    Disposable,
    Position: class extends Values {},
    Range: class extends Values {},
    Location: class extends Values {},
    ViewColumn: { Beside: -2 },
    commands: standIn({
      registerCommand(command: string, run: (...args: unknown[]) => unknown) {
        if (commands.has(command)) throw new Error(`The command ${command} is registered twice.`);
        commands.set(command, run);
        return { dispose: () => commands.delete(command) };
      },
      executeCommand(command: string, ...args: unknown[]) {
        carriedOut.push({ command, args });
        return Promise.resolve(commands.get(command)?.(...args));
      },
    }),
    workspace: standIn({
      textDocuments: [document],
      notebookDocuments: [],
      workspaceFolders: [{ uri: Uri.file(folder), name: "work", index: 0 }],
      getConfiguration: configuration,
      onDidChangeTextDocument: changes.event,
      openTextDocument(uri: Uri): Promise<TextDocument> {
        return Promise.resolve({ uri, languageId: "typescript", version: 1, getText: () => "" });
      },
      registerTextDocumentContentProvider(scheme: string, provider: { provideTextDocumentContent(uri: Uri): Promise<string> }) {
        providers.set(scheme, provider);
        return nothing;
      },
    }),
    window: standIn({
      activeTextEditor: { document },
      visibleTextEditors: [],
      tabGroups: standIn({ all: [] }),
      createOutputChannel: () =>
        standIn({ appendLine: (line: string) => said.push(line), append: say, clear() {}, show() {}, dispose() {} }),
      createWebviewPanel(_: string, title: string, __: unknown, options: Readonly<Record<string, unknown>>) {
        const panel = { title, options, webview: { html: "" }, reveal() {}, onDidDispose: () => nothing, dispose() {} };
        panels.push(panel);
        return panel;
      },
      async showTextDocument({ uri }: TextDocument) {
        shown.push(await providers.get(uri.scheme)!.provideTextDocumentContent(uri));
      },
      setStatusBarMessage: say,
      showInformationMessage: say,
      showWarningMessage: say,
      showErrorMessage: say,
    }),
    languages: standIn({
      match: (_: unknown, { languageId }: TextDocument) => (languageId === "sdl" ? 10 : 0),
      createDiagnosticCollection: () => standIn({ set() {}, delete() {}, clear() {}, dispose() {} }),
    }),
    env: standIn({ appName: "VS Code", language: "en" }),
    extensions: standIn({}),
    l10n: standIn({ t: (message: string) => message }),
  });
  return {
    commands,
    carriedOut,
    read,
    panels,
    shown,
    said,
    /** Replaces the text of the open file. */
    change(to: string): void {
      const lines = text.split("\n");
      const range = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: lines.at(-1)!.length } };
      const contentChanges = [{ range, rangeOffset: 0, rangeLength: text.length, text: to }];
      text = to;
      document.version++;
      changes.fire({ document, contentChanges });
    },
    /** Evaluates a bundled extension with this VS Code in the place of the real one. */
    load<T>(path: string, source: string): T {
      const required = createRequire(path);
      const module = { exports: {} };
      const run = new Function("module", "exports", "require", source) as (...given: unknown[]) => void;
      run(module, module.exports, (name: string): unknown => (name === "vscode" ? vscode : required(name)));
      return module.exports as T;
    },
  };
}
