/** What stands above declarations: how often they are used, who takes a service, and the examples that can be run. */
import type { SourceFile } from "../../compiler/index.ts";
import type { Place, Snapshot } from "../snapshot.ts";
import { type Declared, declaredIn } from "../symbols.ts";
import { agreementsOf } from "./navigation.ts";

export type Lens =
  | { readonly kind: "references"; readonly of: Declared }
  | { readonly kind: "agreements"; readonly of: Declared }
  | { readonly kind: "example"; readonly of: Declared; readonly service: string };

/** Kinds that are not used by name: what they say holds by itself. */
const alone: ReadonlySet<string> = new Set(["free", "forbid", "interpretation", "example", "agreement"]);

export function lensesOf(source: SourceFile): Lens[] {
  return declaredIn(source).flatMap((of): Lens[] => {
    if (of.kind === "service") return [{ kind: "agreements", of }];
    if (of.kind === "example") return of.owner === undefined ? [] : [{ kind: "example", of, service: of.owner.name.text }];
    const isElement = of.owner === undefined || of.owner.kind === "service";
    return isElement && !alone.has(of.kind) ? [{ kind: "references", of }] : [];
  });
}

/** The places that a lens counts. */
export function placesOf(snapshot: Snapshot, lens: Lens): readonly Place[] {
  if (lens.kind === "agreements") return agreementsOf(snapshot, lens.of.id);
  return snapshot.occurrencesOf(lens.of.id).filter(({ declares }) => !declares);
}
