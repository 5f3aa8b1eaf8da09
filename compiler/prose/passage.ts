/** Texts of a contract with their places: every text that is written in several languages, found wherever the grammar allows one. */
import type { Localized, Span, TextNode } from "../../grammar/index.ts";
import type { SourceFile } from "../source.ts";

/** What a text is: the words by which something is called, the meaning of a defined term, words about the wording of the source, or other prose. */
export type Role = "title" | "definition" | "discussion" | "prose";

export interface Place {
  readonly source: SourceFile;
  readonly span: Span;
}

export interface Passage {
  readonly role: Role;
  /** The name of the declaration that it belongs to, if any. */
  readonly owner: string | undefined;
  readonly text: Readonly<Record<string, string>>;
  /** Where a part of the text was written. */
  place(language: string, start: number, end: number): Place;
}

/** What stands between braces in the text of a clause. */
export const placeholder = /\{[^{}]*\}/g;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;
const isLocalized = (value: unknown): value is Localized => isNode(value) && Array.isArray(value.translations);
const isText = (value: unknown): value is TextNode =>
  isNode(value) && typeof value.value === "string" && typeof value.start === "number";

/** Keys under which running prose stands; under all others stand titles. */
const prose: ReadonlySet<string> = new Set(["texts", "question", "decision", "reason"]);

/** What a text is, from where it stands: an interpretation discusses the source, and only its decision speaks for the contract. */
export function roleOf(kind: unknown, key: string): Role {
  if (kind === "interpretation" && key !== "decision") return "discussion";
  if (!prose.has(key)) return "title";
  return kind === "definition" ? "definition" : "prose";
}

/** All texts in a part of a syntax tree, in the order in which they stand. Declarations that `skip` picks are left out. */
export function passagesIn(root: object, source: SourceFile, skip: (node: object) => boolean = () => false): Passage[] {
  const found: Passage[] = [];
  const visit = (node: Node, owner: string | undefined): void => {
    // nothing in an agreement is written in several languages
    if (node.kind === "agreement" || skip(node)) return;
    const name = isNode(node.name) && typeof node.name.text === "string" && Array.isArray(node.titles) ? node.name.text : owner;
    for (const [key, child] of Object.entries(node)) {
      const list = (Array.isArray(child) ? child : [child]).filter(isNode);
      const role = roleOf(node.kind, key);
      // a text may be split into several groups, one language each
      const localized = list.flatMap((inner) => (isLocalized(inner) ? [inner] : []));
      if (localized.length > 0) found.push(passageOf(localized, role, name, source));
      // an argument that is the same in all languages
      else if (key === "value" && "parameter" in node && isText(child)) found.push(sameInAll(child, name, source));
      for (const inner of list) if (!isLocalized(inner)) visit(inner, name);
    }
  };
  visit(root as Node, undefined);
  return found;
}

/** Texts of one element in several languages as one passage; of a language that is given twice the first counts. */
export function passageOf(localized: readonly Localized[], role: Role, owner: string | undefined, source: SourceFile): Passage {
  const nodes = new Map<string, TextNode>();
  for (const t of localized.flatMap((l) => l.translations)) if (!nodes.has(t.language)) nodes.set(t.language, t.text);
  return {
    role,
    owner,
    text: Object.fromEntries([...nodes].map(([language, node]) => [language, node.value])),
    place: (language, start, end) => ({ source, span: partOf(nodes.get(language)!, source, start, end) }),
  };
}

function sameInAll(node: TextNode, owner: string | undefined, source: SourceFile): Passage {
  return {
    role: "title",
    owner,
    text: { en: node.value },
    place: (_, start, end) => ({ source, span: partOf(node, source, start, end) }),
  };
}

/**
 * A text whose parameters were filled in: `filled` by language, over the passage as it is written. What came from an argument has the
 * place of its parameter.
 */
export function filledPassage(written: Passage, filled: Readonly<Record<string, string>>): Passage {
  return {
    ...written,
    text: Object.fromEntries(Object.entries(filled).filter(([language]) => written.text[language] !== undefined)),
    place: (language, start, end) => {
      const template = written.text[language] ?? "";
      const at = alignment(template, filled[language] ?? "");
      return written.place(language, at(start), Math.max(at(start), at(Math.max(start, end - 1)) + 1));
    },
  };
}

/** From offsets of a filled text to offsets of its template. */
function alignment(template: string, filled: string): (offset: number) => number {
  const pieces: { filled: number; template: number; literal: boolean }[] = [];
  let from = 0;
  let at = 0;
  const literals = template.split(placeholder);
  const holes = template.match(placeholder) ?? [];
  literals.forEach((literal, i) => {
    const start = i === literals.length - 1 ? filled.length - literal.length : filled.indexOf(literal, at);
    const here = Math.max(start, at);
    if (i > 0) pieces.push({ filled: at, template: from - holes[i - 1]!.length, literal: false });
    pieces.push({ filled: here, template: from, literal: true });
    at = here + literal.length;
    from += literal.length + (holes[i]?.length ?? 0);
  });
  return (offset) => {
    const piece = pieces.findLast((p) => p.filled <= offset) ?? pieces[0]!;
    return piece.literal ? piece.template + offset - piece.filled : piece.template;
  };
}

/** The part of a quoted text that its value's offsets mean: line breaks and escapes take more room in the file. */
function partOf(node: TextNode, source: SourceFile, start: number, end: number): Span {
  const image = source.text.slice(node.start, node.end);
  const offsets: number[] = [];
  const fold = /[ \t]*\r?\n[ \t]*/y;
  for (let i = 1; i < image.length - 1; ) {
    offsets.push(i);
    fold.lastIndex = i;
    i += fold.exec(image)?.[0].length ?? (image[i] === "\\" ? 2 : 1);
  }
  const last = image.length - 1;
  const from = offsets[start] ?? last;
  const to = end > start ? (offsets[end] ?? last) : from;
  return { start: node.start + from, end: node.start + Math.max(from, to) };
}
