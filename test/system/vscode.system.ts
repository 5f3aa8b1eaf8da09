/** The extension of VS Code as it is installed: the manifest, the client and the server that come out of the .vsix. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InitializeResult, PublishDiagnosticsParams } from "vscode-languageserver";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { defaults } from "../../lsp/protocol/settings.ts";
import { folderWith, repository, starterWith } from "../kit/cli.ts";
import { startVsCode } from "../kit/vscode.ts";

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly languages: readonly {
      readonly configuration: string;
      readonly icon: { readonly light: string; readonly dark: string };
    }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

interface Extension {
  activate(context: { readonly extensionPath: string; readonly subscriptions: { dispose(): void }[] }): Promise<void>;
  deactivate(): Promise<void>;
}

let files: Readonly<Record<string, Uint8Array>>;
let manifest: Manifest;
/** Where nothing else is installed. */
let installed: string;
const workspace = starterWith();
const contract = "contracts/reminders.sdl";
const path = join(workspace, contract);
const uri = pathToFileURL(path).href;

beforeAll(() => {
  const target = join(folderWith({}), "sdl.vsix");
  execFileSync("npm", ["run", "-s", "package:vscode", "--", target], { cwd: repository, stdio: ["ignore", "ignore", "inherit"] });
  files = Object.fromEntries(
    Object.entries(unzipSync(readFileSync(target)))
      .filter(([name]) => name.startsWith("extension/") && !name.endsWith("/"))
      .map(([name, bytes]) => [name.slice("extension/".length), bytes]),
  );
  manifest = JSON.parse(strFromU8(files["package.json"]!)) as Manifest;
  installed = folderWith(files);
});

describe("the package", () => {
  test("holds every file that the manifest names", () => {
    const { languages, grammars, snippets } = manifest.contributes;
    const named = [
      ...[manifest.main, manifest.icon],
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...[...grammars, ...snippets].map((each) => each.path),
    ];
    expect(named.length).toBeGreaterThan(6);
    for (const name of named) expect(Object.keys(files)).toContain(name.replace(/^\.\//, ""));
    expect(manifest.version).toBe((JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest).version);
  });

  test("is small, and holds no sources and no packages", () => {
    const names = Object.keys(files);
    expect(names.filter((name) => /\.ts$|node_modules|\.map$/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(150);
  });
});

describe("the server that comes with it", () => {
  let child: ChildProcess;
  let server: MessageConnection;
  let result: InitializeResult;
  let complained = "";
  const published = new Map<string, PublishDiagnosticsParams["diagnostics"]>();

  beforeAll(async () => {
    child = spawn(process.execPath, [join(installed, "server/sdl.mjs"), "lsp", "--stdio"], { cwd: installed, env: {} });
    child.stderr!.on("data", (chunk: Buffer) => {
      complained += chunk.toString();
    });
    server = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    server.onNotification("textDocument/publishDiagnostics", (p: PublishDiagnosticsParams) => {
      published.set(p.uri, p.diagnostics);
    });
    server.listen();
    const workspaceFolders = [{ uri: pathToFileURL(workspace).href, name: "work" }];
    result = await server.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {}, workspaceFolders });
    await server.sendNotification("initialized", {});
  });

  afterAll(async () => {
    await server.sendRequest("shutdown");
    await server.sendNotification("exit");
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect([code, complained]).toEqual([0, ""]);
  });

  test("answers, and links to the pages that come with it", async () => {
    expect(result.serverInfo).toEqual({ name: "sdl", version: manifest.version });
    const text = readFileSync(path, "utf8").replace("charge Reminder {", "chargge Reminder {");
    await server.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "sdl", version: 1, text } });
    const wrong = () => published.get(uri)?.find((found) => found.code === "SDL1001");
    await expect.poll(wrong).toBeDefined();
    expect(wrong()!.codeDescription).toEqual({ href: pathToFileURL(join(installed, "docs/diagnostics/SDL1001.md")).href });
    await server.sendNotification("textDocument/didClose", { textDocument: { uri } });
  });

  test("every command of the server is one of the extension", () => {
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    for (const command of result.capabilities.executeCommandProvider!.commands) expect(contributed).toContain(command);
    for (const { command } of Object.values(manifest.contributes.menus).flat()) expect(contributed).toContain(command);
  });
});

