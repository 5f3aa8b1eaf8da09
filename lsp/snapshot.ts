/** One state of a workspace as features see it: a program, and what its names mean. Never changed once it is there. */
import type { Link, Program, SourceFile } from "../compiler/index.ts";
import type { Span } from "../grammar/index.ts";
import { type Declared, declaredIn } from "./symbols.ts";

/** A place in a file: offsets are UTF-16 code units, half-open. */
export interface Place {
  readonly source: SourceFile;
  readonly span: Span;
}

/** A name in a file that stands for a declaration, or declares it. */
export interface Occurrence extends Place {
  readonly id: string;
  readonly declares: boolean;
}

export class Snapshot {
  readonly program: Program;
  private names: Names | undefined;

  constructor(program: Program) {
    this.program = program;
  }

  source(path: string): SourceFile | undefined {
    return this.program.files.get(path)?.source;
  }

  /** Made when it is first asked for. */
  private get index(): Names {
    this.names ??= new Names(this.program);
    return this.names;
  }

  /** What an identity stands for. */
  declared(id: string): Declared | undefined {
    return this.index.declared.get(id);
  }

  /** All declarations of the workspace, file by file. */
  allDeclared(): Iterable<Declared> {
    return this.index.declared.values();
  }

  /** The name at an offset: from before its first character to behind its last one. */
  at(path: string, offset: number): Occurrence | undefined {
    const here = this.index.inFile(path).filter(({ span }) => span.start <= offset && offset <= span.end);
    // between two names that touch, the one that begins here
    return here.find(({ span }) => span.start === offset) ?? here[0];
  }

  /** All names in a file. */
  occurrencesIn(path: string): readonly Occurrence[] {
    return this.index.inFile(path);
  }

  /** All places of a name, its declaration included, in the order of files and offsets. */
  occurrencesOf(id: string): readonly Occurrence[] {
    return this.index.of(id);
  }

  /** The smallest declaration around an offset. */
  enclosing(path: string, offset: number): Declared | undefined {
    const source = this.source(path);
    return source && declaredIn(source).findLast(({ span }) => span.start <= offset && offset <= span.end);
  }
}

class Names {
  readonly declared = new Map<string, Declared>();
  private readonly byFile = new Map<string, Occurrence[]>();
  private readonly byId = new Map<string, Occurrence[]>();
  private readonly seen = new Set<string>();

  constructor(program: Program) {
    for (const { source } of program.files.values()) {
      for (const declared of declaredIn(source)) {
        if (!this.declared.has(declared.id)) this.declared.set(declared.id, declared);
        this.add({ id: declared.id, source, span: declared.name, declares: true });
      }
    }
    for (const link of program.links) this.addLink(link);
    for (const list of this.byFile.values()) list.sort((a, b) => a.span.start - b.span.start);
    for (const list of this.byId.values())
      list.sort((a, b) => (a.source === b.source ? a.span.start - b.span.start : a.source.path < b.source.path ? -1 : 1));
  }

  inFile(path: string): readonly Occurrence[] {
    return this.byFile.get(path) ?? [];
  }

  of(id: string): readonly Occurrence[] {
    return this.byId.get(id) ?? [];
  }

  private addLink({ source, at, to }: Link): void {
    this.add({ id: to, source, span: { start: at.start, end: at.end }, declares: false });
  }

  /** Each place counts once: a shared text is looked at by every service that uses it. */
  private add(occurrence: Occurrence): void {
    const { source, span, id } = occurrence;
    const place = `${source.path}:${span.start}`;
    if (this.seen.has(place)) return;
    this.seen.add(place);
    const inFile = this.byFile.get(source.path);
    if (inFile === undefined) this.byFile.set(source.path, [occurrence]);
    else inFile.push(occurrence);
    const ofId = this.byId.get(id);
    if (ofId === undefined) this.byId.set(id, [occurrence]);
    else ofId.push(occurrence);
  }
}
