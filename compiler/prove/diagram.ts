/**
 * Sets of situations as decision diagrams: every variable has a few values, and a diagram says for each combination of values
 * whether it belongs to the set. Equal sets are one and the same node, so that comparing sets is comparing numbers.
 */

/** A set of situations. */
export type Region = number;
/** One value for each variable, by their indexes. */
export type Situation = readonly number[];

export const NOTHING: Region = 0;
export const EVERYTHING: Region = 1;

/** Thrown when a proof needs more steps than it is given. */
export class BeyondBound extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

export class Diagrams {
  readonly #sizes: number[] = [];
  /** By node; the two ends have no variable and no children. */
  readonly #variables: number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  readonly #children: (readonly Region[])[] = [[], []];
  readonly #nodes = new Map<string, Region>();
  readonly #ands = new Map<number, Region>();
  readonly #nots = new Map<Region, Region>();
  readonly #limit: number;
  #steps = 0;

  /** `limit`: how many steps all operations together may take. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.#steps;
  }

  /** A further variable with values 0 to size − 1; variables that conditions name together should be declared near one another. */
  variable(size: number): number {
    return this.#sizes.push(size) - 1;
  }

  /** All situations in which the variable has one of the values that a test picks. */
  where(variable: number, holds: (value: number) => boolean): Region {
    return this.#node(
      variable,
      Array.from({ length: this.#sizes[variable]! }, (_, value) => (holds(value) ? EVERYTHING : NOTHING)),
    );
  }

  not(region: Region): Region {
    if (region <= EVERYTHING) return EVERYTHING - region;
    const known = this.#nots.get(region);
    if (known !== undefined) return known;
    const result = this.#node(
      this.#variables[region]!,
      this.#children[region]!.map((child) => this.not(child)),
    );
    this.#nots.set(region, result);
    this.#nots.set(result, region);
    return result;
  }

  and(first: Region, ...others: readonly Region[]): Region {
    return others.reduce((all, other) => this.#and(all, other), first);
  }

  all(regions: readonly Region[]): Region {
    return this.and(EVERYTHING, ...regions);
  }

  any(regions: readonly Region[]): Region {
    return this.not(this.all(regions.map((region) => this.not(region))));
  }

  without(region: Region, other: Region): Region {
    return this.#and(region, this.not(other));
  }

  /** Whether every situation of a region lies in another one. */
  within(region: Region, other: Region): boolean {
    return this.without(region, other) === NOTHING;
  }

  /** A situation of the region with the lowest values, in the order of the variables; undefined when the region is empty. */
  first(region: Region): Situation | undefined {
    if (region === NOTHING) return undefined;
    const situation = this.#sizes.map(() => 0);
    for (let node = region; node !== EVERYTHING; ) {
      const value = this.#children[node]!.findIndex((child) => child !== NOTHING);
      situation[this.#variables[node]!] = value;
      node = this.#children[node]![value]!;
    }
    return situation;
  }

  #and(a: Region, b: Region): Region {
    if (a === b || b === EVERYTHING) return a;
    if (a === EVERYTHING) return b;
    if (a === NOTHING || b === NOTHING) return NOTHING;
    const [low, high] = a < b ? [a, b] : [b, a];
    const key = low * 2 ** 26 + high;
    const known = this.#ands.get(key);
    if (known !== undefined) return known;
    this.#step();
    const variable = Math.min(this.#variables[a]!, this.#variables[b]!);
    const result = this.#node(
      variable,
      Array.from({ length: this.#sizes[variable]! }, (_, value) =>
        this.#and(this.#child(a, variable, value), this.#child(b, variable, value)),
      ),
    );
    this.#ands.set(key, result);
    return result;
  }

  #child(node: Region, variable: number, value: number): Region {
    return this.#variables[node] === variable ? this.#children[node]![value]! : node;
  }

  #node(variable: number, children: readonly Region[]): Region {
    const [first = NOTHING] = children;
    if (children.every((child) => child === first)) return first;
    const key = `${variable}:${children.join(",")}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    this.#step();
    const node = this.#variables.push(variable) - 1;
    this.#children.push(children);
    this.#nodes.set(key, node);
    return node;
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > this.#limit) throw new BeyondBound("combinations");
  }
}
