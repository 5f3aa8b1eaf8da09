/** Proper names that contracts list with `names`: what stands in capitals and needs no definition. */
import type { TextNode } from "../../grammar/index.ts";
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import { D } from "../diagnostics/registry.ts";
import type { LoadedFile } from "../load.ts";
import type { ServiceSymbol, Workspace } from "../scope.ts";
import { wordsOf } from "./words.ts";

/** A proper name, and what to do when a text uses it. */
export interface ProperName {
  readonly words: readonly string[];
  use(): void;
}

/** All proper names of a workspace; remembers which of them stand in a text. */
export class ProperNames {
  private readonly used = new Set<TextNode>();
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** The names that a text may use: those of its own file and of files that it imports, and those of the service. */
  of({ node, source }: ServiceSymbol, file: string): ProperName[] {
    const own = node.names.flatMap((n) => n.names.map((text) => ({ text, file: source.path })));
    return [
      ...own,
      ...this.workspace.properNames(source.path),
      ...(file === source.path ? [] : this.workspace.properNames(file)),
    ].map(({ text, file: from }) => ({
      words: wordsOf(text.value),
      use: () => {
        this.used.add(text);
        for (const path of new Set([source.path, file])) if (from !== path) this.workspace.useImport(path, from);
      },
    }));
  }

  /** Warns of names that stand in no text. */
  reportUnused(files: ReadonlyMap<string, LoadedFile>, diagnostics: Diagnostics): void {
    for (const { source } of files.values()) {
      const services = source.tree.declarations.flatMap((d) => (d.kind === "service" ? d.names : []));
      for (const text of [...source.tree.names, ...services].flatMap((n) => n.names))
        if (!this.used.has(text)) diagnostics.report(D.unusedProperName, { name: text.value }, source, text);
    }
  }
}
