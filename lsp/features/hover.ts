/** Hover: what a name stands for, and what a word of the language means. */
import { currencies } from "../../compiler/constructs/quantity.ts";
import type { SourceFile } from "../../compiler/index.ts";
import { continuations, keywordOf } from "../../grammar/continuations.ts";
import type { IToken, Span } from "../../grammar/index.ts";
import type { Snapshot } from "../snapshot.ts";
import { pointsOf } from "./completion/place.ts";
import { type Explanation, explain } from "./explain.ts";
import { type Word, words } from "./keywords.ts";

export type Hovered = { readonly span: Span } & (
  | { readonly kind: "declaration"; readonly of: Explanation }
  | { readonly kind: "word"; readonly word: string; readonly of: Word }
  | { readonly kind: "note"; readonly text: string }
);

/** What there is to say about the place of an offset. */
export function hoverAt(snapshot: Snapshot, path: string, offset: number): Hovered | undefined {
  const source = snapshot.source(path);
  const at = snapshot.at(path, offset);
  const declared = at && snapshot.declared(at.id);
  if (at !== undefined && declared !== undefined) return { kind: "declaration", span: at.span, of: explain(snapshot, declared) };
  return source && wordAt(source, offset);
}

function wordAt(source: SourceFile, offset: number): Hovered | undefined {
  const { tokens } = source.parsed;
  const index = tokens.findIndex((t) => t.startOffset <= offset && offset <= t.startOffset + t.image.length);
  // between two tokens that touch, the one that begins here
  const touching = tokens[index + 1]?.startOffset === offset ? index + 1 : index;
  const token = tokens[touching];
  if (token === undefined) return undefined;
  const span = { start: token.startOffset, end: token.startOffset + token.image.length };
  if (isKeyword(source, touching, token) && Object.hasOwn(words, token.image))
    return { kind: "word", span, word: token.image, of: words[token.image]! };
  const currency = token.tokenType.name === "Currency" ? currencies().get(token.image) : undefined;
  if (currency !== undefined) return { kind: "note", span, text: `${token.image}: ${currency}` };
  if (token.tokenType.name === "Text" && isZone(token.image.slice(1, -1)))
    return { kind: "note", span, text: `${token.image.slice(1, -1)}: ${zoneNow(token.image.slice(1, -1))}` };
  return undefined;
}

/** A word of the language can be a name: only the grammar tells. */
function isKeyword(source: SourceFile, index: number, token: IToken): boolean {
  const point = pointsOf(source)[index];
  return (
    point !== undefined &&
    continuations()
      .expected(point)
      .some(({ type }) => keywordOf(type) === token.image)
  );
}

const isZone = (text: string): boolean => /^[A-Za-z_]+\/[A-Za-z_/+-]+$/.test(text) && zoneNow(text) !== "";

/** What a time zone is called: its usual distance from UTC. */
function zoneNow(zone: string): string {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(0);
    return `time zone, ${parts.find(({ type }) => type === "timeZoneName")?.value ?? ""} on 1 January 1970`;
  } catch {
    return "";
  }
}
