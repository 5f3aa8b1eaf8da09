/** English sentences: conditions, counts and rules. */
import type { Phrases } from "./book.ts";
import { phrase } from "./book.ts";
import { circumstances, onlyWhile, termMeaning, termWords } from "./en-terms.ts";
import { bare, definite, list, plural, quoted, singular, withArticle } from "./en-words.ts";
import type {
  Chosen,
  Form,
  SaidBasis,
  SaidCircumstance,
  SaidCondition,
  SaidCounting,
  SaidProhibition,
  SaidRule,
  Subject,
} from "./said.ts";

// ── Conditions ──────────────────────────────────────────────────────────────

const COMPARISONS = { above: "more than", below: "less than", atLeast: "at least", atMost: "at most" } as const;

/** "answered by" is said of the event itself: "which is answered by a person". */
function endsInPreposition(field: string): boolean {
  return /\b(by|from|to|at|in|on|with|for|through|via)$/.test(field);
}

function possessor(form: Form): string {
  return form === "many" ? "their" : "its";
}

/** "whose format is", or "the format is". */
function having(field: string, form: Form, verb: string): string {
  return form === "statement" ? `the ${bare(field)} ${verb}` : `whose ${bare(field)} ${verb}`;
}

/** "which occurs", or "it occurs". */
function occurring(form: Form): string {
  return { one: "which occurs", many: "which occur", statement: "it occurs" }[form];
}

/** "other than", since a value may itself be titled "not delivered". */
function oneOf(values: readonly string[], negated: boolean): string {
  return `${negated ? "other than " : ""}${list(values, "or")}`;
}

function ofKey(key: readonly string[], form: Form, word: string): string {
  return key.length === 0 ? "" : ` ${word} ${possessor(form)} ${list(key.map(bare))}`;
}

export function condition(form: Form): Phrases<SaidCondition> {
  return {
    all: ({ of }) => list(of.map((part) => part[form])),
    any: ({ of, depth }) => {
      const marks = depth === 0 ? "abcdefghijklmnopqrstuvwxyz" : "";
      const roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
      const lettered = of.map((part, index) => `(${marks[index] ?? roman[index] ?? index + 1}) ${part.statement}`);
      return `${form === "statement" ? "" : "for which "}${of.length === 2 ? "either " : ""}${list(lettered, "or")}`;
    },
    is: ({ field, values, negated }) => {
      if (!endsInPreposition(field)) return `${having(field, form, "is")} ${oneOf(values, negated)}`;
      const is = { one: "which is", many: "which are", statement: "it is" }[form];
      return `${is} ${negated ? "not " : ""}${field} ${list(values, "or")}`;
    },
    flag: ({ field, adjective, negated }) => {
      const said =
        adjective === "yes"
          ? `${quoted(field)} is ${negated ? "no" : "yes"}`
          : `${bare(field)} is ${negated ? "not " : ""}${adjective}`;
      return form === "statement" ? said : `for which ${said}`;
    },
    compare: ({ field, operator, value }) => `${having(field, form, "is")} ${COMPARISONS[operator]} ${value}`,
    window: ({ title, key, negated }) =>
      `${occurring(form)} ${negated ? "outside" : "inside"} the ${bare(title)}${ofKey(key, form, "of")}`,
    set: ({ title, key, negated }) =>
      `${having(list(key.map(bare)), form, key.length > 1 ? "are" : "is")} ${negated ? "not " : ""}on the ${bare(title)}`,
    session: ({ title, key, negated }) =>
      `${occurring(form)} while ${negated ? `no ${bare(title)}` : withArticle(title)} is open${ofKey(key, form, "for")}`,
  };
}

// ── Events and counts ───────────────────────────────────────────────────────

function each(of: Chosen): string {
  return `each ${[bare(of.noun), of.where?.one].filter(Boolean).join(" ")}`;
}

function one(of: Chosen): string {
  return [withArticle(of.noun), of.where?.one].filter(Boolean).join(" ");
}

function only(word: string, of: Chosen): string {
  return [word, bare(of.noun), of.where?.one].filter(Boolean).join(" ");
}

function many(of: Chosen): string {
  return [plural(of.noun), of.where?.many].filter(Boolean).join(" ");
}

function eachKey(key: readonly string[]): string {
  return key.length > 1 ? `each combination of ${list(key.map(bare))}` : `each ${key.map(bare).join("")}`;
}

