/** Linked editing: a title that is the same in all languages, such as the name of a product, is edited once. */
import type { SourceFile } from "../../compiler/index.ts";
import type { Localized, Span } from "../../grammar/index.ts";

/** The texts that are edited together with the one around an offset, without their quotation marks; none when it stands alone. */
export function linkedAt(source: SourceFile, offset: number): Span[] {
  const found = localizedAround(source.tree, offset);
  if (found === undefined || found.translations.length < 2) return [];
  const texts = found.translations.map(({ text }) => ({ start: text.start + 1, end: text.end - 1 }));
  const values = new Set(texts.map(({ start, end }) => source.text.slice(start, end)));
  const inside = texts.some(({ start, end }) => start <= offset && offset <= end);
  return values.size === 1 && inside ? texts : [];
}

function localizedAround(node: unknown, offset: number): Localized | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  if (Array.isArray(node)) {
    for (const each of node) {
      const found = localizedAround(each, offset);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const { start, end, translations } = node as Partial<Localized>;
  if (start !== undefined && end !== undefined && (offset < start || offset > end)) return undefined;
  if (translations !== undefined) return node as Localized;
  return localizedAround(Object.values(node), offset);
}
