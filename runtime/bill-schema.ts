/** The schema of a bill, for whoever reads one: as zod, and as JSON Schema. */
import { z } from "zod";
import type { Bill } from "./bill.ts";

const decimal = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/)
  .meta({ description: "A decimal in text; never a binary floating-point number." });
const text = z.record(z.string(), z.string()).meta({ description: "One text per language tag." });
const count = z.int().min(0);
const dimensions = z.record(z.string(), z.string());

const line = z.strictObject({
  service: z.string(),
  clause: z.string().meta({
    description:
      "Qualified name of the rule of the contract, e.g. WhatsApp.TemplateMessage; of what the agreement says of a service or of the whole bill, NAME.minimum-spend or NAME.maximum-spend.",
  }),
  kind: z.enum(["charge", "fee", "package", "overage", "minimum", "cap", "error"]).meta({
    description:
      "minimum: what is missing to a least amount. cap: what is above the most that was agreed, with a minus. error: chargeable usage for which the agreement has no price; it counts nothing and must be looked into.",
  }),
  dimensions: dimensions.meta({ description: "What the price depends on, as it stands in the rate card." }),
  quantity: decimal,
  unit: z.string().meta({ description: "What one unit is, in English." }),
  unitTitle: text,
  unitPrice: decimal.nullable().meta({ description: "As it is written in the agreement; null on a line of kind error." }),
  per: decimal
    .optional()
    .meta({ description: "How many units the unit price is for, when not one: 60 for a price per minute of seconds." }),
  part: z
    .strictObject({
      kind: z.enum(["tier", "tierFee", "blocks", "event", "least", "most"]),
      above: decimal.optional(),
      upTo: decimal.optional(),
      text,
    })
    .optional()
    .meta({
      description:
        "Which part of what the clause comes to: the units of a tier (above one bound, up to and including the other), its fee, started blocks, a charge for each event, events held to a limit.",
    }),
  amount: decimal.meta({
    description:
      "quantity × unitPrice (÷ per, × proration), multiplied once and rounded once: to the minor unit of the currency, or as the agreement says.",
  }),
  title: text,
  proration: z
    .string()
    .regex(/^\d+\/\d+$/)
    .optional()
    .meta({ description: "Part of the month that is charged, e.g. 21/31." }),
  priceSource: z
    .string()
    .optional()
    .meta({ description: "Where the price stands: the agreement, or file and line of a rate card." }),
  postings: z
    .array(z.strictObject({ at: z.string(), quantity: decimal }))
    .optional()
    .meta({ description: "When parts of the quantity fall due inside the month." }),
  events: z
    .array(z.string())
    .optional()
    .meta({ description: "On a line of kind error: the ids of the first 20 events; quantity says how many there are." }),
});

const credit = z
  .strictObject({
    opening: decimal,
    topUps: z
      .array(z.strictObject({ record: z.string(), time: z.string(), amount: decimal }))
      .meta({ description: "Records of the type sdl.top-up.v1 of the month, in the order of time." }),
    toppedUp: decimal.meta({ description: "The sum of the top-ups." }),
    byEvents: decimal.meta({
      description:
        "What was deducted event by event, in the order of time; the rest of the total is deducted at the end of the month.",
    }),
    deducted: decimal.meta({ description: "As much of the total as the credit covers." }),
    outstanding: decimal.meta({
      description: "What could not be deducted for want of credit; it is carried as a negative balance.",
    }),
    short: z.array(z.strictObject({ from: z.string(), until: z.string().optional(), by: decimal })).meta({
      description: "When the credit was below zero, and by how much at most; without until it still is at the end of the month.",
    }),
    refused: z
      .array(z.strictObject({ service: z.string(), record: z.string(), time: z.string(), cost: decimal, left: decimal }))
      .optional()
      .meta({
        description:
          "Where a contract says so: events that the credit did not cover, in the order of time, with what each would have cost and what was left.",
      }),
    closing: decimal.meta({ description: "opening + toppedUp − deducted − outstanding." }),
  })
  .meta({ description: "Of a pre-paid agreement." });

const buckets = ["received", "charged", "free", "context", "duplicate", "conflict", "corrected", "rejected"] as const;

const worth = z.strictObject({ quantity: decimal, amount: decimal });

const adjustment = z.strictObject({
  number: z.int().min(1).meta({ description: "In the order in which adjustments were issued." }),
  lines: z.array(
    line.omit({ priceSource: true, postings: true, events: true }).extend({
      issued: worth.meta({ description: "What was issued so far." }),
      rated: worth.meta({ description: "What the line comes to now; quantity and amount of the line are the difference." }),
      causes: z.array(
        z.strictObject({
          kind: z.enum(["late-record", "replacement", "void", "contract", "agreement", "opening-state"]),
          record: z.string().optional().meta({ description: "Id of the record." }),
          source: z.string().optional(),
          file: z.string().optional(),
          line: z.int().min(1).optional(),
          of: z.string().optional().meta({ description: "Id of the record that it replaces or voids." }),
          text,
        }),
      ),
      moreCauses: z.int().min(1).optional().meta({ description: "How many more there are than are named." }),
    }),
  ),
  total: decimal.meta({ description: "The sum of the amounts of the lines." }),
  events: z
    .strictObject(Object.fromEntries(buckets.map((bucket) => [bucket, z.int()])) as Record<(typeof buckets)[number], z.ZodInt>)
    .extend({ refused: z.int().optional() })
    .meta({ description: "How the counts of records change." }),
});

/** A bill. `billSchema.parse` refuses what is not one. */
export const billSchema = z
  .strictObject({
    agreement: z.string(),
    client: z.string(),
    period: z
      .string()
      .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
      .meta({ description: "The calendar month in the agreement's time zone." }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .meta({ description: "ISO 4217." }),
    chargingModel: z.enum(["post-pay", "pre-pay"]),
    lines: z.array(line),
    total: decimal.meta({ description: "The sum of the rounded amounts of the lines." }),
    measures: z.record(z.string(), decimal).meta({ description: "By qualified name, e.g. WhatsApp.MonthlyActiveUsers." }),
    events: z
      .strictObject({
        received: count,
        charged: count,
        free: count,
        context: count,
        duplicate: count,
        conflict: count,
        corrected: count.meta({ description: "Replaced or voided by another record, and the voids themselves." }),
        rejected: count,
        refused: count.optional().meta({
          description:
            "Not covered by the credit; there when a contract of a pre-paid agreement says that such events are refused.",
        }),
      })
      .meta({ description: "Every record received is counted in exactly one of the others." }),
    breaches: z.array(z.strictObject({ clause: z.string(), title: text, event: z.string(), time: z.string() })),
    notices: z.array(z.strictObject({ code: z.string(), clause: z.string().optional(), text })),
    credit: credit.optional(),
    adjustments: z.array(adjustment).optional().meta({
      description:
        "What changed after the bill was issued. What was issued and all adjustments together are the bill as it is rated now.",
    }),
  })
  .meta({ title: "Bill", description: "What an agreement owes for a calendar month." }) satisfies z.ZodType<Bill>;

/** The schema of a bill as JSON Schema (draft 2020-12). */
export function billJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(billSchema) as Record<string, unknown>;
}
