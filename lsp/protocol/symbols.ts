/** Document and workspace symbols. */
import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from "vscode-languageserver";
import { type OutlineNode, outlineOf, search, titleOf } from "../features/outline.ts";
import type { DeclaredKind } from "../symbols.ts";
import { toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";

/** How editors show what a contract declares. */
export const symbolKinds: Readonly<Record<DeclaredKind, SymbolKind>> = {
  service: SymbolKind.Module,
  agreement: SymbolKind.Package,
  product: SymbolKind.Namespace,
  clause: SymbolKind.String,
  definition: SymbolKind.String,
  interpretation: SymbolKind.String,
  enumeration: SymbolKind.Enum,
  event: SymbolKind.Event,
  window: SymbolKind.Class,
  set: SymbolKind.Array,
  interval: SymbolKind.Class,
  session: SymbolKind.Class,
  term: SymbolKind.Constant,
  measure: SymbolKind.Number,
  charge: SymbolKind.Function,
  fee: SymbolKind.Function,
  package: SymbolKind.Object,
  minimum: SymbolKind.Function,
  forbid: SymbolKind.Operator,
  free: SymbolKind.Operator,
  example: SymbolKind.Method,
  field: SymbolKind.Field,
  value: SymbolKind.EnumMember,
  choice: SymbolKind.EnumMember,
  parameter: SymbolKind.TypeParameter,
  tariff: SymbolKind.Property,
};

export const symbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: "SDL" }, workspaceSymbolProvider: true }),
  register(server) {
    const { connection, workspaces } = server;
    const toSymbol = ({ declared, detail, children }: OutlineNode): DocumentSymbol => ({
      name: declared.name.text,
      detail,
      kind: symbolKinds[declared.kind],
      range: toRange(declared.source, declared.span),
      selectionRange: toRange(declared.source, declared.name),
      children: children.map(toSymbol),
    });
    connection.onDocumentSymbol(({ textDocument }) => {
      const file = workspaces.find(textDocument.uri);
      const source = file?.project.current(file.path);
      return source === undefined ? null : outlineOf(source).map(toSymbol);
    });
    connection.onWorkspaceSymbol(async ({ query }) => {
      const found: WorkspaceSymbol[] = [];
      for (const open of workspaces.all()) {
        const snapshot = await open.project.at("meaning");
        for (const declared of search(snapshot.allDeclared(), query)) {
          const { source, name, kind, owner } = declared;
          const title = titleOf(declared);
          found.push({
            name: name.text,
            kind: symbolKinds[kind],
            containerName: [owner?.name.text, title].filter((part) => part !== undefined && part !== "").join(" · "),
            location: { uri: server.uri(open, source.path), range: toRange(source, name) },
          });
        }
      }
      return found;
    });
  },
};
