/** The compiler of SDL. No Node API in here: files come through the `Host`. */
export { type CompileOptions, compile, compiling, type Program, type Stage } from "./compile.ts";
export type { Allowed, Diagnostic, Severity } from "./diagnostics/diagnostic.ts";
export { type FileText, type Host, memoryHost } from "./host.ts";
export type * from "./ir/model.ts";
export { Memo } from "./memo.ts";
export { type Position, SourceFile } from "./source.ts";
export { elementId, type Link, partId } from "./unit.ts";
