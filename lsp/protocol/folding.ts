/** Folding ranges. */
import { FoldingRangeKind } from "vscode-languageserver";
import { type Fold, foldsOf } from "../features/folding.ts";
import { toPosition } from "./convert.ts";
import type { Feature } from "./feature.ts";

const kinds: Readonly<Record<Fold["kind"], FoldingRangeKind | undefined>> = {
  block: undefined,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
};

export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register({ connection, workspaces }) {
    connection.onFoldingRanges(({ textDocument }) => {
      const file = workspaces.find(textDocument.uri);
      const source = file?.project.current(file.path);
      if (source === undefined) return null;
      return foldsOf(source).map(({ kind, start, end }) => {
        const from = toPosition(source, start);
        const to = toPosition(source, end);
        // the line of the closing brace stays
        return {
          startLine: from.line,
          startCharacter: from.character + (kind === "block" ? 1 : 0),
          endLine: kind === "block" ? Math.max(from.line, to.line - 1) : to.line,
          ...(kind !== "block" && { endCharacter: to.character }),
          ...(kinds[kind] && { kind: kinds[kind] }),
        };
      });
    });
  },
};
