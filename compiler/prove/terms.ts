/**
 * Quantities in conditions. A term that an agreement can set has no one value: what matters is how the terms lie among one another
 * and among the constants. One choice of values stands for each such order, and all of them are tried.
 */
import type { Quantity, QuantityOrTerm, Term } from "../ir/model.ts";
import { quantityOfTerm } from "../ir/terms.ts";
import { classes, compared, type Decimal, type Domain, decimal, isIn, numberOf, whole } from "./decimal.ts";
import { BeyondBound } from "./diagram.ts";

/** What terms of a kind can be set to. */
const domains: Partial<Record<Quantity["kind"], Domain>> = {
  duration: { digits: 3, least: decimal("0.001") },
  size: { digits: 0, least: whole(0n) },
  count: { least: whole(0n) },
};

/** No more choices than this are told apart, and no more combinations of values than this are tried to find them. */
const MOST_CHOICES = 512;
const MOST_TRIED = 2 ** 14;
const beyond = () => new BeyondBound("orders in which the terms that an agreement can set may lie");

/** The values that the terms have in one kind of agreement. */
export type Choice = ReadonlyMap<string, Decimal>;

export class Terms {
  /** The first is the one in which all terms have the values that the contract gives them. */
  readonly choices: readonly Choice[];
  readonly #terms: ReadonlyMap<string, Term>;
  readonly #quantities: readonly QuantityOrTerm[];

  /** `quantities`: all that are compared with anything. */
  constructor(terms: readonly Term[], quantities: readonly QuantityOrTerm[]) {
    this.#terms = new Map(terms.map((term) => [term.name, term]));
    this.#quantities = quantities;
    let choices: Choice[] = [new Map()];
    for (const kind of Object.keys(domains) as Quantity["kind"][]) {
      const orders = this.#orders(kind);
      choices = choices.flatMap((choice) => orders.map((order) => new Map([...choice, ...order])));
      if (choices.length > MOST_CHOICES) throw beyond();
    }
    this.choices = choices;
  }

  /** The number of a quantity under a choice, in the unit of fields. */
  number(quantity: QuantityOrTerm, choice: Choice): Decimal {
    if (quantity.kind === "constant") return numberOf(quantity.value);
    return choice.get(quantity.term) ?? numberOf(quantityOfTerm(this.#terms.get(quantity.term)!));
  }

  /** Every number that some of the quantities have under some choice. */
  numbers(quantities: readonly QuantityOrTerm[]): Decimal[] {
    return quantities.flatMap((quantity) =>
      this.#isOpen(quantity) ? this.choices.map((choice) => this.number(quantity, choice)) : [this.number(quantity, new Map())],
    );
  }

  /** The terms that an agreement must have set for a choice, among some of them. */
  settings(choice: number, names: ReadonlySet<string>): { readonly term: Term; readonly number: Decimal }[] {
    return [...(this.choices[choice] ?? [])].flatMap(([name, number]) => {
      const term = this.#terms.get(name)!;
      return names.has(name) && compared(number, numberOf(quantityOfTerm(term))) !== 0 ? [{ term, number }] : [];
    });
  }

  #isOpen(quantity: QuantityOrTerm): quantity is { readonly kind: "term"; readonly term: string } {
    return quantity.kind === "term" && this.#terms.get(quantity.term)!.negotiable !== "no";
  }

  /** One choice for each order in which the open terms of a kind can lie. */
  #orders(kind: Quantity["kind"]): Choice[] {
    const ofKind = this.#quantities.filter(
      (q) => (q.kind === "constant" ? q.value.kind : this.#terms.get(q.term)!.kind) === kind,
    );
    const open = [...new Set(ofKind.filter((q) => this.#isOpen(q)).map((q) => q.term))].map((name) => this.#terms.get(name)!);
    const fixed = ofKind.filter((q) => !this.#isOpen(q)).map((q) => this.number(q, new Map()));
    const domain = domains[kind]!;
    let candidates = [
      ...fixed,
      ...open.flatMap((term) =>
        [quantityOfTerm(term), term.atLeast, term.atMost].flatMap((q) => (q === undefined ? [] : [numberOf(q)])),
      ),
    ];
    // as many values in each gap as there are terms that may all lie in it
    for (const _ of open) candidates = classes(domain, candidates).filter((number) => isIn(domain, number));
    const orders = new Map<string, Choice>();
    let tried = 0;
    const choose = (choice: Choice, [term, ...rest]: readonly Term[]): void => {
      tried += 1;
      if (tried > MOST_TRIED) throw beyond();
      if (term === undefined) {
        const order = orderOf([...choice.values()], fixed);
        if (!orders.has(order)) orders.set(order, choice);
        return;
      }
      for (const number of [numberOf(quantityOfTerm(term)), ...candidates])
        if (isAllowed(term, number)) choose(new Map([...choice, [term.name, number]]), rest);
    };
    choose(new Map(), open);
    return [...orders.values()];
  }
}

const isAllowed = ({ atLeast, atMost }: Term, number: Decimal): boolean =>
  (atLeast === undefined || compared(number, numberOf(atLeast)) >= 0) &&
  (atMost === undefined || compared(number, numberOf(atMost)) <= 0);

/** How numbers lie among one another and among fixed ones. */
const orderOf = (numbers: readonly Decimal[], fixed: readonly Decimal[]): string =>
  numbers.map((a, i) => [...fixed, ...numbers.slice(0, i)].map((b) => Math.sign(compared(a, b))).join()).join(";");
