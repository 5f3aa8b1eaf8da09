/** Which rows of a group take part in corrections: those that correct others, and those that they name. */
import { fingerprint } from "./fingerprint.ts";
import { ABSENT, AGREEMENT, CORRECTS, HASH, LENGTH, OUTSIDE, SHAPE } from "./format.ts";
import type { RowReader } from "./row-events.ts";

/** By agreement, in the order of the rows. Rows may be among them that only have the fingerprint of one that is named. */
export function correctionsIn({ words, bytes }: RowReader): ReadonlyMap<number, readonly number[]> {
  const view = new DataView(words.buffer, words.byteOffset, words.byteLength);
  const named = new Map<number, Set<number>>();
  for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
    if (words[row + CORRECTS] === ABSENT || words[row + SHAPE] === ABSENT) continue;
    const agreement = words[row + AGREEMENT]!;
    const hashes = named.get(agreement) ?? new Set();
    named.set(agreement, hashes.add(targetHash(words, view, bytes, row)));
  }
  const found = new Map<number, number[]>();
  if (named.size === 0) return found;
  for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2) {
    if (words[row + SHAPE] === ABSENT) continue;
    const agreement = words[row + AGREEMENT]!;
    const hashes = named.get(agreement);
    if (hashes === undefined || (words[row + CORRECTS] === ABSENT && !hashes.has(words[row + HASH]!))) continue;
    const rows = found.get(agreement) ?? [];
    rows.push(row);
    found.set(agreement, rows);
  }
  return found;
}

/** The fingerprint of the id that a row names. */
function targetHash(words: Uint32Array, view: DataView, bytes: Uint8Array, row: number): number {
  const ref = words[row + CORRECTS]!;
  const start = row * 4 + (ref & 0xffff);
  const length = ref >>> 16;
  return fingerprint(view, bytes, start, start + (length === OUTSIDE ? 4 : length));
}
