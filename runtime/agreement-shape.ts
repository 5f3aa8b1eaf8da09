/**
 * Whether what is handed in as an agreement has the shape of one. Programs in JavaScript, and data of other systems, may say anything;
 * what a well-shaped agreement says is checked where it is used.
 */
import { z } from "zod";
import type { Agreement } from "./agreement.ts";
import { AgreementError } from "./setup.ts";
import { excerpt } from "./text.ts";

const text = z.string();
const decimal = z.string();
const each = z.object({
  increments: z.object({ first: decimal, next: decimal }).optional(),
  per: decimal.optional(),
  plus: decimal.optional(),
  atLeast: decimal.optional(),
  atMost: decimal.optional(),
});
const row = z.object({
  key: z.array(text),
  price: decimal,
  from: text.optional(),
  until: text.optional(),
  line: z.number(),
});

/** Rows that were looked at: agreements share rate cards, which may be long. */
const looked = new WeakSet<object>();
const rows = z.array(z.unknown()).superRefine((value, context) => {
  if (looked.has(value)) return;
  const { error } = z.array(row).safeParse(value, { error: said });
  if (error === undefined) looked.add(value);
  else for (const { path, message } of error.issues) context.addIssue({ code: "custom", path, message });
});

const tier = z.object({ upTo: decimal.optional(), amount: decimal, plus: decimal.optional() });
const period = z.object({ amount: decimal, from: text.optional(), until: text.optional() });
const price = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("flat"), amount: decimal, each: each.optional() }),
  z.object({ kind: z.literal("dated"), periods: z.array(period), each: each.optional() }),
  z.object({ kind: z.literal("rates"), file: text, by: z.array(text), tariff: text.optional(), rows, each: each.optional() }),
  z.object({ kind: z.literal("graduated"), tiers: z.array(tier) }),
  z.object({ kind: z.literal("volume"), tiers: z.array(tier) }),
  z.object({ kind: z.literal("blocks"), size: decimal, amount: decimal, free: decimal.optional() }),
  z.object({ kind: z.literal("package"), included: decimal, fee: decimal, overage: decimal.optional() }),
]);

const value = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("duration"), milliseconds: z.number() }),
  z.object({ kind: z.literal("size"), bytes: decimal }),
  z.object({ kind: z.literal("money"), amount: decimal, currency: text }),
  z.object({ kind: z.literal("count"), amount: decimal }),
  z.object({ kind: z.literal("percent"), amount: decimal }),
  z.object({ kind: z.literal("choice"), value: text }),
]);

const spend = z.object({ amount: decimal, prorated: z.boolean() });
const taken = z.object({
  service: text,
  products: z.array(text),
  from: text.optional(),
  prices: z.array(z.object({ clause: text, price })),
  terms: z.array(z.object({ term: text, value })),
  atLeast: spend.optional(),
  atMost: spend.optional(),
});
const contract = z.object({
  name: text,
  client: text,
  accounts: z.array(text),
  currency: text,
  timeZone: text,
  chargingModel: z.enum(["post-pay", "pre-pay"]),
  from: text.optional(),
  until: text.optional(),
  credit: decimal.optional(),
  rounding: z.enum(["half up", "half even", "up", "down"]),
  roundingTo: decimal.optional(),
  proration: z
    .object({
      by: text,
      firstDayCounts: z.boolean(),
      lastMonth: z.object({ lastDayCounts: z.boolean() }).optional(),
    })
    .optional(),
  atLeast: spend.optional(),
  atMost: spend.optional(),
});
const agreement = contract.extend({ takes: z.array(taken) });

/** Throws an AgreementError that says where an agreement is not as an agreement must be. */
export function checkShape(given: Agreement): void {
  refuseWrong(agreement, given, nameOf(given));
}

const soleService = z.object({
  agreement: text,
  ...contract.omit({ name: true }).shape,
  products: z.array(text),
  prices: z.looseObject({}),
});

/** The same of an agreement that takes one service. What its prices look like is for the module to say. */
export function checkServiceShape(given: { readonly agreement: unknown; readonly [name: string]: unknown }): void {
  refuseWrong(soleService, given, nameOf({ name: given.agreement }));
}

const pricesByClause = z.object({ prices: z.record(text, price.optional()) });

/** Prices of a module by clause, as they are handed in. Throws an AgreementError that says where one is no price. */
export function agreePrices<Prices extends object>(service: string, prices: Prices): Prices {
  refuseWrong(pricesByClause, { prices }, service);
  return prices;
}

const termValue = z.union([z.number(), text, z.object({ amount: decimal, currency: text })]);
const termsByName = z.object({ terms: z.record(text, termValue.optional()) });

/** Throws an AgreementError when what terms are set to by name has another shape. */
export function checkTermShapes(service: string, terms: object): void {
  refuseWrong(termsByName, { terms }, service);
}

function nameOf(given: unknown): string {
  const name: unknown = typeof given === "object" && given !== null && "name" in given ? given.name : undefined;
  return typeof name === "string" && name !== "" ? excerpt(name) : "An agreement without a name";
}

function refuseWrong(schema: z.ZodType, given: unknown, name: string): void {
  const { error } = schema.safeParse(given, { error: said });
  if (error === undefined) return;
  const { path, message } = error.issues[0]!;
  const place = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  throw new AgreementError(`${name}: ${place === "" ? "the agreement" : excerpt(place.slice(1))} ${message}.`);
}

const called: Readonly<Record<string, string>> = {
  array: "a list",
  object: "an object",
  record: "an object",
  string: "a text",
  number: "a number",
  boolean: "true or false",
};

/** What is wrong with a value, as the end of a sentence about its place. */
function said(issue: { readonly code?: string; readonly input?: unknown } & Readonly<Record<string, unknown>>): string {
  switch (issue.code) {
    case "invalid_type": {
      const expected = called[String(issue.expected)] ?? String(issue.expected);
      return issue.input === undefined ? `is missing: it must be ${expected}` : `must be ${expected}, not ${shown(issue.input)}`;
    }
    case "invalid_value":
      return `must be one of ${(issue.values as readonly unknown[]).map((each) => JSON.stringify(each)).join(", ")}, not ${shown(issue.input)}`;
    case "invalid_union": {
      const { input } = issue;
      if (issue.discriminator !== "kind") return `must be a number, a text or an amount with its currency, not ${shown(input)}`;
      return `must be a kind that an agreement knows, not ${shown((input as { readonly kind?: unknown } | undefined)?.kind)}`;
    }
    default:
      return "has another shape";
  }
}

function shown(given: unknown): string {
  if (given === undefined) return "nothing";
  if (given === null) return "null";
  if (Array.isArray(given)) return "a list";
  if (typeof given === "string") return excerpt(JSON.stringify(given));
  return typeof given === "object" ? "an object" : excerpt(String(given));
}
