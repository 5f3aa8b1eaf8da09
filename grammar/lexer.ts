/** The lexer: text to tokens. It never fails: what it cannot read becomes a syntax error, and the rest is read on. */
import { type IToken, Lexer } from "chevrotain";
import type { SyntaxProblem } from "./syntax-problem.ts";
import { allTokens } from "./tokens.ts";

const lexer = new Lexer(allTokens, { positionTracking: "onlyOffset", ensureOptimizations: false });

export interface Lexed {
  readonly tokens: IToken[];
  /** `//` and `///` comments, in order. */
  readonly comments: readonly IToken[];
  readonly errors: readonly SyntaxProblem[];
}

/** Splits a text into tokens. */
export function lex(text: string): Lexed {
  const result = lexer.tokenize(text);
  const comments = [...(result.groups.docs ?? []), ...(result.groups.comments ?? [])].sort(
    (a, b) => a.startOffset - b.startOffset,
  );
  const errors = result.errors.map((e) => unreadable(text, e.offset, e.length));
  return { tokens: result.tokens, comments, errors };
}

/** What people write that SDL does not know, and what to write instead. */
function unreadable(text: string, start: number, length: number): SyntaxProblem {
  const end = start + Math.max(1, length);
  const found = text.slice(start, end);
  const first = found[0] ?? "";
  const error = (message: string, hint: string): SyntaxProblem => ({ kind: "unreadable", message, hint, start, end });
  if (first === '"') return error("This text is never closed.", 'Put a `"` at its end.');
  if (/[“”„«»‘’']/.test(first)) return error(`Texts stand between straight quotation marks, not ${first}.`, 'Write "like this".');
  if (first === "`")
    return error(
      "This quoted name is never closed, or holds a character that a name cannot have.",
      "Names use A–Z, a–z, 0–9 and _.",
    );
  if (first === ";") return error("SDL needs no semicolons.", "Remove the `;`.");
  if (first === "=")
    return error("SDL uses words, not `=`.", "Write `is` in a condition, `at` for a price, `set … to …` for a term.");
  if (/[<>]/.test(first))
    return error(`SDL compares with words, not \`${first}\`.`, "Write `above`, `below`, `at least` or `at most`.");
  if (/[&!]/.test(first)) return error(`SDL uses words, not \`${first}\`.`, "Write `and`, `or`, `not`.");
  if (first === "\\" || first === "/") return error(`\`${first}\` means nothing here.`, "A comment starts with `//`.");
  if (/[€$£₫¥]/.test(first))
    return error(`Currencies are written as codes, not as \`${first}\`.`, "Write for example `300 EUR` or `5000 VND`.");
  if (first === "#") return error("Comments start with `//`, not with `#`.", "Write `// …`.");
  if (/\p{L}/u.test(found)) {
    return error(
      `Names use the letters A–Z, a–z, digits and _: \`${found}\` cannot be one.`,
      "Put other letters into the title, between quotation marks.",
    );
  }
  if (first === "_") return error("A name starts with a letter.", "Remove the `_`, or put a letter before it.");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f]/.test(first))
    return error("The file holds a control character.", "Remove it, and save the file as plain UTF-8 text.");
  return error(`\`${found}\` means nothing here.`, "Remove it, or put it between quotation marks if it belongs to a text.");
}
