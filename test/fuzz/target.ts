/** What is fuzzed: inputs to begin with, and what must hold for every input. */

/** Whole numbers below a bound. */
export type Choose = (below: number) => number;

export interface Target {
  readonly name: string;
  /** Inputs that are as they should be, to be changed. */
  readonly seeds: readonly Uint8Array[];
  /** Words that mean something in these inputs. */
  readonly words: readonly string[];
  /**
   * Throws where something does not hold. `choose` decides what is tried with the input, such as where chunks end; `origin` is the seed that
   * was changed, if it was one.
   */
  check(input: Uint8Array, choose: Choose, origin?: Uint8Array): void | Promise<void>;
}

/** Something that must always hold does not. */
export class Broken extends Error {
  override readonly name = "Broken";
}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

const lenient = new TextDecoder();
const encoder = new TextEncoder();

export const textOf = (bytes: Uint8Array): string => lenient.decode(bytes);
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

/** Bytes in pieces that end anywhere; now and then an empty one. */
export async function* pieces(bytes: Uint8Array, choose: Choose): AsyncGenerator<Uint8Array> {
  const most = 1 + choose(choose(4) === 0 ? 4 : 400);
  for (let at = 0; at < bytes.length; ) {
    const length = choose(most + 1);
    yield bytes.slice(at, at + length);
    at += length;
  }
}

export async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.slice();
}
