/** Compiles contracts given as text, for tests. */
import { compile, type Diagnostic, Memo, memoryHost, type Program } from "../../compiler/index.ts";
import { shippedFiles } from "./contracts.ts";

/** A service around elements, with an event to charge. */
export const inService = (elements: string, name = "Sample"): string => `sdl 1
service ${name} in Channels {
  title en "${name}" vi "${name}"
  event Message {
    title en "message" vi "tin nhắn"
    user phone en "user" vi "người dùng"
    status ok en "ok" vi "tốt" | failed en "failed" vi "hỏng" en "status" vi "trạng thái"
    size size en "size" vi "kích thước"
    length duration en "length" vi "thời lượng"
    urgent requested or not en "urgency" vi "khẩn"
    destination country en "destination" vi "điểm đến"
    note text optional en "note" vi "ghi chú"
  }
  charge Base { title en "base" vi "cơ bản" for each Message }
${elements}
}
`;

export function compileFiles(files: Readonly<Record<string, string>>, entries: readonly string[] = ["."]): Program {
  return compile(memoryHost(files), entries);
}

const kept = new Memo();

/** The shipped contracts with other files, or with other texts of their own; what these do not concern is compiled once for all tests of a file. */
export function compileShipped(files: Readonly<Record<string, string>> = {}): Program {
  return compile(memoryHost({ ...shippedFiles, ...files }), ["contracts"], { memo: kept });
}

export const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map((d) => d.code);

/** "SDL2001 at `Outbond`: message" for each diagnostic, so that a test shows what the reader sees. */
export function shown(program: Program): string[] {
  return program.diagnostics.map((d) => {
    const text = program.files.get(d.file)?.source.text.slice(d.start.offset, d.end.offset) ?? "";
    return `${d.code} at \`${text}\`: ${d.message}${d.hint === undefined ? "" : ` ${d.hint}`}`;
  });
}
