/** Formatting must change white space only: the same tokens, the same comments between them, the same tree. */
import type { IToken } from "chevrotain";
import type { Parsed } from "../parse.ts";

/** True when two texts differ in white space only. */
export function isSame(before: Parsed, after: Parsed): boolean {
  return after.errors.length === 0 && words(before) === words(after) && tree(before) === tree(after);
}

/** Tokens and comments in their order; line breaks within a text are as in the original but for how they are written. */
export function inOrder({ tokens, comments }: Parsed): IToken[] {
  return [...tokens, ...comments].sort((a, b) => a.startOffset - b.startOffset);
}

/** A token or comment without the white space behind a comment. */
export const imageOf = (token: IToken): string =>
  token.image.startsWith("//") ? token.image.trimEnd() : token.image.replaceAll("\r\n", "\n");

const words = (parsed: Parsed): string => JSON.stringify(inOrder(parsed).map((each) => [each.tokenType.name, imageOf(each)]));

const tree = ({ file }: Parsed): string =>
  JSON.stringify(file, (key, value) => (key === "start" || key === "end" ? undefined : value));
