/** A diagnostic with what stands where it was found, and what every fix is made with. */

import type { Kind } from "../../../compiler/diagnostics/diagnostic.ts";
import type { D } from "../../../compiler/diagnostics/registry.ts";
import type { Diagnostic, SourceFile } from "../../../compiler/index.ts";
import type { AgreementNode, ElementNode, ServiceNode, Span, TakeNode } from "../../../grammar/index.ts";
import type { Snapshot } from "../../snapshot.ts";
import type { FileEdit } from "../edits.ts";
import type { Edit } from "./compose.ts";
import { type Declaration, declarationAt, innermostAt, serviceAt, takeAt, without } from "./places.ts";

/** One way to mend something. Nothing is formatted yet. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** The one that most often is right. */
  readonly preferred?: boolean;
}

/** Why nothing mechanical mends a diagnostic. */
export interface None {
  readonly none: string;
}

export type Fixer<P> = (at: Finding, parameters: P) => readonly Fix[];
export type Decision<P> = Fixer<P> | None;
export type ParametersOf<K> = K extends Kind<infer P> ? P : never;
/** For each kind of diagnostic how it is mended, or why it cannot be. */
export type Decisions<N extends keyof typeof D> = { readonly [K in N]: Decision<ParametersOf<(typeof D)[K]>> };

export class Finding {
  readonly snapshot: Snapshot;
  readonly diagnostic: Diagnostic;
  readonly source: SourceFile;
  readonly span: Span;

  constructor(snapshot: Snapshot, diagnostic: Diagnostic, source: SourceFile) {
    this.snapshot = snapshot;
    this.diagnostic = diagnostic;
    this.source = source;
    this.span = { start: diagnostic.start.offset, end: diagnostic.end.offset };
  }

  /** What stands there. */
  get text(): string {
    return this.textOf(this.span);
  }

  textOf({ start, end }: Span): string {
    return this.source.text.slice(start, end);
  }

  get outer(): Declaration | undefined {
    return declarationAt(this.source, this.span.start);
  }

  get element(): Declaration | undefined {
    return innermostAt(this.source, this.span.start);
  }

  get service(): ServiceNode | undefined {
    return serviceAt(this.source, this.span.start);
  }

  get agreement(): AgreementNode | undefined {
    const { outer } = this;
    return outer?.kind === "agreement" ? outer : undefined;
  }

  get take(): TakeNode | undefined {
    return takeAt(this.source, this.span.start);
  }

  /** An element of a service, or a shared one that its file sees, by its name. */
  find(name: string): { readonly node: ElementNode; readonly source: SourceFile } | undefined {
    const node = this.service?.elements.find((e) => e.name.text === name);
    if (node !== undefined) return { node, source: this.source };
    return this.snapshot.program.workspace.sharedAt(this.source.path, name);
  }

  /** A name that nothing in the service has yet. */
  free(name: string): string {
    if (this.find(name) === undefined) return name;
    for (let n = 2; ; n++) if (this.find(name + n) === undefined) return name + n;
  }

  /** A fix with edits of this file; none without edits. */
  fix(title: string, edits: readonly Edit[], more: Partial<Pick<Fix, "preferred">> = {}): Fix[] {
    return edits.length === 0 ? [] : [{ title, edits: edits.map((e) => ({ path: this.source.path, ...e })), ...more }];
  }

  /** Puts another text in the place of a span: the one of the diagnostic when none is given. */
  replace(text: string, span: Span = this.span, more: Partial<Pick<Fix, "preferred">> = {}): Fix[] {
    return this.fix(`Write \`${text}\``, [{ start: span.start, end: span.end, text }], more);
  }

  /** Takes a part of a construct out, and says in its title what goes. */
  remove(part: Span = this.span, more: Partial<Pick<Fix, "preferred">> = {}): Fix[] {
    const edits = without(this.source, part);
    return edits.flatMap((edit) => this.fix(`Remove \`${short(this.textOf(edit).replace(/^\s*,/, ""))}\``, [edit], more));
  }

  /** The suggestion, if there is one. */
  meant(suggestion: string | undefined, span: Span = this.span): Fix[] {
    return suggestion === undefined
      ? []
      : this.fix(`Change to \`${suggestion}\``, [{ start: span.start, end: span.end, text: suggestion }], { preferred: true });
  }
}

/** One line of a text for titles of actions. */
export const short = (text: string, most = 40): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
};

/** What a person has to write still; it can be compiled. */
export const GAP = "…";
