/** Results of units kept from one compilation to the next: what nothing has changed for is not compiled again. */
import type { SourceFile } from "./source.ts";
import { type Surroundings, Unit } from "./unit.ts";

/** The result of a unit, with the unit itself. */
export interface Compiled<T> {
  readonly unit: Unit;
  readonly value: T;
  /** True when it was compiled now, and not kept. */
  readonly fresh: boolean;
}

interface Kept extends Omit<Compiled<unknown>, "fresh"> {
  readonly inputs: readonly unknown[];
}

export class Memo {
  /** Parsed files by path. */
  readonly sources = new Map<string, SourceFile>();
  private readonly kept = new Map<string, Kept>();
  private readonly texts = new WeakMap<object, { readonly text: string; readonly value: string }>();
  private asked = new Set<string>();

  /** The result kept under a key while its inputs are the same values and its surroundings answer as before; else what `run` gives. */
  get<T>(key: string, inputs: readonly unknown[], now: Surroundings, run: (unit: Unit) => T): Compiled<T> {
    this.asked.add(key);
    const kept = this.kept.get(key);
    if (
      kept !== undefined &&
      kept.inputs.length === inputs.length &&
      kept.inputs.every((input, i) => input === inputs[i]) &&
      kept.unit.holdsIn(now)
    )
      return { unit: kept.unit, value: kept.value as T, fresh: false };
    const unit = new Unit();
    const value = run(unit);
    this.kept.set(key, { inputs, unit, value });
    return { unit, value, fresh: true };
  }

  /** A value that rests on one text besides the object that it belongs to. */
  once(of: object, text: string, make: () => string): string {
    const known = this.texts.get(of);
    if (known?.text === text) return known.value;
    const value = make();
    this.texts.set(of, { text, value });
    return value;
  }

  /** Forgets what was not asked for since the last call: units and files that are no longer there. */
  forgetRest(files: ReadonlyMap<string, unknown>): void {
    for (const key of this.kept.keys()) if (!this.asked.has(key)) this.kept.delete(key);
    for (const path of this.sources.keys()) if (!files.has(path)) this.sources.delete(path);
    this.asked = new Set();
  }
}
