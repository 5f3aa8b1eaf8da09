/** Code actions: what can be done about diagnostics, and with what stands in a place. Edits are made when they are asked for. */
import type { Diagnostic } from "../../../compiler/index.ts";
import type { Span } from "../../../grammar/index.ts";
import type { Snapshot } from "../../snapshot.ts";
import { byFile, type FileEdit } from "../edits.ts";
import { formatted } from "./compose.ts";
import { fixesOf } from "./fixes.ts";
import { organised } from "./imports.ts";
import { extractions } from "./refactor/extract.ts";
import { inlinings } from "./refactor/inline.ts";
import { selected } from "./refactor/place.ts";

export type ActionKind = "quickfix" | "refactor.extract" | "refactor.inline" | "source.organizeImports" | "source.fixAll";

export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** What it mends. */
  readonly diagnostics: readonly Diagnostic[];
  readonly preferred: boolean;
  /** In the formatter's style. */
  edits(): readonly FileEdit[];
}

/** Everything that can be done with what stands in a span of a file; only of kinds that are wanted. */
export function actionsAt(snapshot: Snapshot, path: string, span: Span, wanted: (kind: ActionKind) => boolean): Action[] {
  return [
    ...(wanted("quickfix") ? quickFixes(snapshot, path, span) : []),
    ...refactorings(snapshot, path, span, wanted),
    ...(wanted("source.organizeImports") ? organiseImports(snapshot, path) : []),
    ...(wanted("source.fixAll") ? fixAll(snapshot, path) : []),
  ];
}

/** No more diagnostics are looked at at once: who selects a whole broken file mends it step by step. */
const MOST_MENDED = 30;

function quickFixes(snapshot: Snapshot, path: string, span: Span): Action[] {
  const here = snapshot.program.diagnostics.filter(
    (d) => d.file === path && d.start.offset <= span.end && span.start <= d.end.offset,
  );
  const fixes = here
    .slice(0, MOST_MENDED)
    .flatMap((diagnostic) => fixesOf(snapshot, diagnostic).map((fix) => ({ fix, diagnostic })));
  // what mends several diagnostics at once is offered once
  const titles = [...new Set(fixes.map(({ fix }) => fix.title))];
  return titles.map((title) => {
    const list = fixes.filter(({ fix }) => fix.title === title);
    return action(snapshot, "quickfix", title, () => list[0]!.fix.edits, {
      diagnostics: list.map(({ diagnostic }) => diagnostic),
      preferred: list.some(({ fix }) => fix.preferred === true),
    });
  });
}

function refactorings(snapshot: Snapshot, path: string, span: Span, wanted: (kind: ActionKind) => boolean): Action[] {
  const source = snapshot.source(path);
  if (source === undefined) return [];
  const at = wanted("refactor.extract") ? selected(snapshot, source, span) : undefined;
  const found = [
    ...(at === undefined ? [] : extractions(at)),
    ...(wanted("refactor.inline") ? inlinings(snapshot, source, span.start) : []),
  ];
  return found.map(({ title, kind, edits }) => action(snapshot, kind, title, () => edits));
}

function organiseImports(snapshot: Snapshot, path: string): Action[] {
  const source = snapshot.source(path);
  const edits = source === undefined ? [] : organised(snapshot, source);
  if (edits.length === 0) return [];
  return [action(snapshot, "source.organizeImports", "Organise imports", () => edits.map((e) => ({ path, ...e })))];
}

/** Codes of what can be mended without a look: what the contract says stays the same. */
const harmless: ReadonlySet<string> = new Set(["SDL1007", "SDL2006", "SDL2007", "SDL2011", "SDL5204", "SDL9004"]);

/** All harmless fixes of a file that do not touch one another. */
function fixAll(snapshot: Snapshot, path: string): Action[] {
  const edits: FileEdit[] = [];
  const mended: Diagnostic[] = [];
  for (const diagnostic of snapshot.program.diagnostics) {
    if (diagnostic.file !== path || !harmless.has(diagnostic.code)) continue;
    const fix = fixesOf(snapshot, diagnostic)[0];
    if (fix?.preferred !== true || fix.edits.some((e) => edits.some((other) => touch(e, other)))) continue;
    edits.push(...fix.edits);
    mended.push(diagnostic);
  }
  return mended.length === 0
    ? []
    : [action(snapshot, "source.fixAll", "Mend all that changes no meaning", () => edits, { diagnostics: mended })];
}

const touch = (a: FileEdit, b: FileEdit): boolean => a.path === b.path && a.start <= b.end && b.start <= a.end;

/** An action whose edits are formatted once they are wanted. */
export function action(
  snapshot: Snapshot,
  kind: ActionKind,
  title: string,
  edits: () => readonly FileEdit[],
  { diagnostics = [], preferred = false }: Partial<Pick<Action, "diagnostics" | "preferred">> = {},
): Action {
  return {
    title,
    kind,
    diagnostics,
    preferred,
    edits: () =>
      [...byFile(edits())].flatMap(([path, list]) => {
        const source = snapshot.source(path);
        return source === undefined ? [] : formatted(source.text, list).map((edit) => ({ path, ...edit }));
      }),
  };
}
