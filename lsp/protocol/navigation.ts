/** Definition, type definition, implementation, references, highlights. */
import { DocumentHighlightKind, type Location, type LocationLink } from "vscode-languageserver";
import { agreementsOf, definitionAt, highlightsAt, referencesAt, type Target, typeAt } from "../features/navigation.ts";
import type { Place } from "../snapshot.ts";
import { toOffset, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";
import type { Opened } from "./server.ts";

export const navigation: Feature = {
  capabilities: () => ({
    definitionProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
  }),
  register(server) {
    const { connection } = server;
    const location = (file: Opened, { source, span }: Place): Location => ({
      uri: server.uri(file, source.path),
      range: toRange(source, span),
    });
    /** Editors that can show it get the whole declaration as well. */
    const targets = (file: Opened, found: readonly Target[], links: boolean | undefined): LocationLink[] | Location[] =>
      links === true
        ? found.map(({ from, to }) => ({
            originSelectionRange: toRange(from.source, from.span),
            targetUri: server.uri(file, to.source.path),
            targetRange: toRange(to.source, to.span),
            targetSelectionRange: toRange(to.source, to.name),
          }))
        : found.map(({ to }) => location(file, { source: to.source, span: to.name }));

    connection.onDefinition(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      if (file === undefined) return null;
      const found = definitionAt(file.snapshot, file.path, toOffset(file.source, position));
      return targets(file, found === undefined ? [] : [found], server.client.textDocument?.definition?.linkSupport);
    });
    connection.onTypeDefinition(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      if (file === undefined) return null;
      const found = typeAt(file.snapshot, file.path, toOffset(file.source, position));
      return targets(file, found, server.client.textDocument?.typeDefinition?.linkSupport);
    });
    connection.onImplementation(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      const at = file?.snapshot.at(file.path, toOffset(file.source, position));
      if (file === undefined || at === undefined) return null;
      return agreementsOf(file.snapshot, at.id).map((place) => location(file, place));
    });
    connection.onReferences(async ({ textDocument, position, context }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      if (file === undefined) return null;
      const found = referencesAt(file.snapshot, file.path, toOffset(file.source, position), context.includeDeclaration);
      return found.map((place) => location(file, place));
    });
    connection.onDocumentHighlight(async ({ textDocument, position }, token) => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      if (file === undefined) return null;
      return highlightsAt(file.snapshot, file.path, toOffset(file.source, position)).map(({ source, span, declares }) => ({
        range: toRange(source, span),
        kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    });
  },
};
