/** How agreements are parted into groups, agreed among threads through shared memory. */
import type { Parting } from "../../runtime/index.ts";

const STATE = 0;
const UNDECIDED = 0;
const DECIDING = 1;
const DECIDED = 2;

/** Shared memory for so many agreements. */
export function partingOf(agreements: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * (agreements + 1)));
}

export class SharedParting implements Parting {
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(cells: Int32Array<SharedArrayBuffer>) {
    this.#cells = cells;
  }

  agreed(decide: () => Uint16Array): Uint16Array {
    const cells = this.#cells;
    if (Atomics.compareExchange(cells, STATE, UNDECIDED, DECIDING) === UNDECIDED) {
      cells.set(decide(), 1);
      Atomics.store(cells, STATE, DECIDED);
      Atomics.notify(cells, STATE);
    }
    // To decide takes no more than a moment.
    while (Atomics.load(cells, STATE) !== DECIDED) Atomics.wait(cells, STATE, DECIDING);
    return Uint16Array.from(cells.subarray(1));
  }
}
