/** Pieces of work that threads take one after another, and that are told of in order: none runs far ahead of what was told, so that little waits. */

/** Cells of the shared memory. */
const NEXT = 0;
const TOLD = 1;
/** Those before this number may be taken. */
const OPEN = 2;
/** Changes with whatever others may wait for. */
const CHANGES = 3;
const CELLS = 4;

export class SharedWork {
  /** To be given to other threads. */
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly #count: number;
  readonly #ahead: number;

  /** So many pieces of work; those that are more than `ahead` pieces in front of what was told must wait. Threads that share it have the same cells. */
  constructor(count: number, ahead: number, cells = new Int32Array(new SharedArrayBuffer(4 * CELLS))) {
    this.cells = cells;
    this.#count = count;
    this.#ahead = ahead;
  }

  /** The pieces before this number may be taken. */
  open(until: number): void {
    Atomics.store(this.cells, OPEN, until);
    this.#change();
  }

  /** One piece more was told of. */
  tell(): void {
    Atomics.add(this.cells, TOLD, 1);
    this.#change();
  }

  /** How many pieces were told of. */
  get told(): number {
    return Atomics.load(this.cells, TOLD);
  }

  #change(): void {
    Atomics.add(this.cells, CHANGES, 1);
    Atomics.notify(this.cells, CHANGES);
  }

  /** The number of the next piece of work, which is the caller's; undefined when there is none at the moment. */
  take(): number | undefined {
    for (;;) {
      const next = Atomics.load(this.cells, NEXT);
      if (next >= Atomics.load(this.cells, OPEN) || next >= Atomics.load(this.cells, TOLD) + this.#ahead) return undefined;
      if (Atomics.compareExchange(this.cells, NEXT, next, next + 1) === next) return next;
    }
  }

  /** The same for a thread that may wait, and does until there is one; undefined when all work is taken. */
  await(): number | undefined {
    for (;;) {
      const changes = Atomics.load(this.cells, CHANGES);
      const next = this.take();
      if (next !== undefined) return next;
      if (Atomics.load(this.cells, NEXT) >= this.#count) return undefined;
      Atomics.wait(this.cells, CHANGES, changes);
    }
  }
}
