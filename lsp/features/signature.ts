/** Signature help: the parameters of shared prose, where it is used. */
import type { Snapshot } from "../snapshot.ts";

export interface Signature {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Which of them the cursor is at; undefined when it is at none that there is. */
  readonly active: number | undefined;
  /** The texts, parameters in braces. */
  readonly texts: readonly string[];
}

/** The prose whose parentheses are around an offset. */
export function signatureAt(snapshot: Snapshot, path: string, offset: number): Signature | undefined {
  const source = snapshot.source(path);
  if (source === undefined) return undefined;
  const { tokens } = source.parsed;
  let index = tokens.findLastIndex((t) => t.startOffset + t.image.length <= offset);
  let depth = 0;
  let commas = 0;
  let named: string | undefined;
  for (; index >= 0; index--) {
    const { image } = tokens[index]!;
    if (image === "{" || image === "}") return undefined;
    if (image === ")") depth++;
    else if (image === "(" && depth-- === 0) break;
    else if (depth === 0 && image === ",") commas++;
    else if (depth === 0 && image === ":" && commas === 0) named ??= tokens[index - 1]?.image;
  }
  const name = tokens[index - 1];
  const at = name && snapshot.at(path, name.startOffset);
  const declared = at && snapshot.declared(at.id);
  const node = declared?.node;
  if (node === undefined || !("parameters" in node) || node.parameters.length === 0) return undefined;
  const parameters = node.parameters.map(({ text }) => text);
  const byName = named === undefined ? -1 : parameters.indexOf(named);
  const active = byName === -1 ? (commas < parameters.length ? commas : undefined) : byName;
  const prose = node.kind === "interpretation" ? [node.question, node.decision] : node.texts;
  const texts = prose.flatMap((text) => text?.translations.map((t) => t.text.value) ?? []);
  return { name: node.name.text, parameters, active, texts };
}
