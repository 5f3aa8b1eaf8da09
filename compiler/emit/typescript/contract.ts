/** The contract as the emitter looks at it: elements by name, their identifiers in the file, and what is used of the runtime. */

import { fieldDecimal } from "../../ir/counted.ts";
import type {
  Charge,
  Counting,
  Event,
  EventFilter,
  Fee,
  Field,
  Named,
  Quantity,
  QuantityOrTerm,
  Service,
  Term,
  Text,
} from "../../ir/model.ts";
import { quantityOfTerm } from "../../ir/terms.ts";
import { checkedName, isInherited, literal, numberLiteral } from "./literal.ts";
import { lowerFirst, Names, upperFirst } from "./names.ts";

export interface Counted {
  readonly counts: Exclude<Counting, { kind: "measure" }>;
  readonly measure?: string;
  readonly caps: readonly QuantityOrTerm[];
}

export class Contract {
  readonly service: Service;
  readonly names = new Names();
  readonly #imports = new Map<string, "value" | "type">();

  readonly #isTyped: boolean;

  /** `typed`: whether the code has types. */
  constructor(service: Service, { typed }: { readonly typed: boolean }) {
    this.service = service;
    this.#isTyped = typed;
  }

  /** A part of the code that only says of which type something is. */
  typed(code: string): string {
    return this.#isTyped ? code : "";
  }

  /** Says that the file needs a value of the runtime, and gives its name. */
  use(name: string): string {
    this.#imports.set(name, "value");
    return name;
  }

