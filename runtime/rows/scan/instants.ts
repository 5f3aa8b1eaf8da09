/** Instants in bytes, as nearly all producers write them: 2026-03-05T02:00:00.123Z, or with an offset. */
import { readInstant } from "../../instant.ts";
import { type Piece, QUOTE, twoDigits } from "./bytes.ts";

const scale = [0, 100, 10, 1];

export class InstantScan {
  /** The instant that was read, in milliseconds since 1970. */
  at = 0;
  /** The day that was met last, by its ten characters, and when it begins. */
  #day0 = 0;
  #day1 = 0;
  #day2 = 0;
  #begins = 0;

  /** Reads an instant; the place of the quotation mark behind it. */
  end(piece: Piece, at: number): number {
    if (!this.#day(piece, at)) return -1;
    const { bytes } = piece;
    const hour = twoDigits(bytes, at + 11);
    const minute = twoDigits(bytes, at + 14);
    const second = twoDigits(bytes, at + 17);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
    if (bytes[at + 10] !== 0x54 || bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a) return -1;
    let p = at + 19;
    let fraction = 0;
    if (bytes[p] === 0x2e) {
      const first = p + 1;
      for (p = first; isDigit(bytes[p]!); p += 1) if (p < first + 3) fraction = fraction * 10 + bytes[p]! - 48;
      if (p === first || p > first + 9) return -1;
      if (p < first + 3) fraction *= scale[p - first]!;
    }
    let offset = 0;
    const mark = bytes[p];
    if (mark === 0x5a) p += 1;
    else if (mark === 0x2b || mark === 0x2d) {
      const hours = twoDigits(bytes, p + 1);
      const minutes = twoDigits(bytes, p + 4);
      if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || bytes[p + 3] !== 0x3a) return -1;
      offset = (mark === 0x2d ? -1 : 1) * (hours * 60 + minutes);
      p += 6;
    } else return -1;
    if (bytes[p] !== QUOTE) return -1;
    this.at = this.#begins + ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction;
    return p;
  }

  /** Whether a day stands at a place; it becomes the day at hand. */
  #day({ bytes, view }: Piece, at: number): boolean {
    const day0 = view.getInt32(at, true);
    const day1 = view.getInt32(at + 4, true);
    const day2 = view.getInt16(at + 8, true);
    if (day0 === this.#day0 && day1 === this.#day1 && day2 === this.#day2) return true;
    const begins = readInstant(`${String.fromCharCode(...bytes.subarray(at, at + 10))}T00:00:00Z`);
    if (begins === undefined) return false;
    this.#day0 = day0;
    this.#day1 = day1;
    this.#day2 = day2;
    this.#begins = begins;
    return true;
  }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
