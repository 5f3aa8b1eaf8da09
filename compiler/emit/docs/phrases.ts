/**
 * Rules in words: one sentence per rule and language, generated from the rule itself.
 * Every other back-end (code comments, bills, explanations, pages) takes its wording from here.
 */
import type {
  Charge,
  Condition,
  Fee,
  FreeRule,
  Interval,
  Measure,
  Minimum,
  Package,
  PriceEntry,
  Prohibition,
  Quantity,
  Service,
  Session,
  SetState,
  Term,
  TermValue,
  Text,
  Window,
} from "../../ir/model.ts";
import { phrase } from "./phrases/book.ts";
import { inEveryLanguage } from "./phrases/books.ts";
import { Speaker } from "./phrases/speak.ts";
import { saidPrice } from "./prices.ts";

/** A computed element of a service, with its kind. */
export type Rule =
  | { readonly kind: "charge"; readonly element: Charge }
  | { readonly kind: "fee"; readonly element: Fee }
  | { readonly kind: "package"; readonly element: Package }
  | { readonly kind: "minimum"; readonly element: Minimum }
  | { readonly kind: "prohibition"; readonly element: Prohibition }
  | { readonly kind: "free"; readonly element: FreeRule }
  | { readonly kind: "window"; readonly element: Window }
  | { readonly kind: "set"; readonly element: SetState }
  | { readonly kind: "interval"; readonly element: Interval }
  | { readonly kind: "session"; readonly element: Session }
  | { readonly kind: "measure"; readonly element: Measure }
  | { readonly kind: "term"; readonly element: Term };

/** The whole rule as one sentence: “Chargeable Event” means each … */
export function ruleSentence(service: Service, rule: Rule): Text {
  return inEveryLanguage((book) => new Speaker(service, book).rule(rule));
}

/** A condition on an event of the service, as a statement about that event: "the format is template". */
export function conditionPhrase(service: Service, event: string, condition: Condition): Text {
  return inEveryLanguage((book) => new Speaker(service, book).condition(event, condition).statement);
}

/** What one unit of the rule is: "event", "60 seconds", "GB per 24 hours", "seat per month". */
export function unitPhrase(service: Service, rule: Rule): Text {
  return inEveryLanguage((book) => new Speaker(service, book).unit(rule));
}

/** A quantity with its unit: "24 hours", "300 EUR (three hundred euros)". */
export function quantityPhrase(value: Quantity): Text {
  return inEveryLanguage((book) => phrase(book.quantity, value));
}

/** What a term of a service is set to. */
export function termValuePhrase(service: Service, term: string, value: TermValue): Text {
  return inEveryLanguage((book) => new Speaker(service, book).termValue(term, value));
}

/** What an agreement says a clause costs: “Chargeable Event” at 0.045 EUR. */
export function pricePhrase(service: Service, entry: PriceEntry, currency: string): Text {
  return inEveryLanguage((book) => phrase(book.agreed, saidPrice(new Speaker(service, book), entry, currency)));
}
