/** The grammar of SDL: text to tokens to a syntax tree. Depends on nothing else in this project. */
export type * from "./constructs/charge.ts";
export type * from "./constructs/condition.ts";
export type * from "./constructs/event.ts";
export type * from "./constructs/example.ts";
export type * from "./constructs/fee.ts";
export type * from "./constructs/forbid.ts";
export type * from "./constructs/measure.ts";
export type * from "./constructs/price.ts";
export type * from "./constructs/prose.ts";
export type * from "./constructs/service.ts";
export type * from "./constructs/state.ts";
export type * from "./nodes.ts";
export { type Parsed, parse } from "./parse.ts";
export type { SyntaxProblem } from "./syntax-problem.ts";
export { type Keyword, keywords, unitNames } from "./tokens.ts";
