/** CRC-32, as gzip, PNG and Ethernet have it: any one changed byte, and any change within four bytes in a row, is noticed for certain. */

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

const encoder = new TextEncoder();

/** The CRC-32 of a text in UTF-8, as eight hexadecimal digits. */
export function crc32(text: string): string {
  let value = 0xffffffff;
  for (const byte of encoder.encode(text)) value = (value >>> 8) ^ table[(value ^ byte) & 0xff]!;
  return ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
