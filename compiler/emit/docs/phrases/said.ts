/**
 * What a phrase book is told: the constructs of the intermediate representation with every name replaced by its
 * title in the language of the book, and every nested part already put into words.
 */
import type { Comparison, DecimalText, FieldType, Term } from "../../../ir/model.ts";

/** How a condition stands in its sentence: after one thing, after several things, or as a sentence of its own. */
export type Form = "one" | "many" | "statement";

/** A condition in words, in each form. */
export type Worded = Readonly<Record<Form, string>>;

/** Events of one kind: their title, and the condition that chooses among them. */
export interface Chosen {
  readonly noun: string;
  readonly where?: Worded;
}

/** The element that a sentence defines. */
export interface Subject {
  readonly title: string;
  readonly short?: string;
  readonly product?: string;
}

interface Membership {
  readonly title: string;
  readonly key: readonly string[];
  readonly negated: boolean;
}

export type SaidCondition =
  | { readonly kind: "all"; readonly of: readonly Worded[] }
  /** `depth` counts the alternatives around this one, so that nested lists are lettered differently. */
  | { readonly kind: "any"; readonly of: readonly Worded[]; readonly depth: number }
  | { readonly kind: "is"; readonly field: string; readonly values: readonly string[]; readonly negated: boolean }
  | { readonly kind: "flag"; readonly field: string; readonly adjective: string; readonly negated: boolean }
  | { readonly kind: "compare"; readonly field: string; readonly operator: Comparison; readonly value: string }
  | ({ readonly kind: "window" } & Membership)
  | ({ readonly kind: "set" } & Membership)
  | ({ readonly kind: "session" } & Membership);

export type SaidCounting =
  | { readonly kind: "events"; readonly of: readonly Chosen[] }
  | { readonly kind: "distinct"; readonly of: readonly (Chosen & { readonly field: string })[] }
  | { readonly kind: "sum"; readonly of: Chosen; readonly field: string; readonly type: FieldType["kind"] }
  | { readonly kind: "commenced"; readonly of: Chosen; readonly field: string; readonly unit: string }
  | { readonly kind: "commencedTotal"; readonly of: Chosen; readonly field: string; readonly unit: string }
  | { readonly kind: "peak"; readonly interval: string }
  | { readonly kind: "alive"; readonly interval: string; readonly key: readonly string[] }
  | {
      readonly kind: "storage";
      readonly interval: string;
      readonly field: string;
      readonly unit: string;
      readonly commencedUnit: boolean;
      readonly step: string;
    }
  | { readonly kind: "sessions"; readonly session: string; readonly which: "opened" | "closed" | "active" }
  /** A measure is countable when its units are things with its own name, and not seconds or bytes. */
  | { readonly kind: "measure"; readonly measure: string; readonly countable: boolean };

export type SaidBasis =
  | { readonly kind: "monthlyFlat" }
  | {
      readonly kind: "monthlyPerInterval";
      readonly interval: string;
      readonly key: readonly string[];
      readonly count: "alive" | "peak";
    }
  | { readonly kind: "oncePerEvent"; readonly of: Chosen };

export type SaidProhibition =
  | { readonly kind: "event"; readonly of: Chosen }
  | { readonly kind: "concurrent"; readonly interval: string; readonly limit: string; readonly key: readonly string[] }
  | {
      readonly kind: "distinct";
      readonly of: Chosen;
      readonly field: string;
      readonly limit: string;
      readonly key: readonly string[];
    };

/** What must hold in an agreement: what it takes, or what was chosen. */
export type SaidCircumstance =
  | { readonly kind: "subscription"; readonly title: string; readonly negated: boolean; readonly included: boolean }
  | { readonly kind: "chosen"; readonly term: string; readonly values: readonly string[]; readonly negated: boolean };

/** Whether a circumstance says that something else that the client takes includes the clause. */
export const isInclusion = (each: SaidCircumstance): each is Extract<SaidCircumstance, { readonly kind: "subscription" }> =>
  each.kind === "subscription" && each.included;

/** A term as other rules name it, and as its own sentence defines it. */
export interface SaidTerm {
  readonly title: string;
  readonly type: Term["kind"];
  /** Absent where every agreement says it. */
  readonly value?: string;
  /** What else can be chosen. */
  readonly others: readonly string[];
  readonly negotiable: Term["negotiable"];
  readonly atLeast?: string;
  readonly atMost?: string;
}