  useType(name: string): string {
    if (!this.#imports.has(name)) this.#imports.set(name, "type");
    return name;
  }

  imports(): readonly { readonly name: string; readonly typeOnly: boolean }[] {
    return [...this.#imports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => ({ name, typeOnly: kind === "type" }));
  }

  // ── Elements ──

  event(name: string): Event {
    return find(this.service.events, name, "event");
  }

  fieldOf(event: string, name: string): Field {
    return find(this.event(event).fields, name, `field of ${event}`);
  }

  element<Kind extends "enumerations" | "terms" | "windows" | "sets" | "intervals" | "sessions" | "measures" | "charges">(
    kind: Kind,
    name: string,
  ): Service[Kind][number] {
    return find<Service[Kind][number]>(this.service[kind] as readonly Service[Kind][number][], name, kind);
  }

  // ── Identifiers ──

  /** The identifier of the value that stands for an element while rating, e.g. a window. */
  value(element: Named): string {
    return this.names.of(element, "value", lowerFirst(element.name));
  }

  /** A further value that belongs to an element, e.g. "seatStarted". */
  companion(element: Named, role: string): string {
    return this.names.of(element, role, `${lowerFirst(element.name)}${role}`);
  }

  /** The schema and the type of an event's data. */
  dataName(event: Event): string {
    return this.names.of(event, "data", `${upperFirst(event.name)}Data`);
  }

  typeName(element: Named): string {
    return this.names.of(element, "type", upperFirst(element.name));
  }

  // ── Code for values ──

  /** A property that may be absent; for names that every object inherits, in the way that sees own properties only. */
  property(object: string, name: string): string {
    return isInherited(name) ? `${this.use("own")}(${object}, ${literal(name)})` : `${object}.${checkedName(name)}`;
  }

  /** The price that an agreement gives to a clause. */
  price(clause: string): string {
    return this.property("setup.prices", clause);
  }

  rule(clause: string): string {
    // Every clause is an own property of `rules`, whatever its name.
    return `rules.${clause}`;
  }

  /** The value of a term. One without a default is checked where a clause rests on it; where none does, nobody reads it. */
  term(name: string): string {
    const term = find(this.service.terms, name, "term");
    return term.value === undefined ? `(${this.agreedTerm(name)} ?? ${neutral(term)})` : `setup.terms.${term.name}`;
  }

  /** The value that an agreement gives to a term without a default; undefined when it gives none. */
  agreedTerm(name: string): string {
    return this.property("setup.terms", name);
  }

  quantityOf(value: QuantityOrTerm): Quantity {
    return value.kind === "constant" ? value.value : quantityOfTerm(this.element("terms", value.term));
  }

  /** Milliseconds as a number. */
  milliseconds(value: QuantityOrTerm): string {
    const quantity = this.quantityOf(value);
    if (quantity.kind !== "duration") throw new Error(`A length of time is due, not a ${quantity.kind}.`);
    return value.kind === "term" ? this.term(value.term) : numberLiteral(quantity.milliseconds);
  }

  /** A decimal in text, in the measure that a field of that kind of quantity has in a record: seconds, bytes, a number. */
  decimal(value: QuantityOrTerm): string {
    const quantity = this.quantityOf(value);
    if (value.kind === "constant") return literal(fieldDecimal(quantity));
    if (quantity.kind === "duration") return `${this.use("inSeconds")}(${this.term(value.term)})`;
    if (quantity.kind === "money") throw new Error("An amount of money cannot be compared with a field.");
    return this.term(value.term);
  }

  /** A count as a number. */
  count(value: QuantityOrTerm): string {
    const quantity = this.quantityOf(value);
    if (quantity.kind !== "count") throw new Error(`A count is due, not a ${quantity.kind}.`);
    return value.kind === "term" ? `Number(${this.term(value.term)})` : numberLiteral(Number(quantity.amount));
  }

  // ── Countings ──

  /** What is counted in the end, through named measures; the measure that already counts it; and the most that the measures count. */
  counted(counting: Counting): Counted {
    if (counting.kind !== "measure") return { counts: counting, caps: [] };
    const measure = this.element("measures", counting.measure);
    const { counts, caps } = this.counted(measure.counts);
    return { counts, measure: measure.name, caps: [...caps, ...(measure.atMost === undefined ? [] : [measure.atMost])] };
  }

  /** A number of the month and the most that it can be, as code for decimals in text. */
  atMost(number: string, caps: readonly QuantityOrTerm[]): string {
    return caps.reduce((code, cap) => `${this.use("atMost")}(${code}, ${this.decimal(cap)})`, number);
  }

  /** The charge whose price a charge uses: itself, or the one at the end of `priced as`. */
  pricing(charge: Charge): Charge {
    const path = new Set<Charge>();
    let priced = charge;
    while (priced.pricedAs !== undefined) {
      if (path.has(priced)) throw new Error(`${this.service.name}.${charge.name} is priced as itself.`);
      path.add(priced);
      priced = this.element("charges", priced.pricedAs);
    }
    return priced;
  }

  /** The events that a counting is about: those that are counted, or that begin what is counted. */
  filters(counts: Exclude<Counting, { kind: "measure" }>): readonly EventFilter[] {
    switch (counts.kind) {
      case "events":
      case "distinct":
        return counts.of;
      case "sum":
      case "commenced":
      case "commencedTotal":
        return [counts.of];
      case "peak":
      case "alive":
      case "storage":
        return [this.element("intervals", counts.interval).from];
      case "sessions":
        return [this.element("sessions", counts.session).opens];
    }
  }

  /** How the prices of a charge are looked up, one mode per field of `priced by`. */
  match(charge: Charge): readonly ("prefix" | "exact")[] {
    return this.#matches(this.filters(this.counted(charge.counts).counts)[0]?.event, charge.pricedBy);
  }

  /** How the prices of a fee are looked up. */
  matchOfFee({ basis, pricedBy }: Fee): readonly ("prefix" | "exact")[] {
    if (basis.kind === "monthlyFlat") return [];
    const filter = basis.kind === "oncePerEvent" ? basis.of : this.element("intervals", basis.interval).from;
    return this.#matches(filter.event, pricedBy);
  }

  #matches(event: string | undefined, fields: readonly string[]): readonly ("prefix" | "exact")[] {
    return fields.map((name) => (event !== undefined && this.fieldOf(event, name).type.kind === "phone" ? "prefix" : "exact"));
  }
}

/** What stands for the value of a term that nobody reads. */
function neutral({ kind, choices }: Term): string {
  if (kind === "duration") return "1";
  if (kind === "money") return `{ amount: "0", currency: "" }`;
  return literal(choices[0]?.name ?? "0");
}

/** The first language of the contract, for comments. */
export function words(text: Text): string {
  return text.en ?? Object.values(text)[0] ?? "";
}

export function find<T extends { readonly name: string }>(all: readonly T[], name: string, what: string): T {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no ${what} ${name}.`);
  return found;
}
