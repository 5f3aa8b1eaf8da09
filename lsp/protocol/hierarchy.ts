/** Call hierarchy: incoming is what rests on an element, outgoing what it rests on. */
import type { CallHierarchyItem } from "vscode-languageserver";
import { elementAt, fedBy, restsOn } from "../features/hierarchy.ts";
import { titleOf } from "../features/outline.ts";
import type { Declared } from "../symbols.ts";
import { toOffset, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";
import type { Opened } from "./server.ts";
import { symbolKinds } from "./symbols.ts";

export const hierarchy: Feature = {
  capabilities: () => ({ callHierarchyProvider: true }),
  register(server) {
    const { languages } = server.connection;
    const item = (file: Opened, of: Declared): CallHierarchyItem => ({
      name: of.name.text,
      kind: symbolKinds[of.kind],
      detail: [of.owner?.name.text, titleOf(of)].filter((part) => part !== undefined && part !== "").join(" · "),
      uri: server.uri(file, of.source.path),
      range: toRange(of.source, of.span),
      selectionRange: toRange(of.source, of.name),
      data: of.id,
    });
    languages.callHierarchy.onPrepare(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      const found = file && elementAt(file.snapshot, file.path, toOffset(file.source, position));
      return file === undefined || found === undefined ? null : [item(file, found)];
    });
    languages.callHierarchy.onIncomingCalls(async ({ item: { uri, data } }, token) => {
      const file = await server.opened(uri, "meaning", token);
      const of = file?.snapshot.declared(String(data));
      if (file === undefined || of === undefined) return null;
      return fedBy(file.snapshot, of).map(({ to, places }) => ({
        from: item(file, to),
        fromRanges: places.map(({ source, span }) => toRange(source, span)),
      }));
    });
    languages.callHierarchy.onOutgoingCalls(async ({ item: { uri, data } }, token) => {
      const file = await server.opened(uri, "meaning", token);
      const of = file?.snapshot.declared(String(data));
      if (file === undefined || of === undefined) return null;
      return restsOn(file.snapshot, of).map(({ to, places }) => ({
        to: item(file, to),
        fromRanges: places.map(({ source, span }) => toRange(source, span)),
      }));
    });
  },
};
