/** From a name to what it stands for, and back. */
import type { SourceFile } from "../../compiler/index.ts";
import type { Occurrence, Place, Snapshot } from "../snapshot.ts";
import type { Declared } from "../symbols.ts";

/** A declaration that a name leads to. */
export interface Target {
  /** The name from which one goes. */
  readonly from: Occurrence;
  readonly to: Declared;
}

/** Where the name at an offset is declared. */
export function definitionAt(snapshot: Snapshot, path: string, offset: number): Target | undefined {
  const from = snapshot.at(path, offset);
  const to = from && snapshot.declared(from.id);
  return from && to && { from, to };
}

/** What kind of thing the name at an offset is: the enumeration of a field or value, the event of a window, the service of what it declares. */
export function typeAt(snapshot: Snapshot, path: string, offset: number): Target[] {
  const target = definitionAt(snapshot, path, offset);
  if (target === undefined) return [];
  return typesOf(snapshot, target.to).map((to) => ({ from: target.from, to }));
}

function typesOf(snapshot: Snapshot, { kind, node, owner, id, name, source }: Declared): Declared[] {
  const named = (places: readonly { readonly start: number }[]): Declared[] =>
    places.flatMap(({ start }) => {
      const use = snapshot.at(source.path, start);
      return (use && snapshot.declared(use.id)) ?? [];
    });
  switch (kind) {
    case "field": {
      const field = node.kind === "event" ? node.fields.find((f) => f.name === name) : undefined;
      if (field?.type?.kind === "named") return named([field.type.name]);
      return owner === undefined ? [] : [owner];
    }
    case "value":
    case "choice":
    case "parameter":
    case "tariff":
      return owner === undefined ? [] : [owner];
    case "window":
      return node.kind === "window" && node.opens ? named([node.opens.event]) : [];
    case "session":
      return node.kind === "session" ? named(node.opens.map(({ event }) => event)) : [];
    case "interval":
      return node.kind === "interval" && node.from ? named([node.from.event]) : [];
    case "set":
      return node.kind === "set" ? named(node.added.map(({ event }) => event)) : [];
    case "package":
      return node.kind === "package" ? named([node.measure]) : [];
    default:
      return owner === undefined || snapshot.declared(id) === undefined ? [] : [owner];
  }
}

/** All places of the name at an offset; its declaration only where it is asked for. */
export function referencesAt(snapshot: Snapshot, path: string, offset: number, withDeclaration: boolean): readonly Occurrence[] {
  const at = snapshot.at(path, offset);
  if (at === undefined) return [];
  return snapshot.occurrencesOf(at.id).filter(({ declares }) => withDeclaration || !declares);
}

/** The places of the name at an offset in its own file. */
export function highlightsAt(snapshot: Snapshot, path: string, offset: number): readonly Occurrence[] {
  return referencesAt(snapshot, path, offset, true).filter(({ source }) => source.path === path);
}

/** Agreements that take a service, or that say something of one of its clauses, terms or products. */
export function agreementsOf(snapshot: Snapshot, id: string): Place[] {
  const seen = new Set<number | string>();
  return snapshot.occurrencesOf(id).flatMap(({ source, span, declares }) => {
    const agreement = declares ? undefined : agreementAround(source, span.start);
    if (agreement === undefined || seen.has(`${source.path}:${agreement.start}`)) return [];
    seen.add(`${source.path}:${agreement.start}`);
    return [{ source, span: agreement.name }];
  });
}

function agreementAround(source: SourceFile, offset: number) {
  return source.tree.declarations.find((d) => d.kind === "agreement" && d.start <= offset && offset <= d.end);
}
