/** Makes cases of a target, tries them, and makes those that fail small. */
import { random } from "../kit/random.ts";
import { Mutator } from "./mutate.ts";
import type { Target } from "./target.ts";

export interface Failure {
  readonly target: string;
  /** By which the case is made again. */
  readonly seed: number;
  readonly number: number;
  readonly input: Uint8Array;
  readonly error: unknown;
}

/** The numbers of one case: any two cases have different ones, and each can be made by itself. */
const numbersOf = (seed: number, number: number) => random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));

export class Fuzzing {
  readonly target: Target;
  readonly #seed: number;
  readonly #mutator: Mutator;

  constructor(target: Target, seed: number) {
    this.target = target;
    this.#seed = seed;
    this.#mutator = new Mutator(target.seeds, target.words);
  }

  /** The input of a case. */
  input(number: number): Uint8Array {
    return this.#mutator.input(numbersOf(this.#seed, number)).input;
  }

  /** Tries one case. */
  async try(number: number): Promise<Failure | undefined> {
    const choose = numbersOf(this.#seed, number);
    const { input, origin } = this.#mutator.input(choose);
    try {
      await this.target.check(input, choose, origin);
      return undefined;
    } catch (error) {
      return { target: this.target.name, seed: this.#seed, number, input: await smaller(this.target, input, error), error };
    }
  }
}

/** Tries an input of the corpus; what is tried with it is always the same. */
export async function replay(target: Target, input: Uint8Array): Promise<void> {
  for (const seed of [1, 2, 3]) await target.check(input, random(seed));
}

const MOST_STEPS = 3_000;

/** A part of an input that still fails in the same way whatever is tried with it, or the input itself when it takes its own numbers to fail. */
async function smaller(target: Target, input: Uint8Array, error: unknown): Promise<Uint8Array> {
  const kind = kindOf(error);
  const fails = async (bytes: Uint8Array): Promise<boolean> => {
    try {
      await replay(target, bytes);
      return false;
    } catch (other) {
      return kindOf(other) === kind;
    }
  };
  if (!(await fails(input))) return input;
  let small = input;
  let steps = 0;
  for (let length = small.length >> 1; length > 0 && steps < MOST_STEPS; length = Math.min(length, small.length) >> 1) {
    for (let at = 0; at < small.length && steps < MOST_STEPS; steps += 1) {
      const without = Uint8Array.from([...small.subarray(0, at), ...small.subarray(at + length)]);
      if (await fails(without)) small = without;
      else at += length;
    }
  }
  return small;
}

/** What went wrong, without the figures in it. */
const kindOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.replace(/["“`].*|\d+/g, "").slice(0, 60)}` : String(error);
