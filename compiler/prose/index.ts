/** The pass over prose: what a compiler can find in texts that compute nothing. */
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import type { LoadedFile } from "../load.ts";
import { passagesIn } from "./passage.ts";
import { checkTranslations } from "./translations.ts";

export function checkProse(files: ReadonlyMap<string, LoadedFile>, diagnostics: Diagnostics): void {
  for (const { source } of files.values()) checkTranslations(passagesIn(source.tree, source), diagnostics);
}
