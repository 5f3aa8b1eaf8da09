/** Diagnostics as data; how they look is `render.ts`. */
import type { Span } from "../../grammar/index.ts";
import type { Position, SourceFile } from "../source.ts";

export type Severity = "error" | "warning" | "info";

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The page that explains the code, as a path in the documentation of SDL. */
  readonly page: string;
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly hint?: string;
  /** What its words are made of (see the kind of its code): for those who mend what it is about. */
  readonly parameters: unknown;
  readonly related?: readonly {
    readonly message: string;
    readonly file: string;
    readonly start: Position;
    readonly end: Position;
  }[];
}

/** One kind of diagnostic: its code, severity and words, from typed parameters. */
export interface Kind<P> {
  readonly code: string;
  readonly severity: Severity;
  readonly message: (parameters: P) => string;
  readonly hint?: (parameters: P) => string | undefined;
}

export interface Related {
  readonly message: string;
  readonly source: SourceFile;
  readonly span: Span;
}

/** A warning that the contract allows, with its reason. */
export interface Allowed {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
}

/** Where the page of a code is. */
const pageOf = (code: string): string => `docs/diagnostics/${code}.md`;

/** Collects the diagnostics of a compilation. */
export class Diagnostics {
  private list: Diagnostic[] = [];

  report<P>(kind: Kind<P>, parameters: P, source: SourceFile, span: Span, related: readonly Related[] = []): void {
    const hint = kind.hint?.(parameters);
    this.list.push({
      code: kind.code,
      severity: kind.severity,
      message: kind.message(parameters),
      page: pageOf(kind.code),
      file: source.path,
      start: source.position(span.start),
      end: source.position(span.end),
      parameters,
      ...(hint === undefined ? {} : { hint }),
      ...(related.length === 0
        ? {}
        : {
            related: related.map((r) => ({
              message: r.message,
              file: r.source.path,
              start: r.source.position(r.span.start),
              end: r.source.position(r.span.end),
            })),
          }),
    });
  }

  /** Adds a diagnostic about a file that has no tree: a missing file, a rate card. Line and column count from 1. */
  reportAt<P>(kind: Kind<P>, parameters: P, file: string, line = 1, column = 1): void {
    const hint = kind.hint?.(parameters);
    const at = { line, column, offset: 0 };
    this.list.push({
      code: kind.code,
      severity: kind.severity,
      message: kind.message(parameters),
      page: pageOf(kind.code),
      file,
      start: at,
      end: at,
      parameters,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  /** Adds all that another collection holds. */
  add(other: Diagnostics): void {
    this.list.push(...other.list);
  }

  filesWithErrors(): ReadonlySet<string> {
    return new Set(this.list.filter(({ severity }) => severity === "error").map(({ file }) => file));
  }

  /** Takes out those that a test picks, without repeats. */
  take(picks: (diagnostic: Diagnostic) => boolean): Diagnostic[] {
    const taken = this.sorted().filter(picks);
    this.list = this.list.filter((d) => !picks(d));
    return taken;
  }

  /** All of them, by file, place and code, without repeats. */
  sorted(): readonly Diagnostic[] {
    const before = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    const sorted = [...this.list].sort(
      (a, b) =>
        before(a.file, b.file) ||
        a.start.line - b.start.line ||
        a.start.column - b.start.column ||
        before(a.code, b.code) ||
        before(a.message, b.message) ||
        // what several services find in a text that they share is shown for the same one, whichever was looked at first
        before(relatedPlaces(a), relatedPlaces(b)),
    );
    return sorted.filter((d, i) => {
      const p = sorted[i - 1];
      return (
        p === undefined ||
        p.file !== d.file ||
        p.start.line !== d.start.line ||
        p.start.column !== d.start.column ||
        p.code !== d.code ||
        p.message !== d.message
      );
    });
  }
}

function relatedPlaces({ related = [] }: Diagnostic): string {
  return related.map(({ file, start, message }) => [file, start.offset, message].join("\0")).join("\0");
}
