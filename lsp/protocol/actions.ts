/** Code actions. Editors that can ask for the edit of the action that was chosen get it then. */
import { type CodeAction, CodeActionKind, type Range } from "vscode-languageserver";
import { type Action, type ActionKind, actionsAt } from "../features/actions/index.ts";
import { toSpan } from "./convert.ts";
import { toDiagnostics } from "./diagnostics.ts";
import { toWorkspaceEdit } from "./edits.ts";
import type { Feature } from "./feature.ts";
import type { Opened } from "./server.ts";

const kinds: readonly ActionKind[] = [
  "quickfix",
  "refactor.extract",
  "refactor.inline",
  "source.organizeImports",
  "source.fixAll",
];

/** How an action is found again. */
interface Data {
  readonly uri: string;
  readonly range: Range;
  readonly kind: ActionKind;
  readonly title: string;
}

/** `refactor` means all kinds that begin with it. What touches a whole file is given only to those who ask for it. */
function wantedBy(only: readonly string[] | undefined): (kind: ActionKind) => boolean {
  if (only === undefined) return (kind) => !kind.startsWith("source.");
  return (kind) => only.some((o) => o === CodeActionKind.Empty || kind === o || kind.startsWith(`${o}.`));
}

export const actions: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [...kinds], resolveProvider: true } }),
  register(server) {
    const { connection } = server;
    const found = (file: Opened, range: Range, wanted: (kind: ActionKind) => boolean): Action[] =>
      actionsAt(file.snapshot, file.path, toSpan(file.source, range), wanted);
    const edit = (file: Opened, of: Action) => toWorkspaceEdit(server, file, file.snapshot, of.edits());

    connection.onCodeAction(async ({ textDocument: { uri }, range, context }, token) => {
      const file = await server.opened(uri, "all", token);
      if (file === undefined) return null;
      const later = server.client.textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true;
      return found(file, range, wantedBy(context.only)).map((of): CodeAction => {
        const data: Data = { uri, range, kind: of.kind, title: of.title };
        const diagnostics = toDiagnostics(of.diagnostics, file.snapshot.program.stage, server.addresses(file));
        return {
          title: of.title,
          kind: of.kind,
          ...(diagnostics.length > 0 && { diagnostics }),
          ...(of.preferred && { isPreferred: true }),
          ...(later ? { data } : { edit: edit(file, of) }),
        };
      });
    });
    connection.onCodeActionResolve(async (chosen, token) => {
      const { uri, range, kind, title } = chosen.data as Data;
      const file = await server.opened(uri, "all", token);
      const of = file && found(file, range, (k) => k === kind).find((each) => each.title === title);
      return file === undefined || of === undefined ? chosen : { ...chosen, edit: edit(file, of) };
    });
  },
};