function separately(key: readonly string[]): string {
  return key.length === 0 ? "" : `for ${eachKey(key)} separately`;
}

function sumUnit({ field, type }: { readonly field: string; readonly type: string }): string {
  if (type === "duration") return "second";
  if (type === "size") return "byte";
  return type === "count" ? singular(field.replace(/^number of /, "")) : `unit of ${bare(field)}`;
}

function unitOf(measure: string, countable: boolean): string {
  return countable ? singular(measure) : `unit of ${bare(measure)}`;
}

const SESSIONS = {
  opened: ["opens in", "open in"],
  closed: ["closes in", "close in"],
  active: ["is open at any time in", "are open at any time in"],
} as const;

const STEP_MONTH = ", each belonging to the month in which it commences";

/** The number of a whole month. */
const total: Phrases<SaidCounting> = {
  events: ({ of }) => `the number of ${list(of.map(many))}`,
  distinct: ({ of }) =>
    of.length === 1
      ? `the number of different ${plural(of[0]!.field)} of ${many(of[0]!)}`
      : new Set(of.map((part) => part.field)).size === 1
        ? `the number of different ${plural(of[0]!.field)} of ${list(of.map(many), "and of")}, each being counted once`
        : `the number of different values, each being counted once, among ${list(of.map((part) => `the ${plural(part.field)} of ${many(part)}`))}`,
  sum: ({ of, field }) => `the sum of the ${bare(field)} of all ${many(of)}`,
  commenced: ({ of, field, unit }) =>
    `the number that results from counting each commenced ${unit}, and at least one, of the ${bare(field)} of ${each(of)}`,
  commencedTotal: ({ of, field, unit }) =>
    `the number that results from counting each commenced ${unit}, and at least one, of the sum of the ${bare(field)} of all ${many(of)}`,
  peak: ({ interval }) => `the greatest number of ${plural(interval)} that exist at the same time`,
  alive: ({ interval, key }) =>
    `the number of ${plural(interval)} that exist in any part of the month, ${eachKey(key)} being counted once`,
  storage: ({ interval, field, unit, commencedUnit, step }) =>
    `the sum of the ${bare(field)}, in ${commencedUnit ? "commenced " : ""}${unit}, of all ${plural(interval)}, ` +
    `counted for each commenced ${step} for which each of them exists${STEP_MONTH}`,
  sessions: ({ session, which }) => `the number of ${plural(session)} that ${SESSIONS[which][1]} the month`,
  measure: ({ measure }) => `the same number as ${quoted(measure)}`,
};

/** One thing that is charged. */
const unitCharged: Phrases<SaidCounting> = {
  events: ({ of }) => list(of.map(each)),
  distinct: ({ of }) =>
    `${list(
      of.map((part) => `each different ${bare(part.field)} of ${many(part)}`),
      "or",
    )}, counted once in each calendar month`,
  sum: (said) => {
    const unit = sumUnit(said);
    const field = said.type === "duration" || said.type === "size" ? ` of the ${bare(said.field)}` : "";
    return `each ${unit}${field} of ${each(said.of)}`;
  },
  commenced: ({ of, field, unit }) => `each commenced ${unit}, and at least one, of the ${bare(field)} of ${each(of)}`,
  commencedTotal: ({ of, field, unit }) =>
    `each commenced ${unit}, and at least one, of the sum, over each calendar month and for each price separately, ` +
    `of the ${bare(field)} of all ${many(of)}`,
  peak: ({ interval }) =>
    `each ${bare(interval)}, counted at the greatest number of ${plural(interval)} that exist at the same time in each calendar month`,
  alive: ({ interval, key }) =>
    `each ${bare(interval)} that exists in any part of a calendar month, ${eachKey(key)} being counted once in that month`,
  storage: ({ interval, field, unit, commencedUnit, step }) =>
    `each ${commencedUnit ? "commenced " : ""}${unit} of the ${bare(field)} of each ${bare(interval)}, ` +
    `for each commenced ${step} for which it exists${STEP_MONTH}`,
  sessions: ({ session, which }) => `each ${bare(session)} that ${SESSIONS[which][0]} the calendar month`,
  measure: ({ measure, countable }) => `each ${unitOf(measure, countable)}`,
};

