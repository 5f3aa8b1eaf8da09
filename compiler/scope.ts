/** Second pass: what names mean. One namespace per service, one for the shared declarations of a file, one for the workspace. */
import type { AgreementNode, Declaration, ElementNode, Name, ServiceNode, TextNode } from "../grammar/index.ts";
import type { Diagnostics } from "./diagnostics/diagnostic.ts";
import { D } from "./diagnostics/registry.ts";
import type { LoadedFile } from "./load.ts";
import type { SourceFile } from "./source.ts";
import { suggest } from "./suggest.ts";
import { elementId, type Unit } from "./unit.ts";

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
  private readonly files: ReadonlyMap<string, LoadedFile>;
  private readonly interfaces = new Map<string, string>();
  private names: string | undefined;

  constructor(files: ReadonlyMap<string, LoadedFile>, diagnostics: Diagnostics) {
    this.files = files;
    for (const [path, { source }] of files) {
      const shared = new Map<string, ElementSymbol>();
      this.sharedByFile.set(path, shared);
      for (const node of source.tree.declarations) {
        if (node.name.missing) continue;
        if (node.kind === "service") declare(this.services, node.name, { node, source }, "in the workspace", diagnostics);
        else if (node.kind === "agreement")
          declare(this.agreements, node.name, { node, source }, "in the workspace", diagnostics);
        else {
          // a brace too many ends the service early: the syntax error says so already
          if (!shareable.has(node.kind) && source.parsed.errors.length === 0)
            diagnostics.report(D.misplaced, { what: `The ${kindNames[node.kind]} \`${node.name.text}\`` }, source, node.name);
          declare(shared, node.name, { node, source, shared: true }, "in this file", diagnostics);
        }
      }
    }
  }

  /** What other files see of a service: its name, titles and products. Undefined when there is no such service. */
  interfaceOf(service: string): string | undefined {
    const symbol = this.services.get(service);
    if (symbol === undefined) return undefined;
    const known = this.interfaces.get(service);
    if (known !== undefined) return known;
    const titled = ({ name, titles }: Declaration) => [
      name.text,
      titles.flatMap(({ translations }) => translations.map((t) => [t.language, t.text.value])),
    ];
    const products = symbol.node.elements.filter(({ kind }) => kind === "product");
    const seen = JSON.stringify([symbol.source.path, titled(symbol.node), products.map(titled)]);
    this.interfaces.set(service, seen);
    return seen;
  }

  /** All names that other files can see. */
  get outline(): string {
    this.names ??= JSON.stringify([
      [...this.services.keys()],
      [...this.sharedByFile].map(([path, shared]) => [path, [...shared].map(([name, { node }]) => [name, node.kind])]),
    ]);
    return this.names;
  }

  /** Where a shared declaration of this name visible in a file stands, if there is one: in the file, or in one that it imports. */
  sharedAt(path: string, name: string): ElementSymbol | undefined {
    for (const file of [path, ...(this.files.get(path)?.imports ?? [])]) {
      const symbol = this.sharedByFile.get(file)?.get(name);
      if (symbol !== undefined) return symbol;
    }
    return undefined;
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

  /** Warns of imports that no unit needed. */
  reportUnusedImports(units: Iterable<Unit>, diagnostics: Diagnostics): void {
    const used = new Map<string, Set<string>>();
    for (const unit of units)
      for (const [path, imported] of unit.imports) used.set(path, new Set([...(used.get(path) ?? []), ...imported]));
    for (const [path, { source }] of this.files) {
      for (const node of source.tree.imports) {
        const target = this.files
          .get(path)!
          .imports.find((i) => node.path.value !== "" && i.endsWith(node.path.value.replace(/^(\.\.?\/)+/, "")));
        if (target === undefined || used.get(path)?.has(target)) continue;
        // a file of services or agreements is imported for what the workspace knows by name
        if (this.files.get(target)!.source.tree.declarations.some((d) => d.kind === "service" || d.kind === "agreement"))
          continue;
        diagnostics.report(D.unusedImport, { path: target }, source, node);
      }
    }
  }
}

/** The workspace as one unit sees it: what the unit asks is remembered as what it rests on. */
export class View {
  readonly workspace: Workspace;
  readonly unit: Unit;

