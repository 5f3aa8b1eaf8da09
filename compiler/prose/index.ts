/** The pass over prose: what a compiler can find in texts that compute nothing. */
import type { Diagnostics } from "../diagnostics/diagnostic.ts";
import type { Service, Text } from "../ir/model.ts";
import type { LoadedFile } from "../load.ts";
import type { ServiceSymbol, View } from "../scope.ts";
import type { SourceFile } from "../source.ts";
import { properNamesFor } from "./names.ts";
import { passagesIn } from "./passage.ts";
import { checkCircular, checkTermsAgree, checkUndefined, checkUnused, type ServiceTitles } from "./terms.ts";
import { checkTranslations } from "./translations.ts";
import { type ProseIndex, proseOf } from "./vocabulary.ts";

export { reportUnusedNames } from "./names.ts";
export { spokenOf } from "./spoken.ts";
export { ServiceTitles } from "./terms.ts";
export { indexProse, type ProseIndex } from "./vocabulary.ts";

/** Texts are compared in their languages where they are written, once. */
export function checkTexts(source: SourceFile, diagnostics: Diagnostics): void {
  checkTranslations(passagesIn(source.tree, source), diagnostics);
}

/** Titles of services and of their products, of which all texts may speak. */
export function serviceTitles(services: Iterable<Service>): Text[] {
  return [...services].flatMap((s) => [s, ...s.products]).map((s) => s.title);
}

/** Terms are checked service by service, with the shared texts that each uses. */
export function checkProse(
  symbol: ServiceSymbol,
  service: Service,
  view: View,
  titles: ServiceTitles,
  index: ProseIndex,
  files: ReadonlyMap<string, LoadedFile>,
): void {
  const known = { services: titles, names: (file: string) => properNamesFor(symbol, file, view) };
  const prose = proseOf(service, symbol, index);
  const { diagnostics } = view.unit;
  checkTermsAgree(prose, known, diagnostics);
  checkUndefined(prose, known, diagnostics);
  checkUnused(prose, diagnostics);
  checkCircular(prose, files, diagnostics);
}
