/** Formatting: of a document, of a range, and of what was just typed. */
import type { TextEdit } from "vscode-languageserver";
import type { SourceFile } from "../../compiler/index.ts";
import { type Edit, formatEdits, formatRange } from "../../grammar/format/index.ts";
import { toOffset, toRange } from "./convert.ts";
import type { Feature } from "./feature.ts";

export const formatting: Feature = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: "}", moreTriggerCharacter: ["\n"] },
  }),
  register({ connection, workspaces }) {
    const edits = (uri: string, format: (source: SourceFile) => readonly Edit[]): TextEdit[] | null => {
      const file = workspaces.find(uri);
      const source = file?.project.current(file.path);
      if (source === undefined) return null;
      return format(source).map((edit) => ({ range: toRange(source, edit), newText: edit.text }));
    };
    connection.onDocumentFormatting(({ textDocument }) => edits(textDocument.uri, ({ text }) => formatEdits(text)));
    connection.onDocumentRangeFormatting(({ textDocument, range }) =>
      edits(textDocument.uri, (source) => formatRange(source.text, toOffset(source, range.start), toOffset(source, range.end))),
    );
    connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }) =>
      edits(textDocument.uri, (source) => {
        const at = toOffset(source, position);
        if (ch === "\n") {
          // the line that was left, so that the cursor stays where it is
          const line = source.position(at).line;
          const start = line > 1 ? source.offset(line - 1, 1) : 0;
          return formatRange(source.text, start, start).filter(({ end }) => end < source.offset(line, 1));
        }
        // the block that was closed
        let depth = 0;
        for (const { image, startOffset } of source.parsed.tokens.filter((t) => t.startOffset < at).reverse()) {
          if (image === "}") depth++;
          else if (image === "{" && --depth === 0) return formatRange(source.text, startOffset, at);
        }
        return formatRange(source.text, at, at);
      }),
    );
  },
};
