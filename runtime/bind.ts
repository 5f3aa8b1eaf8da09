/** Turns what an agreement says, by name, into the typed prices and terms of a module; refuses what the contract does not allow. */
import type { DecimalText, Milliseconds, PackagePrice, Price, TermValue, UnitPrice } from "./agreement.ts";
import { checkTermShapes } from "./agreement-shape.ts";
import { compareDecimals, isDecimal } from "./measure/decimal.ts";
import { decimalsProblem, type PriceRule, priceProblem } from "./price-check.ts";

/** An agreement does not fit the contract. */
export class BindingError extends Error {
  override readonly name = "BindingError";
}

export interface MoneyAmount {
  readonly amount: DecimalText;
  readonly currency: string;
}

/** A term as a module holds it: milliseconds, decimal text (bytes, counts, percentages), money, or the word of a choice. */
export type BoundTerm = Milliseconds | DecimalText | MoneyAmount;

/** How an agreement may set a term. Limits are in the measure of the term: milliseconds, bytes, a count … */
export interface TermRule {
  readonly kind: TermValue["kind"];
  readonly negotiable: boolean;
  readonly atMost?: DecimalText;
  readonly atLeast?: DecimalText;
  /** Something is counted in units of it. Lengths of time are always more than nothing. */
  readonly moreThanNothing?: true;
  /** The words of a choice. */
  readonly choices?: readonly string[];
}

type Rules<Terms> = { readonly [Name in keyof Terms]-?: TermRule };

/** The prices of an agreement for one service; `finish` refuses prices for clauses that were not asked for. */
export class PriceBinding {
  readonly #service: string;
  readonly #prices: Readonly<Record<string, Price>>;
  readonly #asked = new Set<string>();

  constructor(service: string, prices: Readonly<Record<string, Price>>) {
    this.#service = service;
    this.#prices = prices;
  }

  unitPrice<By extends string = never>(clause: string, rule: PriceRule<By>): UnitPrice<By> {
    return this.#required(clause, this.optionalUnitPrice(clause, rule));
  }

  optionalUnitPrice<By extends string = never>(clause: string, rule: PriceRule<By>): UnitPrice<By> | undefined {
    const price = this.#price(clause);
    if (price === undefined) return undefined;
    const problem = priceProblem(price, rule);
    if (problem !== undefined) this.#refuse(clause, problem);
    return price as UnitPrice<By>;
  }

  /** `overage` tells whether the contract charges units beyond the package. */
  packagePrice(clause: string, overage: boolean): PackagePrice {
    return this.#required(clause, this.optionalPackagePrice(clause, overage));
  }

  optionalPackagePrice(clause: string, overage: boolean): PackagePrice | undefined {
    const price = this.#price(clause);
    if (price === undefined) return undefined;
    if (price.kind !== "package") this.#refuse(clause, "takes a package: a number of units for a monthly fee");
    if (price.overage !== undefined && !overage)
      this.#refuse(clause, "cannot have a price for units beyond the package: the contract does not charge them");
    const problem = decimalsProblem(price.included, price.fee, price.overage);
    if (problem !== undefined) this.#refuse(clause, problem);
    return price;
  }

  /** Refuses what is left: prices of clauses that the service does not have, or that have no price of their own. */
  finish(): void {
    for (const clause of Object.keys(this.#prices)) {
      if (!this.#asked.has(clause)) this.#refuse(clause, "takes no price");
    }
  }

  #price(clause: string): Price | undefined {
    this.#asked.add(clause);
    return Object.hasOwn(this.#prices, clause) ? this.#prices[clause] : undefined;
  }

  #required<P>(clause: string, price: P | undefined): P {
    return price ?? this.#refuse(clause, "needs a price");
  }

  #refuse(clause: string, problem: string): never {
    throw new BindingError(`${this.#service}.${clause} ${problem}.`);
  }
}

/** The value of a term that every agreement must give which has a clause that rests on it. */
export function requireTerm(term: string, value: BoundTerm | undefined): void {
  if (value === undefined) throw new BindingError(`${term} needs a value.`);
}

/** The price of a clause that an agreement must price when it takes the clause's product. */
export function requirePrice<P>(clause: string, price: P | undefined): P {
  if (price === undefined) throw new BindingError(`${clause} needs a price.`);
  return price;
}

/** Refuses the price of a clause that the agreement never has: it would never be charged. `onlyWhere` says when it would, in words. */
export function refusePrice(clause: string, price: unknown, onlyWhere: string): void {
  if (price !== undefined) throw new BindingError(`${clause} takes a price only where ${onlyWhere}.`);
}

