/** Code actions as an editor takes them: asked for at a cursor, chosen by their titles, applied. */
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { type Editor, edited, marked, positionAt, startEditor, uriOf } from "./lsp.ts";

/** The files behind an edit. */
export function after(files: Readonly<Record<string, string>>, edit: WorkspaceEdit): Record<string, string> {
  const changed = Object.entries(files).map(([path, text]) => [path, edited(text, edit.changes?.[uriOf(path)] ?? [])]);
  return Object.fromEntries(changed) as Record<string, string>;
}

/** The edit of an action that was chosen. */
export async function chosen(editor: Editor, action: CodeAction): Promise<WorkspaceEdit> {
  const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
  return resolved.edit!;
}

/** The actions at the cursor, or in the selection between two cursors, of the file that has one. */
export async function actionsIn(marks: Readonly<Record<string, string>>, only?: readonly string[]) {
  const parts = Object.entries(marks).map(([path, text]) => ({ path, ...marked(text) }));
  const files = Object.fromEntries(parts.map(({ path, text }) => [path, text]));
  const { path, text, offsets } = parts.find((p) => p.offsets.length > 0)!;
  const editor = await startEditor(files);
  await editor.open(path);
  const range = { start: positionAt(text, offsets[0]!), end: positionAt(text, offsets.at(-1)!) };
  const actions = await editor.ask<CodeAction[]>("textDocument/codeAction", path, {
    range,
    context: { diagnostics: [], ...(only && { only }) },
  });
  return {
    files,
    path,
    actions,
    titles: actions.map((a) => a.title),
    /** All files once the action of a title was chosen. */
    async choose(title: string): Promise<Record<string, string>> {
      const action = actions.find((a) => a.title === title);
      if (action === undefined) throw new Error(`no “${title}” among: ${actions.map((a) => a.title).join("; ")}`);
      return after(files, await chosen(editor, action));
    },
    stop: () => editor.stop(),
  };
}

/** All files after one action. */
export async function choose(marks: Readonly<Record<string, string>>, title: string, only?: readonly string[]) {
  const found = await actionsIn(marks, only);
  const result = await found.choose(title);
  await found.stop();
  return result;
}
