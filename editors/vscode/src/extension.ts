/** The extension: starts the language server and carries out what the server cannot do by itself, such as showing things. */
import { join } from "node:path";
import { commands, type ExtensionContext, window, workspace } from "vscode";
import { ExecuteCommandRequest, LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node.js";
import { Examples } from "./examples.ts";
import { type Ask, GeneratedModules } from "./generated.ts";
import { Preview } from "./preview.ts";
import { showReferences } from "./references.ts";

let client: LanguageClient | undefined;

/** The server that comes with the extension, unless the user names another command. */
function serverOptions(context: ExtensionContext): ServerOptions {
  const command = workspace.getConfiguration("sdl").get<string>("server.path", "");
  if (command !== "") return { command, args: ["lsp"] };
  return { module: join(context.extensionPath, "server", "sdl.mjs"), args: ["lsp"], transport: TransportKind.stdio };
}

export async function activate(context: ExtensionContext): Promise<void> {
  const ask: Ask = (command, uri, name) =>
    client!.sendRequest(ExecuteCommandRequest.type, { command, arguments: name === undefined ? [uri] : [uri, name] });
  const preview = new Preview(ask);
  const modules = new GeneratedModules(ask);
  const examples = new Examples(ask);
  const shown: Readonly<Record<string, (uri: string, name: string | undefined) => Promise<void>>> = {
    "sdl.previewDocumentation": (uri, name) => preview.show(uri, name),
    "sdl.showGeneratedTypeScript": (uri, name) => modules.show(uri, name),
    "sdl.runExample": (uri, name) => examples.run("sdl.runExample", uri, name),
    "sdl.runExamples": (uri, name) => examples.run("sdl.runExamples", uri, name),
  };
  client = new LanguageClient("sdl", "SDL", serverOptions(context), {
    documentSelector: [{ scheme: "file", language: "sdl" }],
    middleware: {
      // from a lens with the file, from the palette without
      async executeCommand(command, [given, name]) {
        const uri: unknown = given?.toString() ?? window.activeTextEditor?.document.uri.toString();
        const show = shown[command];
        if (show === undefined || typeof uri !== "string") return;
        try {
          await show(uri, typeof name === "string" ? name : undefined);
        } catch (error) {
          void window.showErrorMessage(error instanceof Error ? error.message : String(error));
        }
      },
    },
  });
  context.subscriptions.push(
    preview,
    modules,
    examples,
    commands.registerCommand("sdl.showReferences", showReferences),
    commands.registerCommand("sdl.restartServer", () => client?.restart()),
  );
  await client.start();
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
