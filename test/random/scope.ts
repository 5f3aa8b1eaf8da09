/** What a random contract has declared so far, and can therefore speak of. Names are kept as they are written. */
import type { Chance } from "./chance.ts";
import { both, Names, titled, written } from "./names.ts";

export type QuantityKind = "duration" | "size" | "count" | "money";

export type Type =
  | { readonly kind: "phone" | "country" | "network" | "text" | "email" | "duration" | "size" | "count" | "number" }
  | { readonly kind: "flag"; readonly adjective: string }
  | { readonly kind: "enumeration"; readonly values: readonly string[]; readonly named?: string };

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
}

export interface Event {
  readonly name: string;
  readonly fields: readonly Field[];
  /** A field whose values part the events: some of them are free, each clause that says so is about some of the others. */
  readonly parted?: { readonly field: string; readonly free: string; readonly sides: readonly string[] };
}

export interface State {
  readonly kind: "window" | "set" | "session" | "interval";
  readonly name: string;
  /** Fields of the key. */
  readonly per: readonly Field[];
  /** The event that begins it. */
  readonly from: Event;
}

/** Events that one clause may charge by themselves: all of a kind, or those of one part. */
export interface Charged {
  readonly event: string;
  readonly side?: string;
}

export interface Measure {
  readonly name: string;
  /** The events that whoever charges the measure charges, one by one. */
  readonly charged: readonly Charged[];
}

/** A clause that agreements price. */
export interface Clause {
  readonly name: string;
  readonly kind: "charge" | "fee" | "package";
  readonly charged: readonly Charged[];
}

export interface Term {
  readonly name: string;
  readonly kind: QuantityKind;
  /** Of durations: whether it is long enough for steps of storage. */
  readonly long: boolean;
  /** Whether every agreement has to say its value. */
  readonly asAgreed: boolean;
}

export interface Choice {
  readonly name: string;
  readonly values: readonly string[];
}

/** Another service of the workspace, with its products. */
export interface Other {
  readonly name: string;
  readonly products: readonly string[];
}

export class Scope {
  readonly chance: Chance;
  readonly currency: string;
  readonly names: Names;
  readonly keys: Field[] = [];
  readonly events: Event[] = [];
  readonly terms: Term[] = [];
  readonly choices: Choice[] = [];
  readonly states: State[] = [];
  readonly measures: Measure[] = [];
  readonly clauses: Clause[] = [];
  /** Charges that have a price of their own, with the kinds of their events. */
  readonly charges: { readonly name: string; readonly events: string }[] = [];
  readonly minimums: string[] = [];
  /** Clauses that an agreement has together: at the price of one another, or alternatives. */
  readonly bound: (readonly [string, string])[] = [];
  readonly others: Other[] = [];
  /** Declarations of the service, as they are written. */
  readonly elements: string[] = [];
  /** Declarations of an imported file. */
  readonly shared: string[] = [];
  readonly services: string[] = [];

  constructor(chance: Chance) {
    this.chance = chance;
    this.currency = chance.pick(["EUR", "EUR", "EUR", "VND", "KWD"]);
    this.names = new Names(chance);
  }

  /** A new name, as it is written. */
  name(word: string): string {
    return written(this.names.next(word));
  }

  /** Declares something in the service: `charge Name { title …  parts }`. */
  declare(head: string, parts: readonly string[]): void {
    this.elements.push(this.block(head, parts));
  }

  block(head: string, parts: readonly string[]): string {
    return `${head} {\n  ${[titled(this.chance), ...parts.filter((part) => part !== "")].join("\n  ")}\n}`;
  }

  /** A value with its title, as enumerations and choices have them. */
  value(name: string): string {
    return `${name} ${both(this.chance)}`;
  }
}

/** Whether a field is there whenever the event is. */
export const required = ({ fields }: Event): readonly Field[] => fields.filter(({ optional }) => !optional);

export const measured = ["duration", "size", "count", "number"] as const;
export const isMeasured = ({ type }: Field): boolean => (measured as readonly string[]).includes(type.kind);