export type SaidRule =
  | {
      readonly kind: "charge";
      readonly subject: Subject;
      readonly counts: SaidCounting;
      readonly atMost?: string;
      readonly addOn: boolean;
      readonly pricedBy: readonly string[];
      readonly pricedAs?: string;
      readonly tariff?: string;
      readonly inAdditionTo: readonly string[];
      readonly circumstances: readonly SaidCircumstance[];
    }
  | {
      readonly kind: "fee";
      readonly subject: Subject;
      readonly basis: SaidBasis;
      readonly atMost?: string;
      readonly pricedBy: readonly string[];
      readonly inAdvance: boolean;
      readonly firstMonthProrated: boolean;
      readonly firstMonthIf: readonly SaidCircumstance[];
      readonly alternativeTo: readonly string[];
      readonly circumstances: readonly SaidCircumstance[];
    }
  | {
      readonly kind: "package";
      readonly subject: Subject;
      readonly measure: string;
      readonly countable: boolean;
      readonly overage: boolean;
      readonly overageIf: readonly SaidCircumstance[];
      readonly alternativeTo: readonly string[];
      readonly circumstances: readonly SaidCircumstance[];
    }
  | {
      readonly kind: "minimum";
      readonly subject: Subject;
      readonly amount: string;
      readonly of: readonly string[];
      readonly postPay: boolean;
      readonly prePay: "no" | "deduct" | "deductAndNotify";
      readonly firstMonthProrated: boolean;
      readonly firstMonthIf: readonly SaidCircumstance[];
      readonly circumstances: readonly SaidCircumstance[];
    }
  | {
      readonly kind: "prohibition";
      readonly subject: Subject;
      readonly rule: SaidProhibition;
      readonly circumstances: readonly SaidCircumstance[];
    }
  | {
      readonly kind: "free";
      readonly subject: Subject;
      readonly of: Chosen;
      readonly circumstances: readonly SaidCircumstance[];
    }
  | {
      readonly kind: "window";
      readonly subject: Subject;
      readonly length: string;
      readonly opens: Chosen;
      readonly key: readonly string[];
    }
  | {
      readonly kind: "set";
      readonly subject: Subject;
      readonly key: readonly string[];
      readonly added: readonly Chosen[];
      readonly removed: readonly Chosen[];
    }
  | {
      readonly kind: "interval";
      readonly subject: Subject;
      readonly key: readonly string[];
      readonly from: Chosen;
      readonly until: Chosen;
    }
  | {
      readonly kind: "session";
      readonly subject: Subject;
      readonly key: readonly string[];
      readonly opens: Chosen;
      readonly timeout?: string;
      readonly life?: string;
      readonly closes: readonly Chosen[];
    }
  | { readonly kind: "measure"; readonly subject: Subject; readonly counts: SaidCounting; readonly atMost?: string }
  | { readonly kind: "term"; readonly subject: Subject; readonly term: SaidTerm };

/** A field of a usage record. */
export interface SaidField {
  readonly title: string;
  readonly type: FieldType["kind"];
  /** The values of an enumeration. */
  readonly values: readonly string[];
  /** The word that says yes in a yes-or-no field. */
  readonly adjective?: string;
  readonly optional: boolean;
}

/** How the amount of each event is made; every amount and length in words. */
export interface SaidEach {
  readonly per?: string;
  readonly increments?: { readonly first: string; readonly next: string };
  readonly plus?: string;
  readonly atLeast?: string;
  readonly atMost?: string;
}

/** The price of a clause. */
export type SaidPrice =
  | { readonly kind: "flat"; readonly title: string; readonly amount: string; readonly each?: SaidEach }
  | {
      readonly kind: "dated";
      readonly title: string;
      readonly periods: readonly { readonly amount: string; readonly from?: string; readonly until?: string }[];
      readonly each?: SaidEach;
    }
  | {
      readonly kind: "rates";
      readonly title: string;
      readonly file: string;
      readonly by: readonly string[];
      readonly tariff?: string;
      readonly each?: SaidEach;
    }
  | {
      readonly kind: "tiers";
      readonly title: string;
      readonly mode: "graduated" | "volume";
      readonly tiers: readonly { readonly upTo?: string; readonly amount: string; readonly plus?: string }[];
    }
  | { readonly kind: "blocks"; readonly title: string; readonly size: string; readonly amount: string; readonly free?: string }
  | {
      readonly kind: "package";
      readonly title: string;
      readonly included: DecimalText;
      readonly fee: string;
      readonly overage?: string;
    };

/** What one line of the agreement of an example says. */
export type SaidAgreed =
  | { readonly kind: "currency"; readonly currency: string }
  | { readonly kind: "timeZone"; readonly timeZone: string }
  | { readonly kind: "chargingModel"; readonly model: "post-pay" | "pre-pay" }
  | { readonly kind: "from"; readonly day: string }
  | { readonly kind: "credit"; readonly amount: string }
  | SaidPrice
  | { readonly kind: "term"; readonly title: string; readonly value: string }
  | { readonly kind: "subscription"; readonly title: string };

/** What an example expects, without the value. */
export type SaidExpectation =
  | { readonly kind: "clause"; readonly title: string; readonly money: boolean }
  | { readonly kind: "measure"; readonly title: string }
  | { readonly kind: "breach"; readonly title: string }
  | { readonly kind: "bucket"; readonly name: "charged" | "free" | "context" | "duplicate" | "conflict" | "rejected" | "refused" }
  | { readonly kind: "total" }
  | { readonly kind: "credit" }
  | { readonly kind: "notices" };
