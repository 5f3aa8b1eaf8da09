/**
 * A unit of compilation: a service, an agreement, the texts of a file. It holds what compiling it gave besides its result, and what of
 * the rest of the workspace it rests on, so that an editor compiles again only what a change concerns.
 */
import type { Name, Span, TextNode } from "../grammar/index.ts";
import { Diagnostics } from "./diagnostics/diagnostic.ts";
import type { FileText, Host } from "./host.ts";
import type { SourceFile } from "./source.ts";

/** A use of a declared name: where it stands, and what it means. */
export interface Link {
  readonly source: SourceFile;
  readonly at: Span;
  /** Identifies the declaration: `Service`, `Service#Element`, `path.sdl#Shared`, each with `.part` for fields, values, choices and parameters. */
  readonly to: string;
}

/** The identity of an element of a service, or of a shared one by its file. */
export const elementId = (home: string, name: string): string => `${home}#${name}`;

/** The identity of a part of a declaration: a field, a value, a choice, a parameter. */
export const partId = (whole: string, part: string): string => `${whole}.${part}`;

/** What a unit can ask of the rest of the workspace, each answer a value that can be compared. */
export interface Surroundings {
  /** What other files see of a service: its name, titles and products. Undefined when there is no such service. */
  interfaceOf(service: string): string | undefined;
  /** All names that other files can see: what a name that is not found rests on. */
  readonly outline: string;
  readonly host: Host;
}

const sameText = (a: FileText, b: FileText): boolean =>
  "text" in a ? "text" in b && a.text === b.text : "error" in b && a.error === b.error && a.reason === b.reason;

export class Unit {
  readonly diagnostics = new Diagnostics();
  readonly links: Link[] = [];
  /** Imports that were needed, by the importing file. */
  readonly imports = new Map<string, Set<string>>();
  /** Proper names that stand in its texts. */
  readonly properNames = new Set<TextNode>();
  private readonly interfaces = new Map<string, string | undefined>();
  private readonly files = new Map<string, FileText>();
  private outline: string | undefined;

  link(source: SourceFile, at: Name | Span, to: string): void {
    this.links.push({ source, at, to });
  }

  useImport(path: string, imported: string): void {
    const used = this.imports.get(path) ?? new Set();
    this.imports.set(path, used.add(imported));
  }

  restsOnInterface(service: string, seen: string | undefined): void {
    this.interfaces.set(service, seen);
  }

  restsOnOutline(seen: string): void {
    this.outline = seen;
  }

  /** The host, with everything that is read through it remembered. */
  reading(host: Host): Host {
    return {
      listFiles: (path) => host.listFiles(path),
      readFile: (path) => {
        const file = host.readFile(path);
        this.files.set(path, file);
        return file;
      },
    };
  }

  /** Whether all that it rests on is still the same. */
  holdsIn(now: Surroundings): boolean {
    if (this.outline !== undefined && this.outline !== now.outline) return false;
    for (const [service, seen] of this.interfaces) if (now.interfaceOf(service) !== seen) return false;
    for (const [path, seen] of this.files) if (!sameText(seen, now.host.readFile(path))) return false;
    return true;
  }
}
