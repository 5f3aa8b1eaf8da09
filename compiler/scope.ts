/** Second pass: what names mean. One namespace per service, one for the shared declarations of a file, one for the workspace. */
import type { AgreementNode, ElementNode, Name, ServiceNode, TextNode } from "../grammar/index.ts";
import type { Diagnostics } from "./diagnostics/diagnostic.ts";
import { D } from "./diagnostics/registry.ts";
import type { LoadedFile } from "./load.ts";
import type { SourceFile } from "./source.ts";
import { suggest } from "./suggest.ts";

export type ElementKind = ElementNode["kind"];
export type ElementOf<K extends ElementKind> = Extract<ElementNode, { kind: K }>;

/** A declared element and where it stands. */
export interface ElementSymbol<N extends ElementNode = ElementNode> {
  readonly node: N;
  readonly source: SourceFile;
  /** True when it stands outside of services, in a file that may be imported. */
  readonly shared: boolean;
}

/** What kinds are called in messages. */
export const kindNames: Readonly<Record<ElementKind, string>> = {
  product: "product",
  clause: "clause",
  definition: "definition",
  interpretation: "interpretation",
  enumeration: "enumeration",
  event: "event",
  window: "window",
  set: "set",
  interval: "interval",
  session: "session",
  term: "term",
  measure: "measure",
  charge: "charge",
  fee: "fee",
  package: "package",
  minimum: "minimum",
  forbid: "prohibition",
  free: "free outcome",
  example: "example",
};

/** "a charge", "an event" */
export const aKind = (kind: ElementKind): string => `${/^[aeiou]/.test(kindNames[kind]) ? "an" : "a"} ${kindNames[kind]}`;

/** Declarations that may stand outside of services. */
const shareable: ReadonlySet<ElementKind> = new Set(["clause", "definition", "enumeration", "term", "interpretation"]);

export interface ServiceSymbol {
  readonly node: ServiceNode;
  readonly source: SourceFile;
}

export interface AgreementSymbol {
  readonly node: AgreementNode;
  readonly source: SourceFile;
}

/** All declarations of a workspace by name. */
export class Workspace {
  readonly services = new Map<string, ServiceSymbol>();
  readonly agreements = new Map<string, AgreementSymbol>();
  private readonly sharedByFile = new Map<string, Map<string, ElementSymbol>>();
  private readonly usedImports = new Map<string, Set<string>>();
  private readonly files: ReadonlyMap<string, LoadedFile>;
  private readonly diagnostics: Diagnostics;

  constructor(files: ReadonlyMap<string, LoadedFile>, diagnostics: Diagnostics) {
    this.files = files;
    this.diagnostics = diagnostics;
    for (const [path, { source }] of files) {
      const shared = new Map<string, ElementSymbol>();
      this.sharedByFile.set(path, shared);
      for (const node of source.tree.declarations) {
        if (node.name.missing) continue;
        if (node.kind === "service") this.declare(this.services, node.name, { node, source }, "in the workspace");
        else if (node.kind === "agreement") this.declare(this.agreements, node.name, { node, source }, "in the workspace");
        else {
          // a brace too many ends the service early: the syntax error says so already
          if (!shareable.has(node.kind) && source.parsed.errors.length === 0)
            diagnostics.report(D.misplaced, { what: `The ${kindNames[node.kind]} \`${node.name.text}\`` }, source, node.name);
          this.declare(shared, node.name, { node, source, shared: true }, "in this file");
        }
      }
    }
  }

  declare<S extends { node: { name: Name }; source: SourceFile }>(
    into: Map<string, S>,
    name: Name,
    symbol: S,
    where: string,
  ): void {
    const first = into.get(name.text);
    if (first === undefined) into.set(name.text, symbol);
    else {
      this.diagnostics.report(D.duplicateName, { name: name.text, what: where }, symbol.source, name, [
        { message: "first declared here", source: first.source, span: first.node.name },
      ]);
    }
  }

  /** A shared declaration visible in a file: its own, or one of a file that it imports. */
  shared(path: string, name: string): ElementSymbol | undefined {
    const own = this.sharedByFile.get(path)?.get(name);
    if (own !== undefined) return own;
    for (const imported of this.files.get(path)?.imports ?? []) {
      const symbol = this.sharedByFile.get(imported)?.get(name);
      if (symbol !== undefined) {
        this.useImport(path, imported);
        return symbol;
      }
    }
    return undefined;
  }

  /** Notes that a file needs one of those that it imports. */
  useImport(path: string, imported: string): void {
    const used = this.usedImports.get(path) ?? new Set();
    this.usedImports.set(path, used.add(imported));
  }

  /** The proper names that texts of a file may use: its own, and those of files that it imports. */
  properNames(path: string): { readonly text: TextNode; readonly file: string }[] {
    return [path, ...(this.files.get(path)?.imports ?? [])].flatMap((file) =>
      (this.files.get(file)?.source.tree.names ?? []).flatMap((n) => n.names.map((text) => ({ text, file }))),
    );
  }

