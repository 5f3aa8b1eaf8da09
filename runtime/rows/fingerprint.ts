/** Fingerprints of 32 bits, four bytes at a time. They say quickly that two texts differ; that they are the same is compared. */

/** Mixes a word into a fingerprint. */
export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e37_79b1);
  return mixed ^ (mixed >>> 15);
}

export const SEED = 0x51ed_270b;

/** Ends a fingerprint: the bytes that fill no word, and the length of the text. */
export function finish(hash: number, rest: number, length: number): number {
  return mix(mix(hash, rest), Math.imul(length, 0x85eb_ca77)) >>> 0;
}

/** The fingerprint of bytes. `view` is of the same buffer and offset as `bytes`. */
export function fingerprint(view: DataView, bytes: Uint8Array, start: number, end: number): number {
  let hash = SEED;
  let p = start;
  for (; p + 4 <= end; p += 4) hash = mix(hash, view.getInt32(p, true));
  let rest = 0;
  for (let shift = 0; p < end; p += 1, shift += 8) rest |= bytes[p]! << shift;
  return finish(hash, rest, end - start);
}
