/** The English phrase book. */
import type { DecimalText, Quantity } from "../../../ir/model.ts";
import type { Book, Phrases } from "./book.ts";
import { phrase } from "./book.ts";
import { price } from "./en-prices.ts";
import { condition, rule, unit } from "./en-sentences.ts";
import { termWords } from "./en-terms.ts";
import { list, moneyInWords, number, plural, quoted } from "./en-words.ts";
import { isOne } from "./numbers.ts";
import type { SaidAgreed, SaidExpectation, SaidField } from "./said.ts";

function counted(amount: DecimalText, one: string): string {
  return `${number(amount)} ${isOne(amount) ? one : plural(one)}`;
}

const quantity: Phrases<Quantity> = {
  duration: ({ amount, unit }) => counted(amount, unit),
  size: ({ amount, unit }) => (unit === "byte" ? counted(amount, unit) : `${number(amount)} ${unit}`),
  money: ({ amount, currency }) => moneyInWords(amount, currency),
  count: ({ amount }) => number(amount),
  percent: ({ amount }) => `${number(amount)}%`,
};

const TYPES: Readonly<Record<SaidField["type"], string>> = {
  phone: "phone number",
  country: "country",
  network: "network",
  text: "text",
  email: "email address",
  duration: "length of time",
  size: "size",
  count: "whole number",
  number: "number",
  flag: "yes or no",
  enumeration: "one of a list",
};

function field({ title, type, values, adjective, optional }: SaidField): string {
  const kind = values.length > 0 ? list(values, "or") : TYPES[type];
  const yes = adjective === undefined || adjective === "yes" ? kind : `${adjective} or not`;
  return `${title} (${yes}${optional ? "; may be left out" : ""})`;
}

const agreed: Phrases<SaidAgreed> = {
  currency: ({ currency }) => `currency: ${currency}`,
  timeZone: ({ timeZone }) => `time zone: ${timeZone}`,
  chargingModel: ({ model }) => `charging model: ${model}`,
  from: ({ day }) => `in force from ${day}`,
  credit: ({ amount }) => `credit at the start: ${amount}`,
  ...price,
  term: ({ title, value }) => `${quoted(title)} set to ${value}`,
  subscription: ({ title }) => `the client also subscribes to ${quoted(title)}`,
};

const expectation: Phrases<SaidExpectation> = {
  clause: ({ title, money }) => `${money ? "amount" : "quantity"} of ${quoted(title)}`,
  measure: ({ title }) => quoted(title),
  breach: ({ title }) => `breaches of ${quoted(title)}`,
  bucket: ({ name }) =>
    ({
      charged: "events charged",
      free: "events free of charge",
      context: "events outside the month",
      duplicate: "repeated events",
      conflict: "conflicting events",
      rejected: "rejected events",
      refused: "events refused for want of credit",
    })[name],
  credit: () => "credit at the end of the month",
  total: () => "total of the bill",
  notices: () => "notices to the client",
};

export const english: Book = {
  language: "en",
  languageName: "English",
  labels: {
    description: "Service description",
    includes: "The service includes:",
    providerDuties: "The provider shall:",
    clientDuties: "The client shall:",
    products: "Products",
    definitions: "Definitions",
    definitionsNote:
      "Every period includes the instant at which it begins and excludes the instant at which it ends; 24 hours are always exactly 24 hours. Calendar months and days are those of the time zone of the agreement.",
    charges: "Chargeable events, fees and commitments",
    prohibitions: "Prohibited use and use free of charge",
    records: "Usage records",
    interpretations: "Interpretations",
    examples: "Examples",
    agreed: "Agreed",
    given: "Given",
    time: "Time",
    timeline: "Timeline",
    expected: "Expected",
    month: "Month",
    question: "Question",
    decision: "Decision",
    reason: "Reason",
    source: "Source",
    category: "Category",
    contents: "Contents",
    services: "Services",
    search: "Search all services",
    noResults: "Nothing was found.",
    sideBySide: "Side by side",
    language: "Language",
    skip: "Skip to the text",
    contract: "Contract",
    ratingCode: "Rating code",
    nothing: "no usage",
  },
  quoted,
  list,
  number,
  money: (amount, currency) => `${number(amount)} ${currency}`,
  quantity,
  step: (value) =>
    isOne(value.amount) && (value.kind === "duration" || value.kind === "size") ? value.unit : phrase(quantity, value),
  term: (term, place) => `${place === "amount" ? "the " : ""}${term.title} (${termWords(term)})`,
  condition,
  rule,
  unit,
  onlyWithin: (category, product) =>
    `${product === undefined ? "The service" : quoted(product)} is available only to a client that also takes, of the category ${quoted(category)}, a service or product that is available by itself.`,
  shortCredit: {
    refuse:
      "On the pre-pay charging model, the provider refuses an event whose cost the client's credit does not cover. A refused event is not charged and counts for nothing else. An event without a cost is not refused, and what is due at the end of the month is deducted in any case.",
    allow:
      "On the pre-pay charging model, an event whose cost the client's credit does not cover is charged all the same; the credit becomes negative, and what is missing is paid first from the next top-up.",
    notify:
      "On the pre-pay charging model, an event whose cost the client's credit does not cover is charged all the same; the credit becomes negative, and the provider notifies the client of the event with which the credit became short.",
  },
  category: (name) => ({ Channels: "Channels", SaaS: "SaaS", Voice: "Voice" })[name] ?? name,
  negotiable: (term) => `Another reading can be agreed: see ${quoted(term)}.`,
  record: (title, fields) =>
    fields.length === 0
      ? `${quoted(title)} is recorded with its time.`
      : `${quoted(title)} is recorded with its time and: ${fields.map(field).join("; ")}.`,
  definition: (title, short, text) =>
    `${quoted(short === undefined ? title : `${title} (${short})`)} means ${text.replace(/[.;\s]+$/, "")}.`,
  flagValue: (adjective, yes) => (adjective === "yes" ? (yes ? "yes" : "no") : `${yes ? "" : "not "}${adjective}`),
  given: (title, fields, client) =>
    `${title}${fields.length > 0 ? ": " : ""}${fields.map(([name, value]) => `${name} ${value}`).join(", ")}${client === undefined ? "" : ` (client ${quoted(client)})`}`,
  agreed,
  expectation,
};