const countingUnit: Phrases<SaidCounting> = {
  events: () => "event",
  distinct: ({ of }) => bare(of[0]?.field ?? "unit"),
  sum: sumUnit,
  commenced: ({ unit }) => unit,
  commencedTotal: ({ unit }) => unit,
  peak: ({ interval }) => bare(interval),
  alive: ({ interval }) => bare(interval),
  storage: ({ unit, commencedUnit, step }) => `${commencedUnit ? "commenced " : ""}${unit} per ${step}`,
  sessions: ({ session }) => bare(session),
  measure: ({ measure, countable }) => unitOf(measure, countable),
};

const basis: Phrases<SaidBasis> = {
  monthlyFlat: () => "a fee for each calendar month",
  monthlyPerInterval: ({ interval, key, count }) =>
    count === "peak"
      ? `a fee for each calendar month for each ${bare(interval)}, counted at the greatest number of ${plural(interval)} that exist at the same time in that month`
      : `a fee for each calendar month for each ${bare(interval)} that exists in any part of that month, ${eachKey(key)} being counted once`,
  oncePerEvent: ({ of }) => `a fee that falls due once for ${each(of)}`,
};

const prohibition: Phrases<SaidProhibition> = {
  event: ({ of }) => `there must be ${only("no", of)}`,
  concurrent: ({ interval, limit, key }) =>
    `the number of ${plural(interval)} that exist at the same time${forTheSame(key)} must not exceed ${limit}`,
  distinct: ({ of, field, limit, key }) =>
    `the number of different ${plural(field)} of ${many(of)}${forTheSame(key)} must never exceed ${limit}`,
};

function forTheSame(key: readonly string[]): string {
  return key.length === 0 ? "" : ` for the same ${list(key.map(bare))}`;
}

// ── Rules ───────────────────────────────────────────────────────────────────

function named({ title, short, product }: Subject): string {
  const head = quoted(short === undefined ? title : `${title} (${short})`);
  return product === undefined ? head : `${head}, within ${quoted(product)},`;
}

function means(subject: Subject, ...parts: readonly (string | false)[]): string {
  return meansFor("", subject, ...parts);
}

/** The scope stands between commas: "means, for each user separately, …". */
function meansFor(scope: string, subject: Subject, ...parts: readonly (string | false)[]): string {
  return `${named(subject)} means${scope === "" ? "" : `, ${scope},`} ${parts.filter(Boolean).join("")}.`;
}

function titles(names: readonly string[]): string {
  return list(names.map(quoted));
}

/** What limits a part of a clause, before that part. */
function where(provisos: readonly SaidCircumstance[]): string {
  return provisos.length === 0 ? "" : `where ${circumstances(provisos)}, `;
}

function alternativeTo(names: readonly string[]): string | false {
  return names.length > 0 && `; the agreement prices either ${list(["this", ...names.map(quoted)], "or")}`;
}

