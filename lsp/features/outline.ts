/** What a file or a workspace holds, for outlines and searches. */
import type { SourceFile } from "../../compiler/index.ts";
import type { Localized } from "../../grammar/index.ts";
import { type Declared, declaredIn } from "../symbols.ts";

export interface OutlineNode {
  readonly declared: Declared;
  /** The title in the first language in which it has one. */
  readonly detail: string;
  readonly children: readonly OutlineNode[];
}

/** The declarations of a file as a tree. */
export function outlineOf(source: SourceFile): OutlineNode[] {
  const nodes = new Map<Declared, OutlineNode & { children: OutlineNode[] }>();
  const roots: OutlineNode[] = [];
  for (const declared of declaredIn(source)) {
    const node = { declared, detail: titleOf(declared), children: [] };
    nodes.set(declared, node);
    const parent = declared.owner && nodes.get(declared.owner);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** What people call a declaration, in the first language in which it has a title. */
export const titleOf = (declared: Declared): string => titlesOf(declared)[0] ?? "";

/** What people call a declaration, in each language. */
export function titlesOf({ node, name, kind }: Declared): string[] {
  const all = (titles: readonly (Localized | undefined)[]) =>
    titles.flatMap((title) => title?.translations.map(({ text }) => text.value) ?? []);
  switch (kind) {
    case "field":
      return node.kind === "event" ? all([node.fields.find((f) => f.name === name)?.title]) : [];
    case "value": {
      const values =
        node.kind === "enumeration"
          ? node.values
          : node.kind === "event"
            ? node.fields.flatMap(({ type }) => (type?.kind === "choice" ? type.values : []))
            : [];
      return all([values.find((v) => v.name === name)?.title]);
    }
    case "choice":
      return node.kind === "term" ? all([node.choices.find((c) => c.name === name)?.title]) : [];
    case "parameter":
      return [];
    case "tariff":
      return node.kind === "charge" ? all(node.tariff?.titles ?? []) : [];
    default:
      return "titles" in node ? all(node.titles) : [];
  }
}

/** Declarations whose name or title holds all letters of a query in their order, whatever their case; the closest first. */
export function search(declared: Iterable<Declared>, query: string, most = 500): Declared[] {
  const found: { readonly of: Declared; readonly rank: number }[] = [];
  for (const of of declared) {
    const rank = Math.min(distance(of.name.text, query), distance(titleOf(of), query) + 1);
    if (rank < Number.POSITIVE_INFINITY) found.push({ of, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank || (a.of.name.text < b.of.name.text ? -1 : a.of.name.text > b.of.name.text ? 1 : 0))
    .slice(0, most)
    .map(({ of }) => of);
}

/** 0 for the same word, more for a beginning, a part, scattered letters; infinite where letters are missing. */
function distance(word: string, query: string): number {
  const [w, q] = [word.toLowerCase(), query.toLowerCase()];
  if (w === q) return 0;
  if (w.startsWith(q)) return 2;
  if (w.includes(q)) return 4;
  let at = -1;
  for (const letter of q) {
    at = w.indexOf(letter, at + 1);
    if (at === -1) return Number.POSITIVE_INFINITY;
  }
  return 6;
}
