/** The place of a cursor: what stands before it and means something, what is being typed, what follows. */

import type { SourceFile } from "../../../compiler/index.ts";
import { continuations, type Point } from "../../../grammar/continuations.ts";
import type { IToken } from "../../../grammar/index.ts";
import { LCurly, RCurly, Text, Word } from "../../../grammar/tokens.ts";

export interface CursorPlace {
  readonly source: SourceFile;
  readonly offset: number;
  /** All that the text before can mean. */
  readonly point: Point;
  /** The number of tokens before the place. */
  readonly index: number;
  /** The word or text that the cursor is in or at the end of. */
  readonly typed: IToken | undefined;
  /** The word that begins at the cursor. */
  readonly next: IToken | undefined;
}

/** For each token of a file, and its end: what the text before can mean. */
const known = new WeakMap<SourceFile, readonly Point[]>();

/**
 * Where a token fits nothing, reading goes on as if the block had just been opened, else the token is passed over: an error in one
 * member of a block says nothing about the next one.
 */
export function pointsOf(source: SourceFile): readonly Point[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const automaton = continuations();
  const points: Point[] = [];
  const opened: Point[] = [automaton.start];
  let at = automaton.start;
  for (const { tokenType } of source.parsed.tokens) {
    points.push(at);
    const block = opened.at(-1)!;
    const next = automaton.step(at, tokenType) ?? automaton.step(block, tokenType);
    if (next === undefined) {
      if (tokenType === LCurly) opened.push(block);
      if (tokenType === RCurly && opened.length > 1) opened.pop();
      continue;
    }
    at = next;
    if (tokenType === LCurly) opened.push(next);
    else if (tokenType === RCurly && opened.length > 1) opened.pop();
  }
  points.push(at);
  known.set(source, points);
  return points;
}

export const endOf = (token: IToken): number => token.startOffset + token.image.length;

const isWord = ({ tokenType }: IToken): boolean =>
  tokenType === Word || tokenType.CATEGORIES?.includes(Word) === true || tokenType.name === "LanguageTag";

/** The place of an offset; undefined in comments, numbers, and everywhere where nothing can be completed. */
export function placeAt(source: SourceFile, offset: number): CursorPlace | undefined {
  const { tokens, comments } = source.parsed;
  for (const comment of comments) if (comment.startOffset < offset && offset <= endOf(comment)) return undefined;
  const inside = tokens.findIndex((t) => t.startOffset < offset && offset <= endOf(t));
  const typed = tokens[inside];
  if (typed !== undefined && (isWord(typed) || (typed.tokenType === Text && offset < endOf(typed))))
    return { source, offset, point: pointsOf(source)[inside]!, index: inside, typed, next: undefined };
  if (typed !== undefined && (offset < endOf(typed) || /[\w"%]$/.test(typed.image))) return undefined;
  const index = inside === -1 ? firstBehind(tokens, offset) : inside + 1;
  const following = tokens[index];
  const next = following !== undefined && following.startOffset === offset && isWord(following) ? following : undefined;
  return { source, offset, point: pointsOf(source)[index]!, index, typed: undefined, next };
}

function firstBehind(tokens: readonly IToken[], offset: number): number {
  const index = tokens.findIndex((t) => t.startOffset >= offset);
  return index === -1 ? tokens.length : index;
}

/** The name places of a token: the rules in which it can stand, those first that the tokens behind it bear out. */
export function placesOf(source: SourceFile, index: number): string[] {
  const points = pointsOf(source);
  const token = source.parsed.tokens[index];
  const point = points[index];
  return token === undefined || point === undefined ? [] : continuations().places(point, token.tokenType);
}
