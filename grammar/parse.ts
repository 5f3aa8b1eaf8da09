/** From text to a syntax tree. Parsing never fails: it gives a tree and a list of errors. */
import { EOF, type IToken } from "chevrotain";
import { endOf } from "./base-parser.ts";
import { type FileNode, SdlParser } from "./constructs/service.ts";
import { lex } from "./lexer.ts";
import type { SyntaxProblem } from "./syntax-problem.ts";
import { DocComment, LCurly, RCurly } from "./tokens.ts";

export interface Parsed {
  readonly file: FileNode;
  readonly errors: readonly SyntaxProblem[];
  readonly tokens: readonly IToken[];
  /** `//` and `///` comments, in order. */
  readonly comments: readonly IToken[];
}

let parser: SdlParser | undefined;

/** The one parser: making it takes longer than reading a file. */
export function sharedParser(): SdlParser {
  parser ??= new SdlParser();
  return parser;
}

/** Parses the text of one file. */
export function parse(text: string): Parsed {
  const lexed = lex(text);
  const reader = sharedParser();
  reader.prepare(lexed.tokens, docsByToken(lexed.tokens, lexed.comments));
  const file: FileNode = reader.file() ?? {
    kind: "file",
    imports: [],
    declarations: [],
    allowances: [],
    names: [],
    start: 0,
    end: text.length,
  };
  const errors: SyntaxProblem[] = [...lexed.errors, ...reader.nameErrors];
  const unclosed = unclosedBlocks(lexed.tokens);
  let lastLine: number | undefined;
  for (const e of reader.errors) {
    const at = e.token.tokenType === EOF || Number.isNaN(e.token.startOffset) ? undefined : e.token;
    if (at === undefined && unclosed !== undefined) continue;
    const start = at?.startOffset ?? text.trimEnd().length;
    // what follows on the same line is most often the consequence of the first
    const line = text.lastIndexOf("\n", start - 1);
    if (line === lastLine) continue;
    lastLine = line;
    errors.push({ kind: "unexpected", message: e.message, start, end: at === undefined ? start : endOf(at) });
  }
  if (unclosed !== undefined) {
    errors.push({
      kind: "unclosed",
      message: "The block that begins here is never closed.",
      hint: "Put a `}` at its end.",
      start: unclosed.startOffset,
      end: unclosed.startOffset + 1,
    });
  }
  return {
    file: { ...file, start: 0, end: text.length },
    errors: errors.sort((a, b) => a.start - b.start),
    tokens: lexed.tokens,
    comments: lexed.comments,
  };
}

/** The innermost `{` without a `}`, judged by indentation of the closing braces where they are too few. */
function unclosedBlocks(tokens: readonly IToken[]): IToken | undefined {
  const open: IToken[] = [];
  for (const token of tokens) {
    if (token.tokenType === LCurly) open.push(token);
    else if (token.tokenType === RCurly) open.pop();
  }
  return open.at(-1);
}

/** `///` comments belong to the token that follows them, with nothing but white space between. */
function docsByToken(tokens: readonly IToken[], comments: readonly IToken[]): Map<number, string> {
  const docs = new Map<number, string>();
  let next = 0;
  for (const comment of comments) {
    if (comment.tokenType !== DocComment) continue;
    while (next < tokens.length && tokens[next]!.startOffset < comment.startOffset) next++;
    const owner = tokens[next];
    if (owner === undefined) break;
    const line = comment.image.slice(3).trim();
    const before = docs.get(owner.startOffset);
    docs.set(owner.startOffset, before === undefined ? line : `${before}\n${line}`);
  }
  return docs;
}
