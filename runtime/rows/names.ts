/** Texts of which there are few, and their numbers: sources, subjects, files, and texts that are too long for a row. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  /** Names in the order of their numbers. */
  constructor(names: Iterable<string> = []) {
    for (const name of names) this.number(name);
  }

  /** The number of a text; a new one when it has none yet. */
  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  name(number: number): string {
    return this.#names[number]!;
  }

  /** In the order of their numbers, from a number on. */
  all(from = 0): readonly string[] {
    return this.#names.slice(from);
  }
}