  constructor(workspace: Workspace, unit: Unit) {
    this.workspace = workspace;
    this.unit = unit;
  }

  /** A shared declaration visible in a file: its own, or one of a file that it imports. */
  shared(path: string, name: string): ElementSymbol | undefined {
    const symbol = this.workspace.sharedAt(path, name);
    if (symbol !== undefined && symbol.source.path !== path) this.unit.useImport(path, symbol.source.path);
    return symbol;
  }

  /** Finds a service by name or reports it. */
  service(name: Name, source: SourceFile): ServiceSymbol | undefined {
    if (name.missing) return undefined;
    const { services, outline } = this.workspace;
    const symbol = services.get(name.text);
    this.unit.restsOnInterface(name.text, this.workspace.interfaceOf(name.text));
    if (symbol === undefined) {
      this.unit.restsOnOutline(outline);
      const known = [...services.keys()].sort();
      this.unit.diagnostics.report(
        D.unknownName,
        { what: "service", name: name.text, suggestion: suggest(name.text, known), known },
        source,
        name,
      );
    } else this.unit.link(source, name, symbol.node.name.text);
    return symbol;
  }
}

/** Enters a declaration under its name, or reports that there is one already. */
function declare<S extends { node: { name: Name }; source: SourceFile }>(
  into: Map<string, S>,
  name: Name,
  symbol: S,
  where: string,
  diagnostics: Diagnostics,
): void {
  const first = into.get(name.text);
  if (first === undefined) into.set(name.text, symbol);
  else {
    diagnostics.report(D.duplicateName, { name: name.text, what: where }, symbol.source, name, [
      { message: "first declared here", source: first.source, span: first.node.name },
    ]);
  }
}

/** The names of one service. */
export class ServiceScope {
  readonly elements = new Map<string, ElementSymbol>();
  private readonly used = new Set<ElementNode>();
  readonly service: ServiceSymbol;
  readonly view: View;
  readonly unit: Unit;

  constructor(service: ServiceSymbol, view: View) {
    this.service = service;
    this.view = view;
    this.unit = view.unit;
    for (const node of service.node.elements) {
      if (node.name.missing) continue;
      const symbol = { node, source: service.source, shared: false };
      declare(this.elements, node.name, symbol, "in this service", this.unit.diagnostics);
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
    const symbol = this.elements.get(name.text) ?? this.view.shared(source.path, name.text);
    if (symbol !== undefined) this.unit.link(source, name, this.idOf(symbol));
    if (symbol !== undefined && wanted.has(symbol.node.kind)) {
      if (as === "use") this.used.add(symbol.node);
      return symbol as ElementSymbol<ElementOf<K>>;
    }
    const what = kinds.map((k) => kindNames[k]).join(" or ");
    if (symbol !== undefined) {
      this.unit.diagnostics.report(
        D.wrongKind,
        { name: name.text, is: aKind(symbol.node.kind), expected: kinds.map(aKind).join(" or ") },
        source,
        name,
        [{ message: "declared here", source: symbol.source, span: symbol.node.name }],
      );
      return undefined;
    }
    const { workspace } = this.view;
    this.unit.restsOnOutline(workspace.outline);
    const elsewhere = workspace.sharedElsewhere(name.text, wanted);
    if (elsewhere !== undefined) {
      this.unit.diagnostics.report(
        D.notImported,
        { what: kindNames[elsewhere.node.kind], name: name.text, file: elsewhere.source.path },
        source,
        name,
      );
      return undefined;
    }
    const known = [
      ...[...this.elements.values()].filter((s) => wanted.has(s.node.kind)).map((s) => s.node.name.text),
      ...workspace.sharedNames(source.path, wanted),
    ].sort();
    const suggestion = suggest(name.text, known);
    this.unit.diagnostics.report(D.unknownName, { what, name: name.text, suggestion, known }, source, name);
    return undefined;
  }

  /** The element of this name, if any, without a report. */
  find(name: string): ElementSymbol | undefined {
    return this.elements.get(name) ?? this.view.shared(this.service.source.path, name);
  }

  /** The identity of a declaration that this service sees. */
  idOf({ node, source, shared }: ElementSymbol): string {
    return elementId(shared ? source.path : this.service.node.name.text, node.name.text);
  }

  isUsed(node: ElementNode): boolean {
    return this.used.has(node);
  }
}
