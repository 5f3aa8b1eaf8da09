/**
 * The language server in a worker of a browser: the entry of a bundle. Messages come by `postMessage`. Saved files are handed over at the
 * beginning, in `initializationOptions.files`, by their addresses; what the editor has open counts above them, as everywhere.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { memoryHost } from "../compiler/index.ts";
import { serve } from "./protocol/server.ts";
import { pathBelow } from "./protocol/uris.ts";
import type { Platform } from "./protocol/workspaces.ts";

/** The texts of `initializationOptions.files`; whatever is no text is left out. */
function filesIn(options: unknown): [string, string][] {
  const files = typeof options === "object" && options !== null && "files" in options ? options.files : undefined;
  const entries: [string, unknown][] = typeof files === "object" && files !== null ? Object.entries(files) : [];
  return entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

let files: readonly (readonly [uri: string, text: string])[] = [];

const platform: Platform = {
  begin: (options) => {
    files = filesIn(options);
  },
  host: (root) =>
    memoryHost(
      Object.fromEntries(
        files.flatMap(([uri, text]) => {
          const path = pathBelow(root, uri);
          return path === undefined ? [] : [[path, text]];
        }),
      ),
    ),
};

const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
serve(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), platform);
