/** The pass over prose: what a compiler can find in texts that compute nothing. */
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import type { Service } from "../ir/model.ts";
import type { LoadedFile } from "../load.ts";
import type { Workspace } from "../scope.ts";
import { ProperNames } from "./names.ts";
import { passagesIn } from "./passage.ts";
import { checkCircular, checkTermsAgree, checkUndefined, checkUnused } from "./terms.ts";
import { checkTranslations } from "./translations.ts";
import { indexProse, proseOf } from "./vocabulary.ts";

/** Texts are compared where they are written, once; terms are checked service by service, with the shared texts that each uses. */
export function checkProse(
  workspace: Workspace,
  services: ReadonlyMap<string, Service>,
  files: ReadonlyMap<string, LoadedFile>,
  diagnostics: Diagnostics,
): void {
  for (const { source } of files.values()) checkTranslations(passagesIn(source.tree, source), diagnostics);
  const index = indexProse(files);
  const known = {
    services: [...services.values()].flatMap((s) => [s, ...s.products]).map((s) => s.title),
    names: new ProperNames(workspace),
  };
  for (const [name, service] of services) {
    const prose = proseOf(service, workspace.services.get(name)!, index);
    checkTermsAgree(prose, known, diagnostics);
    checkUndefined(prose, known, diagnostics);
    checkUnused(prose, diagnostics);
    checkCircular(prose, files, diagnostics);
  }
  known.names.reportUnused(files, diagnostics);
}