export const rule: Phrases<SaidRule> = {
  charge: (said) =>
    means(
      said.subject,
      phrase(unitCharged, said.counts),
      said.atMost !== undefined && `, but at most ${said.atMost} in each calendar month`,
      said.pricedBy.length > 0 && `, priced by ${list(said.pricedBy.map(bare))}`,
      said.pricedAs !== undefined && `, charged at the price of ${quoted(said.pricedAs)}`,
      said.tariff !== undefined && `, or, where the agreement refers to it, according to ${definite(said.tariff)}`,
      said.addOn && "; it is an optional add-on, charged only where the agreement gives it a price",
      said.inAdditionTo.length > 0 && `; it is charged in addition to ${titles(said.inAdditionTo)}`,
      onlyWhile(said.circumstances),
    ),
  fee: (said) => {
    const perInterval = said.basis.kind === "monthlyPerInterval" ? said.basis : undefined;
    const additions = perInterval
      ? ` for the ${plural(perInterval.interval)} that exist on that day, and in full for each further one when it is added`
      : "";
    const existing = perInterval
      ? `the ${plural(perInterval.interval)} that exist on the day on which the service begins are`
      : "it is";
    return means(
      said.subject,
      phrase(basis, said.basis),
      said.atMost !== undefined && `, but for at most ${said.atMost} of them`,
      said.pricedBy.length > 0 && `, priced by ${list(said.pricedBy.map(bare))}`,
      said.inAdvance && `; it is invoiced in advance on the first day of the month${additions}`,
      said.firstMonthProrated &&
        `; ${where(said.firstMonthIf)}in the first month ${existing} charged only for the days that remain, the first of them included, in proportion to the days of that month`,
      perInterval !== undefined && said.firstMonthProrated && ", and later additions in full",
      alternativeTo(said.alternativeTo),
      onlyWhile(said.circumstances),
    );
  },
  package: (said) =>
    means(
      said.subject,
      `a fee for each calendar month that covers the number of ${said.countable ? plural(said.measure) : `units of ${bare(said.measure)}`} stated in the agreement`,
      said.overage
        ? `; ${where(said.overageIf)}each further ${unitOf(said.measure, said.countable)} is charged in addition, at the price stated there${said.overageIf.length > 0 ? ", and is otherwise reported and not charged" : ""}`
        : "; use beyond that number is reported and not charged",
      alternativeTo(said.alternativeTo),
      onlyWhile(said.circumstances),
    ),
  minimum: (said) =>
    means(
      said.subject,
      `the client's commitment to traffic worth at least ${said.amount} in each calendar month, including a month without any, `,
      `where the amounts charged for ${titles(said.of)} count as traffic`,
      said.postPay && "; on the post-pay charging model, the provider invoices the shortfall",
      said.prePay !== "no" && "; on the pre-pay charging model, the provider deducts the shortfall from the client's credit",
      said.prePay === "deductAndNotify" && " and notifies the client when the credit is short",
      said.firstMonthProrated &&
        `; ${where(said.firstMonthIf)}the commitment of the first month is reduced in proportion to the days that remain of it, the first of them included`,
      onlyWhile(said.circumstances),
    ),
  prohibition: (said) =>
    `${named(said.subject)} is prohibited: ${phrase(prohibition, said.rule)}; a breach is reported and never charged${onlyWhile(said.circumstances) || ""}.`,
  free: (said) =>
    means(said.subject, each(said.of), "; under this contract it is not charged by itself", onlyWhile(said.circumstances)),
  window: ({ subject, key, length, opens }) =>
    meansFor(separately(key), subject, `the period of ${length} from ${only("the last", opens)}`),
  set: (said) =>
    means(
      said.subject,
      `the list of every ${list(said.key.map(bare))} that has been added by ${list(said.added.map(one), "or")}`,
      said.removed.length > 0 && `, and not removed since by ${list(said.removed.map(one), "or")}`,
    ),
  interval: (said) =>
    meansFor(
      separately(said.key),
      said.subject,
      `each period that begins with ${one(said.from)} and ends with ${only("the next", said.until)}`,
      `; another ${bare(said.from.noun)} within that period changes nothing`,
    ),
  session: (said) => {
    const closes = [
      ...(said.timeout === undefined
        ? []
        : [
            `once ${said.timeout} has passed without a further ${bare(said.opens.noun)} (whether or not it could itself open the period)`,
          ]),
      ...(said.life === undefined ? [] : [`once ${said.life} has passed since it opened`]),
      ...said.closes.map((event) => `with ${one(event)}`),
    ];
    const lettered =
      closes.length > 1 ? closes.map((close, index) => `(${"abcdefghijklmnopqrstuvwxyz"[index]}) ${close}`) : closes;
    return meansFor(
      separately(said.key),
      said.subject,
      `each period that opens with ${one(said.opens)}`,
      closes.length > 0 && ` and closes ${list(lettered, "or", ";")}${closes.length > 1 ? ", whichever comes first" : ""}`,
    );
  },
  measure: (said) =>
    meansFor(
      "for each calendar month",
      said.subject,
      phrase(total, said.counts),
      said.atMost !== undefined && `, but at most ${said.atMost}`,
    ),
  term: ({ subject, term }) => means(subject, termMeaning(term)),
};

export const unit: Phrases<SaidRule> = {
  charge: ({ counts }) => phrase(countingUnit, counts),
  fee: ({ basis }) =>
    basis.kind === "monthlyFlat" ? "month" : basis.kind === "oncePerEvent" ? "event" : `${bare(basis.interval)} per month`,
  package: ({ measure, countable }) => unitOf(measure, countable),
  minimum: () => "month",
  prohibition: () => "breach",
  free: () => "event",
  window: ({ subject }) => bare(subject.title),
  set: ({ key }) => list(key.map(bare)),
  interval: ({ subject }) => bare(subject.title),
  session: ({ subject }) => bare(subject.title),
  measure: ({ counts }) => phrase(countingUnit, counts),
  term: ({ term }) => term.value ?? termWords(term),
};
