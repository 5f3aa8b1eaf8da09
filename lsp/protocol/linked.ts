/** Linked editing ranges. */
import { linkedAt } from "../features/linked.ts";
import { toOffset, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";

export const linked: Feature = {
  capabilities: () => ({ linkedEditingRangeProvider: true }),
  register({ connection, workspaces }) {
    connection.languages.onLinkedEditingRange(({ textDocument, position }) => {
      const file = workspaces.find(textDocument.uri);
      const source = file?.project.current(file.path);
      if (source === undefined) return null;
      const spans = linkedAt(source, toOffset(source, position));
      return spans.length === 0 ? null : { ranges: spans.map((span) => toRange(source, span)), wordPattern: '[^"\\\\]*' };
    });
  },
};
