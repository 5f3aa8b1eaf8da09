/** The words of syntax errors: what stands there, what was expected, in the reader's language. */
import { EOF, type IParserErrorMessageProvider, type IToken, type TokenType } from "chevrotain";

const found = (token: IToken | undefined): string =>
  token === undefined || token.tokenType === EOF
    ? "the file ends here"
    : `\`${token.image.length > 30 ? `${token.image.slice(0, 30)}…` : token.image}\` stands here`;

const label = (type: TokenType): string => type.LABEL ?? type.name;

const list = (words: readonly string[]): string => {
  const unique = [...new Set(words)];
  const shown = unique.length > 12 ? [...unique.slice(0, 12), "…"] : unique;
  return shown.length < 2 ? (shown[0] ?? "something else") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
};

export const messages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => `Expected ${label(expected)}, but ${found(actual)}.`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) => `This does not belong here: ${found(firstRedundant)}.`,
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) =>
    `Expected ${list(expectedPathsPerAlt.flatMap((alt) => alt.map((path) => (path[0] === undefined ? "" : label(path[0])))).filter((w) => w !== ""))}, but ${found(actual[0])}.`,
  buildEarlyExitMessage: ({ expectedIterationPaths, actual }) =>
    `Expected ${list(expectedIterationPaths.map((path) => (path[0] === undefined ? "" : label(path[0]))).filter((w) => w !== ""))}, but ${found(actual[0])}.`,
};
