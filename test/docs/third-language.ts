/** A tiny phrase book in a third language: all that adding a language takes. */
import type { Book, Labels, Phrases } from "../../compiler/emit/docs/phrases/book.ts";
import { phrase } from "../../compiler/emit/docs/phrases/book.ts";
import { english } from "../../compiler/emit/docs/phrases/en.ts";
import type { SaidCounting } from "../../compiler/emit/docs/phrases/said.ts";

const labels = Object.fromEntries(Object.keys(english.labels).map((name) => [name, `(${name})`])) as unknown as Labels;

const counting: Phrases<SaidCounting> = {
  events: ({ of }) => of.map(({ noun }) => noun).join(" + "),
  distinct: ({ of }) => of.map(({ field }) => field).join(" + "),
  sum: ({ field }) => `sum(${field})`,
  commenced: ({ unit }) => `commenced(${unit})`,
  commencedTotal: ({ unit }) => `commenced(${unit})`,
  peak: ({ interval }) => `peak(${interval})`,
  alive: ({ interval }) => `alive(${interval})`,
  storage: ({ unit, step }) => `${unit} × ${step}`,
  sessions: ({ session }) => session,
  measure: ({ measure }) => measure,
};

const quoted = (text: string) => `«${text}»`;

export const compass: Book = {
  language: "eo",
  languageName: "Esperanto",
  labels,
  quoted,
  list: (items) => items.join(", "),
  number: (value) => value,
  money: (amount, currency) => `${amount} ${currency}`,
  quantity: {
    duration: ({ amount, unit }) => `${amount} ${unit}`,
    size: ({ amount, unit }) => `${amount} ${unit}`,
    money: ({ amount, currency }) => `${amount} ${currency}`,
    count: ({ amount }) => amount,
    percent: ({ amount }) => `${amount}%`,
  },
  step: (value) => `${value.amount}`,
  term: (term) => term.value ?? "?",
  condition: () => ({
    all: ({ of }) => of.map((each) => each.one).join(" ∧ "),
    any: ({ of }) => of.map((each) => each.one).join(" ∨ "),
    is: ({ field, values }) => `${field} = ${values.join("/")}`,
    flag: ({ field }) => field,
    compare: ({ field, operator, value }) => `${field} ${operator} ${value}`,
    window: ({ title }) => title,
    set: ({ title }) => title,
    session: ({ title }) => title,
  }),
  rule: {
    charge: ({ subject, counts }) => `${quoted(subject.title)} = ${phrase(counting, counts)}`,
    fee: ({ subject }) => quoted(subject.title),
    package: ({ subject }) => quoted(subject.title),
    minimum: ({ subject, amount }) => `${quoted(subject.title)} ≥ ${amount}`,
    prohibition: ({ subject }) => `¬${quoted(subject.title)}`,
    free: ({ subject }) => `${quoted(subject.title)} = 0`,
    window: ({ subject, length }) => `${quoted(subject.title)} = ${length}`,
    set: ({ subject }) => quoted(subject.title),
    interval: ({ subject }) => quoted(subject.title),
    session: ({ subject }) => quoted(subject.title),
    measure: ({ subject, counts }) => `${quoted(subject.title)} = ${phrase(counting, counts)}`,
    term: ({ subject, term }) => `${quoted(subject.title)} = ${term.value}`,
  },
  unit: {
    charge: ({ counts }) => phrase(counting, counts),
    fee: () => "monato",
    package: () => "unuo",
    minimum: () => "monato",
    prohibition: () => "malobeo",
    free: () => "evento",
    window: ({ subject }) => subject.title,
    set: ({ subject }) => subject.title,
    interval: ({ subject }) => subject.title,
    session: ({ subject }) => subject.title,
    measure: ({ counts }) => phrase(counting, counts),
    term: ({ term }) => term.value ?? "?",
  },
  onlyWithin: (category) => category,
  negotiable: (term) => term,
  category: (name) => name,
  record: (title, fields) => `${title}(${fields.map((field) => field.title).join(", ")})`,
  definition: (title, _short, text) => `${quoted(title)} = ${text}`,
  flagValue: (adjective, yes) => (yes ? adjective : `ne ${adjective}`),
  given: (title, fields) => `${title}: ${fields.map((pair) => pair.join(" ")).join(", ")}`,
  agreed: {
    currency: ({ currency }) => currency,
    timeZone: ({ timeZone }) => timeZone,
    chargingModel: ({ model }) => model,
    from: ({ day }) => day,
    credit: ({ amount }) => amount,
    flat: ({ title, amount }) => `${title} ${amount}`,
    rates: ({ title, file }) => `${title} ${file}`,
    dated: ({ title, periods }) => `${title} ${periods.map(({ amount }) => amount).join("/")}`,
    tiers: ({ title, tiers }) => `${title} ${tiers.map(({ amount }) => amount).join("/")}`,
    blocks: ({ title, amount, size }) => `${title} ${amount}/${size}`,
    package: ({ title, fee }) => `${title} ${fee}`,
    term: ({ title, value }) => `${title} ${value}`,
    subscription: ({ title }) => title,
  },
  expectation: {
    clause: ({ title }) => title,
    measure: ({ title }) => title,
    breach: ({ title }) => title,
    bucket: ({ name }) => name,
    total: () => "sumo",
    notices: () => "avizoj",
  },
};
