/** The pages of docs/diagnostics: what they say of a code, and their snippets as files that can be compiled. */
import { readdirSync, readFileSync } from "node:fs";
import { compile, type Host, memoryHost, type Program } from "../../compiler/index.ts";

const folder = new URL("../../docs/diagnostics/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

/** One fenced block: "sdl", "sdl common.sdl", "csv rates.csv", "sh". */
export interface Fence {
  readonly kind: string;
  /** The path that the fence gives, if any. */
  readonly path: string | undefined;
  /** True when the system refuses to read the file. */
  readonly unreadable: boolean;
  readonly text: string;
}

export interface Page {
  readonly code: string;
  readonly text: string;
  readonly heading: string;
  /** The line below the heading: severity, place and words of the diagnostic that the wrong text draws. */
  readonly drawn: string;
  readonly sections: Readonly<Record<string, string>>;
  readonly wrong: readonly Fence[];
  readonly right: readonly Fence[];
}

export const fencesOf = (text: string): Fence[] =>
  [...text.matchAll(/^```(\w+)(?: (\S+))?( unreadable)?\n([\s\S]*?)^```$/gm)].map(([, kind, path, unreadable, body]) => ({
    kind: kind!,
    path,
    unreadable: unreadable !== undefined,
    text: body!,
  }));

export const pageNames: readonly string[] = readdirSync(folder).sort();

/** All pages, by code. */
export const pages: readonly Page[] = pageNames
  .filter((name) => name !== "README.md")
  .map((name) => {
    const text = read(name);
    const [head = "", ...rest] = text.split(/^## /m);
    const sections = Object.fromEntries(rest.map((s) => [s.slice(0, s.indexOf("\n")), s.slice(s.indexOf("\n") + 1).trim()]));
    const lines = head.trim().split("\n");
    return {
      code: name.replace(/\.md$/, ""),
      text,
      heading: lines[0] ?? "",
      drawn: lines.slice(1).join("\n").trim(),
      sections,
      wrong: fencesOf(sections.Wrong ?? ""),
      right: fencesOf(sections.Right ?? ""),
    };
  });

/** The service and the agreement of README.md in which snippets stand; `…` is their place. */
const [service = "", agreement = ""] = fencesOf(read("README.md").split("## Frames")[1] ?? "").map((f) => f.text);
const framed = (frame: string, text: string) => frame.replace(/^ *…\n/m, () => text.replace(/^(?=.)/gm, "  "));

/** What a section of a page shows, as files. */
export function filesOf(fences: readonly Fence[]): {
  readonly files: Record<string, string>;
  readonly unreadable: ReadonlySet<string>;
  readonly entries: readonly string[];
} {
  const files: Record<string, string> = {};
  const unreadable = new Set<string>();
  let elements: string | undefined;
  let ownService = false;
  let entries = ["."];
  for (const { kind, path, text, unreadable: refused } of fences) {
    if (kind === "sh") entries = [text.trim().replace(/^sdl check /, "")];
    else if (path !== undefined) {
      files[path] = text;
      if (refused) unreadable.add(path);
    } else if (/^take /.test(text)) files["agreement.sdl"] = framed(agreement, text);
    else if (/^agreement /.test(text)) files["agreement.sdl"] = `sdl 1\n${text}`;
    else if (/^(import|service|\/\/\/[^\n]*\nservice) ?/.test(text)) {
      files["contract.sdl"] = `sdl 1\n${text}`;
      ownService = true;
    } else elements = `${elements ?? ""}${text}`;
  }
  if (!ownService && (elements !== undefined || files["agreement.sdl"] !== undefined))
    files["contract.sdl"] = framed(service, elements ?? "");
  return { files, unreadable, entries };
}

/** Compiles what a section of a page shows. */
export function compileFences(fences: readonly Fence[]): Program {
  const { files, unreadable, entries } = filesOf(fences);
  const memory = memoryHost(files);
  const host: Host = {
    ...memory,
    readFile: (path) => (unreadable.has(path) ? { error: "unreadable", reason: "permission denied" } : memory.readFile(path)),
  };
  return compile(host, entries);
}

/** What the page says about the wrong text: `*Error* at `x`: message hint`. */
export function drawnBy(program: Program, code: string): string | undefined {
  const d = program.diagnostics.find((x) => x.code === code);
  if (d === undefined) return undefined;
  const at = program.files.get(d.file)?.source.text.slice(d.start.offset, d.end.offset) ?? "";
  const place = at === "" ? "" : ` at \`${at.replace(/\s+/g, " ")}\``;
  const severity = d.severity[0]!.toUpperCase() + d.severity.slice(1);
  return `*${severity}*${place}: ${d.message}${d.hint === undefined ? "" : ` ${d.hint}`}`;
}

/** The title of a page: the name of its diagnostic in the registry, in words. */
export const titleOf = (name: string): string => name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
