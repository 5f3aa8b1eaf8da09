/** Rename, with a look beforehand whether there is something to rename. */
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { renameable, rename as renamed } from "../features/rename.ts";
import { toOffset, toRange } from "./convert.ts";
import { toWorkspaceEdit } from "./edits.ts";
import type { Feature } from "./feature.ts";

export const rename: Feature = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(server) {
    server.connection.onPrepareRename(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      const at = file && renameable(file.snapshot, file.path, toOffset(file.source, position));
      if (at === undefined) return null;
      return { range: toRange(at.source, at.span), placeholder: at.source.text.slice(at.span.start, at.span.end) };
    });
    server.connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      if (file === undefined) return null;
      const result = renamed(file.snapshot, file.path, toOffset(file.source, position), newName);
      if ("refused" in result) return new ResponseError(LSPErrorCodes.RequestFailed, result.refused);
      return toWorkspaceEdit(server, file, file.snapshot, result.edits);
    });
  },
};
