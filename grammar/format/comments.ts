/** Comments between tokens: each stays between the two tokens where it was written. */
import type { IToken } from "chevrotain";
import * as doc from "prettier/doc";
import { endOf } from "../base-parser.ts";

type Doc = doc.builders.Doc;

const { hardline } = doc.builders;

/** What stands between a token and the one before it. */
export interface Gap {
  /** A comment on the line of the token before. */
  readonly trailing: string | undefined;
  /** Comments on lines of their own, each with the number of line breaks before it. */
  readonly own: readonly { readonly text: string; readonly breaks: number }[];
  /** Line breaks between the last comment, or else the token before, and the token. */
  readonly breaks: number;
}

/** The gap before each token, and one behind the last. */
export function gapsOf(text: string, tokens: readonly IToken[], comments: readonly IToken[]): Gap[] {
  const gaps: Gap[] = [];
  let next = 0;
  for (let i = 0; i <= tokens.length; i++) {
    const end = tokens[i]?.startOffset ?? text.length;
    let at = i === 0 ? 0 : endOf(tokens[i - 1]!);
    let trailing: string | undefined;
    const own: { text: string; breaks: number }[] = [];
    for (let comment = comments[next]; comment !== undefined && comment.startOffset < end; comment = comments[++next]) {
      const breaks = lineBreaks(text, at, comment.startOffset);
      if (breaks === 0 && i > 0) trailing = comment.image.trimEnd();
      else own.push({ text: comment.image.trimEnd(), breaks });
      at = endOf(comment);
    }
    gaps.push({ trailing, own, breaks: lineBreaks(text, at, end) });
  }
  return gaps;
}

function lineBreaks(text: string, from: number, to: number): number {
  let found = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) found++;
  return found;
}

export const hasComments = (gap: Gap): boolean => gap.trailing !== undefined || gap.own.length > 0;

/** A gap within a line; a comment in it ends the line. */
export function within(gap: Gap, usual: Doc): Doc {
  if (!hasComments(gap)) return usual;
  const first: Doc[] = gap.trailing === undefined ? [] : [" ", gap.trailing];
  return [...first, ...gap.own.map(({ text }) => [hardline, text]), hardline];
}

/** A gap between lines. At most one empty line is kept; `blank` puts one where there is none. */
export function between(gap: Gap, blank: "kept" | "always" | "never", atStart: boolean): Doc {
  const parts: Doc[] = gap.trailing === undefined ? [] : [" ", gap.trailing];
  const breaks = [...gap.own.map((each) => each.breaks), gap.breaks];
  const missing = blank === "always" && !breaks.some((each) => each > 1);
  for (const [i, each] of breaks.entries()) {
    const begins = atStart && i === 0;
    const ends = blank === "never" && i === breaks.length - 1;
    parts.push((each > 1 || (missing && i === 0)) && !begins && !ends ? [hardline, hardline] : hardline);
    if (i < gap.own.length) parts.push(gap.own[i]!.text);
  }
  return parts;
}
