/** Memory that one agreement after another uses: arrays made anew for each would wait by the hundred for being collected. */
export class Room {
  #words = new Uint32Array(0);

  /** So many words, with whatever stands in them; what was given before is used again. */
  words(count: number): Uint32Array {
    if (count > this.#words.length) this.#words = new Uint32Array(2 * count);
    return this.#words.subarray(0, count);
  }
}
