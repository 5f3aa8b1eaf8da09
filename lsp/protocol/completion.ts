/** Completion, with documentation when an item is looked at. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind, type TextEdit } from "vscode-languageserver";
import type { SourceFile } from "../../compiler/index.ts";
import { complete, type Item, relativeTo, withoutStops } from "../features/completion/index.ts";
import { explain } from "../features/explain.ts";
import type { DeclaredKind } from "../symbols.ts";
import { toOffset, toPosition, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";
import { explanationInMarkdown } from "./hover.ts";

const K = CompletionItemKind;

const declaredKinds: Readonly<Record<DeclaredKind, CompletionItemKind>> = {
  service: K.Module,
  agreement: K.Module,
  product: K.Module,
  clause: K.Text,
  definition: K.Text,
  interpretation: K.Text,
  enumeration: K.Enum,
  event: K.Event,
  window: K.Class,
  set: K.Class,
  interval: K.Class,
  session: K.Class,
  term: K.Constant,
  measure: K.Variable,
  charge: K.Function,
  fee: K.Function,
  package: K.Struct,
  minimum: K.Function,
  forbid: K.Operator,
  free: K.Operator,
  example: K.Method,
  field: K.Field,
  value: K.EnumMember,
  choice: K.EnumMember,
  parameter: K.TypeParameter,
  tariff: K.Property,
};

const kinds: Readonly<Record<Item["kind"], CompletionItemKind>> = {
  ...declaredKinds,
  keyword: K.Keyword,
  snippet: K.Snippet,
  type: K.TypeParameter,
  word: K.Value,
  unit: K.Unit,
  language: K.Keyword,
  currency: K.Unit,
  country: K.Value,
  code: K.Value,
  category: K.Folder,
  timezone: K.Value,
  file: K.File,
};

/** What an item carries until it is looked at. */
interface Data {
  readonly uri: string;
  readonly id: string;
}

export const completion: Feature = {
  capabilities: () => ({
    completionProvider: { resolveProvider: true, triggerCharacters: [" ", ".", '"', "(", "/"] },
  }),
  register(server) {
    const { connection, workspaces } = server;
    connection.onCompletion(({ textDocument, position }) => {
      const file = workspaces.find(textDocument.uri);
      const source = file?.project.current(file.path);
      if (file === undefined || source === undefined) return null;
      const { project } = file;
      const files = new Map(
        [...(project.latest?.program.files ?? [])].map(([path, { source: known }]) => [path, known] as const),
      ).set(file.path, source);
      const offset = toOffset(source, position);
      const items = complete(source, offset, {
        files,
        services: project.latest?.program.services ?? [],
        listed: () => project.listed(),
      });
      const client = server.client.textDocument?.completion?.completionItem;
      const snippets = client?.snippetSupport === true;
      return items.map((item): CompletionItem => {
        const plain = withoutStops(item.snippet);
        const newText = snippets ? item.snippet : plain;
        const replace = toRange(source, item);
        const insert = { start: replace.start, end: toPosition(source, Math.max(item.start, offset)) };
        return {
          label: item.label,
          kind: kinds[item.kind],
          ...(item.detail !== "" && { detail: item.detail }),
          ...(item.importFrom && { labelDetails: { description: item.importFrom } }),
          sortText: `${item.rank}${item.label}`,
          filterText: item.label,
          insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
          textEdit: client?.insertReplaceSupport === true ? { newText, insert, replace } : { newText, range: replace },
          ...(item.importFrom && { additionalTextEdits: [importOf(source, item.importFrom)] }),
          ...(item.id && { data: { uri: textDocument.uri, id: item.id } satisfies Data }),
        };
      });
    });
    connection.onCompletionResolve(async (item) => {
      const data = item.data as Data | undefined;
      const file = data && workspaces.find(data.uri);
      if (data === undefined || file === undefined) return item;
      const snapshot = await file.project.at("meaning");
      const declared = snapshot.declared(data.id);
      if (declared === undefined) return item;
      const value = explanationInMarkdown(explain(snapshot, declared));
      return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
    });
  },
};

/** The import of a file, behind those that are there. */
function importOf(source: SourceFile, path: string): TextEdit {
  const { imports, version } = source.tree;
  const at = imports.at(-1)?.end ?? version?.end ?? 0;
  const line = `import "${relativeTo(source.path.split("/").slice(0, -1), path)}"`;
  const position = toPosition(source, at);
  return {
    range: { start: position, end: position },
    newText: at === 0 ? `${line}\n` : `${imports.length === 0 ? "\n" : ""}\n${line}`,
  };
}
