/** Inlay hints, with a tooltip and a link when one is looked at. */
import { type InlayHint, InlayHintKind } from "vscode-languageserver";
import { hintsIn } from "../features/hints.ts";
import { toPosition, toRange, toSpan } from "./convert.ts";
import type { Feature } from "./feature.ts";
import { settingsOf } from "./settings.ts";

interface Data {
  readonly tooltip: string;
  readonly target?: { readonly uri: string; readonly range: ReturnType<typeof toRange> };
}

export const hints: Feature = {
  capabilities: () => ({ inlayHintProvider: { resolveProvider: true } }),
  register(server) {
    const { connection } = server;
    connection.languages.inlayHint.on(async ({ textDocument, range }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      if (file === undefined) return null;
      const { inlayHints } = await settingsOf(server);
      return hintsIn(file.snapshot, file.path, toSpan(file.source, range))
        .filter(({ kind }) => inlayHints[kind])
        .map(({ offset, text, tooltip, place }): InlayHint => {
          const data: Data = {
            tooltip,
            ...(place && { target: { uri: server.uri(file, place.source.path), range: toRange(place.source, place.span) } }),
          };
          return {
            position: toPosition(file.source, offset),
            label: text,
            kind: InlayHintKind.Parameter,
            paddingLeft: true,
            data,
          };
        });
    });
    connection.languages.inlayHint.resolve((hint) => {
      const { tooltip, target } = hint.data as Data;
      if (target === undefined || typeof hint.label !== "string") return { ...hint, tooltip };
      return { ...hint, tooltip, label: [{ value: hint.label, location: target }] };
    });
  },
};
