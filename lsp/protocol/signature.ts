/** Signature help. */
import { MarkupKind, type SignatureHelp } from "vscode-languageserver";
import { escapeMarkdown } from "../../compiler/emit/docs/escape.ts";
import { signatureAt } from "../features/signature.ts";
import { toOffset } from "./convert.ts";
import type { Feature } from "./feature.ts";

export const signature: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [":"] } }),
  register(server) {
    server.connection.onSignatureHelp(async ({ textDocument, position }, token): Promise<SignatureHelp | null> => {
      const file = await server.opened(textDocument.uri, "meaning", token);
      const found = file && signatureAt(file.snapshot, file.path, toOffset(file.source, position));
      if (found === undefined) return null;
      const { name, parameters, active, texts } = found;
      const label = `${name}(${parameters.join(", ")})`;
      let from = name.length + 1;
      const labels = parameters.map((parameter) => {
        const span: [number, number] = [from, from + parameter.length];
        from += parameter.length + 2;
        return { label: span };
      });
      return {
        signatures: [
          {
            label,
            parameters: labels,
            documentation: { kind: MarkupKind.Markdown, value: texts.map(escapeMarkdown).join("\n\n") },
          },
        ],
        activeSignature: 0,
        ...(active !== undefined && { activeParameter: active }),
      };
    });
  },
};
