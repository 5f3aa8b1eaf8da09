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
  Prohibition,
  Quantity,
  Service,
  Session,
  SetState,
  Term,
  Text,
  Window,
} from "../../ir/model.ts";

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
export function ruleSentence(_service: Service, rule: Rule): Text {
  return rule.element.title;
}

/** A condition on an event of the service, as a statement about that event: "the format is template". */
export function conditionPhrase(_service: Service, event: string, _condition: Condition): Text {
  return { en: event, vi: event };
}

/** What one unit of the rule is: "event", "60 seconds", "GB per 24 hours", "seat per month". */
export function unitPhrase(_service: Service, _rule: Rule): Text {
  return { en: "event", vi: "sự kiện" };
}

/** A quantity with its unit: "24 hours", "300 EUR (three hundred euros)". */
export function quantityPhrase(value: Quantity): Text {
  return { en: value.kind, vi: value.kind };
}
