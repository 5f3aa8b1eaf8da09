/** Which rows of an agreement take part in corrections: those that correct others, and those that they name. */
import { fingerprint } from "./fingerprint.ts";
import { ABSENT, CORRECTS, HASH, LENGTH, OUTSIDE, SHAPE } from "./format.ts";
import type { RowReader } from "./row-events.ts";

/** In their order. Rows may be among them that only have the fingerprint of one that is named. */
export function correctionsIn({ words, bytes }: RowReader): readonly number[] {
  const view = new DataView(words.buffer, words.byteOffset, words.byteLength);
  const named = new Set<number>();
  for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
    if (words[row + CORRECTS] !== ABSENT && words[row + SHAPE] !== ABSENT) named.add(targetHash(words, view, bytes, row));
  const found: number[] = [];
  if (named.size === 0) return found;
  for (let row = 0; row < words.length; row += words[row + LENGTH]! >>> 2)
    if (words[row + SHAPE] !== ABSENT && (words[row + CORRECTS] !== ABSENT || named.has(words[row + HASH]!))) found.push(row);
  return found;
}

/** The fingerprint of the id that a row names. */
function targetHash(words: Uint32Array, view: DataView, bytes: Uint8Array, row: number): number {
  const ref = words[row + CORRECTS]!;
  const start = row * 4 + (ref & 0xffff);
  const length = ref >>> 16;
  return fingerprint(view, bytes, start, start + (length === OUTSIDE ? 4 : length));
}