describe("the client", () => {
  let code: ReturnType<typeof startVsCode>;
  let extension: Extension;
  const subscriptions: { dispose(): void }[] = [];

  beforeAll(async () => {
    code = startVsCode(workspace, path);
    extension = code.load<Extension>(join(installed, manifest.main), strFromU8(files[manifest.main.replace("./", "")]!));
    await extension.activate({ extensionPath: installed, subscriptions });
  });

  afterAll(async () => {
    for (const each of subscriptions) each.dispose();
    await extension.deactivate();
  });

  test("registers the commands of the manifest, and no others", () => {
    expect([...code.commands.keys()].sort()).toEqual(manifest.contributes.commands.map(({ command }) => command).sort());
  });

  test("every setting is read: by the server, with the same default, or by the client", () => {
    const ofServer = Object.entries(defaults).flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => [`sdl.${group}.${name}`, value] as const),
    );
    const ofClient = [...code.read].filter((name) => /^sdl\.(server|trace)\.\w+$/.test(name));
    const { properties } = manifest.contributes.configuration;
    expect(Object.keys(properties).sort()).toEqual([...new Set([...ofServer.map(([name]) => name), ...ofClient])].sort());
    for (const [name, value] of ofServer) expect(properties[name]!.default, name).toBe(value);
  });

  test("shows the document beside the editor, and nothing in it can run but two scripts", async () => {
    await code.commands.get("sdl.previewDocumentation")!();
    const [panel] = code.panels;
    expect(code.said).toEqual([]);
    expect(panel!.title).toBe("Preview reminders.sdl");
    expect(panel!.options).toMatchObject({ localResourceRoots: [] });
    const { html } = panel!.webview;
    expect(html).toContain('lang="vi"');
    const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)!;
    const hash = "'sha256-[\\w+/=]+'";
    expect(policy).toMatch(
      new RegExp(
        `^default-src 'none'; style-src 'unsafe-inline'; script-src ${hash} ${hash}; base-uri 'none'; form-action 'none'$`,
      ),
    );
    expect(html.match(/<script/g)).toHaveLength(2);
  });

  test("the document follows the contract; a mistake leaves it, and is said", async () => {
    const [panel] = code.panels;
    const text = readFileSync(path, "utf8");
    const before = panel!.webview.html;
    code.change(text.replace("charge Reminder {", "chargge Reminder {"));
    await expect.poll(() => panel!.title).toBe("Preview reminders.sdl (before the mistake)");
    expect(panel!.webview.html).toBe(before);
    expect(code.said.at(-1)).toMatch(/^Line \d+: /);
    code.change(text.replace(/title {2}en "[^"]*"/, 'title  en "Another title"'));
    await expect.poll(() => panel!.webview.html).toContain("Another title");
    expect(panel!.title).toBe("Preview reminders.sdl");
    code.change(text);
    await expect.poll(() => panel!.webview.html).toBe(before);
  });

  test("shows the generated module", async () => {
    await code.commands.get("sdl.showGeneratedTypeScript")!();
    expect(code.shown.at(-1)).toMatch(/import .* from "sdl-lang\/runtime"/);
  });

  test("runs the examples and says what they came to", async () => {
    await code.commands.get("sdl.runExamples")!(uri);
    expect(code.said.at(-1)).toMatch(/^(\d+) examples: \1 hold, 0 do not$|^✓ /);
  });

  test("goes on with a new server when it is restarted", async () => {
    await code.commands.get("sdl.restartServer")!();
    await code.commands.get("sdl.runExamples")!(uri);
    expect(code.said.at(-1)).toMatch(/ 0 do not$/);
  });

  test("shows references as the editor does", async () => {
    const at = { line: 1, character: 2 };
    await code.commands.get("sdl.showReferences")!(uri, at, [{ uri, range: { start: at, end: at } }]);
    const { command, args } = code.carriedOut.at(-1)!;
    expect(command).toBe("editor.action.showReferences");
    expect([String(args[0]), args[1]]).toEqual([uri, expect.objectContaining({ given: [1, 2] })]);
    expect(args[2]).toHaveLength(1);
  });

  test("says why a command cannot be carried out", async () => {
    await code.commands.get("sdl.previewDocumentation")!(uri, "Other");
    expect(code.said.at(-1)).toBe("There is no service Other in this file.");
  });
});
