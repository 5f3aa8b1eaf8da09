/** Rows of an agreement with the same source and id are one event: one of them is left, the one that the ledger keeps. */
import type { Ledger } from "../identity.ts";
import { ABSENT, FILE, HASH, ID, LENGTH, LINE, OUTSIDE, SHAPE, SOURCE } from "./format.ts";
import type { Room } from "./room.ts";
import type { RowPointer } from "./row-events.ts";

const SMALLEST = 1024;

export class CopyFinder {
  readonly #pointer: RowPointer;
  readonly #words: Uint32Array;
  readonly #ledger: Ledger;
  /** Open addressing: the row that is kept + 1. */
  readonly #table: Uint32Array;
  /** By row that is kept: its copies that say the same, none of which the ledger has seen. */
  readonly #same = new Map<number, number[]>();
  /** Rows that are kept and whose copies the ledger knows. */
  readonly #known = new Set<number>();

  constructor(pointer: RowPointer, rows: number, ledger: Ledger, room: Room) {
    this.#pointer = pointer;
    this.#words = pointer.reader.words;
    this.#ledger = ledger;
    let size = SMALLEST;
    while (size < rows * 1.5) size *= 2;
    this.#table = room.words(size).fill(0);
  }

  /** Takes the next row. Of a copy and the row that was kept so far one no longer counts: it loses its shape. */
  take(row: number): void {
    const words = this.#words;
    const table = this.#table;
    const mask = table.length - 1;
    let i = words[row + HASH]! & mask;
    let entry = table[i]!;
    while (entry !== 0 && !this.#isSameEvent(entry - 1, row)) {
      i = (i + 1) & mask;
      entry = table[i]!;
    }
    if (entry === 0) table[i] = row + 1;
    else if (this.#replaces(row, entry - 1)) {
      table[i] = row + 1;
      words[entry - 1 + SHAPE] = ABSENT;
    } else words[row + SHAPE] = ABSENT;
  }

  #isSameEvent(a: number, b: number): boolean {
    const words = this.#words;
    if (words[a + HASH] !== words[b + HASH] || words[a + SOURCE] !== words[b + SOURCE]) return false;
    const idA = words[a + ID]!;
    const idB = words[b + ID]!;
    const length = idA >>> 16;
    if (length !== idB >>> 16) return false;
    const startA = a + ((idA & 0xffff) >>> 2);
    const startB = b + ((idB & 0xffff) >>> 2);
    const count = length === OUTSIDE ? 1 : (length + 3) >>> 2;
    for (let i = 0; i < count; i += 1) if (words[startA + i] !== words[startB + i]) return false;
    return true;
  }

  /** Notes a copy; true when it is to be kept in place of the row that is. */
  #replaces(copy: number, kept: number): boolean {
    const ledger = this.#ledger;
    if (!ledger.namesAll && !this.#known.has(kept) && this.#saysTheSame(copy, kept)) {
      ledger.repeated += 1;
      const others = this.#same.get(kept);
      if (others === undefined) this.#same.set(kept, [copy]);
      else others.push(copy);
      return false;
    }
    const event = this.#pointer.whole(kept);
    for (const same of this.#same.get(kept) ?? []) {
      this.#words[same + SHAPE] = this.#words[kept + SHAPE]!;
      ledger.repeated -= 1;
      ledger.replaces(this.#pointer.whole(same), event);
      this.#words[same + SHAPE] = ABSENT;
    }
    this.#same.delete(kept);
    const replaces = ledger.replaces(this.#pointer.whole(copy), event);
    this.#known.delete(kept);
    this.#known.add(replaces ? copy : kept);
    return replaces;
  }

  /** Whether two rows differ in their places alone. Rows that are written differently may still say the same. */
  #saysTheSame(a: number, b: number): boolean {
    const words = this.#words;
    const count = words[a + LENGTH]! >>> 2;
    for (let i = 0; i < count; i += 1) if (words[a + i] !== words[b + i] && i !== LINE && i !== FILE) return false;
    return true;
  }
}
