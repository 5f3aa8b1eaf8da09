/** Texts in a contract that are the names of other files: imports, rate cards, sections of the source. */
import type { SourceFile } from "../../compiler/index.ts";
import { resolvePath } from "../../compiler/load.ts";
import type { TextNode } from "../../grammar/index.ts";

export interface FileLink {
  readonly start: number;
  readonly end: number;
  /** Relative to the root of the workspace. */
  readonly path: string;
  readonly kind: "import" | "rates" | "source";
}

/** The links of a file; a source is one only where `exists` knows it as a file. */
export function linksOf(source: SourceFile, exists: (path: string) => boolean): FileLink[] {
  const links: FileLink[] = [];
  const add = (kind: FileLink["kind"], text: TextNode | undefined): void => {
    if (text === undefined || text.value === "") return;
    const path = resolvePath(source.path, text.value);
    // without the quotation marks
    if (exists(path)) links.push({ kind, path, start: text.start + 1, end: text.end - 1 });
  };
  for (const node of source.tree.imports) add("import", node.path);
  for (const node of source.tree.declarations) {
    if (node.kind === "agreement") {
      for (const entry of node.takes.flatMap((take) => take.entries)) if (entry.kind === "price") add("rates", entry.file);
    } else if (node.kind === "service") {
      add("source", node.source);
      for (const element of node.elements) {
        if (element.kind === "interpretation") add("source", element.source);
        if (element.kind === "example") for (const item of element.agreed) if (item.kind === "price") add("rates", item.file);
      }
    } else if (node.kind === "interpretation") add("source", node.source);
  }
  return links.sort((a, b) => a.start - b.start);
}
