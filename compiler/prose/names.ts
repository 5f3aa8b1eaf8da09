/** Proper names that contracts list with `names`: what stands in capitals and needs no definition. */
import type { TextNode } from "../../grammar/index.ts";
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import { D } from "../diagnostics/registry.ts";
import type { LoadedFile } from "../load.ts";
import type { ServiceSymbol, View } from "../scope.ts";
import type { Unit } from "../unit.ts";
import { wordsOf } from "./words.ts";

/** A proper name, and what to do when a text uses it. */
export interface ProperName {
  readonly words: readonly string[];
  use(): void;
}

/** The names that a text may use: those of its own file and of files that it imports, and those of the service. */
export function properNamesFor({ node, source }: ServiceSymbol, file: string, { workspace, unit }: View): ProperName[] {
  const own = node.names.flatMap((n) => n.names.map((text) => ({ text, file: source.path })));
  return [...own, ...workspace.properNames(source.path), ...(file === source.path ? [] : workspace.properNames(file))].map(
    ({ text, file: from }) => ({
      words: wordsOf(text.value),
      use: () => {
        unit.properNames.add(text);
        for (const path of new Set([source.path, file])) if (from !== path) unit.useImport(path, from);
      },
    }),
  );
}

/** Warns of names that stand in no text. */
export function reportUnusedNames(files: ReadonlyMap<string, LoadedFile>, units: Iterable<Unit>, diagnostics: Diagnostics): void {
  const used = new Set<TextNode>();
  for (const unit of units) for (const text of unit.properNames) used.add(text);
  for (const { source } of files.values()) {
    const services = source.tree.declarations.flatMap((d) => (d.kind === "service" ? d.names : []));
    for (const text of [...source.tree.names, ...services].flatMap((n) => n.names))
      if (!used.has(text)) diagnostics.report(D.unusedProperName, { name: text.value }, source, text);
  }
}
