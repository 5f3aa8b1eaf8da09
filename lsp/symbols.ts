/** What a file declares: every name that something else can mean, with its identity (`Link.to` in the compiler). */
import { elementId, partId, type SourceFile } from "../compiler/index.ts";
import type { AgreementNode, ElementNode, Name, ServiceNode, Span } from "../grammar/index.ts";

export type DeclaredKind = ElementNode["kind"] | "service" | "agreement" | "field" | "value" | "choice" | "parameter" | "tariff";

/** A declared name. */
export interface Declared {
  readonly id: string;
  readonly kind: DeclaredKind;
  readonly name: Name;
  readonly source: SourceFile;
  /** The whole declaration. */
  readonly span: Span;
  /** The syntax of the declaration, or of the one that it is a part of. */
  readonly node: ServiceNode | AgreementNode | ElementNode;
  /** The declaration that it stands in. */
  readonly owner: Declared | undefined;
}

const known = new WeakMap<SourceFile, readonly Declared[]>();

/** All declarations of a file, in the order in which they stand; each part follows its owner. */
export function declaredIn(source: SourceFile): readonly Declared[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const list: Declared[] = [];
  const add = (id: string, kind: DeclaredKind, name: Name, span: Span, node: Declared["node"], owner?: Declared): Declared => {
    const declared = { id, kind, name, source, span, node, owner };
    if (!name.missing) list.push(declared);
    return declared;
  };
  const element = (home: string, node: ElementNode, owner?: Declared): void => {
    const declared = add(elementId(home, node.name.text), node.kind, node.name, node, node, owner);
    const part = (kind: DeclaredKind, name: Name, span: Span, of = declared): Declared =>
      add(partId(of.id, name.text), kind, name, span, node, of);
    switch (node.kind) {
      case "event":
        for (const field of node.fields) {
          const of = part("field", field.name, field);
          if (field.type?.kind === "choice") for (const value of field.type.values) part("value", value.name, value, of);
        }
        return;
      case "enumeration":
        for (const value of node.values) part("value", value.name, value);
        return;
      case "term":
        for (const choice of node.choices) part("choice", choice.name, choice);
        return;
      case "clause":
      case "definition":
      case "interpretation":
        for (const parameter of node.parameters) part("parameter", parameter, parameter);
        return;
      case "charge":
        if (node.tariff !== undefined) part("tariff", node.tariff.name, node.tariff);
    }
  };
  for (const node of source.tree.declarations) {
    if (node.kind === "service") {
      const service = add(node.name.text, "service", node.name, node, node);
      for (const each of node.elements) element(node.name.text, each, service);
    } else if (node.kind === "agreement") add(`agreement ${node.name.text}`, "agreement", node.name, node, node);
    else element(source.path, node);
  }
  known.set(source, list);
  return list;
}
