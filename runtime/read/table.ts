/** What tables of usage have in common, in CSV and in Parquet: the columns of the envelope, and what cells of text say. */
import type { FieldKind } from "../module.ts";

/** The columns of the envelope, with those of corrections; every other column is a field of the data. */
export const envelopeColumns: ReadonlySet<string> = new Set([
  ...["specversion", "id", "source", "type", "time", "subject"],
  ...["replaces", "voids"],
]);

const yes = new Set(["true", "yes", "1"]);
const no = new Set(["false", "no", "0"]);

/** What a cell says, for a field of a kind: true and false for flags (also yes and no, 1 and 0), text for everything else; numbers stay text, and so exact. */
export function cellValue(cell: string, kind: FieldKind): string | boolean {
  if (kind === "text") return cell;
  const text = cell.trim();
  if (kind !== "flag") return text;
  const word = text.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : text;
}