/**
 * Of clauses that exclude each other, exactly one of those that the agreement has in the month takes a price. One that it has in other
 * months only is the one that it has chosen, and then nothing is missing in this month.
 */
export function requireOnePrice(
  service: string,
  clauses: readonly (readonly [name: string, has: boolean, priced: boolean])[],
): void {
  const had = clauses.filter(([, has]) => has);
  const priced = had.filter(([, , isPriced]) => isPriced);
  const isChosen = priced.length === 0 && clauses.some(([, , isPriced]) => isPriced);
  if (had.length === 0 || priced.length === 1 || isChosen) return;
  if (had.length === 1) throw new BindingError(`${service}.${had[0]![0]} needs a price.`);
  const names = (all: typeof had) => all.map(([name]) => name).join(", ");
  const found = priced.length === 0 ? "none has one" : `these have one: ${names(priced)}`;
  throw new BindingError(`${service}: exactly one of ${names(had)} takes a price; ${found}.`);
}

/** The terms of a module with what the agreement sets, given as data. */
export function bindTerms<Terms extends object>(
  service: string,
  rules: Rules<Terms>,
  defaults: Terms,
  values: Readonly<Record<string, TermValue>>,
): Terms {
  const set: Record<string, BoundTerm> = {};
  for (const [name, value] of Object.entries(values)) {
    const rule = ruleOf(service, rules, name);
    if (rule.kind !== value.kind) throw new BindingError(`${service}.${name} is a ${rule.kind}, not a ${value.kind}.`);
    Object.defineProperty(set, name, { value: boundTerm(value), enumerable: true });
  }
  return agreed(service, rules, defaults, set as Partial<Terms>);
}

/** The terms of a module with those that differ from the contract's; refuses terms that are not negotiable, and values of another shape or beyond their limits. */
export function agreeTerms<Terms extends object>(
  service: string,
  rules: Rules<Terms>,
  defaults: Terms,
  set: Partial<Terms> = {},
): Terms {
  checkTermShapes(service, set);
  return agreed(service, rules, defaults, set);
}

function agreed<Terms extends object>(service: string, rules: Rules<Terms>, defaults: Terms, set: Partial<Terms>): Terms {
  for (const [name, value] of Object.entries(set)) {
    if (value !== undefined) checkTerm(`${service}.${name}`, ruleOf(service, rules, name), value as BoundTerm);
  }
  const terms = new Map<string, unknown>(Object.entries(defaults));
  for (const [name, value] of Object.entries(set)) if (value !== undefined) terms.set(name, value);
  return Object.fromEntries(terms) as Terms;
}

function ruleOf<Terms extends object>(service: string, rules: Rules<Terms>, name: string): TermRule {
  if (!Object.hasOwn(rules, name)) throw new BindingError(`${service} has no term ${name}.`);
  return rules[name as keyof Terms];
}

function boundTerm(value: TermValue): BoundTerm {
  switch (value.kind) {
    case "duration":
      return value.milliseconds;
    case "size":
      return value.bytes;
    case "money":
      return { amount: value.amount, currency: value.currency };
    case "choice":
      return value.value;
    default:
      return value.amount;
  }
}

function checkTerm(name: string, rule: TermRule, value: BoundTerm): void {
  const refuse = (problem: string): never => {
    throw new BindingError(`${name} ${problem}.`);
  };
  if (!rule.negotiable) refuse("is fixed by the contract");
  if (rule.choices !== undefined) {
    if (typeof value !== "string" || !rule.choices.includes(value)) refuse(`must be one of ${rule.choices.join(", ")}`);
    return;
  }
  const amount = typeof value === "object" ? value.amount : String(value);
  if (!isDecimal(amount)) refuse(`is not a decimal: "${amount.slice(0, 40)}"`);
  if (rule.kind === "duration" && (!Number.isSafeInteger(value) || (value as number) <= 0))
    refuse("must be a whole number of milliseconds, more than zero");
  if (rule.moreThanNothing === true && compareDecimals(amount, "0") <= 0) refuse("must be more than nothing");
  if (rule.atMost !== undefined && compareDecimals(amount, rule.atMost) > 0) refuse(`may be at most ${rule.atMost}`);
  if (rule.atLeast !== undefined && compareDecimals(amount, rule.atLeast) < 0) refuse(`must be at least ${rule.atLeast}`);
}
