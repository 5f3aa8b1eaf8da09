/** Places in a file where something is put in or taken out. */
import type { SourceFile } from "../../../compiler/index.ts";
import type { AgreementNode, ElementNode, EventFilterNode, ServiceNode, Span, TakeNode } from "../../../grammar/index.ts";
import { parses } from "../edits.ts";
import type { Edit } from "./compose.ts";

export type Declaration = ServiceNode | AgreementNode | ElementNode;

const holds = (span: Span, offset: number) => span.start <= offset && offset <= span.end;

/** The declaration of a file around an offset. */
export const declarationAt = (source: SourceFile, offset: number): Declaration | undefined =>
  source.tree.declarations.find((d) => holds(d, offset));

/** The innermost declaration around an offset. */
export function innermostAt(source: SourceFile, offset: number): Declaration | undefined {
  const outer = declarationAt(source, offset);
  return (outer?.kind === "service" ? outer.elements.find((e) => holds(e, offset)) : undefined) ?? outer;
}

export function serviceAt(source: SourceFile, offset: number): ServiceNode | undefined {
  const outer = declarationAt(source, offset);
  return outer?.kind === "service" ? outer : undefined;
}

/** The `take` around an offset. */
export function takeAt(source: SourceFile, offset: number): TakeNode | undefined {
  const outer = declarationAt(source, offset);
  return outer?.kind === "agreement" ? outer.takes.find((t) => holds(t, offset)) : undefined;
}

/** All nodes below one, itself included. */
export function* nodesIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const child of Object.values(value)) yield* nodesIn(child);
}

/** The places of a declaration that name events, with their conditions. */
export function filtersIn(node: unknown): EventFilterNode[] {
  const found: EventFilterNode[] = [];
  for (const each of nodesIn(node)) if ("event" in each && "filter" in each) found.push(each as unknown as EventFilterNode);
  return found;
}

export const indentAt = (source: SourceFile, offset: number): string => {
  const start = source.text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(source.text.slice(start, offset))![0];
};

/** Puts members before the closing brace of a block. */
export function atEnd(source: SourceFile, block: Span, members: readonly string[]): Edit[] {
  const close = source.parsed.tokens.findLast(
    (t) => t.image === "}" && t.startOffset < block.end && t.startOffset >= block.start,
  );
  if (close === undefined) return [];
  return [inBlock(source, close.startOffset, indentAt(source, block.start), members, false)];
}

/** Puts members behind the opening brace of a block. */
export function atStart(source: SourceFile, block: Span, members: readonly string[]): Edit[] {
  const open = source.parsed.tokens.find((t) => t.image === "{" && t.startOffset >= block.start && t.startOffset < block.end);
  if (open === undefined) return [];
  return [inBlock(source, open.startOffset + 1, indentAt(source, block.start), members, true)];
}

function inBlock(source: SourceFile, at: number, indent: string, members: readonly string[], first: boolean): Edit {
  const inner = `${indent}  `;
  const text = members.map((member) => member.replaceAll("\n", `\n${inner}`)).join(`\n${inner}`);
  if (first)
    return { start: at, end: at, text: `\n${inner}${text}${/^[ \t]*\r?\n/.test(source.text.slice(at)) ? "" : `\n${inner}`}` };
  const line = source.text.lastIndexOf("\n", at - 1) + 1;
  // a brace that stands alone on its line stays there
  const alone = source.text.slice(line, at).trim() === "";
  return alone
    ? { start: line, end: line, text: `${inner}${text}\n` }
    : { start: at, end: at, text: `\n${inner}${text}\n${indent}` };
}

/** Puts a line above a node and above the comments that belong to it. */
export function above(source: SourceFile, node: Span, text: string): Edit {
  const at = withDoc(source, node).start;
  return { start: at, end: at, text: `${text}\n${indentAt(source, node.start)}` };
}

/** A node with the `///` comment above it. */
function withDoc(source: SourceFile, { start, end }: Span): Span {
  let first = start;
  for (const comment of source.parsed.comments.toReversed())
    if (
      comment.image.startsWith("///") &&
      source.text.slice(comment.startOffset + comment.image.length, first).trim() === "" &&
      comment.startOffset < first
    )
      first = comment.startOffset;
  return { start: first, end };
}

/** Takes a node out, with its line where it stands alone on it. */
export function removed(source: SourceFile, node: Span): Edit {
  const { text } = source;
  let { start, end } = withDoc(source, node);
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  if (text.slice(line, start).trim() === "" && rest !== null) {
    start = line;
    end += rest[0].length;
    // an empty line on each side becomes one
    const empty = /^[ \t]*\r?\n/.exec(text.slice(end));
    if (empty !== null && /(^|\n)[ \t]*\r?\n$|\{[ \t]*\r?\n$|^$/.test(text.slice(0, start))) end += empty[0].length;
  } else start -= /[ \t]*$/.exec(text.slice(0, start))![0].length;
  return { start, end, text: "" };
}

/** Takes a part of a construct out, together with as few words around it as the grammar asks for; nothing when that cannot be done. */
export function without(source: SourceFile, part: Span): Edit[] {
  const { tokens } = source.parsed;
  const first = tokens.findIndex((t) => t.startOffset >= part.start);
  let last = tokens.findLastIndex((t) => t.startOffset < part.end);
  if (first === -1 || last < first) return [];
  last = Math.max(first, last);
  // a separator goes first, then the words before, then those behind
  const order: [number, number][] = [];
  if (tokens[first - 1]?.image === ",") order.push([1, 0]);
  if (tokens[last + 1]?.image === ",") order.push([0, 1]);
  order.push([0, 0]);
  for (let back = 1; back <= 6; back++) order.push([back, 0], [back, 1], [back, 2]);
  order.push([0, 1], [0, 2]);
  for (const [back, on] of order) {
    const [from, to] = [tokens[first - back], tokens[last + on]];
    if (from === undefined || to === undefined) continue;
    if (source.parsed.tokens.slice(first - back, first).some((t) => /[{}]/.test(t.image))) break;
    const edit = removed(source, { start: from.startOffset, end: to.startOffset + to.image.length });
    if (parses(source, [edit])) return [edit];
  }
  return [];
}
