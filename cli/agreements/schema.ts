/** Agreements as JSON, as other systems write them. Whether they fit the contracts is checked with those written in SDL. */
import { z } from "zod";

const decimal = z.string().regex(/^\d+(?:\.\d+)?$/, { error: 'must be a decimal in text, like "0.05"' });
const name = z
  .string()
  .max(200)
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, { error: "must be a name: letters, digits and _, beginning with a letter" });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a day, like "2026-03-01"' });
const quantity = z
  .string()
  .regex(/^\d+(?:\.\d+)?(?: ?%| [A-Za-z]+)?$/, { error: 'must be a number with its unit, like "60 seconds", "1 GB" or "30"' });
const text = z.string().min(1).max(10_000);

const each = z.strictObject({
  increments: z.strictObject({ first: quantity, next: quantity }).optional(),
  per: quantity.optional(),
  plus: decimal.optional(),
  atLeast: decimal.optional(),
  atMost: decimal.optional(),
});

const period = { amount: decimal, until: day.optional() };
const tiers = z.array(z.strictObject({ upTo: decimal.optional(), amount: decimal, plus: decimal.optional() })).min(1);

const price = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("flat"), amount: decimal, each: each.optional() }),
  z.strictObject({
    kind: z.literal("dated"),
    periods: z.tuple([z.strictObject(period)], z.strictObject({ ...period, from: day })),
    each: each.optional(),
  }),
  z.strictObject({
    kind: z.literal("rates"),
    file: text.describe("Path of a CSV file from where this file is."),
    by: z.array(name).min(1),
    tariff: name.optional(),
    each: each.optional(),
  }),
  z.strictObject({ kind: z.literal("graduated"), tiers }),
  z.strictObject({ kind: z.literal("volume"), tiers }),
  z.strictObject({ kind: z.literal("blocks"), size: decimal, amount: decimal, free: decimal.optional() }),
  z.strictObject({ kind: z.literal("package"), included: decimal, fee: decimal, overage: decimal.optional() }),
]);

const spend = z.strictObject({ amount: decimal, prorated: z.boolean().default(false) });

const taken = z.strictObject({
  service: name,
  products: z.array(name).min(1).optional().describe("All of them when left out, where there are none or only one."),
  from: day.optional(),
  prices: z.record(name, price).default({}).describe("By clause."),
  terms: z
    .record(name, z.union([quantity, name], { error: 'must be a number with its unit, like "30 seconds", or a choice' }))
    .default({})
    .describe("Terms that are agreed otherwise than the contract says."),
  atLeast: spend.optional(),
  atMost: spend.optional(),
});

export const agreementSchema = z.strictObject({
  name,
  client: text.optional(),
  accounts: z.array(text).default([]).describe("Other account ids whose usage belongs to this agreement."),
  currency: z.string().regex(/^[A-Z]{3}$/, { error: "must be a currency code, like EUR" }),
  timeZone: text,
  chargingModel: z.enum(["post-pay", "pre-pay"]),
  from: day.optional(),
  until: day.optional(),
  credit: decimal.optional(),
  rounding: z.enum(["half up", "half even", "up", "down"]).default("half up"),
  roundingTo: decimal.optional(),
  proration: z
    .strictObject({
      by: z.enum(["days of the month", "30 days"]),
      firstDayCounts: z.boolean().default(true),
      lastMonth: z.strictObject({ lastDayCounts: z.boolean().default(true) }).optional(),
    })
    .optional(),
  atLeast: spend.optional(),
  atMost: spend.optional(),
  takes: z.array(taken).min(1),
});

export type AgreementJson = z.output<typeof agreementSchema>;
export type TakenJson = z.output<typeof taken>;
export type PriceJson = z.output<typeof price>;
export type EachJson = z.output<typeof each>;
export type SpendJson = z.output<typeof spend>;

/** The JSON schema of a file: one agreement or a list of them. In NDJSON each line is one. */
export function agreementJsonSchema(): Record<string, unknown> {
  const file = z.union([agreementSchema, z.array(agreementSchema)]).meta({
    title: "Agreements",
    description: "Who takes which services, at which prices and on which terms: one agreement or a list of them.",
  });
  return z.toJSONSchema(file, { io: "input" }) as Record<string, unknown>;
}
