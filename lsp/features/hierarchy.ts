/** What an element rests on, and what it feeds: an event feeds windows, measures and charges, a measure its packages, a charge its agreements. */
import type { Occurrence, Snapshot } from "../snapshot.ts";
import type { Declared } from "../symbols.ts";

/** A declaration, and the places by which it is joined to another one. */
export interface Joined {
  readonly to: Declared;
  readonly places: readonly Occurrence[];
}

/** The declaration that is meant at an offset: the one that is named there, as a whole. */
export function elementAt(snapshot: Snapshot, path: string, offset: number): Declared | undefined {
  const at = snapshot.at(path, offset);
  const declared = at && snapshot.declared(at.id);
  return declared && whole(declared);
}

/** Fields, values, choices and parameters speak for what they are a part of. */
function whole(declared: Declared): Declared {
  const { owner } = declared;
  return owner === undefined || owner.kind === "service" ? declared : whole(owner);
}

/** What rests on a declaration: whatever names it or a part of it. */
export function fedBy(snapshot: Snapshot, element: Declared): Joined[] {
  const joined = new Map<Declared, Occurrence[]>();
  for (const { id } of parts(snapshot, element)) {
    for (const occurrence of snapshot.occurrencesOf(id)) {
      if (occurrence.declares) continue;
      const around = snapshot.enclosing(occurrence.source.path, occurrence.span.start);
      const by = around && whole(around);
      if (by === undefined || by.id === element.id) continue;
      joined.set(by, [...(joined.get(by) ?? []), occurrence]);
    }
  }
  return [...joined].map(([to, places]) => ({ to, places }));
}

/** What a declaration rests on: whatever it names. */
export function restsOn(snapshot: Snapshot, element: Declared): Joined[] {
  const joined = new Map<Declared, Occurrence[]>();
  for (const occurrence of snapshot.occurrencesIn(element.source.path)) {
    if (occurrence.declares || occurrence.span.start < element.span.start || occurrence.span.end > element.span.end) continue;
    const declared = snapshot.declared(occurrence.id);
    const on = declared && whole(declared);
    if (on === undefined || on.id === element.id) continue;
    joined.set(on, [...(joined.get(on) ?? []), occurrence]);
  }
  return [...joined].map(([to, places]) => ({ to, places }));
}

function parts(snapshot: Snapshot, element: Declared): Declared[] {
  return [...snapshot.allDeclared()].filter(
    (d) => d === element || (d.owner !== undefined && d.source === element.source && whole(d) === element),
  );
}
