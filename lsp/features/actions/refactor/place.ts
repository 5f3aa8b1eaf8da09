/** What refactorings share: where the cursor is, names, and files that declarations can be moved to. */
import type { SourceFile } from "../../../../compiler/index.ts";
import type { ElementNode, ServiceNode, Span } from "../../../../grammar/index.ts";
import type { Snapshot } from "../../../snapshot.ts";
import type { FileEdit } from "../../edits.ts";
import type { ActionKind } from "../index.ts";
import { indentAt, innermostAt, nodesIn, serviceAt } from "../places.ts";

export interface Refactoring {
  readonly title: string;
  readonly kind: ActionKind & `refactor.${string}`;
  readonly edits: readonly FileEdit[];
}

/** A selection in a service. */
export interface Selected {
  readonly snapshot: Snapshot;
  readonly source: SourceFile;
  readonly span: Span;
  readonly service: ServiceNode;
  /** The element around it, if it is in one. */
  readonly element: ElementNode | undefined;
}

export function selected(snapshot: Snapshot, source: SourceFile, span: Span): Selected | undefined {
  const service = serviceAt(source, span.start);
  const inner = innermostAt(source, span.start);
  if (service === undefined || span.end > service.end) return undefined;
  const element = inner === undefined || inner.kind === "service" || inner.kind === "agreement" ? undefined : inner;
  return { snapshot, source, span, service, element };
}

/** The smallest node of a kind around a selection. */
export function nodeAround<T extends Span>(
  root: unknown,
  span: Span,
  is: (node: Record<string, unknown>) => boolean,
): T | undefined {
  let found: T | undefined;
  for (const node of nodesIn(root)) {
    const at = node as unknown as T;
    if (is(node) && at.start <= span.start && span.end <= at.end) found = at;
  }
  return found;
}

/** A name that neither the service nor any of the files has. */
export function freeName({ snapshot, source, service }: Selected, wanted: string): string {
  const files = [...snapshot.program.files.values()].filter((f) => f.source === source || f.imports.length === 0);
  const taken = new Set([...service.elements, ...files.flatMap((f) => f.source.tree.declarations)].map((d) => d.name.text));
  if (!taken.has(wanted)) return wanted;
  for (let n = 2; ; n++) if (!taken.has(wanted + n)) return wanted + n;
}

/** Where a declaration can be put: above an element of the service, or into a shared file that is imported. */
export function homes(
  { snapshot, source, service, element }: Selected,
  text: string,
): { readonly of: string; readonly edit: FileEdit }[] {
  const next = element ?? service.elements[0];
  const own: { of: string; edit: FileEdit }[] = [];
  if (next !== undefined) {
    const start = firstLine(source, next);
    own.push({ of: "", edit: { path: source.path, start, end: start, text: `${text}\n\n${indentAt(source, next.start)}` } });
  } else own.push({ of: "", edit: { path: source.path, start: service.end - 1, end: service.end - 1, text: `\n${text}\n` } });
  const shared = (snapshot.program.files.get(source.path)?.imports ?? []).flatMap((path) => {
    const file = snapshot.source(path);
    const isShared = file?.tree.declarations.every((d) => d.kind !== "service" && d.kind !== "agreement") === true;
    if (file === undefined || !isShared) return [];
    const end = file.text.trimEnd().length;
    return [{ of: ` of ${path}`, edit: { path, start: end, end, text: `\n\n${text}` } }];
  });
  return [...own, ...shared];
}

/** Where the comments above an element begin, and what it is allowed. */
function firstLine(source: SourceFile, { start }: Span): number {
  let first = start;
  const { allowances } = serviceAt(source, start) ?? { allowances: [] };
  for (;;) {
    const before = [
      ...source.parsed.comments.map((c) => ({ start: c.startOffset, end: c.startOffset + c.image.length })),
      ...allowances,
    ].find(
      (c) =>
        c.end <= first && source.text.slice(c.end, first).trim() === "" && /(^|\n)[ \t]*$/.test(source.text.slice(0, c.start)),
    );
    if (before === undefined || source.text.slice(before.end, first).split("\n").length > 2) return first;
    first = before.start;
  }
}

export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
