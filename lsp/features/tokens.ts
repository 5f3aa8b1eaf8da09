/** Semantic tokens: what each word is, as the compiler understands it. */
import type { SourceFile } from "../../compiler/index.ts";
import { continuations, keywordOf } from "../../grammar/continuations.ts";
import type { Span } from "../../grammar/index.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Declared, type DeclaredKind, declaredIn } from "../symbols.ts";
import { pointsOf } from "./completion/place.ts";

export const TOKEN_TYPES = [
  "keyword",
  "comment",
  "string",
  "number",
  "namespace",
  "class",
  "enum",
  "enumMember",
  "event",
  "property",
  "variable",
  "function",
  "parameter",
  "type",
  "macro",
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ["declaration", "readonly", "documentation"] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const types: Readonly<Record<DeclaredKind, TokenType>> = {
  service: "namespace",
  agreement: "namespace",
  product: "namespace",
  clause: "macro",
  definition: "macro",
  interpretation: "macro",
  enumeration: "enum",
  event: "event",
  window: "class",
  set: "class",
  interval: "class",
  session: "class",
  term: "variable",
  measure: "variable",
  charge: "function",
  fee: "function",
  package: "function",
  minimum: "function",
  forbid: "function",
  free: "function",
  example: "function",
  field: "property",
  value: "enumMember",
  choice: "enumMember",
  parameter: "parameter",
  tariff: "property",
};

/** The tokens of a file or of a part of it, in order; none of them overlap. Texts are cut around the parameters in them. */
export function tokensIn(source: SourceFile, snapshot: Snapshot | undefined, part?: Span): SemanticToken[] {
  const names = namesIn(source, snapshot);
  const points = pointsOf(source);
  const found: SemanticToken[] = [];
  const add = (start: number, end: number, type: TokenType, modifiers: readonly TokenModifier[] = []) => {
    if (start < end) found.push({ start, end, type, modifiers });
  };
  const { tokens, comments } = source.parsed;
  for (const { startOffset: start, image } of comments)
    add(start, start + image.trimEnd().length, "comment", image.startsWith("///") ? ["documentation"] : []);
  for (const [index, token] of tokens.entries()) {
    const [start, end] = [token.startOffset, token.startOffset + token.image.length];
    if (part !== undefined && (end <= part.start || start >= part.end)) continue;
    const name = names.get(start);
    if (name !== undefined) add(start, end, name.type, name.modifiers);
    else if (token.tokenType.name === "Text") {
      let from = start;
      for (const [at, inner] of names) {
        if (at <= start || at >= end) continue;
        add(from, at, "string");
        add(at, inner.end, inner.type, inner.modifiers);
        from = inner.end;
      }
      add(from, end, "string");
    } else if (/^[\d+]/.test(token.image)) add(start, end, "number");
    else if (/^[A-Za-z`]/.test(token.image)) {
      const expected = points[index] === undefined ? [] : continuations().expected(points[index]);
      if (expected.some(({ type }) => keywordOf(type) === token.image)) add(start, end, "keyword");
      else if (token.tokenType.name !== "Word") add(start, end, "type");
    }
  }
  return found.filter((t) => part === undefined || (t.end > part.start && t.start < part.end)).sort((a, b) => a.start - b.start);
}

interface Named {
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** Names by the offset at which they begin. What names mean is taken from the snapshot where it is of this very text. */
function namesIn(source: SourceFile, snapshot: Snapshot | undefined): Map<number, Named> {
  const names = new Map<number, Named>();
  const add = (span: Span, { kind }: Declared, declares: boolean) => {
    const modifiers: TokenModifier[] = [
      ...(declares ? (["declaration"] as const) : []),
      ...(kind === "term" ? (["readonly"] as const) : []),
    ];
    names.set(span.start, { end: span.end, type: types[kind], modifiers });
  };
  for (const declared of declaredIn(source)) add(declared.name, declared, true);
  if (snapshot?.source(source.path) === source)
    for (const { span, id, declares } of snapshot.occurrencesIn(source.path)) {
      const declared = snapshot.declared(id);
      if (declared !== undefined && !declares) add(span, declared, false);
    }
  return names;
}
