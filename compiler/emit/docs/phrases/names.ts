/** The names of one service in the words of one language: titles where there are any, identifiers in words where not. */
import type { Event, Field, Named, PlainValue, Service, SizeUnit, Text } from "../../../ir/model.ts";
import type { Book } from "./book.ts";
import type { SaidField, Subject } from "./said.ts";

/** "freeForm" and "FreeForm" in words: "free form"; abbreviations stay: "SMSMessage" is "SMS message". */
export function inWords(name: string): string {
  const spaced = name
    .replace(/_/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .trim();
  return spaced
    .split(/\s+/)
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(" ");
}

/** What everything in one service is called in one language. */
export class Names {
  readonly #elements: ReadonlyMap<string, Named>;

  constructor(
    readonly service: Service,
    readonly book: Book,
  ) {
    this.#elements = new Map(elementsOf(service).map((element) => [element.name, element]));
  }

  text(text: Text): string | undefined {
    return text[this.book.language] ?? text.en ?? Object.values(text)[0];
  }

  titleOf(thing: { readonly name: string; readonly title: Text }): string {
    return this.text(thing.title) ?? inWords(thing.name);
  }

  /** The title of an element of the service; the name in words when there is none. */
  title(name: string): string {
    const element = this.#elements.get(name);
    return element === undefined ? inWords(name) : this.titleOf(element);
  }

  #event(name: string): Event | undefined {
    return this.service.events.find((event) => event.name === name);
  }

  fieldOf(event: string, name: string): Field | undefined {
    return this.#event(event)?.fields.find((field) => field.name === name);
  }

  field(event: string, name: string): string {
    const field = this.fieldOf(event, name);
    return field === undefined ? inWords(name) : this.titleOf(field);
  }

  fields(event: string, names: readonly string[]): string[] {
    return names.map((name) => this.field(event, name));
  }

  /** The title of a value of the enumeration that the field has. */
  value(event: string, field: string, value: string): string {
    const type = this.fieldOf(event, field)?.type;
    const enumeration =
      type?.kind === "enumeration" ? this.service.enumerations.find((each) => each.name === type.enumeration) : undefined;
    const found = enumeration?.values.find((each) => each.name === value);
    return found === undefined ? inWords(value) : this.titleOf(found);
  }

  /** A usage record of the event, and what it holds. */
  record(event: Event): string {
    const fields = event.fields.map(({ name, type, optional, ...field }): SaidField => {
      const values = type.kind === "enumeration" ? this.#values(type.enumeration) : [];
      const adjective = type.kind === "flag" ? { adjective: inWords(type.adjective) } : {};
      return { title: this.titleOf({ name, title: field.title }), type: type.kind, values, optional, ...adjective };
    });
    return this.book.record(this.titleOf(event), fields);
  }

  #values(enumeration: string): string[] {
    const found = this.service.enumerations.find((each) => each.name === enumeration);
    return (found?.values ?? []).map((value) => this.titleOf(value));
  }

  /** A field's value as it stands in a usage record, for people: 61 is "61 seconds". */
  plainValue(event: string, field: string, value: PlainValue): string {
    const type = this.fieldOf(event, field)?.type;
    const amount = String(value);
    if (type?.kind === "enumeration") return this.value(event, field, amount);
    if (type?.kind === "flag") return this.book.flagValue(inWords(type.adjective), value === true || value === "true");
    if (type?.kind === "duration") {
      return this.book.quantity.duration({ kind: "duration", milliseconds: Number(amount) * 1000, amount, unit: "second" });
    }
    if (type?.kind === "size") return this.book.quantity.size({ kind: "size", bytes: amount, ...sizeOf(amount) });
    if (type?.kind === "count" || type?.kind === "number") return this.book.number(amount);
    return amount;
  }

  subject(element: Named): Subject {
    return {
      title: this.titleOf(element),
      ...(element.short !== undefined && { short: element.short }),
      ...(element.product !== undefined && { product: this.title(element.product) }),
    };
  }

  /** The title of a service, or of a product, with that of the service where the product's does not say it already. */
  subscription({ service, product }: { readonly service: string; readonly product?: string }): string {
    const own = service === this.service.name;
    const whole = own ? this.titleOf(this.service) : this.#mentioned(service, service);
    if (product === undefined) return whole;
    const part = own ? this.title(product) : this.#mentioned(`${service}.${product}`, product);
    return part.toLowerCase().includes(whole.toLowerCase()) ? part : `${whole} – ${part}`;
  }

  #mentioned(path: string, name: string): string {
    const found = this.service.mentioned.find((each) => each.name === path);
    return found === undefined ? inTitleWords(name) : this.titleOf(found);
  }
}

/** Bytes in the greatest unit that divides them: 2000000000 is 2 GB. */
function sizeOf(bytes: string): { readonly amount: string; readonly unit: SizeUnit } {
  const zeros = /^[1-9]\d*?(0*)$/.exec(bytes)?.[1]?.length ?? 0;
  const steps = Math.min(Math.floor(zeros / 3), 4);
  const units = ["byte", "KB", "MB", "GB", "TB"] as const;
  return { amount: bytes.slice(0, bytes.length - steps * 3), unit: units[steps]! };
}

function inTitleWords(name: string): string {
  const words = inWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function elementsOf(service: Service): Named[] {
  const { products, events, terms, windows, sets, intervals, sessions, measures } = service;
  const { charges, fees, packages, minimums, prohibitions, freeRules } = service;
  const states = [...terms, ...windows, ...sets, ...intervals, ...sessions, ...measures];
  return [...products, ...events, ...states, ...charges, ...fees, ...packages, ...minimums, ...prohibitions, ...freeRules];
}
