/** Selection ranges. */
import type { SelectionRange } from "vscode-languageserver";
import { selectionsAt } from "../features/folding.ts";
import { toOffset, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";

export const selection: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register({ connection, workspaces }) {
    connection.onSelectionRanges(({ textDocument, positions }) => {
      const file = workspaces.find(textDocument.uri);
      const source = file?.project.current(file.path);
      if (source === undefined) return null;
      return positions.map((position): SelectionRange => {
        const offset = toOffset(source, position);
        const spans = [...selectionsAt(source, offset), { start: 0, end: source.text.length }];
        return spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => ({ range: toRange(source, span), ...(parent && { parent }) }),
          undefined,
        )!;
      });
    });
  },
};
