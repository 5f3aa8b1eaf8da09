/** What agreements set and choose, by its titles. */
import type { Circumstance, Quantity, TermValue } from "../../../ir/model.ts";
import { phrase } from "./book.ts";
import { inWords } from "./names.ts";
import { PricingNames } from "./pricing.ts";
import type { SaidCircumstance } from "./said.ts";

export class AgreedNames extends PricingNames {
  quantity(value: Quantity): string {
    return phrase(this.book.quantity, value);
  }

  /** What must hold in an agreement. */
  circumstances(all: readonly Circumstance[]): SaidCircumstance[] {
    return all.map((each) => {
      if (each.kind === "subscription") {
        const { kind, negated, included = false } = each;
        return { kind, title: this.subscription(each), negated, included: included && negated };
      }
      const { kind, term, values, negated } = each;
      return { kind, term: this.title(term), values: values.map((value) => this.choice(term, value)), negated };
    });
  }

  termValue(term: string, value: TermValue): string {
    return value.kind === "choice" ? this.choice(term, value.value) : this.quantity(value);
  }

  /** The title of a choice of a term. */
  choice(term: string, value: string): string {
    const found = this.service.terms.find(({ name }) => name === term)?.choices.find(({ name }) => name === value);
    return found === undefined ? inWords(value) : this.titleOf(found);
  }
}
