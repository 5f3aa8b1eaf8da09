/** What a month comes to at least and at most; how a month in part is divided; what amounts are rounded to. */
import type { ProrationNode, QuantityNode, SpendNode } from "../../grammar/index.ts";
import type { Reporter } from "../context.ts";
import { D } from "../diagnostics/registry.ts";
import type { ProrationPolicy, Spend } from "../ir/model.ts";
import { compareQuantities, lowerQuantity } from "./quantity.ts";

interface Spends {
  readonly atLeast?: Spend;
  readonly atMost?: Spend;
}

/** The least and the most, each at most once, in the currency of the agreement. */
export function lowerSpends(reporter: Reporter, nodes: readonly SpendNode[], currency: string, whose: string): Spends {
  const spends: { atLeast?: Spend; atMost?: Spend } = {};
  for (const node of nodes) {
    const amount = moneyOf(reporter, node.amount, currency, `What ${whose} comes to`);
    if (spends[node.limit] !== undefined) reporter.report(D.repeated, { what: "This" }, node);
    else if (amount !== undefined) spends[node.limit] = { amount, prorated: node.prorated };
  }
  const { atLeast, atMost } = spends;
  if (atLeast !== undefined && atMost !== undefined && isBelow(atMost.amount, atLeast.amount)) {
    const at = nodes.find(({ limit }) => limit === "atMost")!;
    reporter.report(D.limitsReversed, { least: atLeast.amount, most: atMost.amount }, at);
  }
  return spends;
}

/** Whether one amount is less than another. */
export const isBelow = (a: string, b: string): boolean =>
  compareQuantities({ kind: "count", amount: a }, { kind: "count", amount: b }) < 0;

/** An amount in the currency of the agreement. */
export function moneyOf(reporter: Reporter, node: QuantityNode | undefined, currency: string, what: string): string | undefined {
  const quantity = lowerQuantity(reporter, node, ["money"]);
  if (quantity?.kind !== "money") return undefined;
  if (quantity.currency === currency) return quantity.amount;
  reporter.report(D.wrongCurrency, { what, found: quantity.currency, expected: currency }, node!);
  return undefined;
}

export function lowerProration(reporter: Reporter, nodes: readonly ProrationNode[]): ProrationPolicy | undefined {
  const [node, ...more] = nodes;
  for (const other of more) reporter.report(D.repeated, { what: "This" }, other);
  if (node === undefined) return undefined;
  const days = lowerQuantity(reporter, node.days, ["duration"]);
  if (days?.kind === "duration" && (days.amount !== "30" || days.unit !== "day"))
    reporter.report(D.prorationDays, {}, node.days!);
  if (node.dropsLastDay && !node.lastMonth) reporter.report(D.noLastMonth, {}, node);
  return {
    by: node.days === undefined ? "days of the month" : "30 days",
    firstDayCounts: !node.dropsFirstDay,
    ...(node.lastMonth && { lastMonth: { lastDayCounts: !node.dropsLastDay } }),
  };
}
