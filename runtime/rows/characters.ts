/**
 * Texts as bytes and back. UTF-8, except that half of a surrogate pair is kept as it is (three bytes): a text of a record may hold one, and
 * two different texts must never become the same.
 */

/** Writes a text; returns the place behind it. The target needs room for three bytes per character. */
export function writeText(text: string, into: Uint8Array, at: number): number {
  let p = at;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) into[p++] = code;
    else if (code < 0x800) {
      into[p++] = 0xc0 | (code >> 6);
      into[p++] = 0x80 | (code & 63);
    } else {
      into[p++] = 0xe0 | (code >> 12);
      into[p++] = 0x80 | ((code >> 6) & 63);
      into[p++] = 0x80 | (code & 63);
    }
  }
  return p;
}

/** As many characters as are made at once. */
const PIECE = 512;
/** Lists of codes by length, used again and again: most texts are short and ASCII. */
const SHORT = 32;
const shortCodes = Array.from({ length: SHORT + 1 }, (_, length) => new Array<number>(length).fill(0));

/** The text that `writeText` wrote. */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > SHORT) return readLong(bytes, start, end);
  const codes = shortCodes[end - start]!;
  for (let i = 0; i < codes.length; i += 1) {
    const byte = bytes[start + i]!;
    if (byte >= 0x80) return readLong(bytes, start, end);
    codes[i] = byte;
  }
  return String.fromCharCode(...codes);
}

function readLong(bytes: Uint8Array, start: number, end: number): string {
  const codes: number[] = [];
  let text = "";
  let p = start;
  while (p < end) {
    const byte = bytes[p]!;
    if (byte < 0x80) {
      codes.push(byte);
      p += 1;
    } else if (byte < 0xe0) {
      codes.push(((byte & 31) << 6) | (bytes[p + 1]! & 63));
      p += 2;
    } else {
      codes.push(((byte & 15) << 12) | ((bytes[p + 1]! & 63) << 6) | (bytes[p + 2]! & 63));
      p += 3;
    }
    if (codes.length < PIECE) continue;
    text += String.fromCharCode(...codes);
    codes.length = 0;
  }
  return text + String.fromCharCode(...codes);
}
