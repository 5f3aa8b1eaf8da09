/**
 * Puts the constructs of one service into the words of one phrase book: finds the title of every name and hands the
 * book what it needs. Knows the intermediate representation and no language.
 */
import type {
  Charge,
  Condition,
  Counting,
  EventFilter,
  Fee,
  Minimum,
  Package,
  Prohibition,
  QuantityOrTerm,
  Session,
  Term,
} from "../../../ir/model.ts";
import type { Rule } from "../phrases.ts";
import { AgreedNames } from "./agreed.ts";
import { phrase } from "./book.ts";
import { inWords } from "./names.ts";
import type {
  Chosen,
  SaidBasis,
  SaidCondition,
  SaidCounting,
  SaidProhibition,
  SaidRule,
  SaidTerm,
  Subject,
  Worded,
} from "./said.ts";

/** One service in one language. */
export class Speaker extends AgreedNames {
  amount(value: QuantityOrTerm): string {
    return value.kind === "constant" ? this.quantity(value.value) : this.#term(value.term, "amount");
  }

  #step(value: QuantityOrTerm): string {
    return value.kind === "constant" ? this.book.step(value.value) : this.#term(value.term, "step");
  }

  #term(name: string, place: "amount" | "step"): string {
    const term = this.service.terms.find((each) => each.name === name);
    return term === undefined ? inWords(name) : this.book.term(this.saidTerm(term), place);
  }

  saidTerm(term: Term): SaidTerm {
    return {
      title: this.titleOf(term),
      type: term.kind,
      ...(term.value && { value: this.termValue(term.name, term.value) }),
      others: term.choices.slice(1).map((choice) => this.titleOf(choice)),
      negotiable: term.negotiable,
      ...(term.atLeast && { atLeast: this.quantity(term.atLeast) }),
      ...(term.atMost && { atMost: this.quantity(term.atMost) }),
    };
  }

  /** A condition in words, in every form. */
  condition(event: string, condition: Condition, depth = 0): Worded {
    const said = this.#saidCondition(event, condition, depth);
    return {
      one: phrase(this.book.condition("one"), said),
      many: phrase(this.book.condition("many"), said),
      statement: phrase(this.book.condition("statement"), said),
    };
  }

  #saidCondition(event: string, condition: Condition, depth: number): SaidCondition {
    switch (condition.kind) {
      case "all":
        return { kind: "all", of: flattened("all", condition.of).map((part) => this.condition(event, part, depth)) };
      case "any":
        return { kind: "any", of: flattened("any", condition.of).map((part) => this.condition(event, part, depth + 1)), depth };
      case "is":
        return {
          kind: "is",
          field: this.field(event, condition.field),
          values: condition.values.map((value) => this.value(event, condition.field, value)),
          negated: condition.negated,
        };
      case "flag": {
        const type = this.fieldOf(event, condition.field)?.type;
        const adjective = type?.kind === "flag" ? inWords(type.adjective) : "yes";
        return { kind: "flag", field: this.field(event, condition.field), adjective, negated: condition.negated };
      }
      case "compare":
        return {
          kind: "compare",
          field: this.field(event, condition.field),
          operator: condition.operator,
          value: this.amount(condition.value),
        };
      case "window":
      case "set":
      case "session": {
        const name =
          condition.kind === "window" ? condition.window : condition.kind === "set" ? condition.set : condition.session;
        return {
          kind: condition.kind,
          title: this.title(name),
          key: this.fields(event, condition.key),
          negated: condition.negated,
        };
      }
    }
  }

  chosen(filter: EventFilter): Chosen {
    const noun = this.title(filter.event);
    const { where } = filter;
    const always = where?.kind === "all" && where.of.length === 0;
    return where === undefined || always ? { noun } : { noun, where: this.condition(filter.event, where) };
  }

  /** The fields of the event that starts an interval. */
  #intervalFields(interval: string, names: readonly string[]): string[] {
    const event = this.service.intervals.find((each) => each.name === interval)?.from.event ?? "";
    return this.fields(event, names);
  }

  #intervalKey(interval: string): string[] {
    return this.#intervalFields(interval, this.service.intervals.find((each) => each.name === interval)?.per ?? []);
  }

  counting(counting: Counting): SaidCounting {
    switch (counting.kind) {
      case "events":
        return { kind: "events", of: counting.of.map((filter) => this.chosen(filter)) };
      case "distinct":
        return {
          kind: "distinct",
          of: counting.of.map((filter) => ({ ...this.chosen(filter), field: this.field(filter.event, filter.field) })),
        };
      case "sum":
        return {
          kind: "sum",
          of: this.chosen(counting.of),
          field: this.field(counting.of.event, counting.field),
          type: this.fieldOf(counting.of.event, counting.field)?.type.kind ?? "number",
        };
      case "commenced":
      case "commencedTotal":
        return {
          kind: counting.kind,
          of: this.chosen(counting.of),
          field: this.field(counting.of.event, counting.field),
          unit: this.#step(counting.unit),
        };
      case "peak":
        return { kind: "peak", interval: this.title(counting.interval) };
      case "alive":
        return { kind: "alive", interval: this.title(counting.interval), key: this.#intervalKey(counting.interval) };
      case "storage":
        return {
          kind: "storage",
          interval: this.title(counting.interval),
          field: this.#intervalFields(counting.interval, [counting.field]).join(""),
          unit: this.#step(counting.unit),
          commencedUnit: counting.commencedUnit,
          step: this.#step(counting.per),
        };
      case "sessions":
        return { kind: "sessions", session: this.title(counting.session), which: counting.which };
      case "measure":
        return { kind: "measure", measure: this.title(counting.measure), countable: this.#countable(counting.measure) };
    }
  }

  #countable(name: string): boolean {
    const measure = this.service.measures.find((each) => each.name === name);
    if (measure === undefined) return false;
    const { counts } = measure;
    if (counts.kind === "measure") return counts.measure !== name && this.#countable(counts.measure);
    return counts.kind !== "sum" && counts.kind !== "commenced" && counts.kind !== "commencedTotal" && counts.kind !== "storage";
  }

  rule(rule: Rule): string {
    return phrase(this.book.rule, this.saidRule(rule));
  }

  unit(rule: Rule): string {
    return phrase(this.book.unit, this.saidRule(rule));
  }

  saidRule(rule: Rule): SaidRule {
    const subject = this.subject(rule.element);
    switch (rule.kind) {
      case "charge":
        return this.#charge(rule.element, subject);
      case "fee":
        return this.#fee(rule.element, subject);
      case "package":
        return this.#package(rule.element, subject);
      case "minimum":
        return this.#minimum(rule.element, subject);
      case "prohibition":
        return {
          kind: "prohibition",
          subject,
          rule: this.#prohibition(rule.element.rule),
          circumstances: this.circumstances(rule.element.circumstances),
        };
      case "free":
        return {
          kind: "free",
          subject,
          of: this.chosen(rule.element.of),
          circumstances: this.circumstances(rule.element.circumstances),
        };
      case "window": {
        const { length, opens, per } = rule.element;
        return {
          kind: "window",
          subject,
          length: this.amount(length),
          opens: this.chosen(opens),
          key: this.fields(opens.event, per),
        };
      }
      case "set": {
        const { of, added, removed } = rule.element;
        const event = [...added, ...removed][0]?.event ?? "";
        return {
          kind: "set",
          subject,
          key: this.fields(event, of),
          added: added.map((filter) => this.chosen(filter)),
          removed: removed.map((filter) => this.chosen(filter)),
        };
      }
      case "interval": {
        const { from, until, per } = rule.element;
        return {
          kind: "interval",
          subject,
          key: this.fields(from.event, per),
          from: this.chosen(from),
          until: this.chosen(until),
        };
      }
      case "session":
        return this.#session(rule.element, subject);
      case "measure":
        return { kind: "measure", subject, counts: this.counting(rule.element.counts), ...this.#atMost(rule.element) };
      case "term":
        return { kind: "term", subject, term: this.saidTerm(rule.element) };
    }
  }

  #atMost({ atMost }: { readonly atMost?: QuantityOrTerm }): { readonly atMost?: string } {
    return atMost === undefined ? {} : { atMost: this.amount(atMost) };
  }

  #titles(names: readonly string[]): string[] {
    return names.map((name) => this.title(name));
  }

  #charge(charge: Charge, subject: Subject): SaidRule {
    const { counts, addOn, pricedAs, externalTariff } = charge;
    return {
      kind: "charge",
      subject,
      counts: this.counting(counts),
      ...this.#atMost(charge),
      addOn,
      pricedBy: this.fields(this.eventCounted(counts), charge.pricedBy),
      ...(pricedAs !== undefined && { pricedAs: this.title(pricedAs) }),
      ...(externalTariff && { tariff: this.titleOf(externalTariff) }),
      inAdditionTo: this.#titles(charge.inAdditionTo),
      circumstances: this.circumstances(charge.circumstances),
    };
  }

  #fee(fee: Fee, subject: Subject): SaidRule {
    return {
      kind: "fee",
      subject,
      basis: this.#basis(fee.basis),
      ...this.#atMost(fee),
      pricedBy: this.fields(this.eventDue(fee.basis), fee.pricedBy),
      inAdvance: fee.inAdvance,
      firstMonthProrated: fee.firstMonthProrated,
      firstMonthIf: this.circumstances(fee.firstMonthIf),
      alternativeTo: this.#titles(fee.alternativeTo),
      circumstances: this.circumstances(fee.circumstances),
    };
  }

  #basis(basis: Fee["basis"]): SaidBasis {
    switch (basis.kind) {
      case "monthlyFlat":
        return { kind: "monthlyFlat" };
      case "monthlyPerInterval":
        return {
          kind: "monthlyPerInterval",
          interval: this.title(basis.interval),
          key: this.#intervalKey(basis.interval),
          count: basis.count,
        };
      case "oncePerEvent":
        return { kind: "oncePerEvent", of: this.chosen(basis.of) };
    }
  }

  #package(pack: Package, subject: Subject): SaidRule {
    return {
      kind: "package",
      subject,
      measure: this.title(pack.measure),
      countable: this.#countable(pack.measure),
      overage: pack.overage,
      overageIf: this.circumstances(pack.overageIf),
      alternativeTo: this.#titles(pack.alternativeTo),
      circumstances: this.circumstances(pack.circumstances),
    };
  }

  #minimum(minimum: Minimum, subject: Subject): SaidRule {
    const { prePay } = minimum;
    return {
      kind: "minimum",
      subject,
      amount: this.amount(minimum.amount),
      of: this.#titles(minimum.of),
      postPay: minimum.postPay !== undefined,
      prePay: prePay === undefined ? "no" : prePay.notify ? "deductAndNotify" : "deduct",
      firstMonthProrated: minimum.firstMonthProrated,
      firstMonthIf: this.circumstances(minimum.firstMonthIf),
      circumstances: this.circumstances(minimum.circumstances),
    };
  }

  #prohibition(rule: Prohibition["rule"]): SaidProhibition {
    switch (rule.kind) {
      case "event":
        return { kind: "event", of: this.chosen(rule.of) };
      case "concurrent":
        return {
          kind: "concurrent",
          interval: this.title(rule.interval),
          limit: this.amount(rule.limit),
          key: this.#intervalFields(rule.interval, rule.per),
        };
      case "distinct":
        return {
          kind: "distinct",
          of: this.chosen(rule.of),
          field: this.field(rule.of.event, rule.field),
          limit: this.amount(rule.limit),
          key: this.fields(rule.of.event, rule.per),
        };
    }
  }

  #session(session: Session, subject: Subject): SaidRule {
    return {
      kind: "session",
      subject,
      key: this.fields(session.opens.event, session.per),
      opens: this.chosen(session.opens),
      ...(session.timeout && { timeout: this.amount(session.timeout) }),
      ...(session.life && { life: this.amount(session.life) }),
      closes: session.closes.map((filter) => this.chosen(filter)),
    };
  }
}

/** Nested conditions of the same kind in one list, what is simple before what is itself a list. */
function flattened(kind: "all" | "any", conditions: readonly Condition[]): Condition[] {
  const flat = conditions.flatMap((each) => (each.kind === kind ? flattened(kind, each.of) : [each]));
  return kind === "any" ? flat : [...flat.filter((each) => each.kind !== "any"), ...flat.filter((each) => each.kind === "any")];
}
