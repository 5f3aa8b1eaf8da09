/** A syntax error as the lexer and the parser give it; the compiler turns it into a diagnostic. Offsets are UTF-16 code units. */
export interface SyntaxProblem {
  readonly kind: "unreadable" | "unexpected" | "unclosed" | "name";
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
}
