/** How an item is put into a text so that the text can still be read: in the place of a word or before it, alone or with what it needs. */

import { continuations, type Expected, type Needed, type Point } from "../../../grammar/continuations.ts";
import type { IToken, TokenType } from "../../../grammar/index.ts";
import { Word } from "../../../grammar/tokens.ts";
import { type CursorPlace, endOf, pointsOf } from "./place.ts";

export interface Acceptance {
  /** From where to where text is replaced. */
  readonly start: number;
  readonly end: number;
  /** What has to be written behind the item. */
  readonly rest: readonly Needed[];
}

interface Way {
  readonly start: number;
  readonly end: number;
  /** The first token behind what is replaced. */
  readonly from: number;
}

/** A word that is being typed is replaced. At the beginning of a word it may be that word that is meant, or something before it. */
function waysOf({ typed, next, offset, index }: CursorPlace): Way[] {
  const word = typed ?? next;
  return [
    ...(word === undefined ? [] : [{ start: word.startOffset, end: endOf(word), from: index + 1 }]),
    ...(typed === undefined ? [{ start: offset, end: offset, from: index }] : []),
  ];
}

/**
 * The shortest way to accept a word, which may be several tokens, in one of the expected places; undefined where that would bring a new
 * error into the text.
 */
export function acceptance(
  place: CursorPlace,
  [type, ...more]: readonly TokenType[],
  expected: readonly Expected[],
): Acceptance | undefined {
  // a keyword of the language that could stand here is not read as a name
  const isName = expected.every((e) => e.type === Word);
  if (
    isName &&
    type !== Word &&
    continuations()
      .expected(place.point)
      .some((e) => e.type === type)
  )
    return undefined;
  let after = type && continuations().stepAs(place.point, expected, type);
  for (const next of more) after = after && continuations().step(after, next);
  if (after === undefined) return undefined;
  let best: (Acceptance & { readonly clean: boolean }) | undefined;
  for (const { from, ...span } of waysOf(place)) {
    for (const { rest } of expected) {
      let point: Point | undefined = after;
      for (let used = 0; used <= rest.length && point !== undefined; used++) {
        const outcome = readOn(place, from, point);
        if (outcome !== "broken") {
          const found = { ...span, rest: rest.slice(0, used), clean: outcome === "clean" };
          if (best === undefined || isBetter(found, best)) best = found;
          if (found.clean) break;
        }
        const needed: Needed | undefined = rest[used];
        point = needed && continuations().step(point, needed.type);
      }
    }
  }
  return best;
}

const isBetter = (a: Acceptance & { clean: boolean }, b: Acceptance & { clean: boolean }): boolean =>
  a.clean !== b.clean ? a.clean : a.rest.length < b.rest.length;

/** Whether tokens that are put in here leave the text behind as it was: without an error that was not there before. */
export function fits(
  place: CursorPlace,
  { start, end }: Pick<Acceptance, "start" | "end">,
  types: readonly TokenType[],
): boolean {
  const way = waysOf(place).find((w) => w.start === start && w.end === end);
  let point: Point | undefined = place.point;
  for (const type of types) point = point && continuations().step(point, type);
  return way !== undefined && point !== undefined && readOn(place, way.from, point) === "clean";
}

/**
 * Reads the rest of the file from a point. Clean: from some token on it means what it meant before. Tolerable: it stops where the text
 * had an error anyway.
 */
function readOn({ source, index }: CursorPlace, from: number, start: Point): "clean" | "tolerable" | "broken" {
  const automaton = continuations();
  const { tokens } = source.parsed;
  const points = pointsOf(source);
  let point = start;
  for (let i = from; i < tokens.length; i++) {
    if (point === points[i] && i > index) return "clean";
    const next = automaton.step(point, tokens[i]!.tokenType);
    if (next === undefined) return hasError(points, tokens, index, i) ? "tolerable" : "broken";
    point = next;
  }
  if (point.complete || point === points[tokens.length]) return "clean";
  return points[tokens.length]!.complete && !hasError(points, tokens, index, tokens.length - 1) ? "broken" : "tolerable";
}

function hasError(points: readonly Point[], tokens: readonly IToken[], from: number, to: number): boolean {
  for (let i = from; i <= to && i < tokens.length; i++)
    if (continuations().step(points[i]!, tokens[i]!.tokenType) === undefined) return true;
  return false;
}
