/** `sdl lsp`: the language server on standard input and output. */
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { memoryHost } from "../../compiler/index.ts";
import type { Platform } from "../../lsp/index.ts";
import { serve } from "../../lsp/index.ts";
import { ExampleRunner } from "../examples/runner.ts";
import { EXIT } from "../failure.ts";
import { nodeHost } from "../host.ts";

/** Serves until the editor says goodbye, or is gone. */
export function lsp(): Promise<number> {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  return new Promise((resolve) => {
    connection.onExit(() => resolve(EXIT.ok));
    process.stdin.on("end", () => resolve(EXIT.ok));
    serve(connection, nodePlatform);
  });
}

/** This machine: saved files on its disk, pages of the documentation where SDL is installed. */
export const nodePlatform: Platform = {
  host: (root) => (root.startsWith("file:") ? nodeHost(fileURLToPath(root)) : memoryHost({})),
  page: (path) => {
    for (const base of ["../../", "../"]) {
      const url = new URL(`${base}${path}`, import.meta.url);
      if (existsSync(url)) return pathToFileURL(fileURLToPath(url)).href;
    }
    return undefined;
  },
  runExample: async (services, service, example) => (await runner()).run(services, service, example),
  generate: async (service) => (await import("../../compiler/emit/typescript/index.ts")).emitService(service),
};

/** Loaded when the first example is run: it brings the TypeScript compiler. */
let loading: Promise<ExampleRunner> | undefined;
const runner = () => {
  loading ??= ExampleRunner.load();
  return loading;
};
