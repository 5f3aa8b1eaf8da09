/** Renaming: every place of a name at once, prose that names it included. */
import type { Occurrence, Snapshot } from "../snapshot.ts";
import { declaredIn } from "../symbols.ts";
import { allParse, type FileEdit } from "./edits.ts";

export type Renamed = { readonly edits: readonly FileEdit[] } | { readonly refused: string };

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The name at an offset that can be given another one. */
export function renameable(snapshot: Snapshot, path: string, offset: number): Occurrence | undefined {
  const at = snapshot.at(path, offset);
  return at !== undefined && snapshot.declared(at.id) !== undefined ? at : undefined;
}

/** What has to be written for the name at an offset to become another one; or why that cannot be. */
export function rename(snapshot: Snapshot, path: string, offset: number, name: string): Renamed {
  const at = renameable(snapshot, path, offset);
  if (at === undefined) return { refused: "There is no name here that this workspace declares." };
  const wanted = name.trim().replace(/^`(.*)`$/, "$1");
  if (!NAME.test(wanted)) return { refused: `\`${name}\` cannot be a name: use A–Z, a–z, 0–9 and _, and begin with a letter.` };
  const declared = snapshot.declared(at.id)!;
  if (declared.name.text === wanted) return { edits: [] };
  const { owner } = declared;
  const taken = declaredIn(declared.source).some((d) => d.owner?.id === owner?.id && d.name.text === wanted && d.id !== at.id);
  if (taken || snapshot.declared(at.id.slice(0, at.id.length - declared.name.text.length) + wanted) !== undefined)
    return { refused: `There is a \`${wanted}\` here already.` };
  const places = snapshot.occurrencesOf(at.id);
  const plain = editsOf(places, wanted);
  if (allParse(snapshot, plain)) return { edits: plain };
  // a word of the language is no name where it could mean something else, unless it is quoted
  const quoted = editsOf(places, wanted, true);
  return allParse(snapshot, quoted)
    ? { edits: quoted }
    : { refused: `\`${wanted}\` is a word of the language and cannot stand here.` };
}

/** A placeholder in a text holds the bare name; everywhere else a name may be quoted. */
function editsOf(places: readonly Occurrence[], name: string, quoted = false): FileEdit[] {
  return places.map(({ source, span }) => {
    const inText = source.text[span.start - 1] === "{" && source.text[span.end] === "}";
    return { path: source.path, ...span, text: quoted && !inText ? `\`${name}\`` : name };
  });
}