  /** Names of shared declarations of these kinds visible in a file. */
  sharedNames(path: string, kinds: ReadonlySet<ElementKind>): string[] {
    return [path, ...(this.files.get(path)?.imports ?? [])].flatMap((p) =>
      [...(this.sharedByFile.get(p)?.values() ?? [])].filter((s) => kinds.has(s.node.kind)).map((s) => s.node.name.text),
    );
  }

  /** The file that holds a shared declaration of this name which is not imported. */
  sharedElsewhere(name: string, kinds: ReadonlySet<ElementKind>): ElementSymbol | undefined {
    for (const shared of this.sharedByFile.values()) {
      const symbol = shared.get(name);
      if (symbol !== undefined && kinds.has(symbol.node.kind)) return symbol;
    }
    return undefined;
  }

  sharedOf(path: string): Iterable<ElementSymbol> {
    return this.sharedByFile.get(path)?.values() ?? [];
  }

  /** Warns of imports that nothing used; call it after everything was resolved. */
  reportUnusedImports(): void {
    for (const [path, { source }] of this.files) {
      for (const node of source.tree.imports) {
        const target = this.files
          .get(path)!
          .imports.find((i) => node.path.value !== "" && i.endsWith(node.path.value.replace(/^(\.\.?\/)+/, "")));
        if (target === undefined || this.usedImports.get(path)?.has(target)) continue;
        // a file of services or agreements is imported for what the workspace knows by name
        if (this.files.get(target)!.source.tree.declarations.some((d) => d.kind === "service" || d.kind === "agreement"))
          continue;
        this.diagnostics.report(D.unusedImport, { path: target }, source, node);
      }
    }
  }

  /** Finds a service by name or reports it. */
  service(name: Name, source: SourceFile): ServiceSymbol | undefined {
    if (name.missing) return undefined;
    const symbol = this.services.get(name.text);
    if (symbol === undefined) {
      const known = [...this.services.keys()].sort();
      this.diagnostics.report(
        D.unknownName,
        { what: "service", name: name.text, suggestion: suggest(name.text, known), known },
        source,
        name,
      );
    }
    return symbol;
  }
}

/** The names of one service. */
export class ServiceScope {
  readonly elements = new Map<string, ElementSymbol>();
  private readonly used = new Set<ElementNode>();
  readonly service: ServiceSymbol;
  readonly workspace: Workspace;
  private readonly diagnostics: Diagnostics;

  constructor(service: ServiceSymbol, workspace: Workspace, diagnostics: Diagnostics) {
    this.service = service;
    this.workspace = workspace;
    this.diagnostics = diagnostics;
    for (const node of service.node.elements) {
      if (node.name.missing) continue;
      workspace.declare(this.elements, node.name, { node, source: service.source, shared: false }, "in this service");
    }
  }

  /** Finds an element of one of the kinds, or reports what is wrong with the name. */
  resolve<K extends ElementKind>(
    name: Name,
    kinds: readonly K[],
    source = this.service.source,
    /** A mention does not make the element one that is used. */
    as: "use" | "mention" = "use",
  ): ElementSymbol<ElementOf<K>> | undefined {
    if (name.missing) return undefined;
    const wanted: ReadonlySet<ElementKind> = new Set(kinds);
    const symbol = this.elements.get(name.text) ?? this.workspace.shared(source.path, name.text);
    if (symbol !== undefined && wanted.has(symbol.node.kind)) {
      if (as === "use") this.used.add(symbol.node);
      return symbol as ElementSymbol<ElementOf<K>>;
    }
    const what = kinds.map((k) => kindNames[k]).join(" or ");
    if (symbol !== undefined) {
      this.diagnostics.report(
        D.wrongKind,
        { name: name.text, is: aKind(symbol.node.kind), expected: kinds.map(aKind).join(" or ") },
        source,
        name,
        [{ message: "declared here", source: symbol.source, span: symbol.node.name }],
      );
      return undefined;
    }
    const elsewhere = this.workspace.sharedElsewhere(name.text, wanted);
    if (elsewhere !== undefined) {
      this.diagnostics.report(
        D.notImported,
        { what: kindNames[elsewhere.node.kind], name: name.text, file: elsewhere.source.path },
        source,
        name,
      );
      return undefined;
    }
    const known = [
      ...[...this.elements.values()].filter((s) => wanted.has(s.node.kind)).map((s) => s.node.name.text),
      ...this.workspace.sharedNames(source.path, wanted),
    ].sort();
    this.diagnostics.report(D.unknownName, { what, name: name.text, suggestion: suggest(name.text, known), known }, source, name);
    return undefined;
  }

  /** The element of this name, if any, without a report. */
  find(name: string): ElementSymbol | undefined {
    return this.elements.get(name) ?? this.workspace.shared(this.service.source.path, name);
  }

  isUsed(node: ElementNode): boolean {
    return this.used.has(node);
  }
}
