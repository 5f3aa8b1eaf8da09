/** Semantic tokens: of a file, what has changed in them, of a part of a file. */
import { type SemanticTokens, SemanticTokensBuilder } from "vscode-languageserver";
import type { SourceFile } from "../../compiler/index.ts";
import { type SemanticToken, TOKEN_MODIFIERS, TOKEN_TYPES, tokensIn } from "../features/tokens.ts";
import { toPosition, toSpan } from "./convert.ts";
import type { Feature } from "./feature.ts";

export const tokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  }),
  register(server) {
    const { connection } = server;
    const builders = new Map<string, SemanticTokensBuilder>();
    const none: SemanticTokens = { data: [] };
    connection.languages.semanticTokens.on(async ({ textDocument: { uri } }, token) => {
      const file = await server.opened(uri, "meaning", token);
      if (file === undefined) return none;
      const builder = new SemanticTokensBuilder();
      builders.set(uri, builder);
      push(builder, file.source, tokensIn(file.source, file.snapshot));
      return builder.build();
    });
    connection.languages.semanticTokens.onDelta(async ({ textDocument: { uri }, previousResultId }, token) => {
      const file = await server.opened(uri, "meaning", token);
      if (file === undefined) return none;
      const builder = builders.get(uri) ?? new SemanticTokensBuilder();
      builders.set(uri, builder);
      builder.previousResult(previousResultId);
      push(builder, file.source, tokensIn(file.source, file.snapshot));
      return builder.buildEdits();
    });
    connection.languages.semanticTokens.onRange(async ({ textDocument: { uri }, range }, token) => {
      const file = await server.opened(uri, "meaning", token);
      if (file === undefined) return none;
      const builder = new SemanticTokensBuilder();
      push(builder, file.source, tokensIn(file.source, file.snapshot, toSpan(file.source, range)));
      return builder.build();
    });
    server.documents.onDidClose(({ document }) => builders.delete(document.uri));
  },
};

/** A text over several lines is a token on each of them: not all editors take longer ones. */
function push(builder: SemanticTokensBuilder, source: SourceFile, found: readonly SemanticToken[]): void {
  for (const { start, end, type, modifiers } of found) {
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    let at = start;
    for (const line of source.text.slice(start, end).split("\n")) {
      const { line: row, character } = toPosition(source, at);
      const length = line.replace(/\r$/, "").length;
      if (length > 0) builder.push(row, character, length, TOKEN_TYPES.indexOf(type), bits);
      at += line.length + 1;
    }
  }
}
