/** Changes of files as the protocol has them. */
import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { byFile, type FileEdit } from "../features/edits.ts";
import type { Snapshot } from "../snapshot.ts";
import { toRange } from "./convert.ts";
import type { Server } from "./server.ts";
import type { OpenProject } from "./workspaces.ts";

/** Edits of several files as one change. Editors that check versions refuse it where a file has changed meanwhile. */
export function toWorkspaceEdit(
  server: Server,
  project: OpenProject,
  snapshot: Snapshot,
  edits: readonly FileEdit[],
): WorkspaceEdit {
  const changed = [...byFile(edits)].map(([path, list]) => {
    const source = snapshot.source(path)!;
    return { uri: server.uri(project, path), edits: list.map((e) => ({ range: toRange(source, e), newText: e.text })) };
  });
  if (server.client.workspace?.workspaceEdit?.documentChanges !== true)
    return { changes: Object.fromEntries(changed.map(({ uri, edits: of }) => [uri, of])) };
  return {
    documentChanges: changed.map(
      ({ uri, edits: of }): TextDocumentEdit => ({
        textDocument: { uri, version: server.documents.get(uri)?.version ?? null },
        edits: of,
      }),
    ),
  };
}
