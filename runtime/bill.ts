/** Bills: what an agreement owes for a period. All amounts, prices and quantities are decimals in text. */
import type { Adjustment } from "./adjustment.ts";
import type { ChargingModel, Text } from "./agreement.ts";
import type { LinePart } from "./scale.ts";

export type LineKind = "charge" | "fee" | "package" | "overage" | "minimum" | "cap" | "error";

/** A line as a module gives it, before money: the engine multiplies once and rounds once. */
export interface LineDraft {
  readonly clause: string;
  readonly kind: LineKind;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly quantity: string;
  readonly unit: Text;
  /** Absent on a line of kind "error". */
  readonly unitPrice?: string;
  /** How many units the unit price is for, when not one. */
  readonly per?: string;
  /** Which part of what the clause comes to: a tier, blocks, a charge for each event, a limit. */
  readonly part?: LinePart;
  /** Part of the month that is charged, e.g. { numerator: 21, denominator: 31 }. */
  readonly proration?: { readonly numerator: number; readonly denominator: number };
  readonly priceSource?: string;
  /** When parts of the quantity fall due inside the month: instants (RFC 3339 in the agreement's time zone) and quantities. */
  readonly postings?: readonly { readonly at: string; readonly quantity: string }[];
  /** Ids of events that an error line names. */
  readonly events?: readonly string[];
}

export interface NoticeDraft {
  readonly code: string;
  readonly clause?: string;
  readonly text: Text;
}

export interface BillLine {
  readonly service: string;
  /** Qualified name of the clause, e.g. "WhatsApp.TemplateMessage". */
  readonly clause: string;
  readonly kind: LineKind;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly quantity: string;
  /** What one unit is, in English; `unitTitle` has it in every language. */
  readonly unit: string;
  readonly unitTitle: Text;
  readonly unitPrice: string | null;
  readonly per?: string;
  readonly part?: LinePart;
  readonly amount: string;
  readonly title: Text;
  readonly proration?: string;
  readonly priceSource?: string;
  readonly postings?: readonly { readonly at: string; readonly quantity: string }[];
  readonly events?: readonly string[];
}

export interface EventCounts {
  readonly received: number;
  readonly charged: number;
  readonly free: number;
  readonly context: number;
  readonly duplicate: number;
  readonly conflict: number;
  /** Replaced or voided by another record, and the voids themselves. */
  readonly corrected: number;
  readonly rejected: number;
  /** Not covered by the credit, where a contract says that such events are refused. */
  readonly refused?: number;
}

export interface Breach {
  readonly clause: string;
  readonly title: Text;
  readonly event: string;
  readonly time: string;
}

export interface Notice {
  readonly code: string;
  readonly clause?: string;
  readonly text: Text;
}

export interface RefusedEvent {
  readonly service: string;
  readonly record: string;
  readonly time: string;
  readonly cost: string;
  readonly left: string;
}

export interface Credit {
  readonly opening: string;
  /** In the order of time. */
  readonly topUps: readonly { readonly record: string; readonly time: string; readonly amount: string }[];
  /** The sum of the top-ups. */
  readonly toppedUp: string;
  /** What was deducted event by event, in the order of time; the rest of the total is deducted at the end of the month. */
  readonly byEvents: string;
  readonly deducted: string;
  /** What could not be deducted for want of credit. */
  readonly outstanding: string;
  readonly closing: string;
  /** When the credit was below zero, and by how much at most; without `until` it still is at the end of the month. */
  readonly short: readonly { readonly from: string; readonly until?: string; readonly by: string }[];
  /** Where a contract says so: events that the credit did not cover, in the order of time, with what each would have cost and what was left. */
  readonly refused?: readonly RefusedEvent[];
}

export interface Bill {
  readonly agreement: string;
  readonly client: string;
  readonly period: string;
  readonly currency: string;
  readonly chargingModel: ChargingModel;
  readonly lines: readonly BillLine[];
  readonly total: string;
  readonly measures: Readonly<Record<string, string>>;
  readonly events: EventCounts;
  readonly breaches: readonly Breach[];
  readonly notices: readonly Notice[];
  readonly credit?: Credit;
  /** What changed after the bill was issued; the total above is that of the bill as it was issued. */
  readonly adjustments?: readonly Adjustment[];
}
